"""Killed recorders, killed windows: what was recorded is there, and what records goes on."""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
import soundfile

from minutewright.domain.recording import GapReason
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.messages import (
    GapClosed,
    GapOpened,
    RecorderState,
    State,
    Stopped,
    Warned,
    WarningKind,
)
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.recovery import keep, mend, recover
from minutewright.services.capture.take import Wanted
from proof_signal import breaks_in, numbers_in, write_proof
from recording_rig import Recorder, window
from sound_rig import RATE, SoundRig, Witness


def kill(pid: int) -> None:
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def wait_until_dead(recorder: Recorder) -> Stopped:
    return recorder.client.wait_stopped()


def test_a_killed_recorder_loses_less_than_a_second_and_what_it_wrote_is_whole(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    proof = write_proof(tmp_path / "proof.wav", 6)
    recorder.start(segment_ms=1000)
    with Witness("room") as witness:
        sound_rig.play(proof)
        recorder.record_until(3300)
        kill(recorder.pid)
        heard = numbers_in(witness.frames)
    stopped = wait_until_dead(recorder)
    assert stopped.error == "RecorderError"
    assert "kept" in stopped.words
    found = recover(recorder.folder)
    assert (found.live, found.complete) == (False, False)
    kept = numbers_in(recorder.frames())
    lost_s = (heard[-1] - kept[-1]) / RATE
    assert lost_s < 1.0
    assert set(breaks_in(kept).items()) <= set(breaks_in(heard).items())
    for file in found.files:
        assert soundfile.info(str(recorder.folder / "audio" / file.name)).frames == file.frames


def test_a_killed_recorder_leaves_no_process_and_no_line_to_the_sound_server_behind(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    before = len(sound_rig.pactl("list", "short", "clients").splitlines())
    recorder.start()
    kill(recorder.pid)
    wait_until_dead(recorder)
    deadline = time.monotonic() + 10
    while len(sound_rig.pactl("list", "short", "clients").splitlines()) > before:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_what_a_killed_recorder_left_can_be_finished_and_kept(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start()
    recorder.record_until(1000)
    kill(recorder.pid)
    wait_until_dead(recorder)
    found = recover(recorder.folder)
    mended = mend(recorder.folder)
    assert [file.frames for file in mended.files] == [file.frames for file in found.files]
    assert all(file.sha256 for file in mended.files)
    assert not mended.complete
    kept = keep(recorder.folder)
    assert kept.complete
    assert kept == recover(recorder.folder) == keep(recorder.folder)
    assert kept.gaps == ()


@pytest.mark.parametrize("settled", [False, True], ids=["at once", "after it was kept"])
def test_a_new_recorder_goes_on_where_a_killed_one_ended(
    sound_rig: SoundRig, recorder: Recorder, settled: bool
) -> None:
    recorder.start(segment_ms=800)
    recorder.record_until(1000)
    kill(recorder.pid)
    wait_until_dead(recorder)
    before = keep(recorder.folder) if settled else recover(recorder.folder)
    recorder.start()
    recorder.record_until(before.files[-1].end_ms + 500)
    found = recorder.stop()
    (gap,) = found.gaps
    assert gap.reason is GapReason.INTERRUPTED
    assert gap.at_ms == before.files[-1].end_ms
    assert gap.started_at == before.files[-1].started_at + timedelta(milliseconds=before.files[-1].length_ms)
    assert gap.ended_at is not None
    assert gap.ended_at > gap.started_at
    assert all(file.sha256 for file in found.files)
    # A file that was killed before its first frame leaves its number unused.
    numbers = [file.number for file in found.files]
    assert numbers == sorted(set(numbers))


def test_a_recorder_killed_while_paused_leaves_an_honest_gap(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    recorder.record_until(500)
    recorder.client.pause(GapReason.EXEMPT)
    recorder.until(GapOpened)
    kill(recorder.pid)
    wait_until_dead(recorder)
    assert recover(recorder.folder).gaps[0].ended_at is None
    recorder.start()
    recorder.record_until(recorder.client.position_ms + 300)
    (gap,) = recorder.stop().gaps
    assert gap.reason is GapReason.EXEMPT
    assert gap.ended_at is not None


def test_a_killed_window_leaves_it_recording_and_a_new_one_takes_over(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    proof = write_proof(tmp_path / "proof.wav", 6)
    with Witness("room") as witness:
        with window(recorder.folder, "start"):
            player = sound_rig.play(proof)
            pid = recorder.pid
        player.wait()
        assert recover(recorder.folder).live
        recorder.attach()
        state = recorder.client.wait_until_recording()
        assert state.position_ms > 5000
        assert recorder.pid == pid
        recorder.record_until(state.position_ms + 500)
        recorder.client.pause(GapReason.ADJOURNED)
        recorder.until_state(RecorderState.PAUSED)
        recorder.client.resume()
        recorder.until(GapClosed)
        found = recorder.stop()
        heard = numbers_in(witness.frames)
    assert found.complete
    kept = numbers_in(recorder.frames())
    assert kept[-1] == 6 * RATE - 1
    assert set(breaks_in(kept).items()) <= set(breaks_in(heard).items())


def test_a_window_that_hangs_does_not_hold_the_recorder_up(sound_rig: SoundRig, recorder: Recorder) -> None:
    """It stops reading altogether; the recorder leaves levels out and goes on."""
    recorder.start()
    with window(recorder.folder, "attach") as hanging:
        os.kill(hanging.pid, signal.SIGSTOP)
        recorder.record_until(recorder.client.position_ms + 2000)
        assert recorder.stop().complete


def test_two_windows_see_the_same(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    second = RecorderClient.attach(recorder.folder)
    second.wait_until_recording()
    second.pause(GapReason.OTHER)
    recorder.until_state(RecorderState.PAUSED)
    second.close()
    time.sleep(0.2)
    assert recover(recorder.folder).live
    assert recorder.stop().complete


def test_a_request_of_the_system_to_end_is_a_clean_stop(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    recorder.record_until(500)
    os.kill(recorder.pid, signal.SIGTERM)
    stopped = recorder.client.wait_stopped()
    assert (stopped.error, stopped.words) == ("", "")
    assert recover(recorder.folder).complete


def test_a_recorder_that_no_longer_answers_can_be_ended(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start()
    recorder.record_until(1000)
    os.kill(recorder.pid, signal.SIGSTOP)
    recorder.client.kill()
    wait_until_dead(recorder)
    found = recover(recorder.folder)
    assert not found.live
    assert sum(file.length_ms for file in found.files) >= 500


def test_a_recorder_that_dies_is_started_again_at_once_and_the_hole_is_marked(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start(segment_ms=1000, revive=True)
    for _ in range(2):
        recorder.record_until(recorder.client.position_ms + 1200)
        dead, before = recorder.pid, recorder.client.position_ms
        kill(dead)
        recorder.until(Warned, lambda event: event.kind is WarningKind.RECORDER_DIED)
        recorder.record_until(before + 1000)
        assert recorder.pid != dead
        recorder.events.clear()
    found = recorder.stop()
    assert [gap.reason for gap in found.gaps] == [GapReason.INTERRUPTED] * 2
    assert all(gap.ended_at and gap.ended_at > gap.started_at for gap in found.gaps)
    assert found.complete


def test_a_recorder_that_dies_while_paused_or_is_killed_on_purpose_is_not_started_again(
    sound_rig: SoundRig, recorder: Recorder
) -> None:
    recorder.start(revive=True)
    recorder.client.pause(GapReason.EXEMPT)
    recorder.until(GapOpened)
    kill(recorder.pid)
    assert wait_until_dead(recorder).error == "RecorderError"
    recorder.start(revive=True)
    recorder.client.kill()
    assert wait_until_dead(recorder).error == "RecorderError"


def test_who_took_a_recorder_over_starts_it_again_as_it_was(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start(channels=2)
    recorder.client.close()
    recorder.attach(revive_as=RecorderPlan(recorder.folder, Wanted("room", channels=1)))
    recorder.record_until(500)
    kill(recorder.pid)
    recorder.until(Warned, lambda event: event.kind is WarningKind.RECORDER_DIED)
    recorder.until(State, lambda state: state.state is RecorderState.RECORDING)
    recorder.record_until(recorder.client.position_ms + 500)
    found = recorder.stop()
    assert [gap.reason for gap in found.gaps] == [GapReason.INTERRUPTED]
    assert {file.channels for file in found.files} == {2}
