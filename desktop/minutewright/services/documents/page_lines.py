"""The minutes as the lines of a page to write on: what each prints, its number, and what it belongs to.

It follows the same rules as the Word writer (tests compare the two), and knows of each line whose words it holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from minutewright.domain.business import Decision, DecisionLabel
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import BlockId, DecisionId, ItemId, MotionId, PersonId
from minutewright.domain.minutes import Block, BlockKind, Publicity, Run
from minutewright.domain.numbering import NumberedItem, letter_of, roman_of
from minutewright.domain.phrase import fill
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.business_lines import (
    action_runs,
    clause_lead,
    decision_word,
    exclusion_runs,
    exclusion_times,
    reasons_of,
)
from minutewright.services.documents.item_numbers import ItemNumbers
from minutewright.services.documents.motion_words import moved_runs, printed_vote, prints, votes_apart
from minutewright.services.documents.references import other_minute_words, paper_words


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
    QUESTION = "question"
    ANSWER = "answer"
    VOTE_NAMES = "vote_names"
    ACTION = "action"
    TABLE_CAPTION = "table_caption"
    TABLE_ROW = "table_row"


_OF_BLOCK = {
    BlockKind.PARAGRAPH: LineKind.PARAGRAPH,
    BlockKind.SUBHEADING: LineKind.SUBHEADING,
    BlockKind.BULLET: LineKind.BULLET,
    BlockKind.LETTERED: LineKind.LETTERED,
    BlockKind.NOTE: LineKind.NOTE,
    BlockKind.QUESTION: LineKind.QUESTION,
    BlockKind.ANSWER: LineKind.ANSWER,
}
WRITABLE = frozenset({*_OF_BLOCK.values(), LineKind.CLAUSE, LineKind.SINGLE_CLAUSE})
"""Lines whose words are the clerk's to type; the others follow from the agenda, motions and numbers."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One paragraph. `label` is its number, letter, bullet or word as it prints; `level` 2 is one step further in.

    `runs` are the words without the label; a run with `item_ref` prints that item's number. `clause` counts the clauses
    of a decision, the rows of a table or the parts of a vote from 0. `printed` is False for a motion that the house style leaves out.
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
    """The lines of all minuted items in the order in which they print, and the number each item is cited by.

    `elsewhere` holds what references to papers and to minutes of other meetings print as.
    """

    lines: tuple[PageLine, ...]
    cited: dict[ItemId, str]
    elsewhere: dict[Run, str] = field(default_factory=dict)


def page_lines(record: MeetingRecord, style: HouseStyle) -> PageLines:
    """What is confirmed, line by line. What is only suggested is not among it.

    A decision or motion that no longer exists has no line.

    Raises:
        BadInput: the body's pattern of minute numbers cannot be used.
    """
    numbers = ItemNumbers(record, style)
    maker = _Maker(record, style)
    lines = [line for row in numbers.items for line in maker.item(row, numbers.heading(row))]
    cited = {row.item.id: numbers.cited(row.item.id) for row in numbers.items}
    return PageLines(tuple(lines), cited, _elsewhere(record, style))


class _Maker:
    def __init__(self, record: MeetingRecord, style: HouseStyle) -> None:
        self._record, self._style = record, style
        self._decisions = {row.id: row for row in record.decisions}
        self._motions = {row.id: row for row in record.motions}
        self._exclusions = {row.id: row for row in record.exclusions}
        self._actions = {row.id: row for row in record.actions}

    def item(self, row: NumberedItem, number: str) -> Iterator[PageLine]:
        kind = LineKind.SUB_ITEM if row.letter else LineKind.ITEM
        runs = [Run(row.item.title)]
        if row.item.second_title:
            runs.append(Run(fill(self._style.items.second_title, {"title": row.item.second_title})))
        yield PageLine(kind, row.item.id, tuple(runs), number)
        letters = [0, 0]
        for block in self._record.blocks_of(row.item.id):
            if not block.confirmed:
                continue
            point = block.kind in (BlockKind.BULLET, BlockKind.LETTERED)
            if block.kind is not BlockKind.LETTERED and not (point and block.level > 1):
                letters = [0, 0]
            yield from self._block(block, letters)

    def _block(self, block: Block, letters: list[int]) -> Iterator[PageLine]:
        makers: dict[BlockKind, Callable[[Block], Iterator[PageLine]]] = {
            BlockKind.MOTION: self._motion,
            BlockKind.VOTE: self._vote,
            BlockKind.DECISION: self._decision,
            BlockKind.EXCLUSION: self._exclusion,
            BlockKind.ACTION: self._action,
            BlockKind.TABLE: self._table,
        }
        if block.kind in makers:
            yield from makers[block.kind](block)
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
        if not votes_apart(self._record, motion):
            yield from self._vote(block)

    def _vote(self, block: Block) -> Iterator[PageLine]:
        motion = self._motions.get(block.motion_id) if block.motion_id else None
        if motion is None:
            return
        vote = printed_vote(self._record, self._style, motion)
        lines: list[tuple[LineKind, tuple[Run, ...]]] = []
        if vote.put:
            lines.append((LineKind.MOTION, vote.put))
        if vote.table and motion.vote is not None:
            words = self._style.motions
            lines += [
                (LineKind.TABLE_ROW, (Run(f"{self._name(row.person_id)}\t{words.choices[row.choice]}"),))
                for row in motion.vote.ballots
            ]
        lines += [(LineKind.VOTE_NAMES, (Run(line),)) for line in vote.lists]
        if vote.sentence:
            lines.append((LineKind.VOTE, (Run(vote.sentence),)))
        shown = prints(motion, self._style.motions)
        for place, (kind, runs) in enumerate(lines, 1):
            line = self._line(block, kind, runs)
            yield replace(line, motion_id=motion.id, printed=shown, clause=place)

    def _name(self, person_id: PersonId) -> str:
        person = self._record.person(person_id)
        return person.full_name if person else ""

    def _exclusion(self, block: Block) -> Iterator[PageLine]:
        exclusion = self._exclusions.get(block.exclusion_id) if block.exclusion_id else None
        if exclusion is None:
            return
        words = self._style.decisions
        word = fill(words.labels[DecisionLabel.RESOLVED], {"destination": ""})
        runs = exclusion_runs(self._record, self._style, exclusion)
        if words.number_single_resolution:
            yield self._line(block, LineKind.DECISION_WORD, (Run(word, bold=True),))
            yield self._line(block, LineKind.MOTION, runs)
        else:
            yield self._line(block, LineKind.MOTION, (Run(f"{word} ", bold=True), *runs))
        for place, text in enumerate(exclusion_times(self._record, self._style, exclusion), 1):
            yield replace(self._line(block, LineKind.VOTE, (Run(text),)), clause=place)

    def _action(self, block: Block) -> Iterator[PageLine]:
        action = self._actions.get(block.action_id) if block.action_id else None
        if action is not None:
            line = self._line(block, LineKind.ACTION, action_runs(self._record, self._style, action))
            yield replace(line, printed=self._style.actions.show)

    def _table(self, block: Block) -> Iterator[PageLine]:
        if block.table is None:
            return
        if block.table.caption:
            yield self._line(block, LineKind.TABLE_CAPTION, (Run(block.table.caption),))
        rows = (block.table.header, *block.table.rows)
        for place, row in enumerate(rows, 1):
            bold = place == 1 or (block.table.total and place == len(rows))
            line = self._line(block, LineKind.TABLE_ROW, (Run("\t".join(row), bold=bold),))
            yield replace(line, clause=place)

    def _decision(self, block: Block) -> Iterator[PageLine]:
        decision = self._decisions.get(block.decision_id) if block.decision_id else None
        if decision is None:
            return
        words = self._style.decisions
        word = decision_word(self._style, decision)
        line = replace(self._line(block, LineKind.CLAUSE, ()), decision_id=decision.id)
        if len(decision.resolutions) == 1 and not words.number_single_resolution:
            text = decision.resolutions[0].text
            lead = clause_lead(self._style, decision.resolutions[0].reference)
            label = f"{word} {lead}".rstrip()
            yield replace(line, kind=LineKind.SINGLE_CLAUSE, label=label, runs=(Run(text),))
        else:
            yield replace(line, kind=LineKind.DECISION_WORD, runs=(Run(word, bold=True),))
            yield from self._clauses(line, decision)
        for place, runs in enumerate(reasons_of(self._style, decision), len(decision.resolutions)):
            yield replace(self._line(block, LineKind.VOTE, runs), clause=place)

    def _clauses(self, line: PageLine, decision: Decision) -> Iterator[PageLine]:
        for place, resolution in enumerate(decision.resolutions):
            label = fill(self._style.decisions.number, {"number": str(place + 1)})
            label += f" {clause_lead(self._style, resolution.reference)}".rstrip()
            yield replace(line, runs=(Run(resolution.text),), label=label, clause=place)

    def _line(self, block: Block, kind: LineKind, runs: tuple[Run, ...]) -> PageLine:
        return PageLine(
            kind, block.item_id, runs, level=block.level, block_id=block.id, publicity=block.publicity
        )


def shown_text(line: PageLine, lines: PageLines) -> str:
    """The words of a line as they read, references filled in; one that leads nowhere shows as a question mark."""
    return "".join(shown_words(run, lines) for run in line.runs)


def shown_words(run: Run, lines: PageLines) -> str:
    """The words of a run as they read."""
    if run.item_ref is not None:
        return lines.cited.get(run.item_ref, "?")
    return lines.elsewhere.get(run, "?") if run.is_reference else run.text


def _elsewhere(record: MeetingRecord, style: HouseStyle) -> dict[Run, str]:
    """What references to papers and to other meetings print as; those that lead nowhere are left out."""
    found: dict[Run, str] = {}
    for run in (run for block in record.blocks for run in block.runs):
        if run.minute_ref is not None:
            found[run] = other_minute_words(style, run.minute_ref)
        elif record.paper(run.paper_ref) is not None and run.paper_ref is not None:
            found[run] = paper_words(record, style, run.paper_ref)
    return found
