"""`destroy` and `destroyed` as a clerk or a script calls them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import secret_meeting
from secret_meeting import places_of_sound, places_of_text


def call(root: Path, *arguments: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minutewright", "--profile", str(root / "profile"), *arguments]
    return subprocess.run(
        command, input=answer, capture_output=True, text=True, check=False, encoding="utf-8"
    )


SPAN = ("--from", "0:00:02.5", "--to", "0:00:07.5", "--reason", "taken without the public")


@pytest.fixture
def sound(tmp_path: Path):
    return secret_meeting.make(tmp_path)


def test_any_other_answer_than_the_word_destroys_nothing(tmp_path: Path, sound) -> None:
    done = call(tmp_path, "destroy", str(tmp_path / "meeting"), *SPAN, answer="yes\n")
    assert done.returncode == 40
    assert "1 utterance" in done.stderr
    assert "Nothing was destroyed" in done.stderr
    assert places_of_text(tmp_path)


def test_the_word_destroys_it_and_the_list_tells_of_it(tmp_path: Path, sound) -> None:
    folder = str(tmp_path / "meeting")
    done = call(tmp_path, "destroy", folder, *SPAN, "--exports", answer="DESTROY\n")
    assert done.returncode == 0, done.stderr
    assert places_of_text(tmp_path) == []
    assert places_of_sound(sound, tmp_path) == []
    (span,) = json.loads(call(tmp_path, "destroyed", folder, "--json").stdout)
    assert span["reason"] == "taken without the public"
    assert span["finished"]
    listed = call(tmp_path, "destroyed", folder, "--out", str(tmp_path / "list.txt"))
    assert listed.returncode == 0
    assert "SHA-256 after" in (tmp_path / "list.txt").read_text(encoding="utf-8")


def test_a_script_gives_the_word_beforehand_and_reads_json(tmp_path: Path, sound) -> None:
    done = call(tmp_path, "destroy", str(tmp_path / "meeting"), *SPAN, "--yes", "DESTROY", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["left"] == []
    assert answer["exports_left"] == ["transcript.txt"]
