"""The council's template and a returned draft from the command line: the real program, its words and its exit codes."""

import json
from pathlib import Path

import pytest
from docx import Document

import invented
from minutewright.cli.main import run
from stored_meeting import store_record


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    store_record(tmp_path / "meeting", invented.record()).close()
    return tmp_path / "meeting"


def told(capsys: pytest.CaptureFixture[str], tmp_path: Path, *arguments: str, code: int = 0) -> str:
    """Runs a command in a profile of its own; what it said, and on which exit code it left."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        run(["--profile", str(tmp_path / "profile"), *arguments])
    said = capsys.readouterr()
    assert left.value.code == code, said
    return said.out if code == 0 else said.err


def template(path: Path, *lines: str) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_template_is_checked_used_and_let_go(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, meeting: Path
) -> None:
    file = template(tmp_path / "council.docx", "Town Hall, [[date]] [[chiar]]", "[[minutes]]")
    assert "[[attendance]]" in told(capsys, tmp_path, "template", "markers")
    report = json.loads(told(capsys, tmp_path, "template", "check", str(file), "--json"))
    assert report["usable"] is True
    assert report["unknown"] == [
        {
            "written": "[[chiar]]",
            "where": "the text",
            "line": "Town Hall, [[date]] [[chiar]]",
            "meant": "chair",
        }
    ]
    told(capsys, tmp_path, "template", "use", str(meeting), str(file))
    out = tmp_path / "minutes.docx"
    told(capsys, tmp_path, "minutes", str(meeting), "--out", str(out))
    assert any(
        row.text.startswith("Town Hall, Wednesday 13 May 2026") for row in Document(str(out)).paragraphs
    )
    plain = tmp_path / "plain.docx"
    told(capsys, tmp_path, "minutes", str(meeting), "--out", str(plain), "--no-template")
    assert not any("Town Hall," in row.text for row in Document(str(plain)).paragraphs)
    assert "no template any more" in told(capsys, tmp_path, "template", "forget", str(meeting))


def test_a_template_that_cannot_be_used_leaves_with_its_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, meeting: Path
) -> None:
    file = template(tmp_path / "empty.docx", "Nothing is marked here")
    assert "[[minutes]] is missing" in told(capsys, tmp_path, "template", "check", str(file), code=2)
    assert "cannot be used yet" in told(capsys, tmp_path, "template", "use", str(meeting), str(file), code=2)


def test_changes_of_a_returned_draft_are_listed_and_taken_by_their_ids(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, meeting: Path
) -> None:
    out = tmp_path / "minutes.docx"
    told(capsys, tmp_path, "minutes", str(meeting), "--out", str(out))
    assert "no change" in told(capsys, tmp_path, "returned", str(meeting), str(out))
    document = Document(str(out))
    row = next(row for row in document.paragraphs if row.text == "No objection had been received.")
    row.runs[0].text = "One objection had been received."
    document.save(str(tmp_path / "back.docx"))
    listed = json.loads(
        told(capsys, tmp_path, "returned", str(meeting), str(tmp_path / "back.docx"), "--json")
    )
    assert [(each["ours"], each["theirs"]) for each in listed["changes"]] == [
        ("No objection had been received.", "One objection had been received.")
    ]
    wrong = told(
        capsys, tmp_path, "returned", str(meeting), str(tmp_path / "back.docx"), "--take", "nine", code=2
    )
    assert "Nothing was done" in wrong
    key = listed["changes"][0]["id"]
    assert "taken" in told(
        capsys, tmp_path, "returned", str(meeting), str(tmp_path / "back.docx"), "--take", key
    )
    assert "no change" in told(capsys, tmp_path, "returned", str(meeting), str(tmp_path / "back.docx"))
