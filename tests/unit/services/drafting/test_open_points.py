"""What is open before export: counted, named, with its place."""

from dataclasses import replace

import invented
from minutewright.domain.business import MotionOutcome, Resolution
from minutewright.domain.ids import BlockId, DecisionId, ItemId
from minutewright.domain.meeting import MeetingKind
from minutewright.domain.minutes import Block, BlockKind, Run
from minutewright.domain.record import MeetingRecord
from minutewright.services.drafting.open_points import OpenPoint, OpenPointKind, open_points

K = OpenPointKind


def _of(record: MeetingRecord, kind: OpenPointKind) -> list[OpenPoint]:
    return [point for point in open_points(record) if point.kind is kind]


def test_the_invented_meeting_has_just_these_open_points() -> None:
    found = {(point.kind, point.item_id) for point in open_points(invented.record())}
    assert found == {
        (K.UNCONFIRMED, "item-5"), (K.UNCONFIRMED, "item-9"), (K.NO_SUMMARY, "item-7"), (K.NO_SUMMARY, "item-10"),
        (K.PUBLIC_TITLE, "item-9"), (K.PUBLIC_TITLE, "item-10"),
        (K.UNASSIGNED_TIME, None), (K.UNNAMED_SPEAKER, None),
    }  # fmt: skip


def test_an_exempt_item_asks_for_a_title_for_the_public_until_it_has_one() -> None:
    record = invented.record()
    (first, _) = _of(record, K.PUBLIC_TITLE)
    assert "The title of an exempt item will be printed in the public edition" in first.sentence
    items = tuple(replace(item, public_title="A property matter") for item in record.items)
    assert _of(replace(record, items=items), K.PUBLIC_TITLE) == []


def test_every_point_is_a_sentence() -> None:
    record = replace(invented.record(), attendance=(), blocks=(), segments=invented.segments())
    record = replace(record, meeting=replace(record.meeting, closed_at=None))
    points = open_points(record)
    assert len(points) > 10
    assert all(not point.sentence[0].islower() and point.sentence.endswith(".") for point in points)


def test_a_meeting_without_chair_attendance_or_closing_time_says_so_first() -> None:
    record = replace(invented.record(), attendance=())
    record = replace(record, meeting=replace(record.meeting, closed_at=None))
    assert [point.kind for point in open_points(record)][:3] == [
        K.NO_ATTENDANCE,
        K.NO_CHAIR,
        K.NO_CLOSING_TIME,
    ]


def test_an_item_of_substance_without_decision_is_open_even_with_text_under_it() -> None:
    record = invented.record()
    kept = tuple(
        block for block in record.blocks if block.decision_id != "decision-1" and not block.motion_id
    )
    (point,) = _of(replace(record, blocks=kept), K.NO_OUTCOME)
    assert point.item_id == "item-3"
    assert "Item 3 (Minutes of the meeting held on 8 April 2026) has no outcome" in point.sentence


def test_a_routine_item_is_open_only_with_nothing_under_it() -> None:
    record = invented.record()
    kept = tuple(block for block in record.blocks if block.item_id not in ("item-1", "item-4"))
    assert [point.item_id for point in _of(replace(record, blocks=kept), K.NO_OUTCOME)] == [
        "item-1"
    ]  # 4 is nil


def test_a_decision_that_stands_nowhere_is_found() -> None:
    record = invented.record()
    kept = tuple(block for block in record.blocks if block.decision_id != "decision-4")
    assert [point.item_id for point in _of(replace(record, blocks=kept), K.NOT_PRINTED)] == ["item-6b"]


def test_a_resolution_begins_with_that_in_english() -> None:
    record = invented.record()
    odd = replace(record.decisions[0], resolutions=(Resolution("The minutes be signed."), Resolution(" ")))
    record = replace(record, decisions=(odd, *record.decisions[1:]))
    (point,) = _of(record, K.RESOLUTION_WORDING)
    assert point.block_id is not None
    assert "resolution (1)" in point.sentence
    welsh = replace(record, council=replace(record.council, language="cy"))
    assert _of(welsh, K.RESOLUTION_WORDING) == []


def test_a_decision_without_words_and_a_motion_without_end_are_open() -> None:
    record = invented.record()
    record = replace(
        record,
        decisions=(replace(record.decisions[0], resolutions=()), *record.decisions[1:]),
        motions=(replace(record.motions[0], outcome=MotionOutcome.OPEN), *record.motions[1:]),
    )
    assert [point.item_id for point in _of(record, K.EMPTY_DECISION)] == ["item-3"]
    assert [point.item_id for point in _of(record, K.MOTION_OPEN)] == ["item-5"]


def test_references_to_what_is_gone_are_found_before_the_export_stops() -> None:
    record = invented.record()
    lost = (
        Block(BlockId("a"), ItemId("item-7"), 98, runs=(Run("", item_ref=ItemId("gone")),)),
        Block(BlockId("b"), ItemId("item-7"), 99, BlockKind.DECISION, decision_id=DecisionId("gone")),
    )
    points = _of(replace(record, blocks=record.blocks + lost), K.BROKEN_REFERENCE)
    assert [point.block_id for point in points] == ["a", "b"]


def test_unassigned_time_is_counted_in_minutes_and_leads_to_its_first_place() -> None:
    record = invented.record()
    late = replace(record.segments[-1], start_ms=700_000, end_ms=765_000)
    (point,) = _of(replace(record, segments=(*record.segments[:-1], late)), K.UNASSIGNED_TIME)
    assert point.sentence == "1 min 5 s of the recording belong to no item."
    assert point.segment_id == "segment-8"


def test_a_finished_meeting_has_no_open_point() -> None:
    record = invented.record()
    done = replace(
        record,
        items=tuple(replace(item, exempt=False) for item in record.items),
        blocks=tuple(
            replace(block, publicity=invented.Publicity.PUBLIC) for block in record.blocks if block.confirmed
        ),
        segments=record.segments[:-1],
    )
    assert open_points(done) == ()


def test_a_budget_meeting_asks_for_the_names_of_every_vote_of_substance() -> None:
    record = invented.record()
    told = [point.kind for point in open_points(record)]
    assert OpenPointKind.VOTE_UNNAMED not in told
    budget = replace(record, meeting=replace(record.meeting, kind=MeetingKind.BUDGET))
    unnamed = [point for point in open_points(budget) if point.kind is OpenPointKind.VOTE_UNNAMED]
    assert {point.block_id for point in unnamed} <= {block.id for block in record.blocks}
    assert unnamed
