"""A real disk of two megabytes, for what happens when it is full."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE_BYTES = 2 << 20


@pytest.fixture
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder with room for about 2 MB; skipped where no such disk can be mounted."""
    folder = tmp_path_factory.mktemp("small_disk")
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or mount is None:
        pytest.skip("a disk of two megabytes can be had only on Linux")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={SIZE_BYTES}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only an administrator can mount a disk of two megabytes")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
