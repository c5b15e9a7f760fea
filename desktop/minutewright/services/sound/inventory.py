"""What sound a meeting has: the files of its `audio/` folder put in order of time, and the gaps between them.

The one way in which everybody learns this, while recording, after it, and after a crash. Files are trusted over
the clock file, their lengths over what any line or header says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from minutewright.domain.recording import AudioFile, Gap
from minutewright.services.sound.audio_folder import LOCK_FILE as LOCK_FILE
from minutewright.services.sound.clock_file import (
    ClockLine,
    Compacted,
    Imported,
    Overrun,
    SegmentClosed,
    SessionStarted,
    SessionStopped,
    SoundDestroyed,
    read_lines,
)
from minutewright.services.sound.gaps import find_gaps
from minutewright.services.sound.reading import UnreadableSound, frames_on_disk
from minutewright.services.sound.segment_name import SegmentName, parse_segment_name

COMPUTER_FOLDER = "computer"
"""In `audio/`: the track of the sound of this computer, with files and clock file of its own."""
_Finished = SegmentClosed | Imported | Compacted


@dataclass(frozen=True, slots=True)
class SoundInventory:
    """`files` in order of time, `gaps` in order of the wall clock.

    `complete` says that every session was stopped as it should be and every file finished. `overrun_ms` is the sound
    that was dropped because the computer was too busy; silence stands for it, and a gap tells of each stretch.
    """

    files: tuple[AudioFile, ...]
    gaps: tuple[Gap, ...]
    complete: bool
    overrun_ms: int = 0


def read_inventory(folder: Path) -> SoundInventory:
    """Read an `audio/` folder; one that does not exist holds nothing. Changes nothing, never fails on bad files."""
    lines = read_lines(folder)
    files = _files(folder, lines)
    return SoundInventory(files, find_gaps(lines, files), _complete(lines, files), _overrun_ms(lines, files))


def names_in(folder: Path) -> tuple[SegmentName, ...]:
    """The names of all sound files in the folder, by number."""
    try:
        found = [parse_segment_name(entry.name) for entry in folder.iterdir()]
    except OSError:
        found = []
    return tuple(sorted((name for name in found if name), key=lambda name: (name.number, str(name))))


def _files(folder: Path, lines: Sequence[ClockLine]) -> tuple[AudioFile, ...]:
    done = {line.name: line for line in lines if isinstance(line, _Finished)}
    hashes = {name: line.sha256 for name, line in done.items()}
    hashes |= {line.name: line.sha256 for line in lines if isinstance(line, SoundDestroyed) and not line.copy}
    names = _each_once(names_in(folder), done)
    files: list[AudioFile] = []
    position = Fraction(0)
    for name in names:
        file = AudioFile(
            *(name.id, name.number, str(name), round(position * 1000), 0, name.sample_rate, name.channels),
            started_at=name.started_at,
        )
        file = _measured(folder, file, done.get(file.name), hashes.get(file.name, ""))
        if not file.frames and (file.sha256 or name is not names[-1]):
            continue
        files.append(file)
        position += Fraction(file.frames, file.sample_rate)
    return tuple(files)


def _each_once(present: Sequence[SegmentName], done: Mapping[str, _Finished]) -> list[SegmentName]:
    """One name for each stretch of sound, by number.

    While a file is compacted both its forms lie there: the one of which the last line tells counts. A finished file
    that somebody took away keeps its place in time.
    """
    chosen = {name.stem: name for name in present if name.suffix == "flac"}
    chosen |= {name.stem: name for name in present if name.suffix != "flac"}
    for told in (parse_segment_name(name) for name in done):
        if told and (told.stem not in chosen or told in present):
            chosen[told.stem] = told
    return sorted(chosen.values(), key=lambda name: name.number)


def _measured(folder: Path, file: AudioFile, done: _Finished | None, sha256: str) -> AudioFile:
    try:
        frames = frames_on_disk(folder / file.name, file)
    except UnreadableSound:
        frames = done.frames if done else 0
    return replace(
        file,
        frames=frames,
        sha256=sha256 if done and done.frames == frames else "",
        source=done.source if isinstance(done, Imported) else "",
    )


def _complete(lines: Sequence[ClockLine], files: Sequence[AudioFile]) -> bool:
    sessions = [line for line in lines if isinstance(line, SessionStarted | SessionStopped)]
    ended = not sessions or isinstance(sessions[-1], SessionStopped)
    return ended and all(file.sha256 for file in files)


def _overrun_ms(lines: Sequence[ClockLine], files: Sequence[AudioFile]) -> int:
    rates = {file.id: file.sample_rate for file in files}
    dropped = Fraction(0)
    for line in lines:
        if isinstance(line, Overrun) and (name := parse_segment_name(line.name)) and name.id in rates:
            dropped += Fraction(line.frames, rates[name.id])
    return round(dropped * 1000)
