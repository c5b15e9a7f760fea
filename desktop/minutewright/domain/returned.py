"""A draft that came back: what somebody else changed in it, what they said about it, and what the clerk answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minutewright.domain.ids import BlockId, ItemId, RemarkId
from minutewright.domain.minutes import BlockKind, Run


class ChangeKind(StrEnum):
    """What was done to a paragraph, or that something was said about it."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    COMMENT = "comment"


class TakeAs(StrEnum):
    """What taking a change does. REMARK: it cannot be put in by itself and becomes an open point."""

    TEXT = "text"
    ITEM_TITLE = "item_title"
    RESOLUTION = "resolution"
    MOTION = "motion"
    ACTION = "action"
    NEW_BLOCK = "new_block"
    NEW_RESOLUTION = "new_resolution"
    NO_BLOCK = "no_block"
    NO_RESOLUTION = "no_resolution"
    ELSEWHERE = "elsewhere"
    REMARK = "remark"


class PieceMark(StrEnum):
    """A stretch of words as it stands in ours and theirs."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph: in both, only in ours, or only in theirs."""

    text: str
    mark: PieceMark


@dataclass(frozen=True, slots=True)
class Target:
    """Where a change goes. `was` is the wording it stands in for, `now` the new one (of a clause, motion, action or title).

    A new or moved paragraph stands behind the first block of `after` that is there, else at the beginning of the item;
    `new_id` is the id a new one gets, so that a later one can stand behind it.
    """

    take_as: TakeAs
    item_id: ItemId | None = None
    block_id: BlockId | None = None
    after: tuple[BlockId, ...] = ()
    new_id: BlockId | None = None
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 1
    runs: tuple[Run, ...] = ()
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedChange:
    """One change of a returned draft. `id` is the same whenever the same change is read again.

    `ours` is what the minutes say now, `sent` what the version said that was sent, `theirs` what came back; for a
    comment, `theirs` is what was said and `ours` the words it was said about. `tracked` is whether Word recorded who
    and when; else `who` is who saved the file last, if the file says.
    """

    id: str
    kind: ChangeKind
    place: str
    ours: str
    theirs: str
    sent: str
    pieces: tuple[Piece, ...]
    who: tuple[str, ...]
    at: datetime | None
    tracked: bool
    target: Target

    @property
    def changed_here_too(self) -> bool:
        """Whether ours is no longer what was sent."""
        return self.kind is not ChangeKind.COMMENT and self.ours != self.sent

    @property
    def takeable(self) -> bool:
        """Whether taking it changes the minutes; else it becomes an open point."""
        return self.target.take_as is not TakeAs.REMARK


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """What a returned file holds that is still to be answered.

    `version` is the number of our export that it is; None if it does not say. `answered` counts changes that were taken
    or left before, `formatting` changes of look, which are passed over. `remarks` are said to the clerk first.
    """

    file_name: str
    version: int | None
    changes: tuple[ReturnedChange, ...]
    answered: int
    formatting: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnedAnswer:
    """That a change (by its id) was taken or left."""

    id: str
    taken: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to settle that somebody said about the draft: an open point until `done`."""

    id: RemarkId
    text: str
    author: str
    at: datetime | None
    item_id: ItemId | None
    block_id: BlockId | None
    file_name: str
    done: bool = False
