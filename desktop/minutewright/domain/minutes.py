"""The minutes as blocks under items: paragraphs, headings, list points and the places of decisions."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from minutewright.domain.ids import (
    ActionId,
    BlockId,
    DecisionId,
    ExclusionId,
    ItemId,
    MotionId,
    PaperId,
    SegmentId,
    VersionId,
)
from minutewright.domain.meeting import MinutesState


class BlockKind(StrEnum):
    """What a block prints as. Neighbouring points of one kind form one list, numbered afresh."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    BULLET = "bullet"
    LETTERED = "lettered"
    NOTE = "note"
    MOTION = "motion"
    VOTE = "vote"
    DECISION = "decision"
    ACTION = "action"
    EXCLUSION = "exclusion"
    TABLE = "table"
    QUESTION = "question"
    ANSWER = "answer"


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
class OtherMinute:
    """A minute of another meeting: its number as it stands there, and what is known of where.

    `address` is where it can be read (a web page or a file); with it the reference is a link.
    """

    number: str
    body: str = ""
    held_on: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look, in `language` (a BCP 47 tag such as `cy-GB`; empty: the minutes' own).

    A reference prints what it points to and follows it: `item_ref` the minute number of an item of this meeting,
    `minute_ref` a minute of another one, `paper_ref` a paper of this agenda. A run has at most one of them.
    """

    text: str
    bold: bool = False
    italic: bool = False
    item_ref: ItemId | None = None
    language: str = ""
    minute_ref: OtherMinute | None = None
    paper_ref: PaperId | None = None

    @property
    def is_reference(self) -> bool:
        """Whether it prints what it points to rather than words of its own."""
        return bool(self.item_ref or self.minute_ref or self.paper_ref)


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table. `caption` says what it shows, also to a screen reader; `figures` are the columns (from 0) that stand right.

    With `total` the last row is a sum and stands out.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The stretch of sound (recording ms) and the segments that a statement rests on."""

    start_ms: int
    end_ms: int
    segment_ids: tuple[SegmentId, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the minutes under an item, in `order`.

    A MOTION, VOTE, DECISION, ACTION or EXCLUSION block prints what its id names and has no runs of its own; a TABLE
    block prints its `table`. A motion prints with its vote, unless a VOTE block under the item says where that stands.
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
    action_id: ActionId | None = None
    exclusion_id: ExclusionId | None = None
    table: TableContent | None = None

    @property
    def text(self) -> str:
        """The words of all runs."""
        return "".join(run.text for run in self.runs)


class Edition(StrEnum):
    """What is exported, and for whom."""

    FULL = "full"
    PUBLIC = "public"
    EXEMPT = "exempt"


class ShortEdition(StrEnum):
    """What is made from the minutes beside them; each without exempt matter unless it is asked for."""

    DECISION_NOTE = "decision-note"
    ACTION_LIST = "action-list"
    EXTRACT = "extract"
    ITEM_TEXT = "item-text"
    TRANSCRIPT = "transcript"


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
