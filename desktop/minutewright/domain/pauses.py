"""What is said of a stretch that was not captured: from when to when, why, and who was asked to leave."""

from datetime import timedelta

from minutewright.domain.ids import PersonId
from minutewright.domain.marks import PRESS_AND_PUBLIC, Mark, MarkKind
from minutewright.domain.people import calling_name
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import Gap, GapReason

_NEAR = timedelta(seconds=10)
_REASONS = {
    GapReason.ADJOURNED: "adjourned",
    GapReason.EXEMPT: "exempt business",
    GapReason.OTHER: "paused",
    GapReason.STOPPED: "the recording was stopped",
    GapReason.DEVICE_LOST: "the microphone was lost",
    GapReason.INTERRUPTED: "the recording was interrupted",
    GapReason.SLEPT: "the computer was asleep",
    GapReason.DESTROYED: "destroyed",
}
_PAUSES = (GapReason.ADJOURNED, GapReason.EXEMPT, GapReason.OTHER)


def asked_to_leave(record: MeetingRecord, gap: Gap) -> tuple[str, ...]:
    """The names of those who were asked to leave at a pause, as the register has them now."""
    if gap.reason not in _PAUSES:
        return ()
    marks = [mark for mark in record.marks if mark.kind is MarkKind.PAUSED and mark.wall is not None]
    near = [mark for mark in marks if mark.wall and abs(mark.wall - gap.started_at) < _NEAR]
    return leavers(record, near[-1]) if near else ()


def leavers(record: MeetingRecord, mark: Mark) -> tuple[str, ...]:
    """The names of those whom a mark of a pause says were asked to leave."""
    return tuple(_name(record, who) for who in mark.asked_to_leave)


def gap_sentence(record: MeetingRecord, gap: Gap, *, include_exempt: bool) -> str:
    """One sentence: "Not recorded from 19:42:10 to 19:50:00: exempt business (…). Asked to leave: press and public."

    Without `include_exempt` neither the clerk's words nor names are in it.
    """
    until = f" to {gap.ended_at.astimezone():%H:%M:%S}" if gap.ended_at else ""
    words = f"Not recorded from {gap.started_at.astimezone():%H:%M:%S}{until}: {_REASONS[gap.reason]}"
    if not include_exempt:
        return f"{words}."
    note = f" ({gap.note})" if gap.note else ""
    names = asked_to_leave(record, gap)
    return f"{words}{note}." + (f" Asked to leave: {', '.join(names)}." if names else "")


def _name(record: MeetingRecord, who: PersonId) -> str:
    if who == PRESS_AND_PUBLIC:
        return "press and public"
    person = record.person(who)
    return calling_name(person, record.people) if person else "somebody no longer in the register"
