"""Each rule of the checker finds its slip and leaves what is right alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import invented
from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.business import (
    Ballot,
    Choice,
    Declaration,
    Exclusion,
    InterestKind,
    Motion,
    MotionOutcome,
    Vote,
    VoteMethod,
)
from minutewright.domain.ids import BlockId, DeclarationId, ExclusionId, ItemId, MotionId, PersonId, SegmentId
from minutewright.domain.minutes import Block, BlockKind, Publicity, Run
from minutewright.domain.record import MeetingRecord
from minutewright.domain.transcript import Segment
from minutewright.services.checking.check import check_minutes
from minutewright.services.checking.finding import Finding, Rule
from minutewright.services.documents.house_style import shipped_house_style

STYLE = shipped_house_style("uk-borough")
P, B = BlockKind.PARAGRAPH, BlockKind.BULLET


def _with(*texts: str, kind: BlockKind = P) -> MeetingRecord:
    record = invented.record()
    item = next(row for row in record.items if row.id == "item-5")
    blocks = tuple(
        Block(BlockId(f"b{place}"), item.id, place, kind, (Run(text),)) for place, text in enumerate(texts)
    )
    return replace(
        record,
        items=(item,),
        blocks=blocks,
        decisions=(),
        motions=(),
        declarations=(),
        exclusions=(),
        segments=(),
    )


def _of(record: MeetingRecord, rule: Rule) -> list[Finding]:
    return [row for row in check_minutes(record, STYLE) if row.rule is rule]


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (Rule.QUOTES, "He called it “a fair price.", "He called it “a fair price”."),
        (Rule.QUOTES, "The ‘Mere Days project had begun.", "The ‘Mere Days’ project, and the traders’ own, had begun."),
        (Rule.TURNED_QUOTE, "The ’Mere Days’ project had begun.", "The ‘Mere Days’ project had begun."),
        (Rule.BRACKETS, "The report (pages 5 was noted.", "The report (pages 5-12) was noted."),
        (Rule.DOUBLE_SPACE, "It was  noted.", "It was noted."),
        (Rule.SPACE_BEFORE, "Later , they said.", "Later, they said."),
        (Rule.SPACE_BEFORE, "In 2016 -17 it rose.", "In 2016-17 it rose."),
        (Rule.ODD_NUMBER, "It cost £25,00 a year.", "It cost £25,000 a year, or 1,234,567 in all."),
        (Rule.REPEATED_WORD, "It was noted by the the officers.", "What they had had was noted."),
        (Rule.TENSE, "The Market Manager advises that it rose.", "The Market Manager advised that it is so."),
        (Rule.TENSE, "Members thanks the officers.", "The Market Manager expressed his thanks to them."),
        (Rule.NO_END, "Members noted the report", "Members noted the report."),
        (Rule.UNKNOWN_NAME, "Councillor P Ashdowne spoke.", "Councillor P Ashdown’s question was answered."),
        (Rule.TERM, "The K-NET met. Later the KNET met.", "The K-NET met. Later the K-NET met."),
        (Rule.TERM, "It was in Tunbury and then in Tonbury.", "It was in Tunbury and then in Tunbury."),
    ],
)  # fmt: skip
def test_a_slip_in_the_words_is_found_and_right_words_are_not(rule: Rule, wrong: str, right: str) -> None:
    (found,) = _of(_with(wrong), rule)
    assert (found.item_id, found.block_id) == ("item-5", "b0")
    assert found.sentence.endswith((".", "?"))
    assert _of(_with(right), rule) == []


def test_the_ends_of_list_points_are_looked_at_where_the_style_does_not_end_them() -> None:
    wrong, right = _with("one", "two;", "three", kind=B), _with("one;", "two; and", "three.", kind=B)
    assert [row.block_id for row in _of(wrong, Rule.LIST_END)] == ["b0", "b2"]
    assert _of(right, Rule.LIST_END) == []


def test_a_name_that_is_nearly_one_of_the_register_is_suggested() -> None:
    (found,) = _of(_with("Councillor P Ashdowne spoke."), Rule.UNKNOWN_NAME)
    assert found.sentence == "Ashdowne is not in the register. Is it Ashdown?"


def _segment(speaker: str) -> MeetingRecord:
    said = Segment(
        SegmentId("s"), 0, 1000, "Thank you.", speaker_id=PersonId(speaker), item_id=ItemId("item-5")
    )
    return replace(_with("Noted."), segments=(said,))


def _motion(vote: Vote, outcome: MotionOutcome = MotionOutcome.CARRIED, **more: object) -> MeetingRecord:
    made = Motion(
        MotionId("m"),
        ItemId("item-5"),
        "That it be so.",
        1,
        outcome=outcome,
        vote=vote,
        at_ms=300_000,
        **more,
    )  # type: ignore[arg-type]
    return replace(_with("Noted."), motions=(made,))


def _role(number: int, **more: object) -> MeetingRecord:
    record = _with("Noted.")
    rows = list(record.attendance)
    rows[number - 1] = replace(rows[number - 1], **more)  # type: ignore[arg-type]
    return replace(record, attendance=tuple(rows))


def _exclusion(*paragraphs: str) -> MeetingRecord:
    return replace(_with("Noted."), exclusions=(Exclusion(ExclusionId("x"), ItemId("item-5"), paragraphs),))


def _exempt(resolved: bool) -> MeetingRecord:
    record = _with("Noted.")
    record = replace(record, items=tuple(replace(item, exempt=True) for item in record.items))
    return replace(record, exclusions=_exclusion("3").exclusions) if resolved else record


def _secret(words: str) -> MeetingRecord:
    record = _with("The lowest offer was £9,000.", words)
    return replace(record, blocks=(replace(record.blocks[0], publicity=Publicity.EXEMPT), record.blocks[1]))


def _interest(left: bool) -> MeetingRecord:
    row = Declaration(
        DeclarationId("d"), PersonId("person-2"), ItemId("item-5"), "owns it", InterestKind.DISCLOSABLE_PECUNIARY, left
    )  # fmt: skip
    return replace(_with("Noted."), declarations=(row,))


def _named(voter: str) -> Vote:
    return Vote(1, 0, 0, VoteMethod.RECORDED, (Ballot(PersonId(voter), Choice.FOR),))


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (Rule.SPEAKER_NOT_LISTED, lambda: _segment("person-6"), lambda: _segment("person-1")),
        (Rule.SUBSTITUTE, lambda: _role(5, substituting_for=None), lambda: _with("Noted.")),
        (Rule.SUBSTITUTE, lambda: _role(6, status=AttendanceStatus.PRESENT), lambda: _with("Noted.")),
        (Rule.TWO_CHAIRS, lambda: _role(2, role="Chairman"), lambda: _with("Noted.")),
        (Rule.VOTE_SUM, lambda: _motion(Vote(9, 0)), lambda: _motion(Vote(3, 1, 1))),
        (Rule.VOTER_ABSENT, lambda: _motion(_named("person-6")), lambda: _motion(_named("person-2"))),
        (
            Rule.OUTCOME_AND_VOTE,
            lambda: _motion(Vote(1, 3)),
            lambda: _motion(Vote(2, 2, casting_vote=Choice.FOR)),
        ),
        (
            Rule.OUTCOME_AND_VOTE,
            lambda: _motion(Vote(3, 1), MotionOutcome.LOST),
            lambda: _motion(Vote(1, 3), MotionOutcome.LOST),
        ),
        (
            Rule.MOVER,
            lambda: _motion(Vote(3, 1), mover="person-2", seconder="person-2"),
            lambda: _motion(Vote(3, 1), mover="person-2", seconder="person-3"),
        ),
        (Rule.NO_GROUND, _exclusion, lambda: _exclusion("3")),
        (Rule.NOT_EXCLUDED, lambda: _exempt(False), lambda: _exempt(True)),
        (
            Rule.EXEMPT_IN_PUBLIC,
            lambda: _secret("They were told that the lowest offer was £9,000."),
            lambda: _secret("They were told of the offers."),
        ),
        (Rule.INTEREST, lambda: _interest(False), lambda: _interest(True)),
    ],
)
def test_business_that_does_not_add_up_is_found(
    rule: Rule, wrong: Callable[[], MeetingRecord], right: Callable[[], MeetingRecord]
) -> None:
    assert len(_of(wrong(), rule)) == 1
    assert _of(right(), rule) == []


def test_a_clean_meeting_has_no_findings() -> None:
    assert check_minutes(_with("Members noted the report."), STYLE) == ()


def test_suggestions_are_not_checked_for_they_do_not_print() -> None:
    record = _with("It was  noted.")
    waiting = tuple(replace(block, confirmed=False) for block in record.blocks)
    assert _of(replace(record, blocks=waiting), Rule.DOUBLE_SPACE) == []


def test_every_rule_has_a_test_above() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [rule for rule in Rule if f"Rule.{rule.name}" not in text] == []
