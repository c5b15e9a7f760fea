"""The recorder killed at random moments, again and again: how much is lost, and is the rest whole?

`MINUTEWRIGHT_KILLS` sets how often (200 when not set). Four meetings are recorded and killed side by side, each in a
room of its own, in which a signal of numbered frames goes on; a witness says which number had come when the kill came.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from figures import Figures, histogram, spread
from kill_lane import Lane

from minutewright.domain.recording import GapReason
from minutewright.services.capture.recovery import keep, recover
from proof_signal import write_proof
from sound_rig import SoundRig

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(3600)]
KILLS = int(os.environ.get("MINUTEWRIGHT_KILLS", "200"))
LANES = 4
MOST_LOST_S = 1.0
_SECONDS_PER_KILL = 20


def test_a_recorder_killed_at_random_loses_less_than_a_second(
    ranked_sound_rig: SoundRig, tmp_path: Path, figures: Figures
) -> None:
    each = -(-KILLS // LANES)
    proof = write_proof(tmp_path / "proof.wav", 30 + each * _SECONDS_PER_KILL)
    rooms = [f"chamber{number}" for number in range(LANES)]
    for room in rooms:
        ranked_sound_rig.add_room(room)
    lanes = [Lane(ranked_sound_rig, room, tmp_path, proof) for room in rooms]
    with ThreadPoolExecutor(LANES) as together:
        for running in [together.submit(lane.run, each, seed) for seed, lane in enumerate(lanes)]:
            running.result()
    lost_s = [value for lane in lanes for value in lane.lost_s]
    lacking = sum(lane.lacking for lane in lanes)
    figures.tell(
        "A killed recorder loses less than a second of sound",
        f"{len(lost_s)} `kill -9` at random moments of {LANES} recordings at 48 kHz stereo, counted from the frame that "
        "had come to the microphone",
        f"{MOST_LOST_S:g} s",
        spread(lost_s, "s"),
        histogram(lost_s, "s"),
        kept=max(lost_s) < MOST_LOST_S,
    )
    figures.tell(
        "Everything before the kill is there and plays, and the meeting is offered again",
        "the same kills; each file read by libsndfile, each frame compared with a witness",
        "0 frames",
        f"{lacking} frames missing, {sum(len(lane.faults) for lane in lanes)} faults",
        kept=lacking == 0 and not any(lane.faults for lane in lanes),
    )
    assert len(lost_s) >= KILLS
    assert max(lost_s) < MOST_LOST_S
    assert lacking == 0
    for lane in lanes:
        assert lane.faults == []
        gaps = recover(lane.recorder.folder).gaps
        assert len(gaps) == each - 1
        assert {gap.reason for gap in gaps} == {GapReason.INTERRUPTED}
        assert keep(lane.recorder.folder).complete
