"""From what is confirmed to a draft: facts become confirmed blocks, everything else a suggestion."""

from dataclasses import replace

import pytest

import invented
from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.business import InterestKind
from minutewright.domain.ids import BlockId, ItemId, PersonId
from minutewright.domain.minutes import Block, BlockKind, Origin, Publicity, Run, Source
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.drafting.propose import outdated_blocks, propose_blocks

BOROUGH = shipped_house_style("uk-borough")


def _fresh() -> MeetingRecord:
    """The invented meeting before anything is in its minutes."""
    return replace(invented.record(), blocks=())


def _under(record: MeetingRecord, item: str) -> list[Block]:
    return [block for block in propose_blocks(record, BOROUGH) if block.item_id == item]


def _stored(record: MeetingRecord) -> MeetingRecord:
    """The record after the proposals were stored, as the application does it."""
    gone = set(outdated_blocks(record, BOROUGH))
    kept = {block.id: block for block in record.blocks if block.id not in gone}
    kept |= {block.id: block for block in propose_blocks(record, BOROUGH)}
    return replace(record, blocks=tuple(kept.values()))


def test_apologies_follow_from_attendance_and_are_confirmed() -> None:
    first = _under(_fresh(), "item-1")[0]
    assert (
        first.text
        == "Apologies for absence were received from Councillor S J Tolland and Councillor G Wexcombe."
    )
    assert (first.origin, first.confirmed) == (Origin.PHRASE, True)


def test_one_apology_takes_the_singular() -> None:
    record = _fresh()
    rows = tuple(
        replace(row, status=AttendanceStatus.PRESENT) if row.order == 7 else row for row in record.attendance
    )
    assert _under(replace(record, attendance=rows), "item-1")[0].text == (
        "An apology for absence was received from Councillor S J Tolland."
    )


def test_a_substitute_is_named_with_the_member_they_stand_for() -> None:
    assert (
        _under(_fresh(), "item-1")[1].text
        == "Councillor F Pettifer attended in place of Councillor S J Tolland."
    )


def test_that_nobody_apologised_is_only_suggested_until_the_clerk_marks_it() -> None:
    record = _fresh()
    record = replace(record, attendance=tuple(replace(row, status=AttendanceStatus.PRESENT, substituting_for=None) for row in record.attendance))  # fmt: skip
    assert not any(
        "No apologies" in block.text for block in _under(record, "item-1")
    )  # for some are named aloud
    record = replace(record, segments=())
    nil = next(block for block in _under(record, "item-1") if "No apologies" in block.text)
    assert (nil.origin, nil.confirmed) == (Origin.SUGGESTION, False)
    marked = replace(record, items=tuple(replace(item, nil=item.number == "1") for item in record.items))
    nil = next(block for block in _under(marked, "item-1") if "No apologies" in block.text)
    assert (nil.origin, nil.confirmed) == (Origin.PHRASE, True)


def test_declarations_become_sentences_with_a_reference_that_follows_numbers() -> None:
    first, second = _under(_fresh(), "item-2")[:2]
    assert first.runs[1] == Run("", item_ref=ItemId("item-5"))
    assert first.text == (
        "Councillor F Pettifer declared a personal interest in minute  (Charges for the Saturday market): "
        "as a stallholder’s brother."
    )
    assert "left the room" in second.text
    assert "a prejudicial interest" in second.text
    assert (
        "Quilloninterest" not in second.text
    )  # what the interest in an exempt item is may tell what is exempt


@pytest.mark.parametrize("kind", list(InterestKind))
def test_an_interest_of_any_kind_without_an_item_has_its_sentence(kind: InterestKind) -> None:
    record = _fresh()
    one = replace(record.declarations[0], item_id=None, kind=kind, nature="")
    text = _under(replace(record, declarations=(one,)), "item-2")[0].text
    assert text == f"Councillor F Pettifer declared {BOROUGH.interests[kind]}."


def test_a_nil_item_gets_its_phrase() -> None:
    assert [block.text for block in _under(_fresh(), "item-4")] == [
        "No questions had been received from the public."
    ]
    unmarked = replace(_fresh(), items=tuple(replace(item, nil=False) for item in _fresh().items))
    assert _under(unmarked, "item-4") == []


def test_decisions_and_motions_are_placed_at_their_item_in_time() -> None:
    kinds = [
        (block.kind, block.motion_id or block.decision_id)
        for block in _under(_fresh(), "item-5")
        if block.kind in (BlockKind.MOTION, BlockKind.DECISION)
    ]
    assert kinds == [
        (BlockKind.MOTION, "motion-2"), (BlockKind.MOTION, "motion-1"), (BlockKind.DECISION, "decision-2")
    ]  # fmt: skip


def test_a_decision_that_the_clerk_has_placed_is_not_placed_again() -> None:
    proposed = {block.decision_id for block in propose_blocks(invented.record(), BOROUGH)}
    assert proposed == {None}


def test_arrivals_and_adjournments_are_notes_with_the_time_on_the_wall() -> None:
    notes = [block for block in propose_blocks(_fresh(), BOROUGH) if block.kind is BlockKind.NOTE]
    assert {(note.item_id, note.text) for note in notes} == {
        ("item-1", "Councillor N Okonjo joined the meeting at 7.02\u00a0pm."),
        ("item-5", "The meeting adjourned at 7.40\u00a0pm and resumed at 7.45\u00a0pm."),
    }
    assert all(note.confirmed for note in notes)


def test_no_time_is_guessed_where_the_recording_has_no_clock() -> None:
    without = replace(_fresh(), files=(), gaps=())
    assert not any(block.kind is BlockKind.NOTE for block in propose_blocks(without, BOROUGH))


def test_what_was_said_is_a_suggestion_by_turns_with_its_place_in_the_sound() -> None:
    said = [block for block in _under(_fresh(), "item-5") if block.sources and block.sources[0].segment_ids]
    assert [block.text.split(":")[0] for block in said] == [
        "Rufus Allardyce", "Councillor Birchall", "Councillor Pettifer"
    ]  # fmt: skip
    assert said[0].sources == (Source(300_000, 309_500, ("segment-3",)),)
    assert not any(block.confirmed for block in said)


def test_live_notes_are_offered_and_never_printed_by_themselves() -> None:
    note = next(block for block in _under(_fresh(), "item-5") if block.text == "ask for the figures by ward")
    assert (note.origin, note.confirmed) == (Origin.SUGGESTION, False)
    assert note.sources == (Source(305_000, 305_000),)


def test_everything_under_an_exempt_item_is_proposed_as_exempt() -> None:
    exempt = _under(_fresh(), "item-9")
    assert exempt
    assert {block.publicity for block in exempt} == {Publicity.EXEMPT}


def test_proposing_again_proposes_nothing() -> None:
    assert propose_blocks(_stored(_fresh()), BOROUGH) == ()


def test_a_changed_fact_changes_its_sentence_in_its_place() -> None:
    stored = _stored(_fresh())
    rows = tuple(
        replace(row, status=AttendanceStatus.PRESENT) if row.order == 7 else row for row in stored.attendance
    )
    (changed,) = propose_blocks(replace(stored, attendance=rows), BOROUGH)
    old = next(block for block in stored.blocks if block.id == changed.id)
    assert changed.order == old.order
    assert changed.text.startswith("An apology")


def test_the_clerks_own_words_are_never_proposed_over() -> None:
    stored = _stored(_fresh())
    edited = tuple(
        replace(block, runs=(Run("Edited."),), origin=Origin.CLERK, confirmed=True) for block in stored.blocks
    )
    changed = replace(stored, blocks=edited, attendance=())
    assert {block.id for block in propose_blocks(changed, BOROUGH)} & {block.id for block in edited} == set()
    assert outdated_blocks(changed, BOROUGH) == ()


def test_a_suggestion_that_the_clerk_confirmed_stays_when_its_ground_goes() -> None:
    stored = _stored(_fresh())
    confirmed = tuple(replace(block, confirmed=True) for block in stored.blocks)
    assert not any(
        block.origin is Origin.SUGGESTION
        for block in confirmed
        if block.id in outdated_blocks(replace(stored, blocks=confirmed, segments=(), marks=()), BOROUGH)
    )


def test_a_sentence_whose_fact_is_gone_is_named_as_outdated() -> None:
    stored = _stored(_fresh())
    nobody = replace(stored, declarations=())
    gone = set(outdated_blocks(nobody, BOROUGH))
    assert gone == {"block-for-declaration-declaration-1", "block-for-declaration-declaration-2"}
    assert "No interests were declared." in [block.text for block in _stored(nobody).blocks]


def test_proposals_come_after_what_stands_and_keep_one_order() -> None:
    mine = Block(BlockId("mine"), ItemId("item-5"), 40, runs=(Run("My own."),))
    orders = [block.order for block in _under(replace(_fresh(), blocks=(mine,)), "item-5")]
    assert orders == list(range(41, 41 + len(orders)))


def test_somebody_unnamed_is_said_to_be() -> None:
    record = _fresh()
    segment = replace(record.segments[0], speaker_id=PersonId("gone"))
    texts = [block.text for block in _under(replace(record, segments=(segment,)), "item-1")]
    assert "Unnamed speaker: Good evening, and welcome." in texts


def test_nothing_proposed_for_a_public_item_tells_what_is_exempt() -> None:
    drafted = propose_blocks(_fresh(), BOROUGH)
    public = [block for block in drafted if block.publicity is Publicity.PUBLIC]
    told = " ".join(block.text for block in public if block.confirmed)
    assert "Quillon" not in told
