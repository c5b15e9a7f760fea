"""The minutes as blocks under items: paragraphs, headings, list points and the places of decisions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minutewright.domain.ids import BlockId, DecisionId, ItemId, MotionId, SegmentId, VersionId
from minutewright.domain.meeting import MinutesState


class BlockKind(StrEnum):
    """What a block prints as. Neighbouring points of one kind form one list, numbered afresh."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    BULLET = "bullet"
    LETTERED = "lettered"
    NOTE = "note"
    MOTION = "motion"
    DECISION = "decision"


class Publicity(StrEnum):
    """Which editions a block may be in. A SUMMARY block stands in the public edition for the exempt ones."""

    PUBLIC = "public"
    EXEMPT = "exempt"
    SUMMARY = "summary"


class Origin(StrEnum):
    """Who wrote it: a stock phrase, the clerk, or a suggestion of the program."""

    PHRASE = "phrase"
    CLERK = "clerk"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `item_ref` makes it a reference that prints that item's minute number."""

    text: str
    bold: bool = False
    italic: bool = False
    item_ref: ItemId | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The stretch of sound (recording ms) and the segments that a statement rests on."""

    start_ms: int
    end_ms: int
    segment_ids: tuple[SegmentId, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the minutes under an item, in `order`.

    A MOTION or DECISION block prints the motion or decision named by its id and has no runs of its own.
    Only blocks with `confirmed` are exported: nothing enters the minutes that the clerk did not confirm.
    """

    id: BlockId
    item_id: ItemId
    order: int
    kind: BlockKind = BlockKind.PARAGRAPH
    runs: tuple[Run, ...] = ()
    level: int = 1
    motion_id: MotionId | None = None
    decision_id: DecisionId | None = None
    sources: tuple[Source, ...] = ()
    publicity: Publicity = Publicity.PUBLIC
    origin: Origin = Origin.CLERK
    confirmed: bool = True

    @property
    def text(self) -> str:
        """The words of all runs."""
        return "".join(run.text for run in self.runs)


class Edition(StrEnum):
    """What is exported, and for whom."""

    FULL = "full"
    PUBLIC = "public"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Version:
    """One exported document: which edition, in which state, when, and what the file's hash was."""

    id: VersionId
    number: int
    edition: Edition
    state: MinutesState
    created_at: datetime
    file_name: str
    sha256: str
