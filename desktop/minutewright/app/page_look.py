"""How each kind of line of the minutes looks in print, and what stands before and after the items."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.business import (
    Action,
    Ballot,
    Choice,
    Decision,
    Motion,
    MotionOutcome,
    Resolution,
    Vote,
    VoteMethod,
)
from minutewright.domain.business_words import PrintMotions, PrintNames
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ActionId, BlockId, DecisionId, ItemId, MotionId, PersonId
from minutewright.domain.minutes import Block, BlockKind, Edition, Run, TableContent
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.page_lines import LineKind
from minutewright.services.documents.preview import ShownDocument, ShownParagraph, ShownTable

_ITEM, _SUB = ItemId("specimen-item"), ItemId("specimen-sub-item")
_BLOCKS = {
    BlockKind.PARAGRAPH: LineKind.PARAGRAPH,
    BlockKind.SUBHEADING: LineKind.SUBHEADING,
    BlockKind.BULLET: LineKind.BULLET,
    BlockKind.LETTERED: LineKind.LETTERED,
    BlockKind.NOTE: LineKind.NOTE,
    BlockKind.QUESTION: LineKind.QUESTION,
    BlockKind.ANSWER: LineKind.ANSWER,
}
_TABLE_TABS = (200.0, 300.0, 360.0, 420.0)  # points
_POINTS = (LineKind.BULLET, LineKind.LETTERED)


@dataclass(frozen=True, slots=True)
class PageLook:
    """The page and its lines; lengths are points.

    `kinds` gives for a kind of line and its level (1 or 2) a paragraph with its indents, spaces, size and, in its one
    run, whether it is bold or italic. `before` and `after` are what prints above the first and below the last item.
    """

    font: str
    page_width: float
    margin_left: float
    kinds: dict[tuple[LineKind, int], ShownParagraph]
    item_capitals: bool
    before: tuple[ShownParagraph | ShownTable, ...]
    after: tuple[ShownParagraph | ShownTable, ...]

    def of(self, kind: LineKind, level: int = 1) -> ShownParagraph:
        """How a line looks."""
        return self.kinds.get((kind, level)) or self.kinds.get((kind, 1)) or ShownParagraph(())


def page_look(record: MeetingRecord, style: HouseStyle) -> PageLook:
    """Read from a specimen that the real writer wrote for this meeting, with one line of every kind in it.

    Raises:
        BadInput: the head of the minutes cannot be printed.
        FolderError, DiskFull: there is no room for temporary files.
    """
    from minutewright.services.documents.preview import read_preview
    from minutewright.services.documents.word.write import write_minutes

    lists = {choice: _word(LineKind.VOTE_NAMES) if choice is Choice.FOR else "" for choice in Choice}
    motions = replace(style.motions, show=PrintMotions.ALWAYS, names=PrintNames.LISTS, lists=lists)
    shows_all = replace(style, motions=motions, actions=replace(style.actions, show=True))
    with TemporaryDirectory(prefix="minutewright-") as folder:
        path = Path(folder) / "specimen.docx"
        write_minutes(_specimen(record), shows_all, Edition.FULL, path)
        return _read(read_preview(path))


def _specimen(record: MeetingRecord) -> MeetingRecord:
    blocks = [
        Block(BlockId(f"specimen-{kind}-{level}"), _ITEM, 0, kind, (Run(_word(line, level)),), level)
        for kind, line in _BLOCKS.items()
        for level in ((1, 2) if line in _POINTS else (1,))
    ]
    motion = Motion(
        MotionId("specimen-motion"), _ITEM, _word(LineKind.MOTION), 0, outcome=MotionOutcome.CARRIED,
        vote=Vote(1, 0, 0, VoteMethod.ROLL_CALL, (Ballot(PersonId("specimen"), Choice.FOR),)),
    )  # fmt: skip
    two = (Resolution(_word(LineKind.CLAUSE)), Resolution("second"))
    one = (Resolution(_word(LineKind.SINGLE_CLAUSE)),)
    decisions = tuple(
        Decision(DecisionId(f"specimen-decision-{number}"), _ITEM, number, clauses)
        for number, clauses in enumerate((two, one))
    )
    blocks.append(Block(BlockId("specimen-motion"), _ITEM, 0, BlockKind.MOTION, motion_id=motion.id))
    blocks += [Block(BlockId(row.id), _ITEM, 0, BlockKind.DECISION, decision_id=row.id) for row in decisions]
    action = Action(ActionId("specimen-action"), _ITEM, _word(LineKind.ACTION))
    blocks.append(Block(BlockId(action.id), _ITEM, 0, BlockKind.ACTION, action_id=action.id))
    table = TableContent(_word(LineKind.TABLE_CAPTION), ("",), ())
    blocks.append(Block(BlockId("specimen-table"), _ITEM, 0, BlockKind.TABLE, table=table))
    items = (
        AgendaItem(_ITEM, "1", _word(LineKind.ITEM), 0),
        AgendaItem(_SUB, "1a", _word(LineKind.SUB_ITEM), 1, parent=_ITEM),
    )
    ordered = tuple(replace(block, order=place) for place, block in enumerate(blocks))
    return replace(
        record, items=items, blocks=ordered, motions=(motion,), decisions=decisions, declarations=(),
        actions=(action,), segments=(), marks=(), exclusions=(),
    )  # fmt: skip


def _word(kind: LineKind, level: int = 1) -> str:
    return f"specimen of {kind.value} at {level}"


def _read(shown: ShownDocument) -> PageLook:
    wanted = {_word(kind, level).casefold(): (kind, level) for kind in LineKind for level in (1, 2)}
    kinds: dict[tuple[LineKind, int], ShownParagraph] = {}
    places: list[int] = []
    capitals = False
    for place, block in enumerate(shown.blocks):
        if not isinstance(block, ShownParagraph):
            continue
        found = next((key for word, key in wanted.items() if word in block.text.casefold()), None)
        if found is None:
            continue
        places.append(place)
        kinds[found] = block
        if found[0] is LineKind.ITEM:
            capitals = block.text == block.text.upper()
        neighbours = {LineKind.VOTE_NAMES: (LineKind.VOTE, 1), LineKind.CLAUSE: (LineKind.DECISION_WORD, -1)}
        if found[0] in neighbours:
            kind, step = neighbours[found[0]]
            other = shown.blocks[place + step]
            if isinstance(other, ShownParagraph):
                kinds[(kind, 1)] = other
    # A table stands on the page as lines with tabs; it prints as a table.
    text = kinds[LineKind.PARAGRAPH, 1]
    kinds[LineKind.TABLE_ROW, 1] = replace(text, before=1.0, after=1.0, tabs=_TABLE_TABS)
    return PageLook(
        shown.font, shown.page_width, shown.margin_left, kinds, capitals,
        shown.blocks[: places[0]], shown.blocks[places[-1] + 1 :],
    )  # fmt: skip
