"""The minutes under the clerk's hand: blocks added, written, moved, confirmed and deleted."""

from collections.abc import Iterable
from dataclasses import replace

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import (
    ActionId,
    BlockId,
    DecisionId,
    ExclusionId,
    ItemId,
    MotionId,
    PaperId,
    new_id,
)
from minutewright.domain.minutes import Block, BlockKind, Origin, Publicity, Run, Source, TableContent
from minutewright.services.storage.store import MeetingStore

_WORDS = (
    BlockKind.PARAGRAPH, BlockKind.SUBHEADING, BlockKind.BULLET, BlockKind.LETTERED, BlockKind.NOTE,
    BlockKind.QUESTION, BlockKind.ANSWER,
)  # fmt: skip


def add_block(
    store: MeetingStore,
    item_id: ItemId,
    text: str = "",
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    after: BlockId | None = None,
    motion_id: MotionId | None = None,
    decision_id: DecisionId | None = None,
    action_id: ActionId | None = None,
    exclusion_id: ExclusionId | None = None,
    table: TableContent | None = None,
    sources: tuple[Source, ...] = (),
    publicity: Publicity = Publicity.PUBLIC,
    origin: Origin = Origin.CLERK,
    confirmed: bool = True,
) -> Block:
    """Add a paragraph (or heading, point, table, or the place of a motion, vote, decision, action or exclusion) at the end of an item or after another block."""
    block = Block(
        BlockId(new_id("block")), item_id, 0, kind, (Run(text),) if text else (), motion_id=motion_id,
        decision_id=decision_id, action_id=action_id, exclusion_id=exclusion_id, table=table, sources=sources, publicity=publicity, origin=origin, confirmed=confirmed,
    )  # fmt: skip
    blocks = list(_of_item(store, item_id))
    place = next((place + 1 for place, other in enumerate(blocks) if other.id == after), len(blocks))
    blocks.insert(place, block)
    with store.action("Add to minutes"):
        _number_order(store, blocks)
    return replace(block, order=place)


def write_block(store: MeetingStore, block_id: BlockId, runs: tuple[Run, ...]) -> None:
    """Put other words in a block. Words the clerk wrote are the clerk's and confirmed."""
    block = store.blocks.get(block_id)
    if block is not None and block.runs != runs:
        with store.action("Write minutes"):
            store.blocks.put(replace(block, runs=runs, origin=Origin.CLERK, confirmed=True))


def split_block(
    store: MeetingStore, block_id: BlockId, first: tuple[Run, ...], second: tuple[Run, ...]
) -> BlockId | None:
    """Cut a paragraph in two at a caret; both halves rest on the same sound. Returns the id of the second.

    What follows a sub-heading is a paragraph. None where the paragraph is no longer there.
    """
    block = store.blocks.get(block_id)
    if block is None:
        return None
    kind = BlockKind.PARAGRAPH if block.kind is BlockKind.SUBHEADING else block.kind
    half = replace(block, id=BlockId(new_id("block")), kind=kind, runs=second, origin=Origin.CLERK)
    blocks = list(_of_item(store, block.item_id))
    place = next(place for place, other in enumerate(blocks) if other.id == block_id)
    blocks[place : place + 1] = [replace(block, runs=first, origin=Origin.CLERK, confirmed=True), half]
    with store.action("Split paragraph"):
        _number_order(store, blocks)
    return half.id


def join_block(store: MeetingStore, block_id: BlockId) -> BlockId | None:
    """Put a paragraph's words at the end of the one above it, with what both rest on; returns the id of that one.

    None, and nothing changes, where a motion, a decision, a suggestion or nothing stands above it under the item.
    """
    block = store.blocks.get(block_id)
    if block is None:
        return None
    above = [other for other in _of_item(store, block.item_id) if other.order < block.order]
    upper = above[-1] if above else None
    if upper is None or not upper.confirmed or upper.kind not in _WORDS:
        return None
    sources = tuple(dict.fromkeys((*upper.sources, *block.sources)))
    with store.action("Join paragraphs"):
        store.blocks.delete(block.id)
        store.blocks.put(
            replace(upper, runs=(*upper.runs, *block.runs), sources=sources, origin=Origin.CLERK)
        )
    return upper.id


def delete_between(store: MeetingStore, first_id: BlockId, last_id: BlockId, runs: tuple[Run, ...]) -> None:
    """Leave one paragraph, with these words, of all those from one to another under the same item."""
    first, last = store.blocks.get(first_id), store.blocks.get(last_id)
    if first is None or last is None or first.item_id != last.item_id:
        return
    gone = [block.id for block in _of_item(store, first.item_id) if first.order < block.order <= last.order]
    with store.action("Delete text"):
        store.blocks.delete(*gone)
        store.blocks.put(replace(first, runs=runs, origin=Origin.CLERK, confirmed=True))


def change_block(store: MeetingStore, block: Block) -> None:
    """Store a block's new kind, level or publicity."""
    with store.action("Change paragraph"):
        store.blocks.put(block)


def confirm_block(store: MeetingStore, block_id: BlockId) -> None:
    """Accept a suggestion as it stands."""
    block = store.blocks.get(block_id)
    if block is not None and not block.confirmed:
        with store.action("Accept suggestion"):
            store.blocks.put(replace(block, confirmed=True))


def delete_block(store: MeetingStore, block_id: BlockId) -> None:
    """Delete a block, or reject a suggestion."""
    with store.action("Delete paragraph"):
        store.blocks.delete(block_id)


def move_block(store: MeetingStore, block_id: BlockId, steps: int) -> None:
    """Move a block up (negative) or down within its item."""
    block = store.blocks.get(block_id)
    if block is None:
        return
    blocks = list(_of_item(store, block.item_id))
    place = next(place for place, other in enumerate(blocks) if other.id == block_id)
    blocks.insert(max(0, min(place + steps, len(blocks) - 1)), blocks.pop(place))
    with store.action("Move paragraph"):
        _number_order(store, blocks)


def take_proposals(store: MeetingStore, proposals: Iterable[Block], outdated: Iterable[BlockId] = ()) -> int:
    """Take in proposed blocks, each in place of the one with its id, and drop those whose ground is gone.

    What the clerk wrote or accepted is not among either (see `services/drafting`). Stock phrases that are new to an
    item come first under it. Returns how many blocks came or changed.
    """
    proposals = tuple(proposals)
    with store.action("Draft minutes"):
        known = {block.id for block in store.blocks.all()}
        store.blocks.delete(*outdated)
        store.blocks.put_all(proposals)
        for item_id in {block.item_id for block in proposals}:
            blocks = _of_item(store, item_id)
            lead = [block for block in blocks if block.origin is Origin.PHRASE and block.id not in known]
            _number_order(store, [*lead, *(block for block in blocks if block not in lead)])
    return len(proposals)


def insert_reference(store: MeetingStore, block_id: BlockId, reference: Run, at: int) -> None:
    """Put a reference into a paragraph after so many characters of its words; references there count as none.

    Raises:
        BadInput: the run is no reference, or the paragraph has no words of its own.
    """
    block = store.blocks.get(block_id)
    if block is None:
        return
    if not reference.is_reference or block.kind not in _WORDS:
        raise BadInput("A reference can stand only among the words of a paragraph. Nothing was changed.")
    runs: list[Run] = []
    left: int | None = at
    for run in block.runs:
        if left is not None and not run.is_reference and left <= len(run.text):
            runs += [replace(run, text=run.text[:left]), reference, replace(run, text=run.text[left:])]
            left = None
        else:
            runs.append(run)
            left = left if left is None or run.is_reference else left - len(run.text)
    if left is not None:
        runs.append(reference)
    with store.action("Insert reference"):
        kept = tuple(run for run in runs if run.text or run.is_reference)
        store.blocks.put(replace(block, runs=kept, origin=Origin.CLERK, confirmed=True))


def refer_to_paper(store: MeetingStore, item_id: ItemId, label: str) -> PaperId:
    """The id by which the minutes refer to a paper of an item; a paper gets it when it is first referred to.

    Raises:
        BadInput: the item has no paper of that name.
    """
    item = store.items.get(item_id)
    paper = next((paper for paper in item.papers if paper.label == label), None) if item else None
    if item is None or paper is None:
        raise BadInput(f"There is no paper “{label}” under that item. Nothing was changed.")
    if paper.id is not None:
        return paper.id
    paper_id = PaperId(new_id("paper"))
    papers = tuple(replace(each, id=paper_id) if each == paper else each for each in item.papers)
    with store.action("Refer to paper"):
        store.items.put(replace(item, papers=papers))
    return paper_id


def change_table(store: MeetingStore, block_id: BlockId, table: TableContent) -> None:
    """Put another table in the place of one."""
    block = store.blocks.get(block_id)
    if block is not None and block.table != table:
        with store.action("Change table"):
            store.blocks.put(replace(block, table=table))


def _of_item(store: MeetingStore, item_id: ItemId) -> tuple[Block, ...]:
    return store.blocks.all("item_id = ?", (item_id,))


def _number_order(store: MeetingStore, blocks: list[Block]) -> None:
    store.blocks.put_all(replace(block, order=place) for place, block in enumerate(blocks))
