"""What the meeting did: motions, votes, decisions, declarations and actions, as the clerk records them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.business import (
    Action,
    Choice,
    Decision,
    DecisionLabel,
    Declaration,
    Exclusion,
    InterestKind,
    Motion,
    MotionKind,
    MotionOutcome,
    Resolution,
    Vote,
)
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import (
    ActionId,
    DecisionId,
    DeclarationId,
    ExclusionId,
    ItemId,
    MotionId,
    PersonId,
    new_id,
)
from minutewright.domain.minutes import Block, BlockKind
from minutewright.services.clerk.minuting import add_block
from minutewright.services.storage.store import MeetingStore


def record_motion(
    store: MeetingStore,
    item_id: ItemId,
    text: str,
    *,
    mover: PersonId | None = None,
    seconder: PersonId | None = None,
    kind: MotionKind = MotionKind.SUBSTANTIVE,
    parent: MotionId | None = None,
    at_ms: int | None = None,
) -> Motion:
    """Record a motion, and give it its place in the minutes of the item.

    Raises:
        BadInput: one person is down as mover and seconder.
    """
    if mover is not None and mover == seconder:
        raise BadInput("The same person cannot move and second a motion. Choose another seconder.")
    motion = Motion(
        MotionId(new_id("motion")),
        item_id,
        text,
        store.motions.count(),
        kind,
        parent,
        mover,
        seconder,
        at_ms=at_ms,
    )
    with store.action("Record motion"):
        store.motions.put(motion)
        add_block(store, item_id, kind=BlockKind.MOTION, motion_id=motion.id)
    return motion


def change_motion(store: MeetingStore, motion: Motion) -> None:
    """Store a motion's words, mover, seconder or outcome.

    Raises:
        BadInput: one person is down as mover and seconder.
    """
    if motion.mover is not None and motion.mover == motion.seconder:
        raise BadInput("The same person cannot move and second a motion. Choose another seconder.")
    with store.action("Change motion"):
        store.motions.put(motion)


def record_vote(store: MeetingStore, motion_id: MotionId, vote: Vote, outcome: MotionOutcome) -> None:
    """Record how a motion was voted on. Where amendments came between, the vote gets a place of its own after them.

    Raises:
        BadInput: more votes than members who may vote, or a vote by somebody who was not there.
    """
    motion = store.motions.get(motion_id)
    if motion is None:
        raise BadInput("This motion is no longer there. Nothing was changed.")
    entitled = _entitled(store, motion.at_ms)
    cast = vote.votes_for + vote.votes_against + vote.abstained
    if entitled and cast > len(entitled):
        raise BadInput(
            f"{cast} votes are down, but only {len(entitled)} members could vote. Check the numbers."
        )
    named = {ballot.person_id for ballot in vote.ballots if ballot.choice is not Choice.ABSENT}
    if entitled and named - entitled:
        raise BadInput("A vote is down for somebody who was not there or may not vote. Check the names.")
    with store.action("Record vote"):
        store.motions.put(replace(motion, vote=vote, outcome=outcome))
        places = store.blocks.all("motion_id = ?", (motion_id,))
        amended = store.motions.all("parent = ?", (motion_id,))
        if amended and places and not any(block.kind is BlockKind.VOTE for block in places):
            later = [
                block for block in store.blocks.all("item_id = ?", (motion.item_id,))
                if block.motion_id in {row.id for row in amended}
            ]  # fmt: skip
            after = later[-1].id if later else places[-1].id
            add_block(store, motion.item_id, kind=BlockKind.VOTE, motion_id=motion_id, after=after)


def record_decision(
    store: MeetingStore,
    item_id: ItemId,
    resolutions: Sequence[str],
    *,
    label: DecisionLabel = DecisionLabel.RESOLVED,
    motion_id: MotionId | None = None,
    exempt: bool = False,
    at_ms: int | None = None,
    destination: str = "",
    reasons: str = "",
    options_rejected: str = "",
) -> Decision:
    """Record a decision with its numbered clauses, and give it its place in the minutes of the item.

    Raises:
        BadInput: there are no words.
    """
    clauses = tuple(Resolution(text.strip()) for text in resolutions if text.strip())
    if not clauses:
        raise BadInput("A decision needs words. Write what was resolved.")
    decision = Decision(
        DecisionId(new_id("decision")),
        item_id,
        store.decisions.count(),
        clauses,
        label,
        motion_id,
        exempt,
        at_ms,
        destination,
        reasons,
        options_rejected,
    )
    with store.action("Record decision"):
        store.decisions.put(decision)
        add_block(store, item_id, kind=BlockKind.DECISION, decision_id=decision.id)
    return decision


def change_decision(store: MeetingStore, decision: Decision) -> None:
    """Store a decision's words or label."""
    with store.action("Change decision"):
        store.decisions.put(decision)


def delete_motion(store: MeetingStore, motion_id: MotionId) -> None:
    """Delete a motion and its place in the minutes."""
    with store.action("Delete motion"):
        store.motions.delete(motion_id)
        _delete_blocks(store, store.blocks.all("motion_id = ?", (motion_id,)))


def delete_decision(store: MeetingStore, decision_id: DecisionId) -> None:
    """Delete a decision and its place in the minutes."""
    with store.action("Delete decision"):
        store.decisions.delete(decision_id)
        _delete_blocks(store, store.blocks.all("decision_id = ?", (decision_id,)))


def declare_interest(
    store: MeetingStore,
    person_id: PersonId,
    item_id: ItemId | None,
    nature: str,
    *,
    kind: InterestKind = InterestKind.PERSONAL,
    left_room: bool = False,
    at_ms: int | None = None,
    dispensation: str = "",
) -> Declaration:
    """Record a member's declaration of an interest in an item."""
    declaration = Declaration(
        DeclarationId(new_id("declaration")), person_id, item_id, nature, kind, left_room, at_ms, dispensation
    )
    with store.action("Record declaration"):
        store.declarations.put(declaration)
    return declaration


def delete_declaration(store: MeetingStore, declaration_id: DeclarationId) -> None:
    """Delete a declaration."""
    with store.action("Delete declaration"):
        store.declarations.delete(declaration_id)


def record_action(
    store: MeetingStore,
    item_id: ItemId | None,
    text: str,
    *,
    owner: PersonId | None = None,
    due: date | None = None,
    at_ms: int | None = None,
) -> Action:
    """Record that somebody is to do something, and give it its place in the minutes of the item.

    Raises:
        BadInput: there are no words.
    """
    if not text.strip():
        raise BadInput("An action needs words. Write what is to be done.")
    action = Action(ActionId(new_id("action")), item_id, text.strip(), owner, due, at_ms=at_ms)
    with store.action("Record action"):
        store.actions.put(action)
        if item_id is not None:
            add_block(store, item_id, kind=BlockKind.ACTION, action_id=action.id)
    return action


def change_action(store: MeetingStore, action: Action) -> None:
    """Store an action's words, owner or day, or that it is done."""
    with store.action("Change action"):
        store.actions.put(action)


def delete_action(store: MeetingStore, action_id: ActionId) -> None:
    """Delete an action and its place in the minutes."""
    with store.action("Delete action"):
        store.actions.delete(action_id)
        _delete_blocks(store, store.blocks.all("action_id = ?", (action_id,)))


def exclude_public(
    store: MeetingStore,
    item_id: ItemId,
    *,
    paragraphs: tuple[str, ...] = (),
    covers: tuple[ItemId, ...] = (),
    power: str = "",
    interest_test: bool = True,
    motion_id: MotionId | None = None,
    left_ms: int | None = None,
) -> Exclusion:
    """Record that the public was excluded, and give the resolution its place in the minutes of the item."""
    exclusion = Exclusion(
        ExclusionId(new_id("exclusion")),
        item_id,
        paragraphs,
        covers,
        power,
        interest_test,
        motion_id,
        left_ms,
    )
    with store.action("Exclude the public"):
        store.exclusions.put(exclusion)
        add_block(store, item_id, kind=BlockKind.EXCLUSION, exclusion_id=exclusion.id)
    return exclusion


def change_exclusion(store: MeetingStore, exclusion: Exclusion) -> None:
    """Store an exclusion's grounds, items or times."""
    with store.action("Change exclusion"):
        store.exclusions.put(exclusion)


def delete_exclusion(store: MeetingStore, exclusion_id: ExclusionId) -> None:
    """Delete an exclusion and its place in the minutes."""
    with store.action("Delete exclusion"):
        store.exclusions.delete(exclusion_id)
        _delete_blocks(store, store.blocks.all("exclusion_id = ?", (exclusion_id,)))


def _entitled(store: MeetingStore, at_ms: int | None) -> set[PersonId]:
    rows = store.attendance.all()
    if at_ms is None:
        return {row.person_id for row in rows if row.voting and row.status is AttendanceStatus.PRESENT}
    return {row.person_id for row in rows if row.may_vote_at(at_ms)}


def _delete_blocks(store: MeetingStore, blocks: tuple[Block, ...]) -> None:
    store.blocks.delete(*(block.id for block in blocks))
