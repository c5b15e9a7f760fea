"""The clock file beside the sound: what happened to the recording and when, one line of JSON each.

It is only ever appended to. Where it and the sound files disagree, the files are right: a line may be torn or
missing after a power cut, sound that is there is there.
"""

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from minutewright.domain.errors import ProcessError
from minutewright.domain.recording import GapReason
from minutewright.services.processes.messages import MessageSet
from minutewright.services.sound.audio_folder import CLOCK_FILE as CLOCK_FILE
from minutewright.services.sound.durable import sync_folder
from minutewright.services.sound.wav import folder_error


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A recorder began. `steady_ns` counts from an arbitrary moment, through sleep and clock changes."""

    at: datetime
    steady_ns: int
    device: str
    sample_rate: int
    channels: int
    program: str


@dataclass(frozen=True, slots=True)
class SegmentOpened:
    """A sound file began; `at` is its first sample."""

    name: str
    at: datetime
    steady_ns: int


@dataclass(frozen=True, slots=True)
class SegmentClosed:
    """A sound file is finished and will not change any more; `sha256` is that of the whole file (hex)."""

    name: str
    frames: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Compacted:
    """A finished file is kept as FLAC in `name` from here on: the same samples (`sound_sha256` is theirs, interleaved,
    16-bit little-endian, before and after). `source` is the WAV file that it was, `source_sha256` that file's (hex)."""

    name: str
    frames: int
    sha256: str
    source: str
    source_sha256: str
    sound_sha256: str


@dataclass(frozen=True, slots=True)
class CopyKept:
    """A second copy of the sound is kept in `folder`, which is made like a meeting folder."""

    at: datetime
    folder: str


@dataclass(frozen=True, slots=True)
class DestructionBegun:
    """The clerk decided that a span (recording ms, and on the wall clock) be destroyed; whoever reads this line without
    its `DestructionEnded` finishes it. What goes is said by `domain/destruction.py` (`Scope`)."""

    id: str
    at: datetime
    start_ms: int
    end_ms: int
    wall_from: datetime
    wall_to: datetime
    reason: str
    who: str
    text: bool
    notes: bool
    paragraphs: bool
    exports: bool
    named_exports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundDestroyed:
    """Frames of a finished file were overwritten with silence; from here on `sha256` (hex) is its hash. `copy` is the
    meeting folder of the second copy in which the file lies, empty for the meeting itself."""

    id: str
    name: str
    copy: str
    first_frame: int
    frames: int
    sha256_before: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TextDestroyed:
    """No word of the span is left in the meeting's database, its history and backups, the copies, and the library."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DestructionEnded:
    """Nothing of the span is left anywhere."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The clerk stopped the capture; what is said from now on is recorded nowhere."""

    at: datetime
    steady_ns: int
    reason: GapReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The capture went on."""

    at: datetime
    steady_ns: int


@dataclass(frozen=True, slots=True)
class SoundLost:
    """The device failed: no sound came from `at` on."""

    at: datetime
    steady_ns: int
    device: str


@dataclass(frozen=True, slots=True)
class SoundFilled:
    """Sound came back: from frame `first_frame` of file `name`, `frames` frames of silence stand for the hole."""

    name: str
    first_frame: int
    frames: int
    lost_at: datetime
    back_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Overrun:
    """The writer fell so far behind that `frames` frames were dropped; silence stands for them in file `name`."""

    name: str
    first_frame: int
    frames: int


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """The wall clock was set while recording: it jumped by `by_ms`."""

    at: datetime
    steady_ns: int
    by_ms: int


@dataclass(frozen=True, slots=True)
class Slept:
    """The computer was asleep from `at` (on the steady clock `steady_ns`) until `woke_at`, for `ms` altogether."""

    at: datetime
    steady_ns: int
    woke_at: datetime
    ms: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A file made elsewhere was copied into `name`; `source_sha256` (hex) is that of the original as it was given."""

    name: str
    frames: int
    sha256: str
    source: str
    source_bytes: int
    source_sha256: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The recorder ended because the sound system hung; the next one goes on from here, with silence for the hole."""

    at: datetime
    steady_ns: int


@dataclass(frozen=True, slots=True)
class SessionStopped:
    """The recorder ended as it should. `why` is empty when the clerk stopped it."""

    at: datetime
    steady_ns: int
    why: str = ""


ClockLine = (
    SessionStarted
    | SegmentOpened
    | SegmentClosed
    | Compacted
    | CopyKept
    | DestructionBegun
    | SoundDestroyed
    | TextDestroyed
    | DestructionEnded
    | Paused
    | Resumed
    | SoundLost
    | SoundFilled
    | Overrun
    | ClockChanged
    | Slept
    | Imported
    | HandedOver
    | SessionStopped
)

CLOCK: MessageSet[ClockLine] = MessageSet(
    "clock",
    1,
    (
        *(
            SessionStarted,
            SegmentOpened,
            SegmentClosed,
            Compacted,
            CopyKept,
            DestructionBegun,
            SoundDestroyed,
            TextDestroyed,
            DestructionEnded,
            Paused,
            Resumed,
            SoundLost,
            SoundFilled,
            Overrun,
        ),
        *(ClockChanged, Slept, Imported, HandedOver, SessionStopped),
    ),
)


def append_line(folder: Path, line: ClockLine) -> None:
    """Add one line to the clock file of the `audio/` folder and make sure it has reached the disk.

    Raises:
        DiskFull, FolderError: it cannot be written.
    """
    path = folder / CLOCK_FILE
    try:
        with open(path, "ab") as file:
            # A line that a power cut tore must not swallow this one.
            is_new = file.tell() == 0
            start = b"" if is_new or _ends_well(path) else b"\n"
            file.write(start + CLOCK.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(folder)
    except OSError as error:
        raise folder_error(error, folder) from error


def read_lines(folder: Path) -> tuple[ClockLine, ...]:
    """All lines of the clock file that can be read, in order; none when there is no file.

    Lines that are torn, or that a newer version wrote, are left out: the sound files tell the rest.
    """
    try:
        data = (folder / CLOCK_FILE).read_bytes()
    except OSError:
        return ()
    lines: list[ClockLine] = []
    for text in data.splitlines():
        with contextlib.suppress(ProcessError):
            lines.append(CLOCK.decode(text))
    return tuple(lines)


def _ends_well(path: Path) -> bool:
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
