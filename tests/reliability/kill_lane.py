"""One meeting whose recorder is killed again and again while somebody goes on speaking."""

import os
import random
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from minutewright.app.interrupted import is_interrupted
from minutewright.services.capture.recovery import recover
from proof_signal import Runs, numbers_in
from recording_rig import Recorder
from sound_rig import RATE, SoundRig

FRAME_BYTES = 4
_TAIL_FRAMES = 4096


@dataclass
class Lane:
    """A room of its own with a numbered signal in it, a witness, and a meeting."""

    rig: SoundRig
    room: str
    folder: Path
    proof: Path
    lost_s: list[float] = field(default_factory=list)
    lacking: int = 0  # frames missing before the end of each session, that the witness has
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.folder / f"meeting {self.room}")
        self._raw = self.folder / f"{self.room}.raw"

    def run(self, kills: int, seed: int) -> None:
        """Start and kill as often as that, each time at another moment."""
        chance = random.Random(seed)
        ear = self.rig.listen(self._raw, self.room)
        player = self.rig.play(self.proof, self.room)
        try:
            while self.last_heard() is None:
                time.sleep(0.1)
            for _ in range(kills):
                assert player.poll() is None, "the signal is too short for so many kills"
                self._once(chance.uniform(0.2, 4.0))
        finally:
            ear.kill()
            player.kill()
            self.recorder.end()

    def last_heard(self) -> int | None:
        """The number of the newest frame that has come to the microphone."""
        frames = self._raw.stat().st_size // FRAME_BYTES
        numbers = numbers_in(self._heard(max(0, frames - _TAIL_FRAMES), frames))
        return int(numbers[-1]) if len(numbers) else None

    def _once(self, wait_s: float) -> None:
        recorder = self.recorder
        before = len(recover(recorder.folder).files)
        recorder.start(device=self.room, segment_ms=1500)
        time.sleep(wait_s)
        os.kill(recorder.pid, signal.SIGKILL)
        heard = self.last_heard()
        recorder.client.wait_stopped()
        recorder.client.close()
        assert heard is not None
        timeline = recorder.sound()
        kept = Runs()
        for file in timeline.files[before:]:
            said = soundfile.info(str(recorder.folder / "audio" / file.name)).frames
            if said != file.frames:
                self.faults.append(f"{file.name} says {said} frames and has {file.frames}")
            kept.add(timeline.frames(file, 0, file.frames))
        if not is_interrupted(recorder.folder):
            self.faults.append("the meeting is not offered at the next start")
        if not kept.in_order:
            self.faults.append("frames are doubled or out of order")
        last = kept.runs[-1][1] if kept.runs else heard - round(wait_s * RATE)
        self.lost_s.append((heard - last) / RATE)
        if kept.runs:
            self.lacking += kept.lacks(self._heard_between(kept.runs[0][0], last))

    def _heard_between(self, first: int, last: int) -> Runs:
        """What the witness has of a stretch of numbers."""
        frames = self._raw.stat().st_size // FRAME_BYTES
        span = min(frames, 12 * RATE)
        numbers = numbers_in(self._heard(frames - span, frames))
        wanted = numbers[(numbers >= first) & (numbers <= last)]
        starts = [0, *(np.flatnonzero(np.diff(wanted) != 1) + 1).tolist()]
        runs = Runs()
        runs.runs = [
            (int(wanted[start]), int(wanted[end - 1]))
            for start, end in zip(starts, [*starts[1:], len(wanted)], strict=True)
            if end > start
        ]
        return runs

    def _heard(self, start: int, end: int) -> np.ndarray:
        with self._raw.open("rb") as file:
            file.seek(start * FRAME_BYTES)
            data = file.read((end - start) * FRAME_BYTES)
        return np.frombuffer(data[: len(data) // FRAME_BYTES * FRAME_BYTES], np.int16).reshape(-1, 2)
