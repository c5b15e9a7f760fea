"""Marks: what the clerk stamped, live or afterwards, each with both clocks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minutewright.domain.ids import ItemId, MarkId, PersonId


class MarkKind(StrEnum):
    """What happened."""

    ITEM = "item"
    SPEAKER = "speaker"
    NOTE = "note"
    DECISION = "decision"
    CHECK = "check"
    ARRIVED = "arrived"
    LEFT = "left"
    PAUSED = "paused"
    RESUMED = "resumed"
    OPENED = "opened"
    CLOSED = "closed"
    CHAIR = "chair"


PRESS_AND_PUBLIC = PersonId("press-and-public")
"""In `Mark.asked_to_leave`: everybody who only watches."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stamp at `at_ms` of recording time and `wall` (aware; None when made afterwards on sound without a clock).

    An ITEM mark opens `item_id` (None: no item is being taken); a SPEAKER mark says that `person_id` speaks from
    here (None: somebody unnamed); a CHAIR mark that they preside from here. `text` holds a note's words or a pause's
    reason, `asked_to_leave` who had to go at it.
    """

    id: MarkId
    kind: MarkKind
    at_ms: int
    wall: datetime | None = None
    item_id: ItemId | None = None
    person_id: PersonId | None = None
    text: str = ""
    asked_to_leave: tuple[PersonId, ...] = ()


def marks_of(marks: tuple[Mark, ...], kind: MarkKind) -> tuple[Mark, ...]:
    """The marks of one kind in order of recording time; of two at the same time the later made one comes last."""
    return tuple(
        sorted((mark for mark in marks if mark.kind is kind), key=lambda mark: (mark.at_ms, mark.id))
    )
