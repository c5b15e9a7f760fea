"""Gate G8, what must hold of any meeting: none, many and strange people, items and words give a file that Word opens."""

from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from points import Meetings

from libreoffice import paragraphs_of
from minutewright.domain.agenda import AgendaItem
from minutewright.domain.attendance import Attendance, Capacity
from minutewright.domain.business import Ballot, Choice, Motion, MotionOutcome, Vote, VoteMethod
from minutewright.domain.ids import AttendanceId, BlockId, ItemId, MotionId, PersonId
from minutewright.domain.minutes import Block, BlockKind, Edition, Run, TableContent
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style, shipped_house_styles
from minutewright.services.documents.word import write_minutes

STYLES = tuple(shipped_house_styles())
STRANGE = "Ŵynne ap Siôn & Ó Súilleabháin <b>\"'’</b> 🏛️ שלום ]]>"


def _findings(record: MeetingRecord, style: str, out: Path, edition: Edition = Edition.FULL) -> list[str]:
    write_minutes(record, shipped_house_style(style), edition, out)
    return [str(error) for error in OpenXmlValidator().validate(str(out)).errors]


@pytest.mark.parametrize("style", STYLES)
def test_a_meeting_with_nothing_in_it_prints(meetings: Meetings, tmp_path: Path, style: str) -> None:
    record = meetings.parish.record
    empty = MeetingRecord(
        record.council, record.body, replace(record.meeting, closed_at=None, opened_at=None)
    )
    assert _findings(empty, style, tmp_path / "empty.docx") == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("edition", list(Edition))
def test_every_meeting_prints_in_every_house_style_and_edition(
    meetings: Meetings, tmp_path: Path, style: str, edition: Edition
) -> None:
    for name, written in (("parish", meetings.parish), ("city", meetings.city)):
        assert _findings(written.record, style, tmp_path / f"{name}.docx", edition) == []


def _crowd(record: MeetingRecord) -> MeetingRecord:
    """Sixty items and eighty members, who vote by name."""
    people = tuple(
        Person(PersonId(f"p{n}"), f"{STRANGE} {n}", "Cllr", honours=(STRANGE,), post=STRANGE)
        for n in range(80)
    )
    rows = tuple(
        Attendance(AttendanceId(f"a{n}"), PersonId(f"p{n}"), Capacity.MEMBER, n, role=STRANGE)
        for n in range(80)
    )
    items = tuple(
        AgendaItem(ItemId(f"i{n}"), str(n), f"{STRANGE} {n}", n, second_title=STRANGE) for n in range(60)
    )
    ballots = tuple(Ballot(PersonId(f"p{n}"), Choice.FOR) for n in range(80))
    motion = Motion(
        MotionId("m"), ItemId("i3"), STRANGE, 0, mover=PersonId("p1"), outcome=MotionOutcome.CARRIED,
        vote=Vote(80, 0, 0, VoteMethod.RECORDED, ballots), amended_text=STRANGE,
    )  # fmt: skip
    table = TableContent(STRANGE, (STRANGE, ""), ((STRANGE, STRANGE), (STRANGE,)), (1,), total=True)
    blocks = [
        Block(BlockId(f"b{n}"), ItemId(f"i{n}"), 0, runs=(Run(STRANGE, language="cy-GB"),)) for n in range(60)
    ]
    blocks += [Block(BlockId("m"), ItemId("i3"), 1, BlockKind.MOTION, motion_id=motion.id),
               Block(BlockId("t"), ItemId("i4"), 1, BlockKind.TABLE, table=table)]  # fmt: skip
    council, body = replace(record.council, name=STRANGE), replace(record.body, name=STRANGE, short=STRANGE)
    meeting = replace(record.meeting, venue=STRANGE, clerk=PersonId("p1"))
    return MeetingRecord(council, body, meeting, people, rows, items, motions=(motion,), blocks=tuple(blocks))


@pytest.mark.parametrize("style", STYLES)
def test_sixty_items_eighty_members_and_strange_letters_in_every_field_give_a_valid_file(
    meetings: Meetings, tmp_path: Path, style: str
) -> None:
    out = tmp_path / "crowd.docx"
    assert _findings(_crowd(meetings.parish.record), style, out) == []
    assert any(STRANGE in line for line in paragraphs_of(out, tmp_path))
