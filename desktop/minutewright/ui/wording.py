"""The English of dates, lengths and states as the window says them."""

from datetime import date, time

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Edition

STATES = {
    MinutesState.NOTES: "Notes",
    MinutesState.DRAFT: "Draft",
    MinutesState.WITH_OFFICERS: "With the officers",
    MinutesState.WITH_CHAIR: "With the chair",
    MinutesState.PUBLISHED_DRAFT: "Published draft",
    MinutesState.CONFIRMED: "Confirmed",
    MinutesState.SIGNED: "Signed",
    MinutesState.ARCHIVED: "Archived",
}
STATUSES = {
    AttendanceStatus.PRESENT: "present",
    AttendanceStatus.APOLOGY: "apologies",
    AttendanceStatus.ABSENT: "absent",
}
CAPACITIES = {
    Capacity.MEMBER: "Member",
    Capacity.SUBSTITUTE: "Substitute",
    Capacity.EXECUTIVE: "Executive member",
    Capacity.OFFICER: "Officer",
    Capacity.INVITEE: "Invited",
    Capacity.CO_OPTED: "Co-opted member",
    Capacity.PARTY: "Party",
    Capacity.PUBLIC: "Public",
}
KINDS = {
    ItemKind.OPENING: "Opening",
    ItemKind.APOLOGIES: "Apologies",
    ItemKind.INTERESTS: "Declarations of interest",
    ItemKind.LAST_MINUTES: "Minutes of the last meeting",
    ItemKind.MATTERS_ARISING: "Matters arising",
    ItemKind.ANNOUNCEMENTS: "Announcements",
    ItemKind.PETITIONS: "Petitions",
    ItemKind.PUBLIC_QUESTIONS: "Public questions",
    ItemKind.MEMBER_QUESTIONS: "Members' questions",
    ItemKind.NOTICE_OF_MOTION: "Motion on notice",
    ItemKind.REFERENCES: "References",
    ItemKind.REPORT: "Report",
    ItemKind.PRESENTATION: "Presentation",
    ItemKind.CONSENT: "Taken together",
    ItemKind.URGENT: "Urgent",
    ItemKind.EXCLUSION: "Exclusion of the public",
    ItemKind.EXEMPT_REPORT: "Exempt report",
    ItemKind.CLOSING: "Closing",
}
EDITIONS = {
    Edition.FULL: "Full minutes",
    Edition.PUBLIC: "Public minutes",
    Edition.EXEMPT: "Exempt minutes",
}


def long_date(day: date) -> str:
    """`Wednesday 9 October 2024`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """`9 October 2024`."""
    return f"{day.day} {day:%B %Y}"


def clock(moment: time) -> str:
    """`7.05 pm`."""
    return f"{moment.hour % 12 or 12}.{moment.minute:02} {'pm' if moment.hour >= 12 else 'am'}"


def length(ms: int) -> str:
    """`1 h 12 min`, `12 min`, `40 s`; a dash for nothing."""
    minutes = round(ms / 60_000)
    if ms <= 0:
        return "–"
    if minutes == 0 or ms < 60_000:
        return f"{max(1, round(ms / 1000))} s"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 item`, `3 items`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
