"""A returned draft under the clerk's hand: each change taken or left as one action, remarks kept and settled."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from minutewright.domain.business import Decision, Resolution
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import BlockId, RemarkId, new_id
from minutewright.domain.minutes import Block, Origin, Publicity
from minutewright.domain.returned import (
    ChangeKind,
    Remark,
    ReturnedAnswer,
    ReturnedChange,
    TakeAs,
    Target,
)
from minutewright.services.storage.store import MeetingStore


def take_change(store: MeetingStore, change: ReturnedChange, file_name: str) -> None:
    """Put a change into the minutes, or keep it as an open point where it cannot be put in by itself.

    Raises:
        BadInput: what it is a change of has been changed meanwhile; nothing was done.
    """
    with store.action("Keep as open point" if not change.takeable else "Take change"):
        if change.takeable:
            _TAKE[change.target.take_as](store, change.target)
        else:
            store.remarks.put(_remark(change, file_name))
        store.returned_answers.put(ReturnedAnswer(change.id, True, datetime.now().astimezone()))


def leave_change(store: MeetingStore, change: ReturnedChange) -> None:
    """Leave the minutes as they are; the change is not asked about again."""
    with store.action("Leave change"):
        store.returned_answers.put(ReturnedAnswer(change.id, False, datetime.now().astimezone()))


def take_changes(store: MeetingStore, changes: Iterable[ReturnedChange], file_name: str) -> int:
    """Take many changes as one action; returns how many. If one cannot be taken, none is. Raises as `take_change`."""
    changes = tuple(changes)
    with store.action("Take all changes"):
        for change in changes:
            take_change(store, change, file_name)
    return len(changes)


def settle_remark(store: MeetingStore, remark_id: RemarkId) -> None:
    """What was said has been dealt with."""
    remark = store.remarks.get(remark_id)
    if remark is not None and not remark.done:
        with store.action("Settle remark"):
            store.remarks.put(replace(remark, done=True))


def _remark(change: ReturnedChange, file_name: str) -> Remark:
    words = {
        ChangeKind.CHANGED: f"wants “{change.theirs}” instead of “{change.ours}”",
        ChangeKind.ADDED: f"wants to add “{change.theirs}”",
        ChangeKind.REMOVED: f"wants “{change.ours}” taken out",
        ChangeKind.MOVED: f"wants “{change.theirs}” moved",
        ChangeKind.COMMENT: change.theirs,
    }[change.kind]
    if change.kind is not ChangeKind.COMMENT:
        words = f"{words} ({change.place})"
    elif change.ours:
        words = f"{words}\n(of “{change.ours}”)"
    who = ", ".join(change.who)
    target = change.target
    return Remark(
        RemarkId(new_id("remark")), words, who, change.at, target.item_id, target.block_id, file_name
    )


def _text(store: MeetingStore, target: Target) -> None:
    block = _block(store, target)
    store.blocks.put(replace(block, runs=target.runs, origin=Origin.CLERK, confirmed=True))


def _no_block(store: MeetingStore, target: Target) -> None:
    store.blocks.delete(_block(store, target).id)


def _new_block(store: MeetingStore, target: Target) -> None:
    if target.item_id is None or store.items.get(target.item_id) is None or target.new_id is None:
        raise _changed_meanwhile()
    near = store.blocks.get(target.block_id) if target.block_id else None
    # What is put in behind something exempt is exempt until the clerk says otherwise.
    publicity = near.publicity if near is not None else Publicity.PUBLIC
    block = Block(
        target.new_id,
        target.item_id,
        0,
        target.kind,
        target.runs,
        target.level,
        publicity=publicity,
        origin=Origin.CLERK,
    )
    _insert(store, block, target.after)


def _elsewhere(store: MeetingStore, target: Target) -> None:
    block = _block(store, target)
    if target.item_id is None or store.items.get(target.item_id) is None:
        raise _changed_meanwhile()
    if target.runs:
        block = replace(block, runs=target.runs, origin=Origin.CLERK, confirmed=True)
    _insert(store, replace(block, item_id=target.item_id), target.after)


def _insert(store: MeetingStore, block: Block, after: tuple[BlockId, ...]) -> None:
    rows = [row for row in store.blocks.all("item_id = ?", (block.item_id,)) if row.id != block.id]
    keys = [row.id for row in rows]
    place = next((keys.index(key) + 1 for key in after if key in keys), 0)
    rows.insert(place, block)
    store.blocks.put_all(replace(row, order=order) for order, row in enumerate(rows))


def _title(store: MeetingStore, target: Target) -> None:
    item = store.items.get(target.item_id) if target.item_id else None
    if item is None or item.title != target.was:
        raise _changed_meanwhile()
    store.items.put(replace(item, title=target.now))


def _clauses(store: MeetingStore, target: Target) -> None:
    decision = _decision_of(store, target)
    texts = [row.text for row in decision.resolutions]
    rows = list(decision.resolutions)
    at = texts.index(target.was) if target.was in texts else None
    if target.take_as is TakeAs.NEW_RESOLUTION:
        fresh = Resolution(target.now)
        rows.insert(0 if not target.was else (at + 1 if at is not None else len(rows)), fresh)
    elif at is None:
        raise _changed_meanwhile()
    elif target.take_as is TakeAs.NO_RESOLUTION:
        del rows[at]
    else:
        rows[at] = replace(rows[at], text=target.now)
    store.decisions.put(replace(decision, resolutions=tuple(rows)))


def _motion(store: MeetingStore, target: Target) -> None:
    key = _block(store, target).motion_id
    motion = store.motions.get(key) if key else None
    if motion is not None and target.was == motion.amended_text:
        store.motions.put(replace(motion, amended_text=target.now))
    elif motion is not None and target.was == motion.text:
        store.motions.put(replace(motion, text=target.now))
    else:
        raise _changed_meanwhile()


def _action(store: MeetingStore, target: Target) -> None:
    key = _block(store, target).action_id
    action = store.actions.get(key) if key else None
    if action is None or action.text != target.was:
        raise _changed_meanwhile()
    store.actions.put(replace(action, text=target.now))


def _block(store: MeetingStore, target: Target) -> Block:
    block = store.blocks.get(target.block_id) if target.block_id else None
    if block is None:
        raise _changed_meanwhile()
    return block


def _decision_of(store: MeetingStore, target: Target) -> Decision:
    key = _block(store, target).decision_id
    decision = store.decisions.get(key) if key else None
    if decision is None:
        raise _changed_meanwhile()
    return decision


def _changed_meanwhile() -> BadInput:
    return BadInput(
        "The place of this change is no longer what it was. Nothing was taken. Read the returned draft again."
    )


_TAKE = {
    TakeAs.TEXT: _text,
    TakeAs.ITEM_TITLE: _title,
    TakeAs.RESOLUTION: _clauses,
    TakeAs.NEW_RESOLUTION: _clauses,
    TakeAs.NO_RESOLUTION: _clauses,
    TakeAs.MOTION: _motion,
    TakeAs.ACTION: _action,
    TakeAs.NEW_BLOCK: _new_block,
    TakeAs.NO_BLOCK: _no_block,
    TakeAs.ELSEWHERE: _elsewhere,
}
