"""A disk in a file, whose power can be cut: a copy of the file holds only what had reached the disk."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE_MB = 96


class LoopDisk:
    """An ext4 file system in the file `image`, mounted at `folder`."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self.image = place / "disk.img"
        self.folder = place / "disk"
        self.folder.mkdir()
        with self.image.open("wb") as file:
            file.truncate(SIZE_MB << 20)
        _run("mkfs.ext4", "-q", "-F", "-m", "0", str(self.image))
        _run("mount", "-o", "loop", str(self.image), str(self.folder))

    @contextlib.contextmanager
    def after_a_power_cut(self) -> Iterator[Path]:
        """The disk as it is found when the power is back: what was on it at this moment, mounted elsewhere."""
        image, folder = self._place / "cut.img", self._place / "cut"
        # What was not synced lies in the memory of the file system above the file, and stays behind.
        _run("cp", "--sparse=always", str(self.image), str(image))
        folder.mkdir(exist_ok=True)
        _run("mount", "-o", "loop", str(image), str(folder))
        try:
            yield folder
        finally:
            _run("umount", "--lazy", str(folder))

    def close(self) -> None:
        """Take it away."""
        _run("umount", "--lazy", str(self.folder))


@contextlib.contextmanager
def loop_disk(place: Path) -> Iterator[LoopDisk]:
    """Such a disk; the test is skipped, with the reason, where none can be had."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a disk in a file, with a power switch, can be had only on Linux")
    missing = [program for program in ("mkfs.ext4", "mount", "cp") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"no disk in a file here: {', '.join(missing)} is missing")
    try:
        disk = LoopDisk(place)
    except subprocess.CalledProcessError as error:
        words = error.stderr.decode(errors="replace").strip()
        pytest.skip(f"no disk in a file here; it takes an administrator and loop devices: {words}")
    try:
        yield disk
    finally:
        disk.close()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
