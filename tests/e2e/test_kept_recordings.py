"""A recording kept: a second copy beside it, compact, and a meeting made again from the copy alone."""

import shutil
from pathlib import Path

import pytest

from e2e.program import Program
from sound_rig import SoundRig


@pytest.fixture
def meeting(program: Program, tmp_path: Path) -> Path:
    folder = tmp_path / "2026-11-22 Parks Committee"
    assert program("new", folder, "--body", "Parks Committee", "--date", "2026-11-22").code == 0
    return folder


def test_a_recording_with_a_second_copy_is_compacted_and_recovered_from_the_copy_alone(
    sound_rig: SoundRig, program: Program, meeting: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    recorded = program("record", meeting, "--device", "room", "--seconds", 3, "--copy-to", stick, "--json")
    assert recorded.code == 0, recorded.err
    assert "is complete" in recorded.json["copy"]
    assert program("mark", meeting, "--at", "0:00:01", "--note", "Here").code == 0

    compacted = program("compact", meeting, "--json").json
    assert compacted["files"] == 1
    assert compacted["notes"] == []
    shown = program("show", meeting, "--json").json
    assert [Path(file["name"]).suffix for file in shown["files"]] == [".flac"]
    assert shown["recorded_ms"] == recorded.json["recorded_ms"]

    (copied,) = program("copy", meeting, "--json").json
    assert (copied["alike"], copied["lacking"]) == (1, [])
    shutil.rmtree(meeting)
    found = program("recover", copied["folder"], "--json").json
    assert (found["recorded_ms"], found["new_record"]) == (recorded.json["recorded_ms"], False)
    again = program("show", copied["folder"], "--json").json
    assert [mark["text"] for mark in again["marks"]] == ["Here"]
    assert [file["sha256"] for file in again["files"]] == [file["sha256"] for file in shown["files"]]


def test_sound_without_a_record_becomes_a_meeting_again(
    sound_rig: SoundRig, program: Program, meeting: Path
) -> None:
    assert program("record", meeting, "--device", "room", "--seconds", 1).code == 0
    (meeting / "meeting.db").unlink()
    found = program("recover", meeting, "--json")
    assert found.code == 0, found.err
    assert found.json["title"] == "Parks Committee"
    assert found.json["new_record"]
    assert found.json["recorded_ms"] > 500
    assert program("show", meeting, "--json").json["recording"] == "done"


def test_the_setting_turns_a_finished_recording_into_flac_in_the_background(
    sound_rig: SoundRig, program: Program, meeting: Path
) -> None:
    (program.profile / "settings.toml").write_text('keep_sound_as = "flac"\n', encoding="utf-8")
    assert program("record", meeting, "--device", "room", "--seconds", 1).code == 0
    for _ in range(60):
        shown = program("show", meeting, "--json").json
        if [Path(file["name"]).suffix for file in shown["files"]] == [".flac"]:
            break
    assert [Path(file["name"]).suffix for file in shown["files"]] == [".flac"]
    assert list((meeting / "audio").glob("*.wav")) == []


def test_what_cannot_be_done_is_said(program: Program, meeting: Path, tmp_path: Path) -> None:
    no_copy = program("copy", meeting)
    assert (no_copy.code, "--to" in no_copy.err) == (2, True)
    away = program("copy", meeting, "--to", tmp_path / "not plugged in")
    assert away.code == 10
    assert "not there" in away.err
    (tmp_path / "empty").mkdir()
    nothing = program("recover", tmp_path / "empty")
    assert (nothing.code, "no recording" in nothing.err) == (2, True)
