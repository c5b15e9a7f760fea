"""The sound of this computer beside that of the room: a track of its own, heard at the room's recording time."""

from pathlib import Path

import numpy as np
import soxr

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.alignment import Span, Stretch, drift_ppm, find_stretches, lay_along
from minutewright.services.sound.clock_file import read_lines
from minutewright.services.sound.inventory import COMPUTER_FOLDER, SoundInventory, read_inventory
from minutewright.services.sound.reading import Samples, UnreadableSound, mono, read_frames

# On each side of what is read, so that the resampler's filter never sees an edge that is not in the sound.
_MARGIN_MS = 100


def read_computer_inventory(audio: Path) -> SoundInventory:
    """What the track of an `audio/` folder holds, on a recording time of its own; nothing where there is none."""
    return read_inventory(audio / COMPUTER_FOLDER)


class ComputerTrack:
    """Reads the track on the room's recording time. Holds nothing open; safe to use from several threads."""

    def __init__(self, audio: Path, room: tuple[AudioFile, ...]) -> None:
        """`audio` is the meeting's `audio/` folder, `room` its files as they are now."""
        self.folder = audio / COMPUTER_FOLDER
        boots: list[int] = []
        self._room: list[Stretch] = []
        self.files: tuple[AudioFile, ...] = ()
        if self.folder.is_dir():
            self.files = read_inventory(self.folder).files
            self._room = find_stretches(room, read_lines(audio), boots)
        self._stretches = find_stretches(self.files, read_lines(self.folder), boots) if self.files else []
        self.spans = lay_along(self._room, self._stretches)
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """A plain sentence for each file that could not be read so far."""
        return tuple(self._notes)

    @property
    def drift_ppm(self) -> float | None:
        """How much faster the computer's sound runs than the room's, in millionths, where both last longest; None where
        they never lie beside each other."""
        if not self._room or not self._stretches:
            return None
        longest = (max(tracks, key=lambda each: each.length) for tracks in (self._room, self._stretches))
        return drift_ppm(*longest)

    def read(self, start_ms: int, end_ms: int, rate: int) -> Samples:
        """The sound from `start_ms` up to `end_ms` of the room's recording time, as `SoundTimeline.read` gives it."""
        first = start_ms * rate // 1000
        sound = np.zeros(max(end_ms * rate // 1000 - first, 0), np.float32)
        for span in self.spans:
            low, high = max(span.start_ms, start_ms), min(span.end_ms, end_ms)
            if low < high:
                place = slice(low * rate // 1000 - first, high * rate // 1000 - first)
                sound[place] = self._piece(span, low, place.stop - place.start, rate)
        return sound

    def frames_between(self, start_ms: int, end_ms: int) -> tuple[tuple[AudioFile, int, int], ...]:
        """Which frames lie in a stretch of the room's recording time: (file, first frame, first frame after)."""
        found: dict[AudioFile, tuple[int, int]] = {}
        for span in self.spans:
            low, high = max(span.start_ms, start_ms), min(span.end_ms, end_ms)
            if low >= high:
                continue
            first = int(np.floor(span.first_frame + (low - span.start_ms) * span.frames_per_ms))
            end = int(np.ceil(span.first_frame + (high - span.start_ms) * span.frames_per_ms))
            for file, a, b in _parts(self._stretches[span.stretch].files, first, end):
                was = found.get(file, (a, b))
                found[file] = (min(was[0], a), max(was[1], b))
        return tuple((file, a, b) for file, (a, b) in found.items())

    def places(self, stretch: int) -> tuple[tuple[AudioFile, int], ...]:
        """The files of a stretch, with the frame of it at which each begins."""
        files = self._stretches[stretch].files
        return tuple((file, _start_of(files, file)) for file in files)

    def _piece(self, span: Span, start_ms: int, count: int, rate: int) -> Samples:
        stretch = self._stretches[span.stretch]
        begins = span.first_frame + (start_ms - span.start_ms) * span.frames_per_ms
        margin = _MARGIN_MS * span.frames_per_ms
        first = int(np.floor(begins - margin))
        last = int(np.ceil(begins + count * 1000 / rate * span.frames_per_ms + margin))
        native = self._native(stretch, first, last - first)
        true_rate = span.frames_per_ms * 1000
        even = abs(true_rate / rate - 1) < 1e-9
        resampled: Samples = native if even else soxr.resample(native, true_rate, rate)
        skip = round((begins - first) / true_rate * rate)
        piece = resampled[skip : skip + count]
        return piece if len(piece) == count else np.pad(piece, (0, count - len(piece)))

    def _native(self, stretch: Stretch, first: int, count: int) -> Samples:
        """Mono samples of a stretch at its own rate; silence outside it and where it cannot be read."""
        sound = np.zeros(count, np.float32)
        growing = stretch.files[-1] if stretch.open_end else None
        for file, a, b in _parts(stretch.files, first, first + count, growing):
            try:
                found = read_frames(self.folder / file.name, file, a, b - a)
            except UnreadableSound as error:
                self._notes[str(error)] = None
                continue
            offset = _start_of(stretch.files, file) + a - first
            sound[offset : offset + len(found)] = mono(found)
        return sound


def _start_of(files: tuple[AudioFile, ...], wanted: AudioFile) -> int:
    return sum(file.frames for file in files[: files.index(wanted)])


def _parts(
    files: tuple[AudioFile, ...], first: int, end: int, growing: AudioFile | None = None
) -> list[tuple[AudioFile, int, int]]:
    """The parts of files in which the frames from `first` up to `end` lie; one that grows may hold any that follow."""
    parts = []
    start = 0
    for file in files:
        frames = max(end - start, file.frames) if file is growing else file.frames
        low, high = max(first - start, 0), min(end - start, frames)
        if low < high:
            parts.append((file, low, high))
        start += file.frames
    return parts
