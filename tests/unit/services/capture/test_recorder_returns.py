"""The microphone of the clerk's choice: noticed in time when it goes, gone back to when it returns, and never given up
to a sound system that hangs."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.recording import GapReason
from minutewright.services.capture import take
from minutewright.services.capture.messages import (
    GapClosed,
    RecorderState,
    Restarting,
    Stop,
    Warned,
    WarningKind,
)
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.recovery import recover
from minutewright.services.capture.session import Session
from minutewright.services.capture.take import Wanted
from minutewright.services.sound.timeline import SoundTimeline
from recording_rig import Recorder
from sound_rig import RATE, SoundRig, Witness

ROOM_HZ, LECTERN_HZ = 440, 1000
NEAR_MS = 500


def tone_file(path: Path, hertz: int, seconds: float = 120) -> Path:
    times = np.arange(round(seconds * RATE)) / RATE
    soundfile.write(str(path), 0.4 * np.sin(2 * np.pi * hertz * times), RATE, subtype="PCM_16")
    return path


@pytest.fixture
def rig(fresh_sound_rig: SoundRig, tmp_path: Path) -> SoundRig:
    """A tone in each room for as long as the test lasts."""
    fresh_sound_rig.play(tone_file(tmp_path / "room.wav", ROOM_HZ), "room")
    fresh_sound_rig.play(tone_file(tmp_path / "lectern.wav", LECTERN_HZ), "lectern")
    return fresh_sound_rig


@pytest.fixture
def frozen_servers(rig: SoundRig) -> "Iterator[list[subprocess.Popen[bytes]]]":
    """Sound servers that were left frozen while others took their place; ended with the test."""
    frozen: list[subprocess.Popen[bytes]] = []
    yield frozen
    for each in frozen:
        each.kill()
        each.wait()


def pitch(recorder: Recorder, start_ms: int, end_ms: int) -> int:
    """The strongest frequency (Hz) of a stretch of the recording, 0 for silence."""
    sound = recorder.sound().read(start_ms, end_ms, 8000)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return round(spectrum.argmax() * 8000 / len(sound)) if spectrum.max() > 1 else 0


@pytest.mark.parametrize("failure", ["unplug", "suspend"])
def test_a_failing_microphone_is_told_of_before_two_seconds_of_sound_have_passed(
    rig: SoundRig, recorder: Recorder, failure: str
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2500)
    with Witness("lectern", channels=1) as witness:
        while len(witness.frames) < RATE:  # it runs, and is in time with the sound card
            pass
        before = len(witness.frames)
        {"unplug": rig.unplug, "suspend": rig.suspend}[failure]("room")
        recorder.until_state(RecorderState.DEVICE_LOST)
        passed = len(witness.frames) - before
    told = recorder.until(Warned, lambda event: event.kind is WarningKind.DEVICE_LOST)
    assert "“room”" in told.words
    # The witness hears in pieces of up to half a second.
    assert passed <= 2 * RATE


def test_the_recording_goes_back_to_the_chosen_microphone_when_it_returns(
    rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.unplug("room")
    recorder.until(Warned, lambda event: event.kind is WarningKind.DEVICE_CHANGED)
    recorder.until(GapClosed)
    on_the_other = recorder.client.position_ms
    recorder.record_until(on_the_other + 1000)
    rig.plug("room")
    rig.play(tone_file(tmp_path / "again.wav", ROOM_HZ * 2), "room")
    told = recorder.until(Warned, lambda event: event.kind is WarningKind.DEVICE_RETURNED)
    assert "“room” is back" in told.words
    second = recorder.until(GapClosed, lambda event: event.gap.at_ms > on_the_other).gap
    recorder.record_until(second.at_ms + second.filled_ms + 2500)
    found = recorder.stop()
    back = second.at_ms + second.filled_ms
    assert pitch(recorder, second.at_ms - 900, second.at_ms - 100) == LECTERN_HZ
    assert pitch(recorder, back + 1000, back + 2000) == ROOM_HZ * 2
    assert [gap.reason for gap in found.gaps] == [GapReason.DEVICE_LOST, GapReason.DEVICE_LOST]
    assert "from “default” to “room”" in found.gaps[1].note
    assert found.gaps[1].filled_ms < 2000
    assert found.complete
    # Going back is no failure: nobody was alarmed a second time.
    lost = [event for event in recorder.events if isinstance(event, Warned)]
    assert [event.kind for event in lost].count(WarningKind.DEVICE_LOST) == 1


def test_a_sound_server_frozen_for_long_is_recorded_from_again_when_it_thaws(
    rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    rig.freeze()
    recorder.until_state(RecorderState.DEVICE_LOST)
    recorder.record_until(14_000)
    rig.thaw()
    recorder.until_state(RecorderState.RECORDING)
    gap = recorder.until(GapClosed).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2500)
    found = recorder.stop()
    assert found.complete
    assert sum(gap.filled_ms for gap in found.gaps) > 10_000
    _both_clocks_agree(recorder)


def test_a_sound_server_that_never_answers_again_is_left_behind_with_the_process_that_waits_for_it(
    rig: SoundRig, recorder: Recorder, frozen_servers: "list[subprocess.Popen[bytes]]", tmp_path: Path
) -> None:
    recorder.start(channels=1)
    recorder.record_until(2000)
    first = recorder.pid
    assert rig._daemon
    rig.freeze()
    frozen_servers.append(rig._daemon)
    recorder.until_state(RecorderState.DEVICE_LOST)
    rig.start()  # at the same address; whoever waits for the old one waits for ever
    rig.play(tone_file(tmp_path / "again.wav", ROOM_HZ * 2), "room")
    recorder.until(Restarting)
    recorder.until_state(RecorderState.RECORDING)
    assert recorder.pid != first
    position = recorder.client.position_ms
    recorder.record_until(position + 3500)
    found = recorder.stop()
    assert found.complete
    assert {gap.reason for gap in found.gaps} == {GapReason.DEVICE_LOST}
    assert sum(gap.filled_ms for gap in found.gaps) > 10_000
    assert pitch(recorder, 500, 1500) == ROOM_HZ
    assert pitch(recorder, found.files[-1].end_ms - 1500, found.files[-1].end_ms - 500) == ROOM_HZ * 2
    _both_clocks_agree(recorder)


def test_resuming_while_the_microphone_is_lost_begins_a_hole_that_is_filled(
    rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start(channels=1)
    recorder.record_until(1500)
    recorder.client.pause(GapReason.OTHER)
    recorder.until_state(RecorderState.PAUSED)
    rig.crash()
    time.sleep(1.5)  # the recorder finds out, but tells nobody during a pause
    recorder.client.resume()
    recorder.until_state(RecorderState.DEVICE_LOST)
    recorder.record_until(recorder.client.position_ms + 1000)
    rig.start()
    rig.play(tone_file(tmp_path / "again.wav", ROOM_HZ * 2), "room")
    gap = recorder.until(GapClosed, lambda event: event.gap.reason is GapReason.DEVICE_LOST).gap
    recorder.record_until(gap.at_ms + gap.filled_ms + 2500)
    found = recorder.stop()
    assert [each.reason for each in found.gaps] == [GapReason.OTHER, GapReason.DEVICE_LOST]
    assert abs(found.gaps[1].at_ms - found.gaps[0].at_ms) < NEAR_MS
    assert found.gaps[1].filled_ms > 1000
    back = gap.at_ms + gap.filled_ms
    assert pitch(recorder, back + 1000, back + 2000) == ROOM_HZ * 2


def _both_clocks_agree(recorder: Recorder) -> None:
    """No pause: from the first file to the end, recording time and wall clock are as long as each other."""
    files = recorder.sound().files
    on_the_wall_ms = (files[-1].started_at - files[0].started_at) / timedelta(milliseconds=1)
    assert abs(on_the_wall_ms - (files[-1].start_ms - files[0].start_ms)) < NEAR_MS


def test_a_microphone_that_comes_back_with_another_rate_is_recorded_at_that_rate(
    rig: SoundRig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The software card does every rate; that it does no longer is all that is pretended here.
    rates = [RATE]
    monkeypatch.setattr(take, "_choices", lambda wanted, device: [(rates[-1], 1)])
    events: list[object] = []
    plan = RecorderPlan(tmp_path / "meeting", Wanted("room", RATE, 1))
    plan.audio.mkdir(parents=True)
    session = Session(plan, (), 1, events.append)
    runs = threading.Thread(target=session.run)
    runs.start()
    try:
        _wait(lambda: session.state().position_ms > 2000)
        rates.append(44_100)
        rig.crash()
        _wait(lambda: session.state().state is RecorderState.DEVICE_LOST)
        rig.start()
        rig.play(tmp_path / "room.wav", "room")
        _wait(lambda: any(isinstance(event, GapClosed) for event in events))
        at = session.state().position_ms
        _wait(lambda: session.state().position_ms > at + 1500)
    finally:
        session.tell(Stop())
        runs.join()
    found = recover(plan.folder)
    assert [file.sample_rate for file in found.files] == [RATE, 44_100]
    assert [gap.reason for gap in found.gaps] == [GapReason.DEVICE_LOST]
    assert found.complete
    sound = SoundTimeline(plan.audio, found.files)
    end = sound.length_ms
    for start in (300, end - 1300):
        spectrum = np.abs(np.fft.rfft(sound.read(start, start + 1000, 8000)))
        assert abs(int(spectrum.argmax()) - ROOM_HZ) <= 1  # at a wrong rate it would be 478 Hz
    last = found.files[-1]
    on_the_wall_ms = (last.started_at - found.files[0].started_at) / timedelta(milliseconds=1)
    assert abs(on_the_wall_ms - last.start_ms) < NEAR_MS


def _wait(fits: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not fits():
        assert time.monotonic() < deadline
        time.sleep(0.05)
