"""The sixty points of acceptance, 31 to 60: decisions, references, exempt business, pages, access (section 8)."""

import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from parish_meeting import HIDDEN, SUMMARY, build
from points import Meetings, Written

from libreoffice import convert, pdf_of, pdf_text
from minutewright.app.papers import export_minutes
from minutewright.app.returned import read_returned
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, PaperId
from minutewright.domain.meeting import MeetingKind, MinutesState
from minutewright.domain.minutes import Edition, Run, Source
from minutewright.domain.record import MeetingRecord
from minutewright.services.storage.store import open_meeting


def test_31_nine_resolved_stand_bold_on_lines_of_their_own(meetings: Meetings) -> None:
    rows = [row for row in meetings.reference.paragraphs if row.style.name == "Minutes Resolved"]
    assert [(row.text, row.runs[0].bold) for row in rows] == [("RESOLVED:", True)] * 9


def test_32_thirteen_resolutions_begin_at_1_in_each(meetings: Meetings) -> None:
    lists = Counter(meetings.reference.lists("Minutes Resolution"))
    assert (sum(lists.values()), len(lists)) == (13, 9)
    assert sum(bool(re.match(r"1\. That ", row)) for row in meetings.reference.printed) == 9


def test_33_a_single_resolution_is_numbered_where_the_house_style_says_so(meetings: Meetings) -> None:
    assert any(row.startswith("1. That payments of £571.15") for row in meetings.borough.printed)
    assert "RESOLVED That payments of £571.15 be approved." in meetings.parish.printed


def test_34_resolutions_are_indented(meetings: Meetings) -> None:
    numbering = meetings.reference.document.part.numbering_part.element
    indent = numbering.xpath("w:abstractNum[@w:abstractNumId='3']/w:lvl[@w:ilvl='0']/w:pPr/w:ind")[0]
    assert (indent.get(qn("w:left")), indent.get(qn("w:hanging"))) == ("720", "720")


def test_35_every_resolution_begins_with_that(meetings: Meetings) -> None:
    assert all(text.startswith("That ") for text in meetings.reference.texts("Minutes Resolution"))


def test_36_mover_and_seconder_print(meetings: Meetings) -> None:
    assert meetings.parish.texts("Minutes Motion")[0].startswith(
        "Proposed by Councillor P Venn, seconded by Councillor S Idris: "
    )


def test_37_the_counts_of_votes_print(meetings: Meetings) -> None:
    assert "For 4, against 1, abstained 1. The proposal was carried." in meetings.parish.texts("Minutes Vote")
    assert any(
        "The Chairman used the casting vote against" in row for row in meetings.parish.texts("Minutes Vote")
    )


def test_38_a_vote_by_name_is_a_table_with_a_header_row_or_lines_of_names(meetings: Meetings) -> None:
    table = meetings.borough.document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Member", "Vote"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 7
    assert "Recused: Council Member Nakai." in meetings.city.texts("Minutes Vote Names")


def test_39_an_amendment_is_lost_before_its_motion_is_carried(meetings: Meetings) -> None:
    rows = [row.text for row in meetings.parish.under("Allotment rents")]
    order = [
        "Proposed by",
        "Amendment proposed",
        "For 2, against 4",
        "The proposal was put",
        "For 4, against 1",
        "RESOLVED",
    ]
    places = [next(at for at, row in enumerate(rows) if row.startswith(start)) for start in order]
    assert places == sorted(places)


def test_40_a_budget_meeting_refuses_votes_without_names(meetings: Meetings) -> None:
    record = meetings.parish.record
    budget = replace(record, meeting=replace(record.meeting, kind=MeetingKind.BUDGET))
    with pytest.raises(BadInput, match="has no names"):
        meetings.written(budget, "uk-parish", "budget")


def test_41_every_item_has_a_bookmark(meetings: Meetings) -> None:
    names = [
        row.get(qn("w:name")) for row in meetings.reference.document.element.body.iter(qn("w:bookmarkStart"))
    ]
    items = [name for name in names if name.startswith("minute_")]
    assert len(set(items)) == len(items) == 16


def test_42_references_are_worked_out_anew(meetings: Meetings, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.docx"
    with zipfile.ZipFile(meetings.parish.path) as whole, zipfile.ZipFile(spoilt, "w") as package:
        for name in whole.namelist():
            package.writestr(name, whole.read(name).replace(b"<w:t>47/26</w:t>", b"<w:t>99/99</w:t>"))
    text = pdf_text(pdf_of(spoilt, tmp_path), "-layout")
    assert "99/99" not in text
    assert "taken up again under minute 47/26." in " ".join(text.split())


def test_43_a_minute_of_another_body_is_cited(meetings: Meetings) -> None:
    assert any(
        "answered minute 29/26 of the Full Council of 15 July 2026." in row for row in meetings.parish.printed
    )
    assert any("Min. No. 36 refers" in row for row in meetings.reference.printed)


def test_44_references_to_pages_stay_as_they_were_typed(meetings: Meetings) -> None:
    typed = [block.text for block in meetings.reference.record.blocks if re.search(r"\[pages \d", block.text)]
    assert typed
    assert set(typed) <= set(meetings.reference.texts("Minutes Body"))


@pytest.mark.parametrize("run", [Run("", item_ref=ItemId("gone")), Run("", paper_ref=PaperId("gone"))])
def test_45_a_reference_that_leads_nowhere_stops_the_export(meetings: Meetings, run: Run) -> None:
    record = meetings.parish.record
    block = next(block for block in record.blocks if block.runs)
    blocks = tuple(replace(row, runs=(*row.runs, run)) if row is block else row for row in record.blocks)
    with pytest.raises(BadInput, match=r"The minutes refer to .*export again\."):
        meetings.written(replace(record, blocks=blocks), "uk-parish", "dangling")


def test_46_the_exclusion_names_power_and_ground(meetings: Meetings) -> None:
    text = meetings.borough.texts("Minutes Resolution")[-1]
    assert "Section 100A(4) of the Local Government Act 1972" in text
    assert "paragraph 3 of Part 1 of Schedule 12A" in text
    assert "public interest" in text


def test_47_nothing_exempt_is_anywhere_in_the_public_file(meetings: Meetings) -> None:
    assert any(HIDDEN in part for part in meetings.parish.parts.values())
    for written in (meetings.parish_public, meetings.borough):
        assert not any(HIDDEN in part or HIDDEN.split()[0] in part for part in written.parts.values())


def test_48_the_summary_stands_in_its_place(meetings: Meetings) -> None:
    assert [row.text for row in meetings.parish_public.under("Quotations for the ditch")] == [SUMMARY]
    assert SUMMARY not in meetings.parish.printed


def test_49_the_exempt_edition_says_so_on_every_page(meetings: Meetings) -> None:
    exempt = meetings.written(meetings.parish.record, "uk-parish", "exempt", Edition.EXEMPT)
    assert "CONFIDENTIAL" in exempt.header
    assert "CONFIDENTIAL" not in meetings.parish_public.header


def test_50_the_box_for_initials_is_on_every_page(meetings: Meetings) -> None:
    assert all("CHAIRMAN’S" in page and "INITIALS" in page for page in meetings.reference.pages)


def test_51_pages_count_on_from_the_folio(meetings: Meetings) -> None:
    record = meetings.parish.record
    folio = replace(record, meeting=replace(record.meeting, folio_start=41))
    pages = meetings.written(folio, "uk-parish", "folio").pages
    assert [page.split()[-1] for page in pages] == [str(41 + place) for place in range(len(pages))]


@pytest.mark.parametrize("state", list(MinutesState))
def test_52_the_draft_mark_stands_only_before_confirmation(meetings: Meetings, state: MinutesState) -> None:
    record = meetings.parish.record
    record = replace(record, meeting=replace(record.meeting, state=state))
    confirmed = state in (MinutesState.CONFIRMED, MinutesState.SIGNED, MinutesState.ARCHIVED)
    assert ("DRAFT" in meetings.written(record, "uk-parish", f"state {state}").header) is not confirmed


def test_53_the_signature_is_not_alone_on_its_page(meetings: Meetings) -> None:
    for written in (meetings.reference, meetings.parish, meetings.city):
        last = written.pages[-1]
        closing = "closed at" if written is not meetings.city else "adjourned at"
        assert closing in last
        before = last[: last.index(closing)]
        assert len(before.split()) > 12


def test_54_the_closing_time_has_the_form_of_the_house_style(meetings: Meetings) -> None:
    assert meetings.reference.texts("Minutes Closing") == ["The meeting closed at 9.25\u00a0pm"]
    assert meetings.city.texts("Minutes Closing")[0].endswith("adjourned at 7:58\u00a0p.m.")


def test_55_title_language_and_author_are_set(meetings: Meetings) -> None:
    core = meetings.parish.document.core_properties
    assert (core.title, core.language, core.author) == (
        "Full Council, minutes, 16 September 2026", "en-GB", "Saltmere Parish Council"
    )  # fmt: skip
    assert meetings.city.document.core_properties.language == "en-US"
    assert not any("python-docx" in part for part in meetings.parish.parts.values())


def test_56_no_level_of_heading_is_left_out(meetings: Meetings) -> None:
    for written in (meetings.reference, meetings.parish, meetings.city):
        levels = [_level(written, row) for row in written.paragraphs]
        found = [level for level in levels if level is not None]
        assert found[0] == 0
        assert all(after - before <= 1 for before, after in zip(found, found[1:], strict=False))


def _level(written: Written, paragraph: object) -> int | None:
    outline = written.style(paragraph.style.style_id).find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")  # type: ignore[attr-defined]
    return None if outline is None else int(outline.get(qn("w:val")))


def test_57_tables_repeat_their_header_and_have_words_for_a_screen_reader(meetings: Meetings) -> None:
    tables = meetings.borough.document.tables
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in tables]
    assert captions == ["How each member voted", "Payments for September 2026"]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in tables)


def _with_sources(record: MeetingRecord) -> MeetingRecord:
    blocks = tuple(replace(block, sources=(Source(15 * 60_000, 16 * 60_000),)) for block in record.blocks)
    return replace(record, blocks=blocks)


def test_58_comments_say_where_in_the_recording_it_was(meetings: Meetings) -> None:
    record = _with_sources(meetings.parish.record)
    mine = meetings.written(record, "uk-parish", "mine", audio_times=True)
    comments = [comment.text for comment in mine.document.comments]
    assert len(comments) > 20
    assert comments[0].replace("\u00a0", " ") == "Recording 0:15:00 to 0:16:00 (7:45 p.m.)"
    assert mine.findings() == []
    with pytest.raises(BadInput, match="public minutes do not hold"):
        meetings.written(record, "uk-parish", "theirs", Edition.PUBLIC, audio_times=True)
    plain = meetings.written(record, "uk-parish", "plain", Edition.PUBLIC)
    assert not any("comment" in name for name in plain.parts)


def test_59_a_tagged_pdf_keeps_the_headings(meetings: Meetings, tmp_path: Path) -> None:
    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    pdf = convert(meetings.parish.path, tagged, tmp_path)
    made = subprocess.run(["pdfinfo", "-struct", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert len(re.findall(r"^\s*H1\b", made, re.MULTILINE)) == 10
    assert "Table" in made


def test_60_a_file_changed_in_word_is_read_back(tmp_path: Path) -> None:
    """One tracked insertion, one tracked deletion: both are told, and nothing else is (more in test_returned_drafts)."""
    build(tmp_path / "meeting")
    with open_meeting(tmp_path / "meeting") as store:
        sent = export_minutes(store, Edition.FULL)
        assert read_returned(store, sent).changes == ()
        came = tmp_path / "came back.docx"
        with zipfile.ZipFile(sent) as whole, zipfile.ZipFile(came, "w") as package:
            for name in whole.namelist():
                package.writestr(name, _marked_up(whole.read(name)))
        changes = read_returned(store, came).changes
        assert sorted((change.ours, change.theirs) for change in changes) == [
            ("Councillor Idris had compared the accounts with the bank’s and found them equal.",
             "Councillor Idris had compared the accounts with the bank’s and found them equal at last."),
            ("no plot stood empty.", "no plot stood."),
        ]  # fmt: skip


def _marked_up(part: bytes) -> bytes:
    who = 'w:id="{}" w:author="P Venn" w:date="2026-09-20T10:00:00Z"'
    text = part.decode("utf-8", "surrogateescape")
    text = text.replace(
        "found them equal.</w:t></w:r>",
        f'found them equal</w:t></w:r><w:ins {who.format(901)}><w:r><w:t xml:space="preserve"> at last</w:t></w:r>'
        "</w:ins><w:r><w:t>.</w:t></w:r>",
    )
    text = text.replace(
        "<w:t>no plot stood empty</w:t></w:r>",
        f'<w:t>no plot stood</w:t></w:r><w:del {who.format(902)}><w:r><w:delText xml:space="preserve"> empty</w:delText>'
        "</w:r></w:del>",
    )
    return text.encode("utf-8", "surrogateescape")
