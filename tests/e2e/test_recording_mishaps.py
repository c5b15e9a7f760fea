"""Recording from the command line when things go wrong: the recorder dies, the command dies, someone else stops it."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.program import Program
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.recovery import recover
from sound_rig import SoundRig

PATIENCE_S = 60


@pytest.fixture
def meeting(program: Program, tmp_path: Path) -> Path:
    folder = tmp_path / "meeting"
    made = program("new", folder, "--body", "Harbour Committee", "--date", "2026-11-23")
    assert made.code == 0, made.err
    return folder


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def recorder_of(meeting: Path) -> int:
    """The process of the recorder that is at work in a meeting; 0 for none."""
    place = running_recorder(meeting / "audio")
    return place.pid if place else 0


def recorded(meeting: Path) -> int:
    return sum(file.frames for file in recover(meeting).files)


def kill(pid: int) -> None:
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def test_a_recorder_that_dies_is_started_again_and_the_clerk_is_told(
    program: Program, meeting: Path, sound_rig: SoundRig
) -> None:
    running = program.start("record", meeting, "--device", "room", "--json")
    wait_until(lambda: recorded(meeting) > 48_000)
    dead = recorder_of(meeting)
    kill(dead)
    wait_until(lambda: recorder_of(meeting) not in (0, dead))
    before = recorded(meeting)
    wait_until(lambda: recorded(meeting) > before + 48_000)
    assert program("stop", meeting).code == 0
    _, complained = running.communicate(timeout=PATIENCE_S)
    assert "started again" in complained
    assert running.returncode == 0
    assert len(recover(meeting).gaps) == 1


def test_a_recorder_that_outlives_its_command_can_be_stopped(
    program: Program, meeting: Path, sound_rig: SoundRig
) -> None:
    running = program.start("record", meeting, "--device", "room")
    wait_until(lambda: recorded(meeting) > 0)
    kill(running.pid)
    running.communicate()
    before = recorded(meeting)
    wait_until(lambda: recorded(meeting) > before)
    again = program("record", meeting, "--seconds", "1")
    assert again.code == 23
    assert "minutewright stop" in again.err
    stopped = program("stop", meeting, "--json")
    assert stopped.code == 0
    assert stopped.json["recorded_ms"] > 0
    assert not recorder_of(meeting)
    assert recover(meeting).complete


def test_stopping_what_does_not_run_says_so(program: Program, meeting: Path) -> None:
    answer = program("stop", meeting)
    assert answer.code == 23
    assert answer.err.strip() == "No recording is running in this meeting."
