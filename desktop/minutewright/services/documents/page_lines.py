"""The minutes as the lines of a page to write on: what each prints, its number, and what it belongs to.

It follows the same rules as the Word writer (tests compare the two), and knows of each line whose words it holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from minutewright.domain.business import Decision
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import BlockId, DecisionId, ItemId, MotionId
from minutewright.domain.minutes import Block, BlockKind, Publicity, Run
from minutewright.domain.numbering import NumberedItem, letter_of, roman_of
from minutewright.domain.phrase import fill
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.item_numbers import ItemNumbers
from minutewright.services.documents.motion_words import moved_runs, prints, vote_sentence


class LineKind(StrEnum):
    """What a line prints as."""

    ITEM = "item"
    SUB_ITEM = "sub_item"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    BULLET = "bullet"
    LETTERED = "lettered"
    NOTE = "note"
    MOTION = "motion"
    VOTE = "vote"
    DECISION_WORD = "decision_word"
    CLAUSE = "clause"
    SINGLE_CLAUSE = "single_clause"


_OF_BLOCK = {
    BlockKind.PARAGRAPH: LineKind.PARAGRAPH,
    BlockKind.SUBHEADING: LineKind.SUBHEADING,
    BlockKind.BULLET: LineKind.BULLET,
    BlockKind.LETTERED: LineKind.LETTERED,
    BlockKind.NOTE: LineKind.NOTE,
}
WRITABLE = frozenset({*_OF_BLOCK.values(), LineKind.CLAUSE, LineKind.SINGLE_CLAUSE})
"""Lines whose words are the clerk's to type; the others follow from the agenda, motions and numbers."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One paragraph. `label` is its number, letter, bullet or word as it prints; `level` 2 is one step further in.

    `runs` are the words without the label; a run with `item_ref` prints that item's number. `clause` counts the clauses
    of a decision from 0. `printed` is False for a motion that the house style leaves out.
    """

    kind: LineKind
    item_id: ItemId
    runs: tuple[Run, ...]
    label: str = ""
    level: int = 1
    block_id: BlockId | None = None
    decision_id: DecisionId | None = None
    motion_id: MotionId | None = None
    clause: int = 0
    publicity: Publicity = Publicity.PUBLIC
    printed: bool = True

    @property
    def key(self) -> tuple[str, str, int]:
        """What stays the same while the words of the line change."""
        return (self.kind, self.block_id or self.item_id, self.clause)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of all minuted items in the order in which they print, and the number each item is cited by."""

    lines: tuple[PageLine, ...]
    cited: dict[ItemId, str]


def page_lines(record: MeetingRecord, style: HouseStyle) -> PageLines:
    """What is confirmed, line by line. What is only suggested is not among it.

    A decision or motion that no longer exists has no line.

    Raises:
        BadInput: the body's pattern of minute numbers cannot be used.
    """
    numbers = ItemNumbers(record, style)
    maker = _Maker(record, style)
    lines = [line for row in numbers.items for line in maker.item(row, numbers.heading(row))]
    return PageLines(tuple(lines), {row.item.id: numbers.cited(row.item.id) for row in numbers.items})


class _Maker:
    def __init__(self, record: MeetingRecord, style: HouseStyle) -> None:
        self._record, self._style = record, style
        self._decisions = {row.id: row for row in record.decisions}
        self._motions = {row.id: row for row in record.motions}

    def item(self, row: NumberedItem, number: str) -> Iterator[PageLine]:
        kind = LineKind.SUB_ITEM if row.letter else LineKind.ITEM
        yield PageLine(kind, row.item.id, (Run(row.item.title),), number)
        letters = [0, 0]
        for block in self._record.blocks_of(row.item.id):
            if not block.confirmed:
                continue
            point = block.kind in (BlockKind.BULLET, BlockKind.LETTERED)
            if block.kind is not BlockKind.LETTERED and not (point and block.level > 1):
                letters = [0, 0]
            yield from self._block(block, letters)

    def _block(self, block: Block, letters: list[int]) -> Iterator[PageLine]:
        if block.kind is BlockKind.MOTION:
            yield from self._motion(block)
        elif block.kind is BlockKind.DECISION:
            yield from self._decision(block)
        else:
            line = self._line(block, _OF_BLOCK[block.kind], block.runs)
            if block.kind is BlockKind.LETTERED:
                deep = int(block.level > 1)
                letters[deep] += 1
                letters[1] = letters[1] if deep else 0
                count = roman_of if deep else letter_of
                label = fill(self._style.lists.letter, {"letter": count(letters[deep])})
                line = replace(line, label=label)
            elif block.kind is BlockKind.BULLET:
                line = replace(line, label="•" if block.level == 1 else "–")
            yield line

    def _motion(self, block: Block) -> Iterator[PageLine]:
        motion = self._motions.get(block.motion_id) if block.motion_id else None
        if motion is None:
            return
        shown = prints(motion, self._style.motions)
        moved = self._line(block, LineKind.MOTION, moved_runs(self._record, self._style, motion))
        yield replace(moved, motion_id=motion.id, printed=shown)
        sentence = vote_sentence(self._record, self._style, motion)
        if sentence or motion.vote is not None:
            vote = self._line(block, LineKind.VOTE, (Run(sentence),))
            yield replace(vote, motion_id=motion.id, printed=shown)

    def _decision(self, block: Block) -> Iterator[PageLine]:
        decision = self._decisions.get(block.decision_id) if block.decision_id else None
        if decision is None:
            return
        words = self._style.decisions
        word = words.labels[decision.label]
        line = replace(self._line(block, LineKind.CLAUSE, ()), decision_id=decision.id)
        if len(decision.resolutions) == 1 and not words.number_single_resolution:
            text = decision.resolutions[0].text
            yield replace(line, kind=LineKind.SINGLE_CLAUSE, label=word, runs=(Run(text),))
            return
        yield replace(line, kind=LineKind.DECISION_WORD, runs=(Run(word, bold=True),))
        yield from self._clauses(line, decision)

    def _clauses(self, line: PageLine, decision: Decision) -> Iterator[PageLine]:
        for place, resolution in enumerate(decision.resolutions):
            label = fill(self._style.decisions.number, {"number": str(place + 1)})
            yield replace(line, runs=(Run(resolution.text),), label=label, clause=place)

    def _line(self, block: Block, kind: LineKind, runs: tuple[Run, ...]) -> PageLine:
        return PageLine(
            kind, block.item_id, runs, level=block.level, block_id=block.id, publicity=block.publicity
        )


def shown_text(line: PageLine, cited: dict[ItemId, str]) -> str:
    """The words of a line as they read, numbers of cited items filled in; a lost item shows as a question mark."""
    return "".join(run.text if run.item_ref is None else cited.get(run.item_ref, "?") for run in line.runs)
