"""A real disk that somebody else fills while the recording goes on, and one that may not be written."""

import contextlib
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import soundfile
from figures import Figures, spread

from hearing_back import WitnessFile, kept_by
from minutewright.domain.errors import FolderError
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.recovery import recover
from proof_signal import write_proof
from recording_rig import Recorder
from sound_rig import RATE, SoundRig

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(600)]
TIMES = 10
MOST_LOST_S = 1.0


def fill(path: Path) -> None:
    """Take all the room that is left."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_disk_filled_by_somebody_else_ends_the_recording_with_everything_kept(
    ranked_sound_rig: SoundRig, small_disk: Path, tmp_path: Path, figures: Figures
) -> None:
    chance = random.Random(3)
    ranked_sound_rig.listen(tmp_path / "witness.raw")
    witness = WitnessFile(tmp_path / "witness.raw")
    ranked_sound_rig.play(write_proof(tmp_path / "proof.wav", 30 * TIMES))
    lost_s: list[float] = []
    told = whole = 0
    for time_ in range(TIMES):
        recorder = Recorder(small_disk / f"meeting {time_}")
        try:
            recorder.start(segment_ms=1000, needed_minutes=0, reserve_mb=0)
            time.sleep(chance.uniform(1.0, 4.0))
            heard = witness.newest()
            fill(small_disk / "other")
            stopped = recorder.client.wait_stopped()
        finally:
            recorder.end()
        assert heard is not None
        found, kept = recover(recorder.folder), kept_by(recorder)
        told += stopped.error == "DiskFull" and "kept" in stopped.words
        whole += found.complete and all(
            file.sha256 and soundfile.info(str(recorder.folder / "audio" / file.name)).frames == file.frames
            for file in found.files
        )
        first, last = kept.runs[0][0], kept.runs[-1][1]
        lost_s.append(max(0, heard - last) / RATE)
        assert kept.lacks(witness.lately(60, first, last)) == 0
        shutil.rmtree(recorder.folder)
        (small_disk / "other").unlink()
    figures.tell(
        "A full disk ends the recording in good order, and everything up to then is kept",
        f"{TIMES} times a real disk of 2 MB, filled by another program at a random moment",
        f"{MOST_LOST_S:g} s",
        f"lost of what had come before: {spread(lost_s, 's')}; said plainly {told}, every file sealed and whole {whole} times",
    )
    assert max(lost_s) < MOST_LOST_S
    assert told == whole == TIMES


def test_a_folder_that_may_not_be_written_is_refused_before_anybody_speaks(
    small_disk: Path, figures: Figures
) -> None:
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    if subprocess.run(remount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a disk be closed for writing")
    with pytest.raises(FolderError) as refused:
        RecorderClient.start(small_disk / "meeting")
    words = str(refused.value).replace(str(small_disk), "…")
    figures.tell(
        "A folder that may not be written is refused before the meeting, in one sentence",
        "a real disk, mounted read-only",
        "refused",
        f"refused: “{words}”",
    )
    assert "Nothing may be written" in words
