"""The items: heading, then its blocks, each printed by its kind."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import ListPunctuation
from minutewright.domain.minutes import Block, BlockKind, Run
from minutewright.domain.numbering import NumberedItem
from minutewright.domain.phrase import fill
from minutewright.services.documents.business_lines import action_runs
from minutewright.services.documents.word.anchors import anchored
from minutewright.services.documents.word.decisions import write_decision, write_exclusion
from minutewright.services.documents.word.motions import write_motion, write_vote
from minutewright.services.documents.word.sheet import Sheet
from minutewright.services.documents.word.tables import write_table

_POINTS = (BlockKind.BULLET, BlockKind.LETTERED)
_PLAIN = {
    BlockKind.PARAGRAPH: "MinutesBody",
    BlockKind.SUBHEADING: "Heading2",
    BlockKind.NOTE: "MinutesNote",
    BlockKind.QUESTION: "MinutesQuestion",
    BlockKind.ANSWER: "MinutesAnswer",
}
_LED_TO = (*_POINTS, BlockKind.TABLE)
_ENDS = tuple(".;:,!?…")


def write_items(sheet: Sheet) -> None:
    """Every item of the edition, in order."""
    for row in sheet.printed_items():
        _heading(sheet, row)
        blocks = sheet.record.blocks_of(row.item.id)
        if row.item.id in sheet.content.withheld:
            sheet.add("MinutesExempt", sheet.runs([Run(sheet.style.phrases.exempt)]))
        _Blocks(sheet).write(blocks)


def _heading(sheet: Sheet, row: NumberedItem) -> None:
    runs = [Run(row.item.title)]
    if row.item.second_title:
        second = fill(sheet.style.items.second_title, {"title": row.item.second_title})
        runs.append(Run(second, language=sheet.style.second_language))
    title = sheet.bookmarks.around(row.item.id, sheet.runs(runs))
    if row.letter:
        sheet.add("MinutesSubItem", title, num_id=sheet.numbers.sub_item())
    else:
        sheet.add("Heading1", title, num_id=sheet.numbers.item(row.number))


class _Blocks:
    """Writes the blocks under one item; remembers the lettered list it is in."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._letters: int | None = None

    def write(self, blocks: tuple[Block, ...]) -> None:
        writers: dict[BlockKind, Callable[[Block], None]] = {
            BlockKind.BULLET: self._bullet,
            BlockKind.LETTERED: self._lettered,
            BlockKind.MOTION: partial(write_motion, self._sheet),
            BlockKind.VOTE: partial(write_vote, self._sheet),
            BlockKind.DECISION: partial(write_decision, self._sheet),
            BlockKind.EXCLUSION: partial(write_exclusion, self._sheet),
            BlockKind.ACTION: self._action,
            BlockKind.TABLE: self._table,
        }
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if block.kind in _POINTS and self._sheet.style.lists.punctuation is ListPunctuation.COMPLETE:
                block = self._punctuated(block, following)
            # A deeper point of another kind stands inside the lettered list and does not end it.
            if block.kind is not BlockKind.LETTERED and not (block.kind in _POINTS and block.level > 1):
                self._letters = None
            with anchored(self._sheet.document.element.body, block.id):
                writers.get(block.kind, self._plain)(block)
            self._sheet.say_where_heard(block)
            if following is not None and following.kind in _LED_TO and block.kind is BlockKind.PARAGRAPH:
                self._sheet.keep_last_with_next()

    def _plain(self, block: Block) -> None:
        self._sheet.add(_PLAIN[block.kind], self._sheet.runs(block.runs))

    def _bullet(self, block: Block) -> None:
        style = "MinutesBullet" if block.level == 1 else "MinutesBullet2"
        self._sheet.add(style, self._sheet.runs(block.runs))

    def _lettered(self, block: Block) -> None:
        if self._letters is None:
            self._letters = self._sheet.numbers.new_letters()
        style = "MinutesLettered" if block.level == 1 else "MinutesLettered2"
        self._sheet.add(style, self._sheet.runs(block.runs), num_id=self._letters)

    def _action(self, block: Block) -> None:
        action = next((row for row in self._sheet.record.actions if row.id == block.action_id), None)
        if action is None:
            item = self._sheet.record.item(block.item_id)
            raise BadInput(
                f"Under “{item.title if item else ''}” stands an action that no longer exists. "
                "Take that place out of the minutes or undo the deletion, then export again."
            )
        if self._sheet.style.actions.show:
            runs = action_runs(self._sheet.record, self._sheet.style, action)
            self._sheet.add("MinutesAction", self._sheet.runs(runs))

    def _table(self, block: Block) -> None:
        if block.table is None:
            return
        if block.table.caption:
            self._sheet.add("MinutesTableCaption", self._sheet.runs([Run(block.table.caption)]))
        write_table(self._sheet, block.table)

    def _punctuated(self, block: Block, following: Block | None) -> Block:
        lists = self._sheet.style.lists
        if not block.runs or block.text.rstrip().endswith(_ENDS):
            return block
        goes_on = following is not None and following.kind in _POINTS
        if following is not None and goes_on and following.level > block.level:
            return block  # what leads to deeper points ends as it was typed
        end = replace(
            block.runs[-1],
            text=lists.between if goes_on else lists.last,
            item_ref=None,
            minute_ref=None,
            paper_ref=None,
        )
        return replace(block, runs=(*block.runs, end))
