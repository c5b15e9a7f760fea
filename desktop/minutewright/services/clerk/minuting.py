"""The minutes under the clerk's hand: blocks added, written, moved, confirmed and deleted."""

from collections.abc import Iterable
from dataclasses import replace

from minutewright.domain.ids import BlockId, DecisionId, ItemId, MotionId, new_id
from minutewright.domain.minutes import Block, BlockKind, Origin, Publicity, Run, Source
from minutewright.services.storage.store import MeetingStore


def add_block(
    store: MeetingStore,
    item_id: ItemId,
    text: str = "",
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    after: BlockId | None = None,
    motion_id: MotionId | None = None,
    decision_id: DecisionId | None = None,
    sources: tuple[Source, ...] = (),
    publicity: Publicity = Publicity.PUBLIC,
    origin: Origin = Origin.CLERK,
    confirmed: bool = True,
) -> Block:
    """Add a paragraph (or heading, point, motion, decision) at the end of an item or after another block."""
    block = Block(
        BlockId(new_id("block")), item_id, 0, kind, (Run(text),) if text else (), motion_id=motion_id,
        decision_id=decision_id, sources=sources, publicity=publicity, origin=origin, confirmed=confirmed,
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


def take_proposals(store: MeetingStore, proposals: Iterable[Block]) -> int:
    """Take in proposed blocks in place of earlier proposals nobody touched; what the clerk wrote or accepted stays.

    A proposal with the words of a block that stands already under its item is left out. Returns how many came in.
    """
    proposals = tuple(proposals)
    with store.action("Draft minutes"):
        stale = [
            block
            for block in store.blocks.all()
            if block.origin is Origin.PHRASE or (block.origin is Origin.SUGGESTION and not block.confirmed)
        ]
        store.blocks.delete(*(block.id for block in stale))
        standing = {(block.item_id, block.text) for block in store.blocks.all() if block.text}
        placed = {block.decision_id or block.motion_id for block in store.blocks.all()} - {None}
        fresh = [
            block
            for block in proposals
            if (block.item_id, block.text) not in standing
            and (block.decision_id or block.motion_id) not in placed
        ]
        for item_id in {block.item_id for block in fresh}:
            theirs = [block for block in fresh if block.item_id == item_id]
            lead = [block for block in theirs if block.origin is Origin.PHRASE]
            rest = [block for block in theirs if block.origin is not Origin.PHRASE]
            _number_order(store, [*lead, *_of_item(store, item_id), *rest])
    return len(fresh)


def _of_item(store: MeetingStore, item_id: ItemId) -> tuple[Block, ...]:
    return store.blocks.all("item_id = ?", (item_id,))


def _number_order(store: MeetingStore, blocks: list[Block]) -> None:
    store.blocks.put_all(replace(block, order=place) for place, block in enumerate(blocks))
