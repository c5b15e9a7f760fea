"""The power cut at random moments of a recording: how much sound is lost, and does the record know every mark?

Twice: with a real file system in a file that is copied at the moment of the cut (Linux, as administrator), and with
a recorder of which only what it had synced is left, which needs neither. `MINUTEWRIGHT_CUTS` sets how many (10).
"""

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from figures import Figures, histogram, spread
from loop_disk import loop_disk

from minutewright.domain.marks import MarkKind
from minutewright.services.capture.recovery import keep, recover
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.storage.store import open_meeting
from power_cuts import PowerCuts, faults_in
from recording_rig import Recorder
from sound_rig import SoundRig

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(1200)]
CUTS = int(os.environ.get("MINUTEWRIGHT_CUTS", "10"))
MOST_LOST_S = 2.0

# A clerk who marks as fast as the disk takes it, and says of each mark when it is stored.
_CLERK = """
import sys, time
from pathlib import Path
from minutewright.domain.marks import MarkKind
from minutewright.services.clerk.marking import add_mark
from minutewright.services.storage.store import open_meeting
with open_meeting(Path(sys.argv[1])) as store:
    number = 0
    while True:
        with store.action("Note"):
            add_mark(store, MarkKind.NOTE, number, text=str(number))
        number += 1
        print(number, file=open(sys.argv[2] + ".part", "w"))
        Path(sys.argv[2] + ".part").replace(sys.argv[2])
        time.sleep(0.02)
"""


@contextlib.contextmanager
def clerk(folder: Path, told: Path) -> Iterator[None]:
    """While it lasts the clerk marks; how many marks are stored stands in the file `told`, on another disk."""
    with subprocess.Popen([sys.executable, "-c", _CLERK, str(folder), str(told)]) as process:
        try:
            while not told.exists():
                assert process.poll() is None
                time.sleep(0.05)
            yield
        finally:
            process.kill()


def test_a_power_cut_costs_two_seconds_of_sound_at_most_and_no_mark(
    sound_rig: SoundRig, recorder: Recorder, tmp_path: Path, figures: Figures
) -> None:
    chance, lost_s, lost_marks, faults = random.Random(11), [], 0, []
    with loop_disk(tmp_path) as disk:
        recorder.folder = disk.folder / "meeting"
        begin_meeting(recorder.folder, "Parks Committee", date(2026, 11, 22)).close()
        told = tmp_path / "told"
        recorder.start(segment_ms=4000, needed_minutes=0)
        with clerk(recorder.folder, told):
            recorder.record_until(3000)
            for _ in range(CUTS):
                time.sleep(chance.uniform(0.3, 2.5))
                marks, there_ms = int(told.read_text()), recorder.client.position_ms
                with disk.after_a_power_cut() as found:
                    left = keep(found / "meeting")
                    assert left.complete
                    lost_s.append((there_ms - left.files[-1].end_ms) / 1000)
                    faults += faults_in(found / "meeting")
                    with open_meeting(found / "meeting") as store:
                        kept = {mark.at_ms for mark in store.marks.all("kind = ?", (MarkKind.NOTE.value,))}
                    lost_marks += len(set(range(marks)) - kept)
                    sound = SoundTimeline(found / "meeting" / "audio", left.files)
                    until_ms = left.files[-1].end_ms
                    same = np.array_equal(
                        sound.read(0, until_ms, 48_000), recorder.sound().read(0, until_ms, 48_000)
                    )
                    faults += [] if same else ["the sound is not what was written"]
        recorder.stop()
        assert recover(recorder.folder).complete
    figures.tell(
        "A power cut loses at most two seconds of sound",
        f"{len(lost_s)} cuts at random moments, on a real ext4 in a file, 48 kHz stereo; every file played and its "
        "SHA-256 compared",
        f"{MOST_LOST_S:g} s",
        f"{spread(lost_s, 's')}; {len(faults)} faults",
        histogram(lost_s, "s"),
    )
    figures.tell(
        "A power cut loses no stored action of the clerk",
        "the same cuts, while a mark is stored every few hundredths of a second",
        "0 marks",
        f"{lost_marks} marks lost",
    )
    assert max(lost_s) <= MOST_LOST_S
    assert lost_marks == 0
    assert faults == []


def test_of_what_was_never_synced_nothing_is_needed(
    sound_rig: SoundRig, tmp_path: Path, figures: Figures
) -> None:
    chance = random.Random(12)
    cuts = PowerCuts(tmp_path, segment_ms=4000)
    lost_s = [cuts.cut_after(chance.uniform(1.5, 6)) for _ in range(CUTS)]
    assert keep(cuts.folder).complete
    faults = faults_in(cuts.folder)
    gaps = len(recover(cuts.folder).gaps)
    figures.tell(
        "The same on the worst of disks, which keeps nothing that was not synced",
        f"{len(lost_s)} cuts of one meeting, each recorder going on in what the cut before had left",
        f"{MOST_LOST_S:g} s",
        f"{spread(lost_s, 's')}; {len(faults)} faults",
    )
    assert max(lost_s) <= MOST_LOST_S
    assert faults == []
    assert gaps == CUTS - 1
