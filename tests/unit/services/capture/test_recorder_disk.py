"""Disks that are full or closed: refused in plain words before, stopped in good order after."""

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
import soundfile

from minutewright.domain.errors import DiskFull, FolderError
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.messages import Warned, WarningKind
from minutewright.services.capture.reaching import error_of
from minutewright.services.capture.recovery import recover
from recording_rig import Recorder
from sound_rig import SoundRig


@pytest.fixture
def on_small_disk(small_disk: Path, recorder: Recorder) -> Recorder:
    recorder.folder = small_disk / "meeting"
    return recorder


def whole(recorder: Recorder) -> None:
    """Every file is sealed and another program reads all of it."""
    found = recover(recorder.folder)
    assert found.files
    assert found.complete
    for file in found.files:
        assert soundfile.info(str(recorder.folder / "audio" / file.name)).frames == file.frames


def fill(path: Path) -> None:
    """Take all the room that is left."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_disk_that_fills_up_ends_the_recording_with_everything_kept(
    sound_rig: SoundRig, on_small_disk: Recorder
) -> None:
    on_small_disk.start(channels=2, segment_ms=3000, needed_minutes=0, reserve_mb=0)
    stopped = on_small_disk.client.wait_stopped()
    assert isinstance(error_of(stopped.error, stopped.words), DiskFull)
    assert "kept" in stopped.words
    whole(on_small_disk)
    assert stopped.position_ms == recover(on_small_disk.folder).files[-1].end_ms
    # 2 MB less the ballast, at 192 kB a second.
    assert stopped.position_ms > 9000


def test_a_disk_that_somebody_else_fills_ends_it_too(sound_rig: SoundRig, on_small_disk: Recorder) -> None:
    on_small_disk.start(channels=1, needed_minutes=0, reserve_mb=0)
    on_small_disk.record_until(1000)
    fill(on_small_disk.folder / "other")
    stopped = on_small_disk.client.wait_stopped()
    assert stopped.error == "DiskFull"
    whole(on_small_disk)


def test_the_recording_stops_in_good_order_before_the_disk_is_full(
    sound_rig: SoundRig, on_small_disk: Recorder
) -> None:
    on_small_disk.start(channels=2, needed_minutes=0, reserve_mb=1)
    on_small_disk.until(Warned, lambda event: event.kind is WarningKind.LOW_DISK)
    stopped = on_small_disk.client.wait_stopped()
    assert stopped.error == "DiskFull"
    assert "goes on from there" in stopped.words
    whole(on_small_disk)
    assert shutil.disk_usage(on_small_disk.folder).free > 200_000


def test_a_full_disk_is_refused_before_it_begins(sound_rig: SoundRig, on_small_disk: Recorder) -> None:
    with pytest.raises(DiskFull):
        on_small_disk.start()


def test_a_disk_that_may_not_be_written_is_refused_at_once(small_disk: Path) -> None:
    if subprocess.run(
        ["mount", "-o", "remount,ro", str(small_disk)], capture_output=True, check=False
    ).returncode:
        pytest.skip("this system does not let a disk be closed for writing")
    with pytest.raises(FolderError, match="Nothing may be written"):
        RecorderClient.start(small_disk / "meeting")
