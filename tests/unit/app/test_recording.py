"""The recording of an open meeting: what the store and the clerk's marks know of it when its recorder dies."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from minutewright.app.recording import LiveState, Recording
from minutewright.domain.meeting import RecordingState
from minutewright.domain.recording import GapReason, recording_length_ms
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.recovery import recover
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.settings.options import MICROPHONE
from minutewright.services.settings.store import Settings
from minutewright.services.storage.store import MeetingStore
from sound_rig import SoundRig


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MeetingStore]:
    with begin_meeting(tmp_path / "meeting", "Harbour Committee", date(2026, 11, 23)) as store:
        yield store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "profile")
    settings.set(MICROPHONE, "room")
    return settings


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def kill_recorder(store: MeetingStore) -> int:
    place = running_recorder(store.folder / "audio")
    assert place
    os.kill(place.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    return place.pid


def test_a_recorder_that_dies_is_back_at_once_and_marks_go_to_its_end(
    sound_rig: SoundRig, store: MeetingStore, settings: Settings
) -> None:
    recording = Recording(store, settings)
    recording.start(wait=True)
    wait_until(lambda: recording.now_ms() > 1500)
    dead = kill_recorder(store)
    wait_until(lambda: (place := running_recorder(store.folder / "audio")) and place.pid != dead)
    wait_until(lambda: recording.state is LiveState.RECORDING and recording.now_ms() > 3000)
    assert store.recording_state is RecordingState.RECORDING
    (gap,) = store.gaps.all()
    assert gap.reason is GapReason.INTERRUPTED
    recording.stop(wait=True)
    wait_until(lambda: store.recording_state is RecordingState.DONE)
    assert recording_length_ms(store.files.all()) >= 3000
    recording.close()


@pytest.mark.parametrize("taken_over", [False, True], ids=["its own", "one it took over"])
def test_when_a_paused_recorder_dies_marks_go_to_the_end_of_what_was_recorded(
    sound_rig: SoundRig, store: MeetingStore, settings: Settings, taken_over: bool
) -> None:
    recording = Recording(store, settings)
    recording.start(wait=True)
    if taken_over:
        recording.close()
        recording = Recording(store, settings)
        assert recording.state is not LiveState.IDLE
    wait_until(lambda: recording.now_ms() > 2000)
    recording.pause(GapReason.EXEMPT)
    wait_until(lambda: recording.state is LiveState.PAUSED)
    kill_recorder(store)
    wait_until(lambda: recording.state is LiveState.IDLE)
    wait_until(lambda: store.recording_state is RecordingState.INTERRUPTED)
    assert recording.now_ms() == recording_length_ms(recover(store.folder).files) >= 2000
    recording.close()
