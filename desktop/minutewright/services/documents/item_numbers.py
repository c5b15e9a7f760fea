"""The numbers of the items in the minutes: over their headings, and as a sentence cites them."""

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId
from minutewright.domain.numbering import NumberedItem, letter_of, number_pattern, numbered_items
from minutewright.domain.phrase import fill
from minutewright.domain.record import MeetingRecord


class ItemNumbers:
    """The items of a meeting that are minuted, in the order in which they print.

    Raises:
        BadInput: the body's pattern of minute numbers cannot be used.
    """

    def __init__(self, record: MeetingRecord, style: HouseStyle) -> None:
        numbering = record.body.numbering
        self.pattern = number_pattern(numbering, record.meeting.held_on)
        self.first = numbering.first
        self.items = numbered_items(record.items, numbering.first)
        self._record, self._style = record, style
        self._by_id = {row.item.id: row for row in self.items}

    def heading(self, row: NumberedItem) -> str:
        """The number over an item, such as `13.` or `4a.`."""
        number = self.pattern.number(row.number)
        if not row.letter:
            return fill(self._style.items.number, {"number": number})
        places = {"letter": letter_of(row.letter), "place": str(row.letter)}
        return fill(self._style.items.sub_number, {"number": number} | places)

    def cited(self, item_id: ItemId) -> str:
        """An item's number as a sentence cites it, such as `13` or `4a`.

        Raises:
            BadInput: the item is not in the minutes, so the reference points nowhere.
        """
        row = self._by_id.get(item_id)
        if row is None:
            item = self._record.item(item_id)
            what = (
                f"“{item.title}”, which is not minuted" if item else "an item that is no longer on the agenda"
            )
            raise BadInput(
                f"The minutes refer to {what}. Take the reference out or bring the item back, then export again."
            )
        return self.pattern.number(row.number) if not row.letter else self.heading(row).rstrip(".")
