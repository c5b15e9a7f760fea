"""The recorder as it is: a process of its own, real PortAudio, a signal that shows every lost frame."""

import hashlib
import threading
import time
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.errors import DeviceError, DiskFull, FolderError, NoMicrophone, RecorderError
from minutewright.domain.recording import GapReason
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.messages import (
    FileClosed,
    FileOpened,
    GapClosed,
    GapOpened,
    RecorderState,
    State,
    Warned,
    WarningKind,
)
from minutewright.services.capture.recovery import recover
from minutewright.services.sound.clock_file import CLOCK_FILE, read_lines
from proof_signal import breaks_in, numbers_in, write_proof
from recording_rig import Recorder
from sound_rig import RATE, SoundRig, Witness


def test_not_one_frame_is_lost_and_the_files_are_whole_at_every_moment(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    """The sound card of software may itself skip under load; the witness hears that too."""
    proof = write_proof(tmp_path / "proof.wav", 8)
    recorder.start(segment_ms=2000)
    looks: list[bool] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            for path in (recorder.folder / "audio").glob("*.wav"):
                said, there = soundfile.info(str(path)).frames, (path.stat().st_size - 44) // 4
                looks.append(0 <= there - said <= RATE // 10)

    looking = threading.Thread(target=look)
    looking.start()
    with Witness("room") as witness:
        sound_rig.play(proof).wait()
        recorder.record_until(recorder.client.position_ms + 1000)
    done.set()
    looking.join()
    found = recorder.stop()
    assert found.complete
    assert not found.live
    heard = numbers_in(recorder.frames())
    assert heard[-1] == 8 * RATE - 1
    assert len(heard) > 7 * RATE
    assert set(breaks_in(heard).items()) <= set(breaks_in(numbers_in(witness.frames)).items())
    assert len(found.files) >= 4
    assert looks
    assert all(looks)


def test_files_are_cut_every_minute_and_sealed(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=1, segment_ms=500)
    recorder.record_until(2200)
    found = recorder.stop()
    assert [file.number for file in found.files] == list(range(1, len(found.files) + 1))
    assert {file.frames for file in found.files[:-1]} == {RATE // 2}
    assert [file.start_ms for file in found.files] == [500 * n for n in range(len(found.files))]
    for file in found.files:
        data = (recorder.folder / "audio" / file.name).read_bytes()
        assert file.sha256 == hashlib.sha256(data).hexdigest()
    opened = [event.name for event in recorder.events if isinstance(event, FileOpened)]
    closed = [event.name for event in recorder.events if isinstance(event, FileClosed)]
    assert opened == closed == [file.name for file in found.files]


def test_the_wall_clock_of_each_file_is_that_of_its_first_frame(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start(channels=1, segment_ms=500)
    recorder.record_until(2200)
    files = recorder.stop().files
    for file in files[1:]:
        drift = file.started_at - files[0].started_at - timedelta(milliseconds=file.start_ms)
        assert abs(drift) < timedelta(milliseconds=250)


def test_a_pause_is_honest_on_both_clocks_and_captures_nothing(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    proof = write_proof(tmp_path / "proof.wav", 8)
    recorder.start()
    player = sound_rig.play(proof)
    recorder.record_until(2500)
    recorder.client.pause(GapReason.EXEMPT, "Item 9, a lease")
    recorder.until_state(RecorderState.PAUSED)
    opened = recorder.until(GapOpened).gap
    last_before = numbers_in(recorder.frames())[-1]
    during = recover(recorder.folder)
    time.sleep(2)
    assert recover(recorder.folder).files == during.files
    assert recorder.client.position_ms == opened.at_ms
    recorder.client.resume()
    gap = recorder.until(GapClosed).gap
    player.wait()
    recorder.record_until(gap.at_ms + 1500)
    found = recorder.stop()
    (stored,) = found.gaps
    assert stored == gap
    assert during.gaps == (opened,)
    assert (gap.reason, gap.note, gap.filled_ms) == (GapReason.EXEMPT, "Item 9, a lease", 0)
    assert gap.ended_at is not None
    paused_ms = (gap.ended_at - gap.started_at) / timedelta(milliseconds=1)
    assert paused_ms >= 2000
    after = next(file for file in found.files if file.start_ms >= gap.at_ms)
    before = next(file for file in found.files if file.end_ms == gap.at_ms)
    assert before.sha256
    assert after.start_ms == gap.at_ms == before.end_ms
    assert after.started_at >= gap.ended_at
    ((left_off, went_on),) = breaks_in(numbers_in(recorder.frames())).items()
    assert left_off == last_before
    # All of the pause is missing from the sound, and a little on either side rather than a little too few.
    assert (went_on - left_off) * 1000 / RATE >= paused_ms


def test_every_event_of_level_is_true_to_the_sound(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    times = np.arange(RATE * 2) / RATE
    tone = np.concatenate([np.zeros(RATE // 2), 0.1 * np.sin(2 * np.pi * 500 * times), np.ones(RATE // 2)])
    soundfile.write(str(tmp_path / "tone.wav"), tone, RATE, subtype="PCM_16")
    recorder.start(channels=1)
    sound_rig.play(tmp_path / "tone.wav").wait()
    recorder.record_until(recorder.client.position_ms + 1000)
    recorder.stop()
    positions = [level.position_ms for level in recorder.levels]
    assert positions == sorted(positions)
    steady = [level for level in recorder.levels if abs(level.peak_dbfs - -20) < 0.2]
    assert len(steady) >= 10
    assert all(abs(level.rms_dbfs - -23) < 0.5 for level in steady[1:-1])
    assert not any(level.clipped for level in steady)
    assert any(level.clipped for level in recorder.levels)
    assert min(level.peak_dbfs for level in recorder.levels) == -96


def test_a_microphone_that_gives_nothing_but_zeros_is_told(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    assert "muted" in recorder.until(Warned, lambda event: event.kind is WarningKind.NO_SOUND).words


def test_recording_again_goes_on_after_what_there_is(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=1)
    recorder.record_until(700)
    first = recorder.stop()
    recorder.start(channels=2)
    assert recorder.client.position_ms >= first.files[-1].end_ms
    recorder.record_until(first.files[-1].end_ms + 700)
    found = recorder.stop()
    assert found.files[0] == first.files[0]
    assert found.files[1].start_ms == first.files[0].end_ms
    assert [gap.reason for gap in found.gaps] == [GapReason.STOPPED]
    assert found.complete


def test_recording_time_now_runs_with_the_sound(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=1)
    recorder.record_until(1500)
    written = recorder.sound().length_ms
    assert recorder.client.position_ms >= written
    state = recorder.client.state
    assert state
    assert (state.device, state.sample_rate, state.channels) == ("room", RATE, 1)
    assert state.minutes_left > 0
    found = recorder.stop()
    assert recorder.client.position_ms == found.files[-1].end_ms


def test_a_stereo_recording_keeps_its_channels_apart(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    both = np.zeros((RATE * 2, 2), np.int16)
    both[RATE:, 0], both[RATE:, 1] = 1000, -2000
    soundfile.write(str(tmp_path / "both.wav"), both, RATE, subtype="PCM_16")
    recorder.start(channels=2)
    sound_rig.play(tmp_path / "both.wav").wait()
    recorder.record_until(recorder.client.position_ms + 500)
    recorder.stop()
    loud = recorder.frames()
    loud = loud[loud[:, 0] != 0]
    assert len(loud) > RATE // 2
    assert (loud == (1000, -2000)).all()


def test_a_second_recorder_in_the_same_meeting_is_refused_and_the_first_goes_on(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start()
    with pytest.raises(RecorderError, match="running"):
        RecorderClient.start(recorder.folder, "room")
    assert recover(recorder.folder).live
    assert recorder.stop().complete


def test_a_microphone_that_does_not_exist_is_named_beside_those_that_do(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    with pytest.raises(DeviceError, match="“balcony”.*“room”"):
        recorder.start("balcony")
    found = recover(recorder.folder)
    assert (found.files, found.complete, found.live) == ((), True, False)
    assert not (recorder.folder / "audio" / CLOCK_FILE).exists()


def test_without_any_microphone_it_says_so(no_sound_card: None, recorder: Recorder) -> None:
    with pytest.raises(NoMicrophone, match="no microphone"):
        recorder.start(None)


def test_too_little_room_is_said_before_anything_is_recorded(sound_rig: SoundRig, recorder: Recorder) -> None:
    with pytest.raises(DiskFull, match="too little to begin"):
        recorder.start(needed_minutes=1 << 30)
    assert recover(recorder.folder).files == ()


def test_a_folder_that_cannot_be_made_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderError):
        RecorderClient.start(tmp_path / "file" / "meeting")


def test_nobody_recording_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecorderError, match="No recording is running"):
        RecorderClient.attach(tmp_path)


def test_the_lock_file_is_for_its_owner_only_and_gone_afterwards(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start()
    lock = recorder.folder / "audio" / "recorder.lock"
    assert lock.stat().st_mode & 0o777 == 0o600
    recorder.record_until(300)
    recorder.stop()
    left = {path.suffix for path in (recorder.folder / "audio").iterdir()}
    assert left == {".wav", ".jsonl"}


def test_the_clock_file_tells_the_story(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    recorder.record_until(500)
    recorder.client.pause(GapReason.ADJOURNED)
    recorder.until_state(RecorderState.PAUSED)
    recorder.client.resume()
    recorder.record_until(1000)
    recorder.stop()
    assert [type(line).__name__ for line in read_lines(recorder.folder / "audio")] == [
        *("SessionStarted", "SegmentOpened", "SegmentClosed", "Paused", "Resumed"),
        *("SegmentOpened", "SegmentClosed", "SessionStopped"),
    ]


def test_commands_in_the_wrong_order_do_no_harm(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    recorder.client.resume()
    recorder.record_until(300)
    recorder.client.pause(GapReason.OTHER)
    recorder.client.pause(GapReason.EXEMPT)
    recorder.until_state(RecorderState.PAUSED)
    recorder.client.stop()
    recorder.client.stop()
    recorder.client.wait_stopped()
    found = recover(recorder.folder)
    assert [(gap.reason, gap.ended_at is None) for gap in found.gaps] == [(GapReason.OTHER, False)]
    assert found.complete


def test_the_events_can_be_gone_through_one_by_one(sound_rig: SoundRig, tmp_path: Path) -> None:
    client = RecorderClient.start(tmp_path / "meeting", "room")
    try:
        names = []
        for event in client.events(timeout_ms=30_000):
            names.append(type(event).__name__)
            if isinstance(event, State) and event.state is RecorderState.RECORDING:
                client.stop()
        assert names[-1] == "Stopped"
    finally:
        client.kill()
        client.close()
