"""Every file that holds a stretch of a meeting's sound: in the meeting, in its second copies, in either form."""

from dataclasses import dataclass
from pathlib import Path

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.clock_file import CopyKept, read_lines
from minutewright.services.sound.computer_track import ComputerTrack
from minutewright.services.sound.inventory import COMPUTER_FOLDER, read_inventory
from minutewright.services.sound.loudest import loudness_path
from minutewright.services.sound.peaks import peaks_path

# What a file is being turned into has this ending until it is whole.
PART = ".part"
FORMS = (".wav", ".flac")
# The two tracks are aligned to some ten ms; of the second rather a little too much is told of.
_SECOND_TRACK_MS = 100


@dataclass(frozen=True, slots=True)
class Holding:
    """Frames `first` up to `end` of the sound file at `path` lie in the stretch. `file` is its record, whose `name`
    may be that of the other form."""

    path: Path
    file: AudioFile
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """`sound`: the files of which a part lies in the stretch. `traces`: outlines and unfinished files made from them,
    which can be deleted at any time. `out_of_reach`: second copies that are not connected now (meeting folders)."""

    sound: tuple[Holding, ...]
    traces: tuple[Path, ...]
    out_of_reach: tuple[Path, ...]


def second_copies(folder: Path) -> tuple[Path, ...]:
    """The meeting folders in which the sound of this meeting was ever kept a second time, connected now or not."""
    lines = read_lines(folder / "audio")
    return tuple(dict.fromkeys(Path(line.folder) for line in lines if isinstance(line, CopyKept)))


def files_holding(folder: Path, start_ms: int, end_ms: int) -> Holdings:
    """All files, of a meeting folder and of its second copies, in which sound from `start_ms` up to `end_ms` of the
    room's recording time lies: of the room and of the sound of this computer. Whoever changes one of them holds `lock_of_forms` (`services/sound/compacting.py`)."""
    copies = second_copies(folder)
    here = tuple(copy for copy in copies if (copy / "audio").is_dir())
    sound: list[Holding] = []
    traces: list[Path] = []
    files = read_inventory(folder / "audio").files
    for file in files:
        first, end = _frames_between(file, start_ms, end_ms)
        if first >= end:
            continue
        for place in (folder, *here):
            found, left = _forms(place / "audio" / file.name)
            sound += [Holding(path, file, first, end) for path in found]
            traces += left
    for file, first, end in ComputerTrack(
        folder / "audio", read_inventory(folder / "audio").files
    ).frames_between(start_ms - _SECOND_TRACK_MS, end_ms + _SECOND_TRACK_MS):
        for place in (folder, *here):
            found, left = _forms(place / "audio" / COMPUTER_FOLDER / file.name)
            sound += [Holding(path, file, first, end) for path in found]
            traces += left
    return Holdings(tuple(sound), tuple(traces), tuple(copy for copy in copies if copy not in here))


def _forms(path: Path) -> tuple[list[Path], list[Path]]:
    """The forms in which a sound file lies there, and what was made from it."""
    forms = [path.with_suffix(form) for form in FORMS]
    traces = [
        trace
        for form in forms
        for trace in (peaks_path(form), loudness_path(form), form.with_name(form.name + PART))
    ]
    return [form for form in forms if form.exists()], [trace for trace in traces if trace.exists()]


def _frames_between(file: AudioFile, start_ms: int, end_ms: int) -> tuple[int, int]:
    """The frames that lie in the stretch, a started one too; the first is not before the second where none do."""
    first = (start_ms - file.start_ms) * file.sample_rate // 1000
    end = -(-(end_ms - file.start_ms) * file.sample_rate // 1000)
    return max(first, 0), min(end, file.frames)
