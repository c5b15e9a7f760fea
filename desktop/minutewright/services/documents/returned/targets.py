"""What taking a change would do to the minutes: which block, clause, motion, action or title it is a change of."""

from collections.abc import Mapping

from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import Block, BlockKind
from minutewright.domain.record import MeetingRecord
from minutewright.domain.returned import TakeAs, Target
from minutewright.services.documents.returned.read import Line
from minutewright.services.documents.returned.runs import merged_runs
from minutewright.services.documents.word.anchors import block_anchor
from minutewright.services.documents.word.bookmarks import Bookmarks

_REMARK = Target(TakeAs.REMARK)
_SPACES = str.maketrans({"\n": " ", "\u00a0": " "})


class Targets:
    """Finds the places of a meeting's record by the bookmarks of an export."""

    def __init__(self, record: MeetingRecord) -> None:
        self._record = record
        self._blocks = {_stem(block_anchor(block.id)): block for block in record.blocks}
        names = Bookmarks(item.id for item in record.items)
        self._items = {names.name(item.id) or "": item for item in record.items}
        self._refs: Mapping[str, ItemId] = {name: item.id for name, item in self._items.items()}

    def block(self, line: Line) -> Block | None:
        """The block that a paragraph is of, if it is still there."""
        found = (self._blocks.get(_stem(name)) for name in line.anchors)
        return next((block for block in found if block is not None), None)

    def item_id(self, line: Line) -> ItemId | None:
        """The item that a paragraph is the heading of, or stands under."""
        block = self.block(line)
        if block is not None:
            return block.item_id
        return next((self._items[name].id for name in line.anchors if name in self._items), None)

    def heading(self, line: Line) -> str:
        """What to call the item that a paragraph is the heading of; empty if it is none."""
        item = next((self._items[name] for name in line.anchors if name in self._items), None)
        return f"Item {item.number} ({item.title})" if item is not None else ""

    def is_heading(self, line: Line) -> bool:
        """Whether a paragraph is the heading of an item."""
        return any(name in self._items for name in line.anchors)

    def changed(self, line: Line, ours: str, theirs: Line) -> Target:
        """What taking other words for a paragraph does. `ours` is how it prints now."""
        item_id = self.item_id(line)
        block = self.block(line)
        if block is None:
            item = self._record.item(item_id) if self.is_heading(line) else None
            title = _inner(ours, item.title, theirs.text) if item is not None else None
            if item is None or not title or not title.strip():
                return Target(TakeAs.REMARK, item_id)
            return Target(TakeAs.ITEM_TITLE, item.id, was=item.title, now=title.strip())
        if block.runs:
            runs = merged_runs(block.runs, theirs.pieces, self._refs)
            return Target(TakeAs.TEXT, block.item_id, block.id, runs=runs)
        return self._business(block, ours, theirs.text)

    def removed(self, line: Line, ours: str) -> Target:
        """What taking a paragraph out does."""
        block = self.block(line)
        if block is None:
            return Target(TakeAs.REMARK, self.item_id(line))
        if block.runs or block.kind is BlockKind.TABLE:
            return Target(TakeAs.NO_BLOCK, block.item_id, block.id)
        clause = next((text for text in self._clauses(block) if ours == text), "")
        if clause:
            return Target(TakeAs.NO_RESOLUTION, block.item_id, block.id, was=clause)
        return Target(TakeAs.REMARK, block.item_id, block.id)

    def whole_block_removed(self, block: Block) -> Target:
        """What taking all paragraphs of a block out does: its place goes, not the decision or motion itself."""
        return Target(TakeAs.NO_BLOCK, block.item_id, block.id)

    def added(
        self,
        before: Line,
        new: Line,
        like: Mapping[str, tuple[BlockKind, int]],
        new_id: BlockId,
        after: tuple[BlockId, ...],
    ) -> Target:
        """What taking a new paragraph does, behind the last one of ours before it (`before`)."""
        item_id, block = self.item_id(before), self.block(before)
        if item_id is None:
            return _REMARK
        if block is not None and block.kind is BlockKind.DECISION and new.style == before.style:
            was = next((text for text in self._clauses(block) if before.text.endswith(text)), "")
            return Target(TakeAs.NEW_RESOLUTION, item_id, block.id, was=was, now=new.text)
        kind, level = like.get(new.style, (BlockKind.PARAGRAPH, 1))
        behind = (*after, *((block.id,) if block is not None else ()))
        return Target(
            TakeAs.NEW_BLOCK, item_id, block.id if block else None, behind, new_id, kind, level,
            merged_runs((), new.pieces, self._refs),
        )  # fmt: skip

    def moved(self, line: Line, before: Line | None, runs_from: Line | None) -> Target:
        """What moving a paragraph does: it goes behind the last one of ours before its new place."""
        block = self.block(line)
        item_id = self.item_id(before) if before is not None else None
        if block is None or item_id is None or before is None:
            return Target(TakeAs.REMARK, self.item_id(line))
        if not block.runs:  # one paragraph of a decision or motion cannot go without the others
            return Target(TakeAs.REMARK, block.item_id, block.id)
        runs = merged_runs(block.runs, runs_from.pieces, self._refs) if runs_from is not None else ()
        upper = self.block(before)
        return Target(
            TakeAs.ELSEWHERE, item_id, block.id, (upper.id,) if upper is not None else (), runs=runs
        )

    def styles(self, lines: list[Line]) -> dict[str, tuple[BlockKind, int]]:
        """Which kind of block each style of the file is, learned from the paragraphs that are ours."""
        found: dict[str, tuple[BlockKind, int]] = {}
        for line in lines:
            block = self.block(line)
            if block is not None and block.runs:
                found.setdefault(line.style, (block.kind, block.level))
        return found

    def _clauses(self, block: Block) -> tuple[str, ...]:
        decision = next((row for row in self._record.decisions if row.id == block.decision_id), None)
        return tuple(row.text for row in decision.resolutions) if decision is not None else ()

    def _business(self, block: Block, ours: str, theirs: str) -> Target:
        motion = next((row for row in self._record.motions if row.id == block.motion_id), None)
        action = next((row for row in self._record.actions if row.id == block.action_id), None)
        wordings = [(TakeAs.RESOLUTION, text) for text in self._clauses(block)]
        if motion is not None:
            wordings += [(TakeAs.MOTION, motion.amended_text), (TakeAs.MOTION, motion.text)]
        if action is not None:
            wordings.append((TakeAs.ACTION, action.text))
        for take_as, was in wordings:
            now = _inner(ours, was, theirs)
            if now is not None and now.strip():
                return Target(take_as, block.item_id, block.id, was=was, now=now.strip())
        return Target(TakeAs.REMARK, block.item_id, block.id)


def _stem(name: str) -> str:
    return name.rpartition("_")[0]


def _inner(ours: str, was: str, theirs: str) -> str | None:
    """What stands in theirs in the place of `was`, if only that place of ours was changed; else None."""
    plain = was.strip().translate(_SPACES)
    if not plain or ours.translate(_SPACES).count(plain) != 1:
        return None
    at = ours.translate(_SPACES).index(plain)
    before, behind = ours[:at], ours[at + len(plain) :]
    if not (theirs.startswith(before) and theirs.endswith(behind)) or len(theirs) < len(before) + len(behind):
        return None
    return theirs[len(before) : len(theirs) - len(behind)]
