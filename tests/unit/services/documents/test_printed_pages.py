"""The minutes as LibreOffice prints them: what a reader sees, numbers worked out by another program than ours."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from package import WriteMinutes

import invented
from libreoffice import paragraphs_of, pdf_of, pdf_text
from minutewright.domain.council import Numbering
from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Block, Edition, Run


def _lines(path: Path, folder: Path) -> list[str]:
    return [re.sub(r"\s+", " ", line).strip() for line in paragraphs_of(path, folder)]


def test_numbers_count_and_restart_as_they_should(minutes: WriteMinutes, tmp_path: Path) -> None:
    lines = _lines(minutes(invented.record()), tmp_path)
    text = "\n".join(lines)
    assert "5. Charges for the Saturday market" in lines
    assert "6a. The Tern, Mere Street" in lines
    assert "6b. Kiosk at the bandstand" in lines
    assert "10. Staffing of the market office" in lines
    assert "3. That the Market Manager report on takings to the November meeting." in lines
    assert text.count("\n1. That") == 7
    assert "b) two had asked for the matter in minute 6b to wait:" in lines
    assert "c) none had objected." in lines
    assert "a) The pitch lay within the sight line of the crossing;" in lines


def test_the_exempt_edition_keeps_the_numbers_of_the_whole_meeting(
    minutes: WriteMinutes, tmp_path: Path
) -> None:
    lines = _lines(minutes(invented.record(), Edition.EXEMPT), tmp_path)
    headings = [line for line in lines if re.match(r"\d+\. (?!That)", line)]
    assert headings == [
        "7. Reed bed at Harrow Mere: first year", "9. Boathouse lease", "10. Staffing of the market office"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "heading", "cited"),
    [
        ("{yy}/{n:03}", "26/118. Apologies for absence", "minute 26/122"),
        ("{n}", "118. Apologies for absence", "minute 122"),
    ],
)
def test_numbers_run_on_through_the_year_in_the_bodys_pattern(
    minutes: WriteMinutes, tmp_path: Path, pattern: str, heading: str, cited: str
) -> None:
    record = invented.record()
    record = replace(record, body=replace(record.body, numbering=Numbering(pattern, 118)))
    lines = _lines(minutes(record), tmp_path)
    assert heading in lines
    assert any(cited in line for line in lines)


def test_libreoffice_works_references_out_anew(minutes: WriteMinutes, tmp_path: Path) -> None:
    """The references are live: with what they were written to show spoilt, the printed page has the right numbers."""
    written, spoilt = minutes(invented.record()), tmp_path / "spoilt.docx"
    with zipfile.ZipFile(written) as whole, zipfile.ZipFile(spoilt, "w") as package:
        for name in whole.namelist():
            data = whole.read(name)
            for shown in (b"<w:t>5</w:t>", b"<w:t>6b</w:t>"):
                assert name != "word/document.xml" or data.count(shown) == 1
                data = data.replace(shown, b"<w:t>99</w:t>")
            package.writestr(name, data)
    text = " ".join(pdf_text(pdf_of(spoilt, tmp_path), "-layout").split())
    assert "99" not in text
    assert "personal interest in minute 5," in text
    assert "the matter in minute 6b to wait" in text


def test_the_pages_have_box_mark_and_number(minutes: WriteMinutes, tmp_path: Path) -> None:
    pages = pdf_text(pdf_of(minutes(invented.record()), tmp_path), "-layout").split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "CHAIRMAN’S" in page
        assert "DRAFT" in page
        assert f"Page {number} of {len(pages)}" in page


def test_folio_numbers_run_on_from_the_last_meeting(minutes: WriteMinutes, tmp_path: Path) -> None:
    record = invented.record()
    record = replace(record, meeting=replace(record.meeting, folio_start=41, state=MinutesState.CONFIRMED))
    pages = pdf_text(pdf_of(minutes(record), tmp_path), "-layout").split("\f")[:-1]
    assert [page.split()[-1] for page in pages] == [str(41 + n) for n in range(len(pages))]
    assert "DRAFT" not in "".join(pages)


@pytest.mark.parametrize("filler", range(0, 14, 2))
def test_the_signature_never_stands_alone_on_a_page(
    minutes: WriteMinutes, tmp_path: Path, filler: int
) -> None:
    record = invented.record()
    more = tuple(
        Block(
            BlockId(f"filler-{n}"), ItemId("item-7"), 900 + n, runs=(Run("One more line of what was told."),)
        )
        for n in range(filler)
    )
    pages = pdf_text(pdf_of(minutes(replace(record, blocks=(*record.blocks, *more))), tmp_path)).split("\f")[
        :-1
    ]
    last = pages[-1]
    assert "The meeting closed at" in last
    assert "Councillor H R Marrow" in last
    assert "That the post be filled" in last
