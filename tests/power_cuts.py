"""A meeting recorded through power cuts, each of which leaves only what was synced (`power_loss.py`)."""

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

import power_loss
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.recovery import recover
from minutewright.services.capture.take import Wanted
from minutewright.services.sound.timeline import SoundTimeline

PATIENCE_S = 30.0


class PowerCuts:
    """`folder` is the meeting as the last cut left it; the next recorder goes on in it."""

    def __init__(self, place: Path, *, segment_ms: int = 60_000) -> None:
        self._place = place
        self._segment_ms = segment_ms
        self._number = 0
        self.folder = place / "meeting 0"
        (self.folder / "audio").mkdir(parents=True)

    def cut_after(self, seconds: float) -> float:
        """Record for so long, cut the power, take what is left; the seconds of sound that are lost by it.

        What counts as there is what had come from the microphone at the moment of the cut.
        """
        self._number += 1
        kept, left = self._place / f"kept {self._number}", self._place / f"meeting {self._number}"
        plan = RecorderPlan(self.folder, Wanted("room", 48_000, 2), segment_ms=self._segment_ms)
        line = [sys.executable, power_loss.__file__, str(self.folder), str(kept), *plan.arguments()]
        with subprocess.Popen(line, stdin=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + PATIENCE_S
            while (place := running_recorder(plan.audio)) is None or place.pid != process.pid:
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.02)
            client = RecorderClient.attach(self.folder)
            client.wait_until_recording()
            time.sleep(seconds)
            there_ms = client.position_ms
            process.send_signal(signal.SIGKILL)
            process.wait()
            client.close()
        before = self._frames()
        power_loss.what_is_left(kept, left)
        self.folder = left
        after = self._frames()
        assert np.array_equal(after, before[: len(after)])
        files = recover(left).files
        return there_ms / 1000 - (files[-1].end_ms / 1000 if files else 0)

    def _frames(self) -> npt.NDArray[np.int16]:
        files = recover(self.folder).files
        timeline = SoundTimeline(self.folder / "audio", files)
        empty = np.zeros((0, 2), np.int16)
        return np.concatenate([empty, *(timeline.frames(file, 0, file.frames) for file in files)])


def faults_in(folder: Path) -> list[str]:
    """What is wrong with a meeting that was settled: files that do not play or are not as they were sealed."""
    faults = []
    for file in recover(folder).files:
        path = folder / "audio" / file.name
        if hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            faults.append(f"{file.name} is not as it was sealed")
        if soundfile.info(str(path)).frames != file.frames:
            faults.append(f"{file.name} does not play to its end")
    return faults
