"""A lock file held by the system for as long as its process lives, so that no stale lock can ever stay behind."""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Self

# Windows locks are mandatory: a byte far past the text keeps the text readable for others.
_LOCKED_BYTE = 1 << 30
_TRIES = 4


class FileLock:
    """An exclusive lock on a small text file. It ends with `release`, or with the process however that ends."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self.path = path

    @classmethod
    def acquire(cls, path: Path) -> Self | None:
        """Take the lock, making the file (mode 0600, empty) if need be; None when another process holds it.

        Raises:
            OSError: the file cannot be made or opened.
        """
        for _ in range(_TRIES):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            if _try_lock(descriptor) and _is_still_at(path, descriptor):
                os.ftruncate(descriptor, 0)  # what the last holder wrote says nothing of this one
                return cls(descriptor, path)
            os.close(descriptor)
            time.sleep(0.05)  # `is_locked` in another process holds it for an instant
        return None

    def write(self, text: str) -> None:
        """Replace the file's text and make sure that it has reached the disk."""
        data = text.encode()
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, data)
        os.fsync(self._descriptor)

    def release(self, *, remove: bool = True) -> None:
        """Give the lock up, by default removing the file."""
        if remove and sys.platform != "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()
        os.close(self._descriptor)
        if remove and sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock file at `path`."""
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def _is_still_at(path: Path, descriptor: int) -> bool:
    """False when the last holder removed the file between our opening and our locking it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
