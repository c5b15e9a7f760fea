"""Microphones that fail while the meeting goes on: noticed, healed, and the hole put on the record with both clocks."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from minutewright.domain.recording import Gap, GapReason
from minutewright.services.capture.messages import GapClosed, RecorderState, Warned, WarningKind
from minutewright.services.capture.recovery import RecoveredSound
from recording_rig import Recorder
from sound_rig import RATE, SoundRig, Witness

ROOM_HZ, LECTERN_HZ = 440, 1000
NEAR_MS = 500


def tone_file(path: Path, hertz: int, seconds: float) -> Path:
    times = np.arange(round(seconds * RATE)) / RATE
    soundfile.write(str(path), 0.4 * np.sin(2 * np.pi * hertz * times), RATE, subtype="PCM_16")
    return path


@pytest.fixture
def rig(fresh_sound_rig: SoundRig, tmp_path: Path) -> SoundRig:
    """A tone in each room for as long as the test lasts."""
    fresh_sound_rig.play(tone_file(tmp_path / "room.wav", ROOM_HZ, 90), "room")
    fresh_sound_rig.play(tone_file(tmp_path / "lectern.wav", LECTERN_HZ, 90), "lectern")
    return fresh_sound_rig


def pitch(recorder: Recorder, start_ms: int, end_ms: int) -> int:
    """The strongest frequency (Hz) of a stretch of the recording, 0 for silence."""
    sound = recorder.sound().read(start_ms, end_ms, 8000)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return round(spectrum.argmax() * 8000 / len(sound)) if spectrum.max() > 1 else 0


def quiet_steps(frames: npt.NDArray[np.int16]) -> int:
    """In how many stretches of 10 ms nothing was heard."""
    steps = frames[: len(frames) // 480 * 480, 0].reshape(-1, 480)
    return int((np.abs(steps.astype(np.int32)).max(axis=1) < 100).sum())


def the_gap(recorder: Recorder, found: RecoveredSound) -> Gap:
    """The one gap: true on both clocks, and silent for all of its length."""
    (gap,) = found.gaps
    assert gap.reason is GapReason.DEVICE_LOST
    assert gap.ended_at is not None
    on_the_wall_ms = (gap.ended_at - gap.started_at) / timedelta(milliseconds=1)
    assert abs(on_the_wall_ms - gap.filled_ms) < NEAR_MS
    # A hole can be shorter than what it takes to hear a pitch.
    assert gap.filled_ms < 200 or pitch(recorder, gap.at_ms + 50, gap.at_ms + gap.filled_ms - 50) == 0
    assert recorder.until(GapClosed).gap == gap
    last = found.files[-1]
    in_all_ms = (last.started_at - found.files[0].started_at) / timedelta(milliseconds=1) + last.length_ms
    assert abs(in_all_ms - last.end_ms) < NEAR_MS
    assert found.complete
    return gap


def test_an_unplugged_microphone_that_comes_back_is_used_again(
    rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.unplug("room")
    recorder.until_state(RecorderState.DEVICE_LOST)
    rig.plug("room")
    rig.play(tone_file(tmp_path / "again.wav", ROOM_HZ * 2, 60), "room")
    recorder.until_state(RecorderState.RECORDING)
    gap = recorder.until(GapClosed).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2500)
    found = recorder.stop()
    the_gap(recorder, found)
    assert pitch(recorder, 500, gap.at_ms - 500) == ROOM_HZ
    back = gap.at_ms + gap.filled_ms
    assert pitch(recorder, back + 1500, back + 2300) == ROOM_HZ * 2


def test_when_the_microphone_stays_away_another_takes_over_and_the_clerk_is_told(
    rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.unplug("room")
    warned = recorder.until(Warned, lambda event: event.kind is WarningKind.DEVICE_CHANGED)
    assert "“room” is gone" in warned.words
    gap = recorder.until(GapClosed).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2500)
    found = recorder.stop()
    assert "room" in the_gap(recorder, found).note
    back = gap.at_ms + gap.filled_ms
    assert pitch(recorder, 500, gap.at_ms - 500) == ROOM_HZ
    assert pitch(recorder, back + 1000, back + 2000) == LECTERN_HZ


def test_a_microphone_that_falls_silent_without_a_word_is_noticed(rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.suspend("room")
    recorder.until_state(RecorderState.DEVICE_LOST)
    at = recorder.client.position_ms
    recorder.record_until(at + 1500)
    rig.suspend("room", on=False)
    gap = recorder.until(GapClosed).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2500)
    found = recorder.stop()
    assert the_gap(recorder, found).filled_ms > 1500
    back = gap.at_ms + gap.filled_ms
    assert pitch(recorder, 500, gap.at_ms - 500) == pitch(recorder, back + 500, back + 1500) == ROOM_HZ


def test_a_microphone_silent_for_long_is_opened_anew(rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=1)
    recorder.record_until(1500)
    rig.suspend("room")
    recorder.until_state(RecorderState.DEVICE_LOST)
    recorder.record_until(recorder.client.position_ms + 6500)
    rig.suspend("room", on=False)
    gap = recorder.until(GapClosed).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2000)
    found = recorder.stop()
    assert the_gap(recorder, found).filled_ms > 6000


def test_a_sound_server_that_freezes_and_thaws_loses_nothing_and_leaves_no_gap(
    rig: SoundRig, recorder: Recorder
) -> None:
    with Witness("room", channels=1) as witness:
        recorder.start(channels=1)
        recorder.record_until(2000)
        rig.freeze()
        recorder.until_state(RecorderState.DEVICE_LOST)
        recorder.record_until(recorder.client.position_ms + 1000)
        rig.thaw()
        assert recorder.until(GapClosed).gap.filled_ms == 0
        recorder.record_until(recorder.client.position_ms + 1000)
        found = recorder.stop()
    assert found.gaps == ()
    assert found.complete
    # The sink itself falls silent for a moment when it thaws; every ear hears that, and nobody hears more.
    assert quiet_steps(recorder.frames()) <= quiet_steps(witness.frames)
    in_all_ms = (found.files[-1].started_at - found.files[0].started_at) / timedelta(milliseconds=1)
    assert abs(in_all_ms - found.files[-1].start_ms) < NEAR_MS


def test_a_sound_server_that_crashes_and_returns_is_used_again(
    rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.crash()
    recorder.until_state(RecorderState.DEVICE_LOST)
    rig.start()
    rig.play(tmp_path / "room.wav", "room")
    gap = recorder.until(GapClosed).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2500)
    found = recorder.stop()
    the_gap(recorder, found)
    back = gap.at_ms + gap.filled_ms
    assert pitch(recorder, back + 1500, back + 2300) == ROOM_HZ


def test_stopping_while_the_microphone_is_lost_fills_up_to_the_stop(
    rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.crash()
    recorder.until_state(RecorderState.DEVICE_LOST)
    recorder.record_until(recorder.client.position_ms + 1000)
    marked_at = recorder.client.position_ms
    found = recorder.stop()
    the_gap(recorder, found)
    assert found.files[-1].end_ms >= marked_at


def test_pausing_while_the_microphone_is_lost_ends_the_hole_there(rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.suspend("room")
    recorder.until_state(RecorderState.DEVICE_LOST)
    recorder.client.pause(GapReason.ADJOURNED)
    recorder.until_state(RecorderState.PAUSED)
    rig.suspend("room", on=False)
    recorder.client.resume()
    recorder.until(GapClosed, lambda event: event.gap.reason is GapReason.ADJOURNED)
    recorder.record_until(recorder.client.position_ms + 1500)
    found = recorder.stop()
    assert [gap.reason for gap in found.gaps] == [GapReason.DEVICE_LOST, GapReason.ADJOURNED]
    assert found.gaps[0].ended_at is not None
    assert found.gaps[0].ended_at <= found.gaps[1].started_at
    end = found.files[-1].end_ms
    assert pitch(recorder, end - 1000, end - 100) == ROOM_HZ


@pytest.mark.parametrize("how", ["unplugged", "another default chosen"])
def test_when_the_computer_s_own_choice_becomes_another_microphone_it_is_named(
    rig: SoundRig, recorder: Recorder, how: str
) -> None:
    recorder.start(None, channels=1)
    recorder.record_until(1500)
    if how == "unplugged":
        rig.unplug("room")
    else:
        rig.pactl("set-default-source", "lectern_mic")
    told = recorder.until(Warned, lambda event: event.kind is WarningKind.DEVICE_CHANGED)
    assert "another microphone" in told.words
    assert "lectern" in told.words.casefold()
    recorder.record_until(recorder.client.position_ms + 2000)
    assert recorder.stop().complete
