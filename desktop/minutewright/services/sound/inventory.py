"""What sound a meeting has: the files of its `audio/` folder put in order of time, and the gaps between them.

The one way in which everybody learns this, while recording, after it, and after a crash. Files are trusted over
the clock file, their lengths over what any line or header says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from minutewright.domain.recording import AudioFile, Gap
from minutewright.services.sound.clock_file import (
    ClockLine,
    Imported,
    SegmentClosed,
    SessionStarted,
    SessionStopped,
    read_lines,
)
from minutewright.services.sound.gaps import find_gaps
from minutewright.services.sound.reading import UnreadableSound, frames_on_disk
from minutewright.services.sound.segment_name import SegmentName, parse_segment_name

LOCK_FILE = "recorder.lock"


@dataclass(frozen=True, slots=True)
class SoundInventory:
    """`files` in order of time, `gaps` in order of the wall clock.

    `complete` says that every session was stopped as it should be and every file finished.
    """

    files: tuple[AudioFile, ...]
    gaps: tuple[Gap, ...]
    complete: bool


def read_inventory(folder: Path) -> SoundInventory:
    """Read an `audio/` folder; one that does not exist holds nothing. Changes nothing, never fails on bad files."""
    lines = read_lines(folder)
    files = _files(folder, lines)
    return SoundInventory(files, find_gaps(lines, files), _complete(lines, files))


def names_in(folder: Path) -> tuple[SegmentName, ...]:
    """The names of all sound files in the folder, by number."""
    try:
        found = [parse_segment_name(entry.name) for entry in folder.iterdir()]
    except OSError:
        found = []
    return tuple(sorted((name for name in found if name), key=lambda name: (name.number, str(name))))


def _files(folder: Path, lines: Sequence[ClockLine]) -> tuple[AudioFile, ...]:
    done = {line.name: line for line in lines if isinstance(line, SegmentClosed | Imported)}
    # A finished file that somebody took away keeps its place in time.
    gone = [parse_segment_name(name) for name in done if not (folder / name).exists()]
    names = sorted({*names_in(folder), *(name for name in gone if name)}, key=lambda name: name.number)
    files: list[AudioFile] = []
    position = Fraction(0)
    for name in names:
        file = AudioFile(
            *(name.id, name.number, str(name), round(position * 1000), 0, name.sample_rate, name.channels),
            started_at=name.started_at,
        )
        file = _measured(folder, file, done.get(file.name))
        if not file.frames and (file.sha256 or name is not names[-1]):
            continue
        files.append(file)
        position += Fraction(file.frames, file.sample_rate)
    return tuple(files)


def _measured(folder: Path, file: AudioFile, done: SegmentClosed | Imported | None) -> AudioFile:
    try:
        frames = frames_on_disk(folder / file.name, file)
    except UnreadableSound:
        frames = done.frames if done else 0
    return replace(
        file,
        frames=frames,
        sha256=done.sha256 if done and done.frames == frames else "",
        source=done.source if isinstance(done, Imported) else "",
    )


def _complete(lines: Sequence[ClockLine], files: Sequence[AudioFile]) -> bool:
    sessions = [line for line in lines if isinstance(line, SessionStarted | SessionStopped)]
    ended = not sessions or isinstance(sessions[-1], SessionStopped)
    return ended and all(file.sha256 for file in files)
