"""Keeping a recording: its second copy, its compact form, and a meeting made again from a copy alone."""

import contextlib
import logging
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from minutewright.domain.errors import BadInput, FolderError, MinutewrightError, RecorderError
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.processes.child import Priority, start_child
from minutewright.services.processes.filelock import is_locked
from minutewright.services.settings.options import KEEP_SOUND_AS, SECOND_COPY
from minutewright.services.settings.store import Settings
from minutewright.services.sound.copying import CopyResult, SoundCopy
from minutewright.services.sound.durable import sync_folder
from minutewright.services.sound.holdings import second_copies
from minutewright.services.sound.inventory import LOCK_FILE
from minutewright.services.sound.wav import folder_error
from minutewright.services.storage.store import MeetingStore, open_meeting

log = logging.getLogger(__name__)
RECORD_FILE = "meeting.db"


def copy_folder(settings: Settings) -> Path | None:
    """Where the clerk wants second copies; None where none are wanted."""
    chosen = settings.get(SECOND_COPY)
    return Path(chosen).expanduser() if chosen else None


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether two folders lie on one disk, so that both are lost with it; the second need not be there yet."""
    try:
        while not other.exists() and other != other.parent:
            other = other.parent
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def compact_if_wanted(folder: Path, settings: Settings) -> None:
    """Begin to turn a finished recording into FLAC, in a process of its own and of low rank, where that is set."""
    from minutewright.services.sound.compacting import COMMAND

    if settings.get(KEEP_SOUND_AS) != "flac" or not any((folder / "audio").glob("*.wav")):
        return
    try:
        start_child(
            COMMAND, [str(folder)], log=folder / "recorder.log", detached=True, priority=Priority.LOWER
        )
    except MinutewrightError as error:
        log.warning("The sound files were not compacted: %s", error)


class RecordCopy:
    """Keeps a copy of the meeting's database beside the second copy of its sound, in a thread of its own."""

    def __init__(self, store: MeetingStore) -> None:
        self._store = store
        self._busy = threading.Lock()

    def bring(self, folder: Path) -> None:
        """Copy the database as it is now to the meeting folder `folder`; returns at once, whatever that disk does.

        While an earlier copy is still on its way (a drive that hangs), nothing is done.
        """
        if not self._busy.acquire(blocking=False):
            return
        try:
            data = self._store.as_file()
        except MinutewrightError:
            self._busy.release()
            return  # closed meanwhile
        threading.Thread(target=self._write, args=(folder, data), name="record-copy", daemon=True).start()

    def _write(self, folder: Path, data: bytes) -> None:
        try:
            write_record(folder, data)
        except OSError as error:
            log.warning("The record was not copied to %s: %s", folder, error.strerror)
        finally:
            self._busy.release()


def write_record(folder: Path, data: bytes) -> None:
    """Put a database into the meeting folder of a second copy, whole or not at all.

    Raises:
        OSError: the folder is not there, or cannot be written.
    """
    path = folder / RECORD_FILE
    part = path.with_suffix(".part")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(folder)


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of one second copy: its meeting folder, and what `SoundCopy` found."""

    folder: Path
    result: CopyResult


def bring_copies(store: MeetingStore, copy_to: Path | None = None) -> tuple[Copied, ...]:
    """Bring the second copies of a meeting up to date, sound and record: the one in `copy_to`, or all it ever had.

    Raises:
        BadInput: it never had one, and `copy_to` is None.
        RecorderError: a recorder is at work here, and keeps the copy up to date by itself.
        DiskFull, FolderError: a copy cannot be written, or is not connected; the others were brought up to date.
    """
    if is_locked(store.folder / "audio" / LOCK_FILE):
        raise RecorderError("This meeting is being recorded; its second copy is kept up to date by itself.")
    places = [copy_to] if copy_to else [place.parent for place in second_copies(store.folder)]
    if not places:
        raise BadInput("This meeting has no second copy yet. Say with --to where one is to be kept.")
    done, failed = [], []
    for place in places:
        copy = SoundCopy(store.folder, place)
        try:
            result = copy.step()
            assert copy.folder
            _remember(store.folder, copy.folder)
            write_record(copy.folder, store.as_file())
        except OSError as error:
            failed.append(folder_error(error, place))
        else:
            done.append(Copied(copy.folder, result))
    if failed:
        raise failed[0]
    return tuple(done)


def recover_meeting(folder: Path) -> tuple[MeetingStore, bool]:
    """Open what lies in a folder as a meeting, its recording settled as it is: a meeting that was broken off, or a
    second copy whose first is lost. Where there is no record beside the sound a new one is made, named by the folder.

    Returns the open meeting and whether its record had to be made anew.

    Raises:
        BadInput: there is neither sound nor a meeting.
        FolderError, MeetingInUse, NewerVersion, RecorderError: with the sentence for the clerk.
    """
    from minutewright.app.interrupted import keep_recording
    from minutewright.services.capture.recovery import recover

    has_record = (folder / RECORD_FILE).is_file()
    files = recover(folder).files
    if not files and not has_record:
        raise BadInput(f"There is no recording in “{folder}”. Choose the folder that holds a folder “audio”.")
    if has_record:
        store = open_meeting(folder)
    else:
        day = files[0].started_at.astimezone().date()
        store = begin_meeting(folder, _name(folder), day)
    try:
        keep_recording(store)
    except BaseException:
        store.close()
        raise
    return store, not has_record


def _name(folder: Path) -> str:
    """What a folder such as “2026-11-22 Parks Committee” says of the committee."""
    words = folder.resolve().name.split(" ")
    with contextlib.suppress(ValueError):
        datetime.strptime(words[0], "%Y-%m-%d")
        words = words[1:]
    return " ".join(words) or folder.resolve().name


def _remember(folder: Path, copy: Path) -> None:
    """Note in the clock file that there is this copy, so that it is found when a span is to be destroyed."""
    from minutewright.services.sound.clock_file import CopyKept, append_line

    if copy.absolute() not in second_copies(folder):
        try:
            append_line(folder / "audio", CopyKept(datetime.now(UTC), str(copy.absolute())))
        except FolderError as error:
            raise OSError(str(error)) from error
