"""The base Word file that every document starts from: ours, clean, and made by the script that says so."""

import subprocess
import sys
import zipfile
from pathlib import Path

from docx.oxml.ns import qn
from package import Package

from minutewright.services.resources import resource

SCRIPT = Path(__file__).resolve().parents[4] / "packaging" / "word" / "make_base.py"
BASE = Package(resource("word", "base.docx"))
# minutes-domain.md, section 6.2
STYLES = {
    "Title", "Minutes Opening", "Minutes Attendance", "Minutes Attendance Continued", "Minutes Attendance Group",
    "Heading 1", "Heading 2", "Minutes Body", "Minutes Bullet", "Minutes Bullet 2", "Minutes Lettered",
    "Minutes Resolved", "Minutes Resolution", "Minutes Motion", "Minutes Vote", "Minutes Note", "Minutes Action",
    "Minutes Exempt", "Minutes Closing", "Minutes Signature", "Header", "Footer", "annotation text",
    "annotation reference",
}  # fmt: skip


def test_the_audit_finds_nothing() -> None:
    assert BASE.findings() == []


def test_the_shipped_file_is_what_the_script_writes(tmp_path: Path) -> None:
    made = tmp_path / "base.docx"
    subprocess.run([sys.executable, str(SCRIPT), str(made)], check=True, capture_output=True)
    assert Package(made).parts == BASE.parts


def test_it_holds_the_named_styles() -> None:
    assert {style.name for style in BASE.document.styles} >= STYLES


def test_nothing_of_another_programs_template_is_in_it() -> None:
    everything = BASE.everything()
    assert "stylesWithEffects" not in "".join(BASE.parts)
    assert not any(word in everything for word in ("python-docx", "Normal.dotm", "thumbnail", "Microsoft"))


def test_it_is_a4_in_british_english_and_has_no_paragraph_yet() -> None:
    section = BASE.document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    languages = {lang.get(qn("w:val")) for lang in BASE.document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert BASE.paragraphs == []


def test_its_numbers_are_real_multilevel_definitions() -> None:
    numbering = BASE.document.part.numbering_part.element
    kinds = [
        row.find(qn("w:multiLevelType")).get(qn("w:val")) for row in numbering.findall(qn("w:abstractNum"))
    ]
    assert kinds == ["multilevel"] * 4


def test_the_file_is_small() -> None:
    with zipfile.ZipFile(BASE.path) as package:
        assert sum(info.compress_size for info in package.infolist()) < 20_000
