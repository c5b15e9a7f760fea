"""What a recording can prove of itself: every file's SHA-256 taken anew and held against the one noted when it was closed."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from minutewright.domain.destruction import DestroyedSpan
from minutewright.domain.recording import AudioFile, Gap, recording_length_ms
from minutewright.services.sound.clock_file import (
    ClockChanged,
    ClockLine,
    Compacted,
    Imported,
    SegmentClosed,
    SessionStarted,
    SessionStopped,
    Slept,
    SoundDestroyed,
    read_lines,
)
from minutewright.services.sound.destroying import destroyed_spans
from minutewright.services.sound.gaps import wall_end
from minutewright.services.sound.holdings import second_copies
from minutewright.services.sound.inventory import COMPUTER_FOLDER, SoundInventory, read_inventory
from minutewright.services.sound.segment_name import parse_segment_name


class FileVerdict(StrEnum):
    """How a sound file stands to what was noted of it.

    WHOLE: it is byte for byte what was closed. CHANGED: it is not. MISSING: it was closed and is not there.
    OPEN: it was never closed; an interrupted recording, or one that goes on. UNREADABLE: the disk does not give it.
    """

    WHOLE = "whole"
    CHANGED = "changed"
    MISSING = "missing"
    OPEN = "open"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ProvenFile:
    """A file of the recording. `noted` is the SHA-256 (hex) of its closing, `found` the one it has now; empty for none.

    `ended_at` (aware) is the wall clock at its end.
    """

    file: AudioFile
    track: str
    verdict: FileVerdict
    noted: str
    found: str
    size_bytes: int
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a recorder: the microphone and the form in which it recorded, from when to when.

    `ended_at` is None where it was broken off or goes on; `why` says why it ended when nobody had asked for it.
    """

    began_at: datetime
    ended_at: datetime | None
    device: str
    sample_rate: int
    channels: int
    program: str
    why: str = ""


class CopyVerdict(StrEnum):
    """How a second copy stands to the recording."""

    ALIKE = "alike"
    DIFFERENT = "different"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class ProvenCopy:
    """A second copy in the meeting folder `folder`: of how many finished files it holds the same, and which it does not."""

    folder: Path
    verdict: CopyVerdict
    alike: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SoundProof:
    """Everything the sound of a meeting says of itself, in order of time. `complete`: it was ended as it should be.

    `length_ms` and the gaps are those of the room; `overrun_ms` is sound that was dropped because the computer was too
    busy, for which silence stands. `unfit` counts what does not match; then the recording is not what was recorded.
    """

    complete: bool
    length_ms: int
    files: tuple[ProvenFile, ...]
    gaps: tuple[Gap, ...]
    sessions: tuple[Session, ...]
    overrun_ms: int
    sleeps: tuple[Slept, ...]
    clock_changes: tuple[ClockChanged, ...]
    imported: tuple[Imported, ...]
    copies: tuple[ProvenCopy, ...]
    destroyed: tuple[DestroyedSpan, ...] = ()

    @property
    def unfit(self) -> int:
        """How many files are changed, missing or unreadable."""
        good = (FileVerdict.WHOLE, FileVerdict.OPEN)
        return sum(file.verdict not in good for file in self.files)

    @property
    def matches(self) -> bool:
        """Whether everything that was closed is what it was then."""
        return not self.unfit


def prove_sound(folder: Path, progress: Callable[[float], None] = lambda done: None) -> SoundProof:
    """Read every sound file of a meeting folder and its second copies again; changes nothing, and takes as long as
    the disk needs. `progress` gets the share that is done, 0 to 1.

    A recording may go on meanwhile: its open file is OPEN.
    """
    audio = folder / "audio"
    lines, inventory = read_lines(audio), read_inventory(audio)
    tracks = [_Track("room", audio, lines, inventory)]
    computer = audio / COMPUTER_FOLDER
    if computer.is_dir():
        tracks.append(_Track("computer", computer, read_lines(computer), read_inventory(computer)))
    copies = second_copies(folder)
    steps = sum(len(track.inventory.files) for track in tracks) * (1 + len(copies))
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(min(done / max(steps, 1), 1))

    files = tuple(proven for track in tracks for proven in track.prove(step))
    return SoundProof(
        inventory.complete,
        recording_length_ms(inventory.files),
        files,
        inventory.gaps,
        _sessions(lines),
        inventory.overrun_ms,
        tuple(line for line in lines if isinstance(line, Slept)),
        tuple(line for line in lines if isinstance(line, ClockChanged)),
        tuple(line for line in lines if isinstance(line, Imported)),
        tuple(_prove_copy(copy, files, step) for copy in copies),
        destroyed_spans(folder),
    )


def noted_hashes(lines: Iterable[ClockLine]) -> dict[str, str]:
    """SHA-256 (hex) of each file name, as the last line has it that closed it, compacted it or destroyed a span in it.

    A file that was compacted stands under its new name alone.
    """
    noted: dict[str, str] = {}
    for line in lines:
        if isinstance(line, Compacted):
            noted.pop(line.source, None)
        if isinstance(line, SoundDestroyed) and line.copy:
            continue  # the second copy's file, which is held against this one's
        if isinstance(line, SegmentClosed | Imported | Compacted | SoundDestroyed):
            noted[line.name] = line.sha256
    return noted


@dataclass(frozen=True, slots=True)
class _Track:
    name: str
    folder: Path
    lines: tuple[ClockLine, ...]
    inventory: SoundInventory

    def prove(self, step: Callable[[], None]) -> Iterable[ProvenFile]:
        noted = noted_hashes(self.lines)
        listed = {file.name for file in self.inventory.files}
        for file in self.inventory.files:
            yield self._file(file, noted.get(file.name, ""))
            step()
        # A file emptied or cut to nothing is no stretch of sound any more, but it was closed and must be told of.
        for name, sha256 in noted.items():
            told = parse_segment_name(name)
            if name not in listed and told is not None and not self._other_form(name, listed):
                file = AudioFile(
                    *(told.id, told.number, name, 0, 0, told.sample_rate, told.channels, told.started_at)
                )
                yield self._file(file, sha256)

    @staticmethod
    def _other_form(name: str, listed: set[str]) -> bool:
        return any(Path(name).stem == Path(other).stem for other in listed)

    def _file(self, file: AudioFile, noted: str) -> ProvenFile:
        path = self.folder / file.name
        found, size, verdict = "", 0, FileVerdict.MISSING
        try:
            found, size = sha256_of(path), path.stat().st_size
        except FileNotFoundError:
            pass
        except OSError:
            verdict = FileVerdict.UNREADABLE
        else:
            fits = FileVerdict.WHOLE if found == noted else FileVerdict.CHANGED
            verdict = fits if noted else FileVerdict.OPEN
        return ProvenFile(file, self.name, verdict, noted, found, size, wall_end(file))


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file, read piece by piece.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sessions(lines: Iterable[ClockLine]) -> tuple[Session, ...]:
    sessions: list[Session] = []
    for line in lines:
        if isinstance(line, SessionStarted):
            sessions.append(
                Session(line.at, None, line.device, line.sample_rate, line.channels, line.program)
            )
        elif isinstance(line, SessionStopped) and sessions:
            last = sessions[-1]
            sessions[-1] = Session(
                *(last.began_at, line.at, last.device, last.sample_rate, last.channels, last.program),
                why=line.why,
            )
    return tuple(sessions)


def _prove_copy(copy: Path, files: tuple[ProvenFile, ...], step: Callable[[], None]) -> ProvenCopy:
    if not (copy / "audio").is_dir():
        return ProvenCopy(copy, CopyVerdict.AWAY, 0, ())
    alike, lacking = 0, []
    for proven in files:
        name = proven.file.name
        place = copy / "audio" / (COMPUTER_FOLDER if proven.track == "computer" else "") / name
        step()
        if not proven.noted:
            continue
        try:
            same = sha256_of(place) == proven.noted
        except OSError:
            same = False
        alike += same
        if not same:
            lacking.append(name)
    verdict = CopyVerdict.DIFFERENT if lacking else CopyVerdict.ALIKE
    return ProvenCopy(copy, verdict, alike, tuple(lacking))
