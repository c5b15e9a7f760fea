"""The computer's clock set forth and back in the middle of a meeting: the sound and its time know nothing of it.

No test may set the clock of the computer it runs on, and Linux's time namespaces leave the wall clock alone. So the
recorder process is started with a `sitecustomize` that adds to `time.time_ns`, the one function by which the program
asks for the wall clock while it records, what a file says.
"""

import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from figures import Figures

from hearing_back import WitnessFile, kept_by
from minutewright.services.capture.messages import Warned, WarningKind
from minutewright.services.sound.clock_file import ClockChanged, read_lines
from proof_signal import write_proof
from recording_rig import PATIENCE_S, Recorder
from sound_rig import RATE, SoundRig

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(600)]
JUMPS_S = (3600, -7200, 86_400 * 30, -86_400 * 29, 5, -5, 120, -60, 1800, -1800)
_SET_CLOCK = """
import os, time
_true = time.time_ns
def _set():
    with open(os.environ["CLOCK_SET_BY"], encoding="utf-8") as file:
        return int(file.read() or 0)
time.time_ns = lambda: _true() + _set() * 1_000_000_000
"""


class SettableClock:
    """The wall clock of the programs that are started from now on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_SET_CLOCK, encoding="utf-8")
        self._file = folder / "clock"
        self.by_s = 0
        self.set_by(0)
        before = os.environ.get("PYTHONPATH")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *([before] if before else [])]))
        monkeypatch.setenv("CLOCK_SET_BY", str(self._file))

    def set_by(self, seconds: int) -> None:
        """Set the clock forward, or back, from how it stands."""
        self.by_s += seconds
        trial = self._file.with_suffix(".new")
        trial.write_text(str(self.by_s), encoding="utf-8")
        trial.replace(self._file)


def clock_warnings(recorder: Recorder) -> int:
    return sum(
        isinstance(event, Warned) and event.kind is WarningKind.CLOCK_CHANGED for event in recorder.events
    )


def test_setting_the_computers_clock_changes_neither_sound_nor_its_time(
    ranked_sound_rig: SoundRig,
    recorder: Recorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figures: Figures,
) -> None:
    clock = SettableClock(tmp_path / "clock", monkeypatch)
    chance = random.Random(7)
    recorder.start(segment_ms=2000)
    ear = ranked_sound_rig.listen(tmp_path / "witness.raw")
    player = ranked_sound_rig.play(write_proof(tmp_path / "proof.wav", 120))
    for number, by_s in enumerate(JUMPS_S, 1):
        time.sleep(chance.uniform(1.5, 3.0))
        clock.set_by(by_s)
        deadline = time.monotonic() + PATIENCE_S
        while clock_warnings(recorder) < number:
            assert time.monotonic() < deadline, "the jump was not noticed"
            time.sleep(0.05)
    recorder.record_until(recorder.client.position_ms + 2500)
    player.kill()
    recorder.record_until(recorder.client.position_ms + 1000)
    found = recorder.stop()
    ear.kill()
    ear.wait()
    heard, kept = WitnessFile(tmp_path / "witness.raw").all(), kept_by(recorder)
    lost = kept.lacks(heard)
    lines = [line for line in read_lines(recorder.folder / "audio") if isinstance(line, ClockChanged)]
    noted_s = [round(line.by_ms / 1000) for line in lines]
    last = found.files[-1]
    true_start = datetime.now(UTC) + timedelta(seconds=clock.by_s) - timedelta(milliseconds=last.length_ms)
    figures.tell(
        "Setting the computer's clock changes neither the sound nor its time",
        f"{len(JUMPS_S)} jumps between -29 and +30 days while a numbered signal is recorded; put into the function by which "
        "the recorder asks for the wall clock",
        "0 frames",
        f"{lost} of {len(heard)} frames lost, {len(found.gaps)} gaps, {len(noted_s)} of {len(JUMPS_S)} jumps told and noted",
    )
    assert len(heard) > 20 * RATE
    assert lost == 0
    assert kept.in_order
    assert noted_s == list(JUMPS_S)
    assert found.gaps == ()
    assert found.complete
    assert [file.start_ms for file in found.files] == sorted(file.start_ms for file in found.files)
    assert all(
        before.end_ms == after.start_ms for before, after in zip(found.files, found.files[1:], strict=False)
    )
    assert abs(last.started_at - true_start) < timedelta(seconds=5)
