"""Pauses of the recording on the record: why, when on both clocks, and who was asked to leave."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from minutewright.domain.ids import MarkId, PersonId
from minutewright.domain.marks import Mark, MarkKind
from minutewright.services.clerk.marking import add_mark, change_mark
from minutewright.services.storage.store import MeetingStore


def mark_pause(store: MeetingStore, now_ms: int, wall: datetime, why: str) -> Mark:
    """Take down that the recording pauses now (recording ms, wall clock aware) and why; one undoable action."""
    return add_mark(store, MarkKind.PAUSED, now_ms, wall=wall, text=why)


def mark_resumption(store: MeetingStore, now_ms: int, wall: datetime) -> Mark:
    """Take down that the recording goes on; one undoable action."""
    return add_mark(store, MarkKind.RESUMED, now_ms, wall=wall)


def set_asked_to_leave(store: MeetingStore, mark_id: MarkId, who: Iterable[PersonId]) -> None:
    """Say who was asked to leave at a pause (`PRESS_AND_PUBLIC` for all who only watch); one undoable action."""
    mark = store.marks.get(mark_id)
    if mark is not None and mark.asked_to_leave != (asked := tuple(dict.fromkeys(who))):
        change_mark(store, replace(mark, asked_to_leave=asked), "Asked to leave")
