"""Names and words that break careless writers: markup, emoji, Welsh, right to left, control characters."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from package import Package, WriteMinutes

import invented
from libreoffice import paragraphs_of
from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes

NAMES = (
    'O\'Brien & Sons <b>"Ltd"</b>',
    "Ŵyn Ŷnys-Môn",
    "Ní Dhomhnaill Ó Súilleabháin",
    "שרה כהן",
    "فاطمة الزهراء",
    "王小明 🦉 👩🏽‍⚖️",
    "]]> <!-- {body} [x] **bold** %1",
    "e\u0301lan\u200b\u2028two lines",
    "Bell\x07 Null\x00 Escape\x1b \ud800 \uffff",
)


def _named(name: str) -> MeetingRecord:
    record = invented.record()
    people = tuple(
        replace(
            person, surname=name, title=name, post=name, organisation=name, portfolio=name, honours=(name,)
        )
        for person in record.people
    )
    return replace(
        record,
        council=replace(record.council, name=name),
        body=replace(record.body, name=name, chair_title=name),
        meeting=replace(record.meeting, venue=name),
        people=people,
        attendance=tuple(replace(row, role=name if row.order == 1 else row.role, group_label=name) for row in record.attendance),
        items=tuple(replace(item, title=name) for item in record.items),
        motions=tuple(replace(motion, text=name) for motion in record.motions),
        blocks=tuple(replace(block, runs=tuple(replace(run, text=name) for run in block.runs)) for block in record.blocks),
        segments=tuple(replace(segment, text=name) for segment in record.segments),
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_in_every_field_makes_a_valid_file(minutes: WriteMinutes, name: str) -> None:
    package = Package(minutes(_named(name), Edition.FULL, transcript_appendix=True))
    assert package.findings() == []
    shown = package.in_style("Heading 1")[0]
    kept = [letter for letter in name if letter.isalnum()]
    assert [letter for letter in shown if letter.isalnum()] == kept


def test_libreoffice_reads_the_names_back(minutes: WriteMinutes, tmp_path: Path) -> None:
    record = invented.record()
    people = tuple(
        replace(p, surname=name) for p, name in zip(record.people, NAMES[:6] + NAMES[:5], strict=True)
    )
    lines = paragraphs_of(minutes(replace(record, people=people)), tmp_path)
    assert [name for name in NAMES[:6] if not any(name in line for line in lines)] == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_makes_well_formed_parts(tmp_path: Path, text: str) -> None:
    out = tmp_path / "any.docx"
    write_minutes(_named(text), shipped_house_style("uk-borough"), Edition.FULL, out)
    for name, data in Package(out).parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
