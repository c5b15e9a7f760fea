"""A second copy written beside the first, with a real recorder; `tests/reliability/test_second_copy.py` breaks it."""

import shutil
from pathlib import Path

import numpy as np

from minutewright.services.capture.messages import CopyState, State, Stopped, Warned, WarningKind
from minutewright.services.capture.recovery import recover
from minutewright.services.sound.holdings import second_copies
from minutewright.services.sound.timeline import SoundTimeline
from recording_rig import Recorder
from sound_rig import SoundRig


def test_the_copy_is_complete_when_the_recording_stops(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    recorder.start(channels=1, segment_ms=1500, copy_to=stick)
    recorder.record_until(4000)
    found = recorder.stop()
    stopped = recorder.until(Stopped)
    copy = stick / recorder.folder.name
    assert "is complete" in stopped.copy_words
    state = recorder.until(State, lambda event: bool(event.copy_to))
    assert (state.copy, Path(state.copy_to)) == (CopyState.RUNNING, copy)
    assert second_copies(recorder.folder) == (copy,)
    frames = recorder.frames()
    shutil.rmtree(recorder.folder)
    kept = recover(copy)
    assert (kept.files, kept.gaps, kept.complete) == (found.files, found.gaps, True)
    timeline = SoundTimeline(copy / "audio", kept.files)
    assert np.array_equal(np.concatenate([timeline.frames(f, 0, f.frames) for f in kept.files]), frames)


def test_a_folder_that_is_not_there_costs_a_warning_and_nothing_else(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start(channels=1, copy_to=tmp_path / "not plugged in")
    warned = recorder.until(Warned, lambda event: event.kind is WarningKind.COPY_FAILED)
    assert "goes on unharmed" in warned.words
    recorder.record_until(3500)
    found = recorder.stop()
    assert found.complete
    assert found.gaps == ()
    assert "not complete" in recorder.until(Stopped).copy_words
    assert sum(isinstance(e, Warned) and e.kind is WarningKind.COPY_FAILED for e in recorder.events) == 1
    assert not (tmp_path / "not plugged in").exists()
