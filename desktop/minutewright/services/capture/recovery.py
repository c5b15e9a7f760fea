"""What sound a meeting has and whether a recorder is at work there; and finishing what a dead one left."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from minutewright.domain.recording import AudioFile, Gap
from minutewright.services.capture.lock import lock_path
from minutewright.services.capture.steady import steady_ns
from minutewright.services.processes.filelock import is_locked
from minutewright.services.sound.clock_file import (
    SegmentClosed,
    SessionStopped,
    append_line,
)
from minutewright.services.sound.computer_track import read_computer_inventory
from minutewright.services.sound.gaps import wall_end
from minutewright.services.sound.inventory import COMPUTER_FOLDER, read_inventory
from minutewright.services.sound.wav import mend_header, read_wav_shape


@dataclass(frozen=True, slots=True)
class RecoveredSound:
    """`files` in order of time, `gaps` in order of the wall clock.

    `live`: a recorder is at work. `complete`: it was stopped as it should be and every file is sealed; neither
    live nor complete means that a recording was interrupted.

    `computer` are the files of the sound of this computer, on a recording time of their own, `computer_settled` whether
    they are all finished; what became of them never makes a recording incomplete. `overrun_ms` of sound were dropped
    because the computer was too busy: a gap tells of each stretch.
    """

    files: tuple[AudioFile, ...]
    gaps: tuple[Gap, ...]
    complete: bool
    live: bool
    computer: tuple[AudioFile, ...] = ()
    computer_settled: bool = True
    overrun_ms: int = 0


def recover(folder: Path) -> RecoveredSound:
    """The sound in a meeting folder, at any time: while recording, afterwards, after a crash. Changes nothing."""
    audio = folder / "audio"
    live = is_locked(lock_path(audio))
    inventory, computer = read_inventory(audio), read_computer_inventory(audio)
    return RecoveredSound(
        inventory.files,
        inventory.gaps,
        inventory.complete,
        live,
        computer.files,
        computer.complete or is_locked(lock_path(audio / COMPUTER_FOLDER)),
        inventory.overrun_ms,
    )


def mend(folder: Path) -> RecoveredSound:
    """Finish the files that an interrupted recording left: headers made true, lengths and SHA-256 noted.

    Does nothing while a recorder is at work. The session itself stays marked as interrupted.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    found = recover(folder)
    if not found.live:
        mend_files(folder / "audio", found.files)
        if not found.computer_settled:
            _settle(folder / "audio" / COMPUTER_FOLDER, found.computer)
    return recover(folder)


def keep(folder: Path) -> RecoveredSound:
    """Settle an interrupted recording as it is: its files finished, its end noted; from then on it is complete.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    found = mend(folder)
    if not found.live and not found.complete:
        _settle(folder / "audio", found.files)
    return recover(folder)


def _settle(audio: Path, files: tuple[AudioFile, ...]) -> None:
    """Finish the files of a track and note that its recording has ended."""
    mend_files(audio, files)
    ended_at = wall_end(files[-1]) if files else datetime.now(UTC)
    append_line(audio, SessionStopped(ended_at, steady_ns(), "The recording was interrupted."))


def mend_files(audio: Path, files: tuple[AudioFile, ...]) -> None:
    """Finish each of these files that is not sealed yet. Only for whoever holds the recorder's lock, or when
    nobody does.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    for file in files:
        path = audio / file.name
        if file.sha256 or not path.exists():
            continue
        if path.suffix == ".wav":
            mend_header(path, read_wav_shape(path, file.sample_rate, file.channels))
        with open(path, "rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        append_line(audio, SegmentClosed(file.name, file.frames, sha256))
