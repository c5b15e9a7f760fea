"""What the markers within a line are filled with, in the words and dates of the house style."""

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.record import MeetingRecord


def inline_values(record: MeetingRecord, style: HouseStyle, status: str) -> dict[str, str]:
    """The text for every marker within a line; what is not known is empty. `status` holds the marks of the edition."""
    meeting, body = record.meeting, record.body
    chair, clerk = record.chair(), record.person(meeting.clerk)
    values = {
        "council": record.council.name,
        "body": body.name,
        "kind": style.title.kinds[meeting.kind],
        "date": style.dates.long_date(meeting.held_on),
        "short_date": style.dates.short_date(meeting.held_on),
        "time": style.dates.time_of_day(meeting.starts_at) if meeting.starts_at else "",
        "venue": meeting.venue,
        "chair": chair.full_name if chair else "",
        "chair_title": body.chair_title,
        "clerk": clerk.full_name if clerk else "",
        "closed": style.dates.time_of_day(meeting.closed_at) if meeting.closed_at else "",
        "status": status,
    }
    return {name: " ".join(text.split(" ")).replace("\n", " ") for name, text in values.items()}
