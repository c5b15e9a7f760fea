"""One meeting whose recorder is killed again and again while somebody goes on speaking."""

import os
import random
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import soundfile

from hearing_back import WitnessFile
from minutewright.app.interrupted import is_interrupted
from minutewright.services.capture.recovery import recover
from proof_signal import Runs
from recording_rig import Recorder
from sound_rig import RATE, SoundRig

# No session lasts longer, its beginning and its end included.
_LONGEST_S = 60


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
        self._witness = WitnessFile(self._raw)

    def run(self, kills: int, seed: int) -> None:
        """Start and kill as often as that, each time at another moment."""
        chance = random.Random(seed)
        ear = self.rig.listen(self._raw, self.room)
        player = self.rig.play(self.proof, self.room)
        try:
            while self._witness.newest() is None:
                time.sleep(0.1)
            for _ in range(kills):
                assert player.poll() is None, "the signal is too short for so many kills"
                self._once(chance.uniform(0.2, 4.0))
        finally:
            ear.kill()
            player.kill()
            self.recorder.end()

    def _once(self, wait_s: float) -> None:
        recorder = self.recorder
        before = len(recover(recorder.folder).files)
        recorder.start(device=self.room, segment_ms=1500)
        time.sleep(wait_s)
        os.kill(recorder.pid, signal.SIGKILL)
        heard = self._witness.newest()
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
            self.lacking += kept.lacks(self._witness.lately(_LONGEST_S, kept.runs[0][0], last))
