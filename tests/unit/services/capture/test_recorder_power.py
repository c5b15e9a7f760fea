"""The power fails: nothing is left but what was synced. `tests/reliability/test_power_cut.py` cuts more, and real disks."""

import sys
from pathlib import Path

import pytest

from minutewright.domain.recording import GapReason
from minutewright.services.capture.recovery import keep, recover
from power_cuts import PowerCuts, faults_in
from sound_rig import SoundRig

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a file is called is asked of /proc")


def test_of_a_recording_cut_off_twice_at_most_two_seconds_are_lost_each_time(
    sound_rig: SoundRig, tmp_path: Path
) -> None:
    cuts = PowerCuts(tmp_path, segment_ms=2000)
    lost_s = [cuts.cut_after(seconds) for seconds in (2.7, 3.9)]
    assert max(lost_s) <= 2.0
    found = recover(cuts.folder)
    assert not found.complete
    assert [gap.reason for gap in found.gaps] == [GapReason.INTERRUPTED]
    assert keep(cuts.folder).complete
    assert faults_in(cuts.folder) == []
