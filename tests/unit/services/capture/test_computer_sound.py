"""The sound of this computer as a second source: a recorder of its own, in step with the room's and never in its way."""

import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.errors import DeviceError
from minutewright.domain.recording import GapReason
from minutewright.services.capture.computer_sound import LABEL, list_computer_sources, open_computer_take
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.messages import ComputerLevel, ComputerState, GapClosed, RecorderState
from minutewright.services.capture.recovery import keep, mend, recover
from minutewright.services.capture.take import Wanted
from minutewright.services.sound.computer_track import ComputerTrack
from minutewright.services.sound.inventory import COMPUTER_FOLDER
from recording_rig import Recorder
from sound_rig import RATE, SoundRig

ROOM_HZ, REMOTE_HZ = 440, 1000


def tone_file(path: Path, hertz: int, seconds: float = 60) -> Path:
    times = np.arange(round(seconds * RATE)) / RATE
    soundfile.write(str(path), 0.4 * np.sin(2 * np.pi * hertz * times), RATE, subtype="PCM_16")
    return path


def pitches(sound: "np.ndarray[tuple[int], np.dtype[np.float32]]", rate: int = 8000) -> set[int]:
    """The frequencies (Hz, to the ten) that stand out of a stretch."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    loud = np.flatnonzero(spectrum > max(spectrum.max() * 0.3, 5))
    return {round(place * rate / len(sound), -1) for place in loud}


@pytest.fixture
def both(fresh_sound_rig: SoundRig, recorder: Recorder, tmp_path: Path) -> SoundRig:
    """Somebody speaks in the room, somebody else in a remote meeting, and both are being recorded."""
    fresh_sound_rig.play(tone_file(tmp_path / "room.wav", ROOM_HZ), "room")
    fresh_sound_rig.play(tone_file(tmp_path / "remote.wav", REMOTE_HZ), "speakers")
    recorder.start(channels=1, computer_sound="")
    recorder.until(ComputerState, lambda event: event.state is RecorderState.RECORDING)
    return fresh_sound_rig


def second_recorder(recorder: Recorder) -> int:
    place = running_recorder(recorder.folder / "audio" / COMPUTER_FOLDER)
    assert place
    return place.pid


def test_both_are_recorded_apart_and_heard_together(both: SoundRig, recorder: Recorder) -> None:
    recorder.until(ComputerLevel, lambda event: event.rms_dbfs > -20)
    start = recorder.client.position_ms
    recorder.record_until(start + 2500)
    found = recorder.stop()
    assert found.complete
    assert found.computer
    assert found.computer_settled
    assert all(file.sha256 for file in found.computer)
    sound = recorder.sound()
    assert pitches(sound.read(start + 500, start + 1500, 8000)) == {ROOM_HZ, REMOTE_HZ}
    assert pitches(sound.computer.read(start + 500, start + 1500, 8000)) == {REMOTE_HZ}
    room = np.concatenate([sound.frames(file, 0, file.frames) for file in sound.files])[:, 0] / 32768
    assert pitches(room[-RATE:], RATE) == {ROOM_HZ}


def test_the_same_clicks_are_heard_at_the_same_time_in_both(
    fresh_sound_rig: SoundRig, recorder: Recorder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # One source behind both: the room's microphone hears what the room's loudspeaker plays, and so does its monitor.
    fresh_sound_rig.pactl("set-default-sink", "room")
    times = np.zeros(RATE * 30)
    for second in range(1, 29):
        times[second * RATE : second * RATE + 200] = 0.8 * np.sin(np.arange(200) / 5)
    soundfile.write(str(tmp_path / "clicks.wav"), times, RATE, subtype="PCM_16")
    recorder.start(channels=1, computer_sound="")
    recorder.until(ComputerState, lambda event: event.state is RecorderState.RECORDING)
    fresh_sound_rig.play(tmp_path / "clicks.wav", "room")
    recorder.record_until(recorder.client.position_ms + 14_000)
    found = recorder.stop()
    sound = recorder.sound()
    alone = ComputerTrack(recorder.folder / "audio" / "none", found.files)
    computer, sound.computer = sound.computer, alone
    apart = []
    in_room = places(sound.read(0, sound.length_ms, 16_000))
    in_computer = places(computer.read(0, sound.length_ms, 16_000))
    for place in in_room:
        near = in_computer[np.abs(in_computer - place) < 400]
        apart += [float(near[0] - place)] if len(near) == 1 else []
    with capsys.disabled():
        print(  # noqa: T201 - the figure of the docs
            f"\n{len(apart)} clicks apart by {np.median(apart):+.1f} ms, worst {max(map(abs, apart)):.1f} ms"
        )
    assert len(apart) >= 9
    assert max(map(abs, apart)) < 20


def places(
    sound: "np.ndarray[tuple[int], np.dtype[np.float32]]",
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Where (ms) the clicks begin in 16 kHz sound."""
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    return np.array(
        [group[0] / 16 for group in np.split(loud, np.flatnonzero(np.diff(loud) > 3000) + 1) if len(group)]
    )


def test_a_pause_of_the_room_is_a_pause_of_the_computer(both: SoundRig, recorder: Recorder) -> None:
    recorder.record_until(recorder.client.position_ms + 1500)
    recorder.client.pause(GapReason.EXEMPT)
    recorder.until(ComputerState, lambda event: event.state is RecorderState.PAUSED)
    before = recover(recorder.folder).computer
    recorder.client.resume()
    recorder.until(GapClosed)
    recorder.record_until(recorder.client.position_ms + 1500)
    after = recorder.stop().computer
    assert len(after) > len(before)


def test_a_second_recorder_that_is_killed_begins_anew_and_the_room_does_not_notice(
    both: SoundRig, recorder: Recorder
) -> None:
    recorder.record_until(2000)
    killed = second_recorder(recorder)
    os.kill(killed, signal.SIGKILL)
    recorder.until(
        ComputerState, lambda event: event.state is RecorderState.STOPPED and "as before" in event.words
    )
    told = len(recorder.events)
    recorder.until(
        ComputerState,
        lambda event: (
            any(each is event for each in recorder.events[told:]) and event.state is RecorderState.RECORDING
        ),
    )
    assert second_recorder(recorder) != killed
    end = recorder.client.position_ms
    recorder.record_until(end + 2000)
    found = recorder.stop()
    assert found.gaps == ()
    assert found.complete
    assert found.computer_settled
    assert REMOTE_HZ in pitches(recorder.sound().read(end + 500, end + 1500, 8000))


def test_a_killed_recorder_leaves_both_tracks_to_be_mended(both: SoundRig, recorder: Recorder) -> None:
    recorder.record_until(2500)
    second = second_recorder(recorder)
    os.kill(recorder.pid, signal.SIGKILL)
    os.kill(second, signal.SIGKILL)
    recorder.client.wait_stopped()
    while running_recorder(recorder.folder / "audio" / COMPUTER_FOLDER):  # it takes a moment to die
        time.sleep(0.02)
    assert not mend(recorder.folder).complete
    found = keep(recorder.folder)
    assert found.complete
    assert found.computer_settled
    assert all(file.sha256 for file in found.computer)
    assert REMOTE_HZ in pitches(recorder.sound().read(1000, 2000, 8000))


def test_what_the_computer_plays_is_offered_by_name(sound_rig: SoundRig) -> None:
    labels = [source.label for source in list_computer_sources()]
    assert labels[0] == LABEL
    assert len(labels) == len(set(labels)) == 4


def test_without_a_sound_server_there_is_none_and_it_says_so(no_sound_card: None) -> None:
    assert list_computer_sources() == ()
    with pytest.raises(DeviceError, match="cannot be recorded here"):
        open_computer_take(Wanted(computer=True))
