"""Making sure that what a folder holds has reached the disk."""

import errno
import os
import sys
from pathlib import Path

# Network drives and some file systems keep no list of names of their own that could be synced.
_NOT_HERE = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder (files made, renamed, removed) have reached the disk.

    A new file can be synced and still be gone after a power cut when its name was not. Windows writes names through
    its journal and offers no such call; nothing is done there.

    Raises:
        OSError: the disk failed.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make sure that a finished file has reached the disk.

    Raises:
        OSError: the disk failed.
    """
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
