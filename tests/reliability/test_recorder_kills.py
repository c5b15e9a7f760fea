"""The recorder killed at random moments, again and again, in one meeting: how much is lost, and is the rest whole?

    pytest -m reliability tests/reliability/test_recorder_kills.py -s

`MINUTEWRIGHT_KILLS` sets how often (20 when not set).
"""

import os
import random
import signal
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.recording import GapReason
from minutewright.services.capture.recovery import recover
from proof_signal import breaks_in, numbers_in, write_proof
from recording_rig import Recorder, window
from sound_rig import RATE, SoundRig, Witness

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(3600)]
KILLS = int(os.environ.get("MINUTEWRIGHT_KILLS", "20"))
MOST_LOST_S = 1.0


def frames_of_session(recorder: Recorder, files_before: int) -> np.ndarray:
    timeline = recorder.sound()
    blocks = [timeline.frames(file, 0, file.frames) for file in timeline.files[files_before:]]
    return np.concatenate(blocks) if blocks else np.zeros((0, 2), np.int16)


def test_a_recorder_killed_at_random_loses_less_than_a_second(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = write_proof(tmp_path / "proof.wav", 12)
    chance = random.Random(20260304)
    lost_s: list[float] = []
    for _ in range(KILLS):
        before = len(recover(recorder.folder).files)
        recorder.start(segment_ms=1500)
        with Witness("room") as witness:
            player = sound_rig.play(proof)
            time.sleep(chance.uniform(1.0, 5.0))
            os.kill(recorder.pid, signal.SIGKILL)
            heard = numbers_in(witness.frames)
            recorder.client.wait_stopped()
            player.kill()
            player.wait()
        recorder.client.close()
        kept = numbers_in(frames_of_session(recorder, before))
        lost_s.append((int(heard[-1]) - (int(kept[-1]) if len(kept) else 0)) / RATE)
        assert set(breaks_in(kept).items()) <= set(breaks_in(heard).items())
    found = recover(recorder.folder)
    for file in found.files:
        assert soundfile.info(str(recorder.folder / "audio" / file.name)).frames == file.frames
    assert len(found.gaps) == KILLS - 1
    assert {gap.reason for gap in found.gaps} == {GapReason.INTERRUPTED}
    spread = np.percentile(lost_s, [0, 50, 90, 100])
    names = ("least", "median", "90 %", "most")
    told = ", ".join(f"{name} {value:.3f}" for name, value in zip(names, spread, strict=True))
    with capsys.disabled():
        print(f"\n{KILLS} kills of the recorder: lost s {told}")  # noqa: T201
    assert spread[-1] < MOST_LOST_S


def test_windows_killed_at_random_cost_the_recording_nothing(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = write_proof(tmp_path / "proof.wav", 3 + 2 * (KILLS // 4))
    chance = random.Random(4)
    recorder.start(segment_ms=1500)
    killed = 0
    with Witness("room") as witness:
        player = sound_rig.play(proof)
        while player.poll() is None:
            with window(recorder.folder, "attach"):
                time.sleep(chance.uniform(0, 0.5))
            killed += 1
        recorder.record_until(recorder.client.position_ms + 1000)
        found = recorder.stop()
        heard = numbers_in(witness.frames)
    kept = numbers_in(recorder.frames())
    with capsys.disabled():
        print(f"\n{killed} windows killed: {len(kept)} frames kept, {len(heard)} heard by the witness")  # noqa: T201
    assert found.complete
    assert kept[-1] == heard[-1]
    assert set(breaks_in(kept).items()) <= set(breaks_in(heard).items())
