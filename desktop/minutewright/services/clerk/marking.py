"""Marks: stamped live or made afterwards, moved, changed and deleted."""

from dataclasses import replace
from datetime import datetime

from minutewright.domain.attendance import AttendanceSpan
from minutewright.domain.ids import ItemId, MarkId, PersonId, new_id
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.recording import wall_clock_at
from minutewright.services.storage.store import MeetingStore

REACTION_MS = 700
"""A clerk presses the key about this long after a new voice begins, so live speaker marks are back-dated by it."""

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


def correct_last_speaker(store: MeetingStore, person_id: PersonId) -> Mark | None:
    """Say that the last speaker mark should have been this person; None where there is none yet."""
    last = next(iter(store.marks.all("kind = ?", (MarkKind.SPEAKER.value,))[-1:]), None)
    if last is None:
        return None
    corrected = replace(last, person_id=person_id)
    change_mark(store, corrected, "Correct speaker")
    return corrected


def change_mark(store: MeetingStore, mark: Mark, words: str = "Change mark") -> None:
    """Store a mark's new time, item, person or text; the segments it governs follow."""
    with store.action(words):
        store.marks.put(mark)


def move_mark(store: MeetingStore, mark_id: MarkId, at_ms: int) -> None:
    """Move a mark to another recording time (ms); its wall clock follows."""
    mark = store.marks.get(mark_id)
    if mark is not None:
        wall = wall_clock_at(store.files.all(), at_ms) or mark.wall
        change_mark(store, replace(mark, at_ms=max(at_ms, 0), wall=wall), "Move mark")


def delete_mark(store: MeetingStore, mark_id: MarkId) -> None:
    """Delete a mark; the one before it governs again."""
    with store.action("Delete mark"):
        store.marks.delete(mark_id)


def _follow(store: MeetingStore, mark: Mark) -> None:
    if mark.kind is MarkKind.OPENED and mark.wall:
        store.meetings.put(replace(store.meeting, opened_at=mark.wall))
    elif mark.kind is MarkKind.CLOSED and mark.wall:
        store.meetings.put(replace(store.meeting, closed_at=mark.wall))
    elif mark.kind in (MarkKind.ARRIVED, MarkKind.LEFT) and mark.person_id:
        for row in store.attendance.all("person_id = ?", (mark.person_id,)):
            spans = _spans(row.spans, mark)
            store.attendance.put(replace(row, spans=spans))


def _spans(spans: tuple[AttendanceSpan, ...], mark: Mark) -> tuple[AttendanceSpan, ...]:
    if mark.kind is MarkKind.ARRIVED:
        return (*spans, AttendanceSpan(arrived_ms=mark.at_ms, during_item=mark.item_id))
    if spans and spans[-1].left_ms is None:
        return (*spans[:-1], replace(spans[-1], left_ms=mark.at_ms))
    return (*spans, AttendanceSpan(left_ms=mark.at_ms, during_item=mark.item_id))
