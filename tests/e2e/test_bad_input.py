"""Bad input gets one plain sentence and its own exit code; what was there before is untouched."""

import os
import shutil
from pathlib import Path

import apsw
import numpy as np
import pytest
import soundfile

from e2e.program import Answer, Program
from minutewright.app.sample import make_sample, prepare_sample
from minutewright.services.resources import resource
from sound_rig import SoundRig


def refused(answer: Answer, code: int, *words: str) -> None:
    """One sentence or two, no traceback, the right exit code."""
    assert answer.code == code, (answer.code, answer.out, answer.err)
    assert "Traceback" not in answer.err + answer.out
    assert len(answer.err.strip().splitlines()) == 1, answer.err
    for word in words:
        assert word in answer.err, answer.err


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    folder = tmp_path / "meeting"
    prepare_sample(folder).close()
    return folder


def test_no_microphone(program: Program, meeting: Path) -> None:
    nothing = {"ALSA_CONFIG_PATH": "/usr/share/alsa/alsa.conf", "PULSE_SERVER": "none"}
    if program("devices", "--json", **nothing).json:
        pytest.skip("this computer has a microphone")
    refused(program("record", meeting, "--seconds", 1, **nothing), 21, "no microphone")


def test_a_microphone_nobody_has(program: Program, meeting: Path, sound_rig: SoundRig) -> None:
    refused(program("record", meeting, "--device", "Balcony", "--seconds", 1), 20, "Balcony")


def test_a_folder_that_cannot_be_written(program: Program) -> None:
    refused(program("new", "/proc/meeting", "--body", "Parks", "--date", "2026-11-22"), 10, "cannot be")


def test_a_full_disk(program: Program, small_disk: Path) -> None:
    prepare_sample(small_disk / "meeting").close()
    (small_disk / "rest").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 65_536))
    answer = program("import-audio", small_disk / "meeting", resource("sample", "meeting.flac"))
    refused(answer, 11, "room")
    assert not list((small_disk / "meeting" / "audio").glob("*.flac"))


@pytest.mark.parametrize("content", [b"This is a letter, not sound." * 50, b""])
def test_an_audio_file_that_is_no_audio(
    program: Program, meeting: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "letter.mp3").write_bytes(content)
    refused(program("import-audio", meeting, tmp_path / "letter.mp3"), 4, "letter.mp3")


def test_an_audio_file_without_sound(program: Program, meeting: Path, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "empty.wav", np.zeros(0, np.float32), 16000)
    refused(program("import-audio", meeting, tmp_path / "empty.wav"), 4, "empty.wav")


@pytest.mark.parametrize("name", ["letter.txt", "letter.docx", "letter.pdf"])
def test_an_agenda_that_is_no_agenda(program: Program, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Dear Sir, thank you for your letter.", encoding="utf-8")
    answer = program(
        "new", tmp_path / "m", "--body", "Parks", "--date", "2026-11-22", "--agenda", tmp_path / name
    )
    refused(answer, 3, name)
    assert not (tmp_path / "m").exists()


def test_an_agenda_that_is_not_there(program: Program, tmp_path: Path) -> None:
    answer = program(
        "new", tmp_path / "m", "--body", "Parks", "--date", "2026-11-22", "--agenda", tmp_path / "lost.docx"
    )
    refused(answer, 2, "lost.docx")


def test_a_model_that_is_not_installed(program: Program, tmp_path: Path) -> None:
    make_sample(tmp_path / "m").close()
    refused(program("transcribe", tmp_path / "m", "--model", "medium"), 30, "not on this computer")


def test_a_model_nobody_knows(program: Program, tmp_path: Path) -> None:
    make_sample(tmp_path / "m").close()
    refused(program("transcribe", tmp_path / "m", "--model", "gigantic"), 30, "Choose one of")


def test_a_model_file_that_is_damaged(program: Program, tmp_path: Path) -> None:
    make_sample(tmp_path / "m").close()
    data = tmp_path / "data"
    place = data / "minutewright" / "models" / "base"
    place.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (place / name).write_bytes(b"cut off")
    if os.name == "nt":
        pytest.skip("the models folder cannot be moved by a variable there")
    refused(program("transcribe", tmp_path / "m", XDG_DATA_HOME=str(data)), 31, "damaged")


def test_a_meeting_from_a_newer_version(program: Program, meeting: Path) -> None:
    db = apsw.Connection(str(meeting / "meeting.db"))
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = (meeting / "meeting.db").read_bytes()
    refused(program("show", meeting), 13, "newer version")
    assert (meeting / "meeting.db").read_bytes() == before


def test_a_meeting_that_is_open_elsewhere(program: Program, tmp_path: Path) -> None:
    with prepare_sample(tmp_path / "m"):
        refused(program("show", tmp_path / "m"), 12, "Close it there")


def test_a_folder_without_a_meeting(program: Program, tmp_path: Path) -> None:
    refused(program("show", tmp_path), 10, "no meeting")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--at", "soon", "--item", "1"), "not a time"),
        (("--at", "0:01", "--item", "99"), "no item 99"),
        (("--at", "0:01", "--speaker", "Nobody"), "Nobody"),
        (("--at", "0:01"), "Nothing to mark"),
    ],
)
def test_a_mark_that_makes_no_sense(
    program: Program, meeting: Path, arguments: tuple[str, ...], word: str
) -> None:
    refused(program("mark", meeting, *arguments), 2, word)


def test_a_date_that_is_none(program: Program, tmp_path: Path) -> None:
    refused(program("new", tmp_path / "m", "--body", "Parks", "--date", "22.11.2026"), 2, "not a date")


def test_nothing_to_transcribe_and_nothing_to_export(program: Program, meeting: Path, tmp_path: Path) -> None:
    refused(program("transcribe", meeting), 2, "no recording")
    refused(program("transcript", meeting, "--out", tmp_path / "t.json"), 2, "no transcript")


def test_a_document_that_somebody_changed_is_not_overwritten(
    program: Program, meeting: Path, tmp_path: Path
) -> None:
    out = tmp_path / "minutes.docx"
    assert program("minutes", meeting, "--out", out).code == 0
    assert program("minutes", meeting, "--out", out).code == 0
    out.write_bytes(out.read_bytes() + b" ")
    changed = out.read_bytes()
    again = program("minutes", meeting, "--out", out, "--json")
    assert again.code == 0, again.err
    assert out.read_bytes() == changed
    assert (tmp_path / "minutes 2.docx").exists()
