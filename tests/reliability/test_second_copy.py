"""The second copy pulled away, filled up, closed for writing and made to hang: what does the first copy feel of it?

In each run a signal of numbered frames is recorded, so that one lost or changed frame of the first copy would show.
"""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from figures import Figures

from minutewright.services.capture.messages import CopyState, State, Stopped, Warned, WarningKind
from minutewright.services.capture.recovery import keep, recover
from minutewright.services.sound.clock_file import CLOCK_FILE
from minutewright.services.sound.copying import SoundCopy
from minutewright.services.sound.timeline import SoundTimeline
from proof_signal import breaks_in, numbers_in, write_proof
from recording_rig import Recorder
from sound_rig import RATE, SoundRig, Witness

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(300)]
PLAYED_S = 24


@contextlib.contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, mounted at `folder`."""
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("only an administrator of Linux can mount a disk for a test")
    try:
        yield folder
    finally:
        subprocess.run(
            [shutil.which("umount") or "umount", "--lazy", str(folder)], capture_output=True, check=False
        )


class Proof:
    """Numbered frames in the room, and a witness who tells what the sound card of software itself dropped."""

    def __init__(self, witness: Witness) -> None:
        self._witness = witness

    def lost_in(self, recorder: Recorder) -> int:
        """Frames of the first copy that are lost or changed; it must be whole and without a gap."""
        found = recover(recorder.folder)
        assert found.complete
        assert found.gaps == ()
        recorded = numbers_in(recorder.frames())
        assert len(recorded) > 5 * RATE
        missing = breaks_in(recorded).items() - breaks_in(numbers_in(self._witness.frames)).items()
        return sum(abs(after - before - 1) for before, after in missing)


@pytest.fixture
def proof(ranked_sound_rig: SoundRig, tmp_path: Path) -> Iterator[Proof]:
    """For as long as a test runs."""
    path = write_proof(tmp_path / "proof.wav", PLAYED_S)
    with Witness("room") as witness:
        player = ranked_sound_rig.play(path)
        yield Proof(witness)
        player.kill()
        player.wait()


def warnings(recorder: Recorder, kind: WarningKind) -> int:
    return sum(isinstance(event, Warned) and event.kind is kind for event in recorder.events)


def alike(recorder: Recorder, copy: Path) -> bool:
    """Whether the copy alone tells and plays the same."""
    here, there = recover(recorder.folder), recover(copy)
    timeline = SoundTimeline(copy / "audio", there.files)
    frames = [timeline.frames(file, 0, file.frames) for file in there.files]
    return (here.files, here.gaps) == (there.files, there.gaps) and np.array_equal(
        np.concatenate(frames), recorder.frames()
    )


def tell(figures: Figures, what: str, lost: int, came: str) -> None:
    figures.tell(
        f"A second copy that {what} never touches the first",
        "numbered frames at 48 kHz stereo, the copy on a disk of its own",
        "0 frames",
        f"{lost} frames lost or changed; {came}",
    )
    assert lost == 0


def test_a_stick_that_is_pulled_out_and_put_back_is_brought_up_to_date(
    proof: Proof, recorder: Recorder, tmp_path: Path, figures: Figures
) -> None:
    stick = tmp_path / "stick"
    with disk(tmp_path / "the stick itself", "64m") as itself:
        stick.mkdir()
        bind = ["mount", "--bind", str(itself), str(stick)]
        subprocess.run(bind, check=True)
        try:
            recorder.start(segment_ms=3000, copy_to=stick)
            recorder.until(State, lambda event: bool(event.copy_to))
            recorder.record_until(5000)
            subprocess.run(["umount", "--lazy", str(stick)], check=True)
            recorder.until(Warned, lambda event: event.kind is WarningKind.COPY_FAILED)
            recorder.until(State, lambda event: event.copy is CopyState.FAILED)
            recorder.record_until(11_000)
            assert list(stick.iterdir()) == []  # nothing is put on the computer's own disk in its place
            subprocess.run(bind, check=True)
            recorder.until(Warned, lambda event: event.kind is WarningKind.COPY_RETURNED)
            recorder.record_until(14_000)
            recorder.stop()
            assert "is complete" in recorder.until(Stopped).copy_words
            assert warnings(recorder, WarningKind.COPY_FAILED) == 1
            assert alike(recorder, stick / recorder.folder.name)
        finally:
            subprocess.run(["umount", "--lazy", str(stick)], capture_output=True, check=False)
    tell(figures, "is pulled out and put back", proof.lost_in(recorder), "the copy is complete at the end")


def test_a_stick_that_is_full_is_told_and_can_be_completed_later(
    proof: Proof, recorder: Recorder, tmp_path: Path, figures: Figures
) -> None:
    with disk(tmp_path / "stick", "1m") as stick:
        recorder.start(segment_ms=3000, copy_to=stick)
        warned = recorder.until(Warned, lambda event: event.kind is WarningKind.COPY_FAILED)
        assert "full" in warned.words
        recorder.record_until(11_000)
        recorder.stop()
        assert "not complete" in recorder.until(Stopped).copy_words
        assert warnings(recorder, WarningKind.COPY_FAILED) == 1
        subprocess.run(["mount", "-o", "remount,size=64m", str(stick)], check=True)
        assert SoundCopy(recorder.folder, stick).step().lacking == ()
        assert alike(recorder, stick / recorder.folder.name)
    tell(figures, "is full", proof.lost_in(recorder), "completed by the command when there is room")


def test_a_stick_that_turns_read_only_is_told(
    proof: Proof, recorder: Recorder, tmp_path: Path, figures: Figures
) -> None:
    with disk(tmp_path / "stick", "64m") as stick:
        recorder.start(segment_ms=3000, copy_to=stick)
        recorder.record_until(4000)
        # A step of the copy may hold a file open just then.
        while subprocess.run(
            ["mount", "-o", "remount,ro", str(stick)], capture_output=True, check=False
        ).returncode:
            time.sleep(0.05)
        recorder.until(Warned, lambda event: event.kind is WarningKind.COPY_FAILED)
        recorder.record_until(9000)
        recorder.stop()
        assert "not complete" in recorder.until(Stopped).copy_words
        found = recover(stick / recorder.folder.name)
        assert found.files[-1].end_ms > 2000  # what came before can be played
    tell(figures, "turns read-only", proof.lost_in(recorder), "what it holds plays")


def test_a_drive_that_hangs_holds_nothing_up(
    proof: Proof, recorder: Recorder, tmp_path: Path, figures: Figures
) -> None:
    """A pipe nobody reads hangs whoever writes to it, as a network drive does whose server is gone."""
    stick = tmp_path / "drive"
    stick.mkdir()
    recorder.start(segment_ms=3000, copy_to=stick)
    recorder.until(State, lambda event: bool(event.copy_to))
    clock = stick / recorder.folder.name / "audio" / CLOCK_FILE
    recorder.record_until(2000)
    clock.unlink()
    os.mkfifo(clock)
    warned = recorder.until(Warned, lambda event: event.kind is WarningKind.COPY_FAILED)
    assert "does not answer" in warned.words
    recorder.record_until(15_000)
    began = recorder.client.position_ms
    recorder.stop()
    stopped = recorder.until(Stopped)
    assert "not complete" in stopped.copy_words
    assert stopped.position_ms - began < 2000
    tell(figures, "hangs for ever", proof.lost_in(recorder), "the recording stops as usual")


def test_a_killed_recorder_leaves_a_copy_from_which_the_meeting_is_recovered(
    proof: Proof, recorder: Recorder, tmp_path: Path, figures: Figures
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    recorder.start(segment_ms=3000, copy_to=stick)
    recorder.record_until(10_000)
    os.kill(recorder.pid, 9)
    recorder.until(Stopped)
    first = recorder.frames()
    shutil.rmtree(recorder.folder)
    copy = stick / recorder.folder.name
    found = keep(copy)
    assert found.complete
    timeline = SoundTimeline(copy / "audio", found.files)
    frames = np.concatenate([timeline.frames(file, 0, file.frames) for file in found.files])
    lacking_s = (len(first) - len(frames)) / 48_000
    figures.tell(
        "A lost first copy costs little: the second is recovered by itself",
        "recorder killed, the meeting folder removed, the copy opened alone",
        "3 s",
        f"{lacking_s:.2f} s less than the first had",
    )
    assert np.array_equal(frames, first[: len(frames)])
    assert lacking_s < 3
