"""The English of dates, lengths and states as the window says them."""

from datetime import date, datetime, time

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import (
    Choice,
    DecisionLabel,
    InterestKind,
    MotionKind,
    MotionOutcome,
    VoteMethod,
)
from minutewright.domain.council import RunsOn
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Edition, ShortEdition
from minutewright.domain.recording import GapReason

STATES = {
    MinutesState.NOTES: "Being written",
    MinutesState.DRAFT: "Draft",
    MinutesState.WITH_OFFICERS: "With the officers",
    MinutesState.WITH_CHAIR: "With the chair",
    MinutesState.PUBLISHED_DRAFT: "Published as a draft",
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
    ItemKind.INTERESTS: "Interests",
    ItemKind.LAST_MINUTES: "Last minutes",
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
    ItemKind.EXCLUSION: "Exclusion",
    ItemKind.EXEMPT_REPORT: "Exempt report",
    ItemKind.CLOSING: "Closing",
}
EDITIONS = {
    Edition.FULL: "Full minutes",
    Edition.PUBLIC: "Public minutes",
    Edition.EXEMPT: "Exempt minutes",
}
SHORT_EDITIONS = {
    ShortEdition.DECISION_NOTE: "Decision note",
    ShortEdition.ACTION_LIST: "Action list",
    ShortEdition.ITEM_TEXT: "Text item by item",
}
MOTION_KINDS = {
    MotionKind.SUBSTANTIVE: "Motion",
    MotionKind.AMENDMENT: "Amendment",
    MotionKind.PROCEDURAL: "Procedural motion",
}
OUTCOMES = {
    MotionOutcome.OPEN: "Open",
    MotionOutcome.CARRIED: "Carried",
    MotionOutcome.LOST: "Lost",
    MotionOutcome.WITHDRAWN: "Withdrawn",
    MotionOutcome.LAPSED: "Lapsed",
    MotionOutcome.REFERRED: "Referred",
}
METHODS = {
    VoteMethod.ASSENT: "Agreed without a vote",
    VoteMethod.HANDS: "Show of hands",
    VoteMethod.RECORDED: "Recorded vote",
    VoteMethod.ROLL_CALL: "Roll call",
    VoteMethod.BALLOT: "Ballot",
}
CHOICES = {
    Choice.FOR: "for",
    Choice.AGAINST: "against",
    Choice.ABSTAINED: "abstained",
    Choice.RECUSED: "took no part",
    Choice.ABSENT: "absent",
}
RUNS_ON = {
    RunsOn.MEETING: "each meeting from 1",
    RunsOn.YEAR: "through the council year",
    RunsOn.ALWAYS: "for ever",
}
INTERESTS = {
    InterestKind.PERSONAL: "Personal",
    InterestKind.PREJUDICIAL: "Prejudicial",
    InterestKind.DISCLOSABLE_PECUNIARY: "Disclosable pecuniary",
    InterestKind.OTHER_REGISTRABLE: "Other registrable",
    InterestKind.NON_REGISTRABLE: "Non-registrable",
    InterestKind.RECUSAL: "Keeps the member from taking part",
}
LABELS = {
    DecisionLabel.RESOLVED: "Resolved",
    DecisionLabel.RECOMMENDED: "Recommended",
    DecisionLabel.AGREED: "Agreed",
    DecisionLabel.NOTED: "Noted",
}
GAPS = {
    GapReason.ADJOURNED: "adjourned",
    GapReason.EXEMPT: "exempt",
    GapReason.OTHER: "other reason",
    GapReason.STOPPED: "recording stopped",
    GapReason.DEVICE_LOST: "microphone lost",
    GapReason.INTERRUPTED: "recording interrupted",
    GapReason.SLEPT: "computer asleep",
    GapReason.DESTROYED: "destroyed",
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


def exact_clock(moment: datetime) -> str:
    """The wall clock to the second, in the time of this computer: `7.05.09 pm`."""
    local = moment.astimezone()
    return f"{local.hour % 12 or 12}.{local.minute:02}.{local.second:02} {'pm' if local.hour >= 12 else 'am'}"
