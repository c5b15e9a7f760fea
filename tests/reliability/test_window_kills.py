"""The window killed at random moments of a meeting, alone and together with the recorder.

`MINUTEWRIGHT_KILLS` sets how often (200 when not set: 50 times the window alone, 20 times both).
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from figures import Figures, histogram, spread

from committee import begin_committee
from hearing_back import WitnessFile, kept_by
from minutewright.app.interrupted import is_interrupted
from minutewright.app.recording import take_sound
from minutewright.domain.meeting import RecordingState
from minutewright.domain.recording import GapReason
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.recovery import recover
from minutewright.services.storage.store import MeetingStore
from proof_signal import write_proof
from recording_rig import PATIENCE_S, Recorder
from sound_rig import RATE, SoundRig

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(3600)]
KILLS = int(os.environ.get("MINUTEWRIGHT_KILLS", "200"))
WINDOWS, BOTH = -(-KILLS // 4), -(-KILLS // 10)
REVIVALS = max(2, KILLS // 25)
MOST_LOST_S = 1.0
# It lets the system start a program and open a microphone, on a busy computer.
MOST_AWAY_S = 5.0
HERE = Path(__file__).parent


@dataclass
class ClerksWindow:
    """A window with a clerk at it, in a process of its own."""

    process: "subprocess.Popen[str]"
    state: str = ""
    done: list[str] = field(default_factory=list)
    _opened: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_opened(self) -> str:
        """What the window shows of the recording, once it shows the meeting."""
        assert self._opened.wait(PATIENCE_S), "the window did not open"
        assert self.state, f"the window ended with {self.process.wait()}"
        return self.state

    def kill(self) -> None:
        """End it as a crash would, and hear what it had said by then."""
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                word, _, rest = line.strip().partition(" ")
                if word == "opened":
                    self.state = rest
                    self._opened.set()
                elif word == "done":
                    self.done.append(rest)
        self._opened.set()


@contextlib.contextmanager
def clerks_window(folder: Path, screen: str) -> Iterator[ClerksWindow]:
    """The window on the meeting in `folder`, on a screen of software."""
    profile = folder.parent / "profile"
    process = subprocess.Popen(
        [sys.executable, str(HERE / "clerk_window.py"), str(profile), str(folder)],
        env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    window = ClerksWindow(process)
    try:
        yield window
    finally:
        window.kill()


def marks_in(folder: Path) -> set[str]:
    with MeetingStore(folder) as store:
        return {str(mark.id) for mark in store.marks.all()}


def begin(recorder: Recorder) -> None:
    """A meeting with an agenda and seats, being recorded."""
    with begin_committee(recorder.folder) as store:
        recorder.start(segment_ms=5000)
        take_sound(store)


def test_a_killed_window_costs_neither_sound_nor_the_clerks_last_action(
    ranked_sound_rig: SoundRig, recorder: Recorder, screen: str, tmp_path: Path, figures: Figures
) -> None:
    chance = random.Random(50)
    proof = write_proof(tmp_path / "proof.wav", 30 + 20 * WINDOWS)
    begin(recorder)
    pid = recorder.pid
    ear = ranked_sound_rig.listen(tmp_path / "witness.raw")
    player = ranked_sound_rig.play(proof)
    states: list[str] = []
    done: list[str] = []
    forgotten: list[str] = []
    for _ in range(WINDOWS):
        with clerks_window(recorder.folder, screen) as window:
            states.append(window.wait_opened())
            time.sleep(chance.uniform(0.0, 2.0))
            window.kill()
        assert recorder.pid == pid
        done += window.done
        forgotten += sorted(set(done) - marks_in(recorder.folder))
    player.kill()
    recorder.record_until(recorder.client.position_ms + 2000)
    found = recorder.stop()
    ear.kill()
    ear.wait()
    heard, kept = WitnessFile(tmp_path / "witness.raw").all(), kept_by(recorder)
    lost = kept.lacks(heard)
    figures.tell(
        "A killed window costs no sound, and the next one takes over",
        f"{WINDOWS} `kill -9` of the real window on a screen of software, at random moments of one recording",
        "0 frames",
        f"{lost} of {len(heard)} frames lost, {states.count('recording')} of {WINDOWS} starts attached to the recording",
        kept=lost == 0 and states == ["recording"] * WINDOWS,
    )
    figures.tell(
        "A killed window costs nothing that the clerk had done",
        f"the same kills; {len(done)} marks and notes taken down by keys, five a second until the kill",
        "0",
        f"{len(forgotten)} forgotten",
        kept=not forgotten,
    )
    assert len(done) > WINDOWS
    assert forgotten == []
    assert states == ["recording"] * WINDOWS
    assert lost == 0
    assert kept.in_order
    assert found.complete
    assert found.gaps == ()


def test_a_recorder_killed_beside_a_living_window_is_started_anew_at_once(
    ranked_sound_rig: SoundRig, recorder: Recorder, screen: str, tmp_path: Path, figures: Figures
) -> None:
    chance = random.Random(8)
    proof = write_proof(tmp_path / "proof.wav", 60 + 45 * REVIVALS)
    begin(recorder)
    ear = ranked_sound_rig.listen(tmp_path / "witness.raw")
    ranked_sound_rig.play(proof)
    with clerks_window(recorder.folder, screen) as window:
        assert window.wait_opened() == "recording"
        for _ in range(REVIVALS):
            # Five deaths in a minute are too many: then the window says so and leaves it to the clerk.
            time.sleep(chance.uniform(12.5, 15.0))
            before = recorder.pid
            os.kill(before, signal.SIGKILL)
            wait_for_another(recorder, before)
    recorder.client.close()
    recorder.attach()
    recorder.record_until(recorder.client.wait_until_recording().position_ms + 2000)
    found = recorder.stop()
    ear.kill()
    ear.wait()
    kept = kept_by(recorder)
    missing_s = [(after[0] - before[1] - 1) / RATE for before, after in pairwise(kept.runs)]
    figures.tell(
        "A recorder that is killed beside a living window is started anew at once, and what is missing is marked",
        f"{REVIVALS} `kill -9` of the recorder while a clerk works in the real window; counted in frames",
        f"{MOST_AWAY_S:g} s",
        f"away for {spread(missing_s, 's', 2)}; {len(found.gaps)} gaps marked",
    )
    assert len(missing_s) == REVIVALS
    assert max(missing_s) < MOST_AWAY_S
    assert [gap.reason for gap in found.gaps] == [GapReason.INTERRUPTED] * REVIVALS
    assert found.complete


def wait_for_another(recorder: Recorder, before: int) -> None:
    """Wait until a recorder other than `before` is at work."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        place = running_recorder(recorder.folder / "audio")
        if place is not None and place.pid != before:
            return
        assert time.monotonic() < deadline, "no recorder was started anew"
        time.sleep(0.05)


def test_window_and_recorder_killed_at_once_lose_less_than_a_second_and_are_offered_again(
    ranked_sound_rig: SoundRig, recorder: Recorder, screen: str, tmp_path: Path, figures: Figures
) -> None:
    chance = random.Random(20)
    proof = write_proof(tmp_path / "proof.wav", 30 + 30 * BOTH)
    with begin_committee(recorder.folder):
        pass
    ear = ranked_sound_rig.listen(tmp_path / "witness.raw")
    witness = WitnessFile(tmp_path / "witness.raw")
    ranked_sound_rig.play(proof)
    lost_s: list[float] = []
    done: list[str] = []
    forgotten: list[str] = []
    offered = 0
    for _ in range(BOTH):
        files = len(recover(recorder.folder).files)
        recorder.start(segment_ms=5000)
        with MeetingStore(recorder.folder) as store:
            take_sound(store)
        with clerks_window(recorder.folder, screen) as window:
            assert window.wait_opened() == "recording"
            time.sleep(chance.uniform(0.0, 2.0))
            # The window first: one that lives starts the recorder anew.
            pid = recorder.pid
            window.process.kill()
            os.kill(pid, signal.SIGKILL)
            heard = witness.newest()
            window.kill()
        recorder.client.wait_stopped()
        recorder.client.close()
        done += window.done
        assert heard is not None
        lost_s.append((heard - kept_by(recorder, files).runs[-1][1]) / RATE)
        offered += is_interrupted(recorder.folder)
        with MeetingStore(recorder.folder) as store:
            assert not take_sound(store)
            assert store.recording_state is RecordingState.INTERRUPTED
            assert all(file.sha256 for file in store.files.all())
        forgotten += sorted(set(done) - marks_in(recorder.folder))
    ear.kill()
    figures.tell(
        "Window and recorder killed at the same moment lose less than a second, and the meeting is offered again",
        f"{BOTH} times both, `kill -9`, at random moments",
        f"{MOST_LOST_S:g} s",
        f"{spread(lost_s, 's')}; {len(forgotten)} of {len(done)} actions forgotten, {offered} of {BOTH} offered",
        histogram(lost_s, "s"),
    )
    assert max(lost_s) < MOST_LOST_S
    assert forgotten == []
    assert offered == BOTH
    assert len(recover(recorder.folder).gaps) == BOTH - 1
