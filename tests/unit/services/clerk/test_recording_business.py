"""What a meeting did, taken down: votes, actions, exclusions and references are named actions that can be undone."""

from datetime import date
from pathlib import Path

import pytest

from committee import begin_committee, item_id, person_id
from minutewright.domain.business import Ballot, Choice, MotionKind, MotionOutcome, Vote, VoteMethod
from minutewright.domain.council import Numbering
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import BlockKind, Run, TableContent
from minutewright.services.clerk.business import (
    delete_action,
    exclude_public,
    record_action,
    record_motion,
    record_vote,
)
from minutewright.services.clerk.minuting import add_block, change_table, insert_reference
from minutewright.services.clerk.preparing import change_numbering, choose_house_style
from minutewright.services.storage.store import MeetingStore


@pytest.fixture
def meeting(tmp_path: Path):
    with begin_committee(tmp_path / "harbour") as store:
        yield store


def _kinds(store: MeetingStore) -> list[BlockKind]:
    return [block.kind for block in store.record().blocks_of(item_id(store, "2"))]


def test_somebody_who_is_absent_can_be_called_but_not_vote(meeting: MeetingStore) -> None:
    motion = record_motion(meeting, item_id(meeting, "2"), "That it be so", at_ms=0)
    present = tuple(Ballot(person_id(name), Choice.FOR) for name in ("Thackeray", "Oduya", "Penhale"))
    called = (*present, Ballot(person_id("Quist"), Choice.ABSENT))
    record_vote(meeting, motion.id, Vote(3, 0, 0, VoteMethod.ROLL_CALL, called), MotionOutcome.CARRIED)
    voting = (*present, Ballot(person_id("Quist"), Choice.AGAINST))
    with pytest.raises(BadInput, match="not there|could vote"):
        record_vote(meeting, motion.id, Vote(3, 1, 0, VoteMethod.ROLL_CALL, voting), MotionOutcome.CARRIED)


def test_a_casting_vote_needs_a_tie() -> None:
    assert Vote(2, 2, casting_vote=Choice.FOR).casting_vote is Choice.FOR
    with pytest.raises(BadInput, match="tie"):
        Vote(3, 2, casting_vote=Choice.FOR)


def test_the_vote_on_an_amended_motion_stands_after_its_amendments(meeting: MeetingStore) -> None:
    item = item_id(meeting, "2")
    motion = record_motion(meeting, item, "That it be so")
    lost = record_motion(meeting, item, "That it not be so", kind=MotionKind.AMENDMENT, parent=motion.id)
    add_block(meeting, item, "Members went on.")
    record_vote(meeting, lost.id, Vote(1, 2), MotionOutcome.LOST)
    record_vote(meeting, motion.id, Vote(2, 1), MotionOutcome.CARRIED)
    assert _kinds(meeting) == [BlockKind.MOTION, BlockKind.MOTION, BlockKind.VOTE, BlockKind.PARAGRAPH]
    assert meeting.trail()[-1].words == "Record vote"
    record_vote(meeting, motion.id, Vote(3, 0), MotionOutcome.CARRIED)
    assert _kinds(meeting).count(BlockKind.VOTE) == 1


def test_an_action_and_an_exclusion_have_their_places_and_go_with_them(meeting: MeetingStore) -> None:
    item = item_id(meeting, "2")
    action = record_action(meeting, item, "ask", owner=person_id("Oduya"), due=date(2026, 6, 1))
    exclude_public(meeting, item, paragraphs=("3",))
    assert _kinds(meeting) == [BlockKind.ACTION, BlockKind.EXCLUSION]
    delete_action(meeting, action.id)
    assert _kinds(meeting) == [BlockKind.EXCLUSION]
    assert [entry.words for entry in meeting.trail()[-3:]] == [
        "Record action",
        "Exclude the public",
        "Delete action",
    ]
    meeting.undo()
    assert meeting.actions.all() == (action,)
    with pytest.raises(BadInput, match="needs words"):
        record_action(meeting, item, "  ")


@pytest.mark.parametrize(("at", "expected"), [(0, 0), (4, 1), (8, 1), (99, 1)])
def test_a_reference_goes_among_the_words(meeting: MeetingStore, at: int, expected: int) -> None:
    item = item_id(meeting, "2")
    block = add_block(meeting, item, "See that")
    reference = Run("", item_ref=item_id(meeting, "3"))
    insert_reference(meeting, block.id, reference, at)
    runs = meeting.blocks.get(block.id).runs
    assert runs.index(reference) == expected
    assert "".join(run.text for run in runs) == "See that"
    motion = record_motion(meeting, item, "That it be so")
    place = next(row for row in meeting.blocks.all() if row.motion_id == motion.id)
    with pytest.raises(BadInput, match="among the words"):
        insert_reference(meeting, place.id, reference, 0)


def test_a_table_changes_in_one_step(meeting: MeetingStore) -> None:
    table = TableContent("Payments", ("To", "£"), (("Green & Sons", "1"),))
    block = add_block(meeting, item_id(meeting, "2"), kind=BlockKind.TABLE, table=table)
    change_table(meeting, block.id, TableContent("Receipts", ("From",), (("Rents",),)))
    assert meeting.blocks.get(block.id).table.caption == "Receipts"
    meeting.undo()
    assert meeting.blocks.get(block.id).table == table


def test_numbers_and_house_style_are_actions_too(meeting: MeetingStore) -> None:
    change_numbering(meeting, Numbering("{n}/{yy}", 41))
    choose_house_style(meeting, "us-city")
    assert [entry.words for entry in meeting.trail()[-2:]] == ["Change minute numbers", "Choose house style"]
    with pytest.raises(BadInput, match="pattern"):
        change_numbering(meeting, Numbering("{m}"))
    assert meeting.body.numbering.pattern == "{n}/{yy}"
