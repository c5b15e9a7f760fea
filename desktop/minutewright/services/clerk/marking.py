"""Marks: stamped live or made afterwards, moved, changed and deleted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from minutewright.domain.attendance import AttendanceSpan
from minutewright.domain.ids import ItemId, MarkId, PersonId, new_id
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.recording import wall_clock_at
from minutewright.services.storage.store import MeetingStore

REACTION_MS = 700
"""A clerk presses the key about this long after a new voice begins, so live speaker marks are back-dated by it."""

_PRESENCE = (MarkKind.ARRIVED, MarkKind.LEFT)
_WORDS = {
    MarkKind.ITEM: "Mark agenda item",
    MarkKind.SPEAKER: "Mark speaker",
    MarkKind.NOTE: "Note",
    MarkKind.DECISION: "Mark decision",
    MarkKind.CHECK: "Mark to check",
    MarkKind.ARRIVED: "Mark arrival",
    MarkKind.LEFT: "Mark departure",
    MarkKind.PAUSED: "Mark pause",
    MarkKind.RESUMED: "Mark resumption",
    MarkKind.OPENED: "Mark opening",
    MarkKind.CLOSED: "Mark closing",
    MarkKind.CHAIR: "Mark change of chair",
}


def add_mark(
    store: MeetingStore,
    kind: MarkKind,
    at_ms: int,
    *,
    wall: datetime | None = None,
    item_id: ItemId | None = None,
    person_id: PersonId | None = None,
    text: str = "",
) -> Mark:
    """Stamp something at a recording time (ms).

    Without `wall` the wall clock is worked out from the recording. An arrival or departure also changes the
    person's attendance, an opening or closing the meeting's times.
    """
    at_ms = max(at_ms, 0)
    wall = wall or wall_clock_at(store.files.all(), at_ms)
    mark = Mark(MarkId(new_id("mark")), kind, at_ms, wall, item_id, person_id, text)
    with store.action(_WORDS[kind]):
        store.marks.put(mark)
        _follow(store, mark)
    return mark


def mark_speaker_live(store: MeetingStore, person_id: PersonId | None, now_ms: int, wall: datetime) -> Mark:
    """A live speaker stamp, back-dated by the usual reaction time."""
    return add_mark(store, MarkKind.SPEAKER, now_ms - REACTION_MS, wall=wall, person_id=person_id)


def correct_last_speaker(store: MeetingStore, person_id: PersonId | None) -> Mark | None:
    """Say that the last speaker mark should have been this person (None: somebody unnamed); None where there is none."""
    last = next(iter(store.marks.all("kind = ?", (MarkKind.SPEAKER.value,))[-1:]), None)
    if last is None:
        return None
    corrected = replace(last, person_id=person_id)
    change_mark(store, corrected, "Correct speaker")
    return corrected


def change_mark(store: MeetingStore, mark: Mark, words: str = "Change mark") -> None:
    """Store a mark's new time, item, person or text; the segments, presence and meeting times it governs follow."""
    before = store.marks.get(mark.id)
    with store.action(words):
        if before is not None:
            _let_go(store, before)
        store.marks.put(mark)
        _follow(store, mark)


def move_mark(store: MeetingStore, mark_id: MarkId, at_ms: int) -> None:
    """Move a mark to another recording time (ms); its wall clock follows."""
    mark = store.marks.get(mark_id)
    if mark is not None:
        wall = wall_clock_at(store.files.all(), at_ms) or mark.wall
        change_mark(store, replace(mark, at_ms=max(at_ms, 0), wall=wall), "Move mark")


def delete_mark(store: MeetingStore, mark_id: MarkId) -> None:
    """Delete a mark; the one before it governs again, and what had followed from it is taken back."""
    mark = store.marks.get(mark_id)
    if mark is not None:
        with store.action("Delete mark"):
            _let_go(store, mark)
            store.marks.delete(mark_id)


def _follow(store: MeetingStore, mark: Mark) -> None:
    if mark.kind is MarkKind.OPENED and mark.wall:
        store.meetings.put(replace(store.meeting, opened_at=mark.wall))
    elif mark.kind is MarkKind.CLOSED and mark.wall:
        store.meetings.put(replace(store.meeting, closed_at=mark.wall))
    elif mark.kind in _PRESENCE and mark.person_id:
        for row in store.attendance.all("person_id = ?", (mark.person_id,)):
            store.attendance.put(replace(row, spans=_with(row.spans, mark)))


def _let_go(store: MeetingStore, mark: Mark) -> None:
    """Take back what followed from a mark that moves or goes."""
    meeting = store.meeting
    if mark.kind is MarkKind.OPENED and meeting.opened_at == mark.wall:
        store.meetings.put(replace(meeting, opened_at=None))
    elif mark.kind is MarkKind.CLOSED and meeting.closed_at == mark.wall:
        store.meetings.put(replace(meeting, closed_at=None))
    elif mark.kind in _PRESENCE and mark.person_id:
        for row in store.attendance.all("person_id = ?", (mark.person_id,)):
            store.attendance.put(replace(row, spans=_without(row.spans, mark)))


def _with(spans: tuple[AttendanceSpan, ...], mark: Mark) -> tuple[AttendanceSpan, ...]:
    """The spans with an arrival or departure in its place in time."""
    if mark.kind is MarkKind.ARRIVED:
        whole = next((span for span in spans if span.arrived_ms is None and _ends(span) > mark.at_ms), None)
        if whole is not None:
            rest = tuple(span for span in spans if span is not whole)
            return _in_time((*rest, replace(whole, arrived_ms=mark.at_ms, during_item=mark.item_id)))
        return _in_time((*spans, AttendanceSpan(arrived_ms=mark.at_ms, during_item=mark.item_id)))
    standing = [span for span in spans if (span.arrived_ms or 0) <= mark.at_ms and span.left_ms is None]
    if standing:
        return _in_time(replace(span, left_ms=mark.at_ms) if span is standing[-1] else span for span in spans)
    return _in_time((*spans, AttendanceSpan(left_ms=mark.at_ms, during_item=mark.item_id)))


def _without(spans: tuple[AttendanceSpan, ...], mark: Mark) -> tuple[AttendanceSpan, ...]:
    """The spans as they are without an arrival or departure; one that says nothing any more goes."""
    if mark.kind is MarkKind.ARRIVED:
        told = tuple(
            replace(span, arrived_ms=None) if span.arrived_ms == mark.at_ms else span for span in spans
        )
    else:
        told = tuple(replace(span, left_ms=None) if span.left_ms == mark.at_ms else span for span in spans)
    return tuple(span for span in told if span.arrived_ms is not None or span.left_ms is not None)


def _ends(span: AttendanceSpan) -> float:
    return float("inf") if span.left_ms is None else span.left_ms


def _in_time(spans: Iterable[AttendanceSpan]) -> tuple[AttendanceSpan, ...]:
    return tuple(sorted(spans, key=lambda span: span.arrived_ms or 0))
