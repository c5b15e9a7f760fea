"""The reference minutes rebuilt: gates G1 to G6 of ../shared/research/minutes-domain.md, section 8."""

import difflib
import json
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from rebuild_reference import BLOCKS, build_record

from libreoffice import paragraphs_of, pdf_of, pdf_text
from minutewright.domain.minutes import Edition
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes

TEXT = BLOCKS.with_name("dartford_2017-07-26_minutes.txt")
BULLETS = "•\uf0b7"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not BLOCKS.is_file():
        pytest.skip("the reference minutes are not beside the checkout")
    out = tmp_path_factory.mktemp("reference") / "reference.docx"
    write_minutes(build_record(), shipped_house_style("uk-borough"), Edition.PUBLIC, out)
    return out


@pytest.fixture(scope="module")
def pdf(rebuilt: Path) -> Path:
    return pdf_of(rebuilt, rebuilt.parent)


@pytest.fixture(scope="module")
def printed_lines(pdf: Path) -> list[str]:
    """The lines of the pages without what stands on every page."""
    pages = pdf_text(pdf, "-layout").split("\f")
    lines = [line.strip() for page in pages for line in page.split("\n") if line.strip()]
    assert lines[:2] == ["CHAIRMAN’S", "INITIALS"]
    furniture = re.compile(r"CHAIRMAN’S|INITIALS|Page \d+ of \d+")
    # The text of the reference shows the box of its first page only.
    return lines[:2] + [_plain(line) for line in lines[2:] if not furniture.fullmatch(line)]


@pytest.fixture(scope="module")
def reference_lines() -> list[str]:
    lines = [line.strip() for line in TEXT.read_text(encoding="utf-8").replace("\f", "\n").split("\n")]
    return [_plain(line) for line in lines if line]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", re.sub(f"[{BULLETS}]", "", text))
    return re.sub(r"\s+", " ", text).strip()


def test_g1_the_audit_finds_nothing(rebuilt: Path) -> None:
    result = OpenXmlValidator().validate(str(rebuilt))
    assert result.is_valid
    assert list(result.errors) == []


def test_g2_every_paragraph_is_equal_numbers_and_bullets_included(rebuilt: Path) -> None:
    expected = [_folded(line) for line in _expected_paragraphs()]
    made = [_folded(line) for line in paragraphs_of(rebuilt, rebuilt.parent)]
    made = [line for line in made if line and line not in ("chairman’s", "initials")]
    assert len(expected) == 264
    assert made == expected


def _folded(line: str) -> str:
    """Capitals come from the style, which the text export does not show."""
    return _plain(line.lstrip("\ufeff")).casefold()


def _expected_paragraphs() -> list[str]:
    data = json.loads(BLOCKS.read_text(encoding="utf-8"))
    front = data["front"]
    opening = re.search(r"MINUTES of .*?2017\.", TEXT.read_text(encoding="utf-8"), re.DOTALL)
    assert opening is not None
    present, absent = front["present"], front["absent"]
    lines = [front["council"], front["body"], opening.group(), f"PRESENT: {present[0]}", *present[1:]]
    lines += [f"ABSENT: {absent[0]}", *absent[1:], front["officers_heading"], *front["officers"]]
    cabinet = front["cabinet_members"]
    lines += [
        f"CABINET MEMBERS: {cabinet[0]}",
        *cabinet[1:],
        front["also_present_label"],
        *front["also_present"],
    ]
    return lines + [row["text"] for row in data["blocks"]]


def test_g3_every_printed_character_is_equal_and_in_order(
    printed_lines: list[str], reference_lines: list[str]
) -> None:
    made = "".join("".join(printed_lines).split())
    expected = "".join("".join(reference_lines).split())
    assert len(expected) == 36_353
    assert made == expected


def test_g4_at_least_999_of_1000_words_are_equal(
    printed_lines: list[str], reference_lines: list[str]
) -> None:
    made, expected = " ".join(printed_lines).split(), " ".join(reference_lines).split()
    matcher = difflib.SequenceMatcher(a=expected, b=made, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    assert same / len(expected) >= 0.999


def test_g5_at_least_98_of_100_lines_break_at_the_same_word(
    printed_lines: list[str], reference_lines: list[str]
) -> None:
    fonts = subprocess.run(["fc-match", "Arial"], capture_output=True, text=True, check=True).stdout
    if "Liberation Sans" not in fonts and "Arial" not in fonts:
        pytest.skip("no font with the widths of Arial is installed")
    matcher = difflib.SequenceMatcher(a=reference_lines, b=printed_lines, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    print(f"{same} of {len(reference_lines)} lines break at the same word")  # noqa: T201
    assert same / len(reference_lines) >= 0.98


def test_g6_it_has_18_to_20_pages(pdf: Path) -> None:
    assert 18 <= pdf_text(pdf).count("\f") <= 20
