"""Everything that is open and everything that looks like a slip, item by item, as one list."""

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.record import MeetingRecord
from minutewright.services.checking.check import check_minutes
from minutewright.services.drafting.open_points import OpenPoint, OpenPointKind, open_points


def points_to_settle(record: MeetingRecord, style: HouseStyle) -> tuple[OpenPoint, ...]:
    """Open points and the checker's comments: those about the whole meeting first, then item by item."""
    slips = (
        OpenPoint(OpenPointKind.SLIP, row.sentence, row.item_id, row.block_id)
        for row in check_minutes(record, style)
    )
    places = {item.id: item.order for item in record.items}
    everything = (*open_points(record), *slips)
    # Under each item what wants a decision of the clerk comes before suggestions that merely wait.
    return tuple(
        sorted(
            everything,
            key=lambda row: (
                places.get(row.item_id, -1) if row.item_id else -1,
                row.kind is OpenPointKind.UNCONFIRMED,
            ),
        )
    )
