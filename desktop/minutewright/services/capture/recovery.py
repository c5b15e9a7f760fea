"""What sound a meeting has and whether a recorder is at work there; and finishing what a dead one left."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from minutewright.domain.recording import AudioFile, Gap
from minutewright.services.capture.lock import lock_path
from minutewright.services.capture.steady import steady_ns
from minutewright.services.processes.filelock import is_locked
from minutewright.services.sound.clock_file import SegmentClosed, SessionStopped, append_line
from minutewright.services.sound.gaps import wall_end
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.wav import mend_header, read_wav_shape


@dataclass(frozen=True, slots=True)
class RecoveredSound:
    """`files` in order of time, `gaps` in order of the wall clock.

    `live`: a recorder is at work. `complete`: it was stopped as it should be and every file is sealed; neither
    live nor complete means that a recording was interrupted.
    """

    files: tuple[AudioFile, ...]
    gaps: tuple[Gap, ...]
    complete: bool
    live: bool


def recover(folder: Path) -> RecoveredSound:
    """The sound in a meeting folder, at any time: while recording, afterwards, after a crash. Changes nothing."""
    audio = folder / "audio"
    live = is_locked(lock_path(audio))
    inventory = read_inventory(audio)
    return RecoveredSound(inventory.files, inventory.gaps, inventory.complete, live)


def mend(folder: Path) -> RecoveredSound:
    """Finish the files that an interrupted recording left: headers made true, lengths and SHA-256 noted.

    Does nothing while a recorder is at work. The session itself stays marked as interrupted.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    found = recover(folder)
    if not found.live:
        mend_files(folder / "audio", found.files)
    return recover(folder)


def keep(folder: Path) -> RecoveredSound:
    """Settle an interrupted recording as it is: its files finished, its end noted; from then on it is complete.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    found = mend(folder)
    if not found.live and not found.complete:
        last = found.files[-1] if found.files else None
        ended_at = wall_end(last) if last else datetime.now(UTC)
        append_line(folder / "audio", SessionStopped(ended_at, steady_ns(), "The recording was interrupted."))
    return recover(folder)


def mend_files(audio: Path, files: tuple[AudioFile, ...]) -> None:
    """Finish each of these files that is not sealed yet. Only for whoever holds the recorder's lock, or when
    nobody does.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    for file in files:
        path = audio / file.name
        if file.sha256 or path.suffix != ".wav" or not path.exists():
            continue
        mend_header(path, read_wav_shape(path, file.sample_rate, file.channels))
        with open(path, "rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        append_line(audio, SegmentClosed(file.name, file.frames, sha256))
