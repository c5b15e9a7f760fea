"""Writes a file whole or not at all, and says plainly why it could not."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from minutewright.domain.errors import DiskFull, FolderError


def write_whole(out: Path, write: Callable[[BinaryIO], object]) -> None:
    """Lets `write` fill a temporary file beside `out` and puts it in the place of `out` when it is complete.

    Raises:
        FolderError: the folder is missing or not writable, or the file is open in another program.
        DiskFull: there is no room. In every case what was at `out` before is untouched.
    """
    _refuse_if_open(out)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.stem[:40]}.", suffix=".part", dir=out.parent)
    except OSError as error:
        raise _plain(error, out) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        os.replace(part, out)
    except OSError as error:
        raise _plain(error, out) from error
    finally:
        part.unlink(missing_ok=True)


def _refuse_if_open(out: Path) -> None:
    """Word and LibreOffice leave a lock file beside a document that is open."""
    for lock in (out.with_name(f"~${out.name[2:]}"), out.with_name(f".~lock.{out.name}#")):
        if out.exists() and lock.exists():
            raise FolderError(
                f"“{out.name}” seems to be open in another program. Nothing was written. Close it there and export "
                f"again, or export under another name. If it is not open, delete the file “{lock.name}” beside it."
            )


def _plain(error: OSError, out: Path) -> FolderError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            f"There is no room left in {out.parent}. “{out.name}” was not written. Free some space and export again."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FolderError(f"The folder {out.parent} does not exist. Choose another folder and export again.")
    if isinstance(error, (PermissionError, IsADirectoryError)):
        if out.exists():
            return FolderError(
                f"“{out.name}” cannot be replaced. It may be open in Word, or it is protected. Nothing was written. "
                "Close it, or export under another name."
            )
        return FolderError(
            f"The folder {out.parent} cannot be written to. Choose another folder and export again."
        )
    return FolderError(
        f"“{out.name}” was not written: {error.strerror or error}. Choose another folder and export again."
    )
