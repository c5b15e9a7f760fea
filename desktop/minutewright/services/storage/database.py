"""Opening a meeting's database: one holder at a time, durable to the last commit, upgraded with a backup."""

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import apsw

from minutewright.domain.errors import DiskFull, FolderError, MeetingInUse, NewerVersion

APPLICATION_ID = 0x4D575254  # "MWRT": tells our files from any other SQLite file
DATABASE = "meeting.db"
IN_USE = "in-use.txt"
_BACKUP = "meeting-before-version-{}.db"


def migrations() -> tuple[str, ...]:
    """The SQL scripts that lead from an empty file to the present schema, in order."""
    scripts = sorted(
        (entry for entry in (files(__package__) / "migrations").iterdir() if entry.name.endswith(".sql")),
        key=lambda entry: entry.name,
    )
    return tuple(script.read_text(encoding="utf-8") for script in scripts)


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences for the clerk."""
    try:
        yield
    except apsw.FullError as error:
        raise DiskFull(
            f"The disk with {folder} is full. The last change was not stored; everything before it is. "
            "Make room, then try again."
        ) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise MeetingInUse(
            f"The meeting in {folder} is open {_holder(folder)}. Close it there, then try again."
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.IOError, apsw.PermissionsError) as error:
        raise FolderError(
            f"The folder {folder} cannot be written. Nothing was changed. Choose a folder on this computer that you may write to."
        ) from error
    except apsw.ConnectionClosedError as error:
        raise FolderError(
            f"The meeting in {folder} has been closed. What was stored is kept. Open it again to go on."
        ) from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise FolderError(
            f"{DATABASE} in {folder} is damaged or is no meeting. The sound in the folder is untouched. "
            f"Restore {DATABASE} from a backup in the same folder."
        ) from error


def open_database(folder: Path, *, create: bool) -> apsw.Connection:
    """The meeting's database, locked for this process until it is closed or dies.

    WAL with synchronous=FULL lost no acknowledged commit in simulated power cuts; NORMAL lost up to 109.

    Raises:
        FolderError, MeetingInUse, NewerVersion, DiskFull: with the sentence for the clerk.
    """
    path = folder / DATABASE
    if not create and not path.is_file():
        raise FolderError(f"There is no meeting in {folder}. Choose a folder that holds a file {DATABASE}.")
    if create and path.exists():
        raise FolderError(
            f"There is a meeting in {folder} already. It was left as it is. Choose another folder."
        )
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    with plain_errors(folder):
        if create:
            _make_folder(folder)
        db = apsw.Connection(str(path), flags=flags)
        try:
            _prepare(db, folder)
        except BaseException:
            db.close()
            if create:
                discard_database(folder)
            raise
    with suppress(OSError):  # on a full disk the note is missing; the lock itself is SQLite's
        (folder / IN_USE).write_text(
            f"by {_user()} on {socket.gethostname()} since {datetime.now():%d %B %Y %H:%M} (process {os.getpid()})\n",
            encoding="utf-8",
        )
    return db


def close_database(db: apsw.Connection, folder: Path) -> None:
    """Close so that the meeting is one plain file: no write-ahead log is left beside it to be lost in a copy."""
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")
    except apsw.Error:
        pass  # a full or vanished disk: what is committed is safe in the log, and the next opening reads it
    finally:
        db.close()
    with suppress(OSError):
        (folder / IN_USE).unlink(missing_ok=True)


def discard_database(folder: Path) -> None:
    """Remove a closed database in which no meeting was ever stored, so that the folder can be tried again."""
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def backups(folder: Path) -> tuple[Path, ...]:
    """The copies of the database that were made before it was upgraded."""
    return tuple(sorted(folder.glob(_BACKUP.format("*") + "*")))


def _prepare(db: apsw.Connection, folder: Path) -> None:
    db.set_busy_timeout(300)
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    version = int(db.execute("PRAGMA user_version").get)
    if version and int(db.execute("PRAGMA application_id").get) != APPLICATION_ID:
        raise FolderError(f"{DATABASE} in {folder} is no meeting of this program. It was left as it is.")
    scripts = migrations()
    if version > len(scripts):
        raise NewerVersion(
            f"The meeting in {folder} was written by a newer version of Minutewright. It was left as it is. "
            "Update the program on this computer to open it."
        )
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only forgotten
    db.execute("BEGIN IMMEDIATE; COMMIT")
    if 0 < version < len(scripts):
        _back_up(db, folder / _BACKUP.format(len(scripts)))
    for number, script in enumerate(scripts[version:], start=version + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            db.execute(script)
            db.execute(f"PRAGMA user_version = {number}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def _back_up(db: apsw.Connection, path: Path) -> None:
    copy = apsw.Connection(str(path))
    with copy.backup("main", db, "main") as backup:
        backup.step()
    copy.close()


def _make_folder(folder: Path) -> None:
    try:
        for part in (folder, folder / "audio", folder / "exports"):
            part.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise FolderError(
            f"The folder {folder} cannot be written ({error.strerror}). Nothing was changed. "
            "Choose a folder on this computer that you may write to."
        ) from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _holder(folder: Path) -> str:
    try:
        return (folder / IN_USE).read_text(encoding="utf-8").strip()
    except OSError:
        return "in another window or program"
