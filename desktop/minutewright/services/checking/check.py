"""The checker: everything that looks like a slip, in the order of the minutes. It comments and never corrects."""

from minutewright.domain.house_style import HouseStyle, ListPunctuation
from minutewright.domain.record import MeetingRecord
from minutewright.services.checking.business import business_findings
from minutewright.services.checking.finding import Finding, printed_words
from minutewright.services.checking.people import attendance_findings, name_findings
from minutewright.services.checking.wording import wording_findings


def check_minutes(record: MeetingRecord, style: HouseStyle) -> tuple[Finding, ...]:
    """Every finding: those about the meeting first, then item by item."""
    words = tuple(printed_words(record))
    completed = style.lists.punctuation is ListPunctuation.COMPLETE
    found = [
        *attendance_findings(record),
        *wording_findings(words, ends_completed=completed),
        *name_findings(record, words),
        *business_findings(record),
    ]
    places = {item.id: item.order for item in record.items}
    order = {block.id: block.order for block in record.blocks}
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda row: (
                places.get(row.item_id, -1) if row.item_id else -1,
                order.get(row.block_id, -1) if row.block_id else -1,
            ),
        )
    )
