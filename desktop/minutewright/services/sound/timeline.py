"""The whole recording as one stretch of sound, whatever files, rates and channels it lies in."""

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from minutewright.domain.recording import AudioFile, recording_length_ms
from minutewright.services.sound.computer_track import ComputerTrack
from minutewright.services.sound.reading import (
    Samples,
    UnreadableSound,
    frames_on_disk,
    kept_path,
    mono,
    read_frames,
)

# On each side of what is asked for, so that the resampler's filter never sees an edge that is not in the sound.
_MARGIN_MS = 100
_PIECE_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Run:
    """Files of one rate that follow one another without a hole: one stretch for the resampler."""

    files: tuple[AudioFile, ...]

    @property
    def start_ms(self) -> int:
        return self.files[0].start_ms

    @property
    def rate(self) -> int:
        return self.files[0].sample_rate


class SoundTimeline:
    """Reads recording time. Safe to use from several threads; nothing is held open between calls.

    Where the sound of this computer was recorded too, it is laid along the room's and both are heard together.
    A file that is missing or damaged is silence of its true length, and `notes` says so in plain words.
    """

    def __init__(self, folder: Path, files: tuple[AudioFile, ...]) -> None:
        """`folder` is the meeting's `audio/` folder; `files` come in any order."""
        self.folder = folder
        self.files = tuple(sorted(files, key=lambda file: (file.start_ms, file.number)))
        self.computer = ComputerTrack(folder, self.files)
        self._runs = _runs(self.files)
        self._lock = threading.Lock()
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """A plain sentence for each file that could not be read whole so far."""
        with self._lock:
            return (*self._notes, *self.computer.notes)

    @property
    def length_ms(self) -> int:
        """Recording time that can be read now, in ms; it grows while the last file is being written."""
        if not self.files:
            return 0
        last = self.files[-1]
        return max(
            recording_length_ms(self.files), last.start_ms + self._frames(last) * 1000 // last.sample_rate
        )

    def read(self, start_ms: int, end_ms: int, rate: int = 16000) -> Samples:
        """The sound from `start_ms` up to `end_ms`, mono float32 of shape (n,), full scale 1.0, at `rate` Hz.

        n is `end_ms * rate // 1000 - start_ms * rate // 1000`, so that stretches read one after the other join
        without a gap. What lies outside the recording is silence. Memory: 4 bytes a sample, plus one minute.
        """
        start_ms, end_ms = max(start_ms, 0), max(end_ms, start_ms, 0)
        first = start_ms * rate // 1000
        sound = np.zeros(end_ms * rate // 1000 - first, np.float32)
        for number, run in enumerate(self._runs):
            stop_ms = min(self._end_ms(number), end_ms)
            for piece_ms in range(max(run.start_ms, start_ms), stop_ms, _PIECE_MS):
                piece_end_ms = min(piece_ms + _PIECE_MS, stop_ms)
                place = slice(piece_ms * rate // 1000 - first, piece_end_ms * rate // 1000 - first)
                sound[place] = self._resampled(run, piece_ms, piece_end_ms, rate)
        if not self.computer.files:
            return sound
        sound += self.computer.read(start_ms, end_ms, rate)
        return np.clip(sound, -1.0, 1.0, out=sound)

    def blocks(
        self, start_ms: int, end_ms: int, rate: int = 16000, block_ms: int = 30_000
    ) -> Iterator[tuple[int, Samples]]:
        """The same sound in blocks of `block_ms`: (start of the block in ms, samples as `read` gives them)."""
        for block_start in range(start_ms, end_ms, block_ms):
            yield block_start, self.read(block_start, min(block_start + block_ms, end_ms), rate)

    def frames(self, file: AudioFile, start: int, count: int) -> npt.NDArray[np.int16]:
        """`count` frames of one file from frame `start`, every channel: int16 of shape (count, channels).

        Silence where the file ends or cannot be read.
        """
        block = np.zeros((count, file.channels), np.int16)
        try:
            found = read_frames(self.folder / file.name, file, start, count)
        except UnreadableSound as error:
            self._note(str(error))
            if count > file.sample_rate and kept_path(self.folder / file.name).exists():
                # Somewhere in here it is damaged: save what lies around that.
                half = count // 2
                block[:half] = self.frames(file, start, half)
                block[half:] = self.frames(file, start + half, count - half)
            return block
        if len(found) < count and start + len(found) < file.frames:
            self._note(f"The sound file {file.name} is shorter than it was; the rest of its time is silence.")
        channels = min(found.shape[1], file.channels)
        block[: len(found), :channels] = found[:, :channels]
        return block

    def _end_ms(self, number: int) -> int:
        """Where a run ends: its last file's end, but never past the next run's start."""
        run = self._runs[number]
        frames = sum(file.frames for file in run.files[:-1]) + self._frames(run.files[-1])
        end = run.start_ms + -(-frames * 1000 // run.rate)
        return min(end, self._runs[number + 1].start_ms) if number + 1 < len(self._runs) else end

    def _frames(self, file: AudioFile) -> int:
        """Frames of a file: as recorded, or more when it is the last one and still open."""
        if file.sha256 or file is not self.files[-1]:
            return file.frames
        try:
            return max(file.frames, frames_on_disk(self.folder / file.name, file))
        except UnreadableSound as error:
            self._note(str(error))
            return file.frames

    def _resampled(self, run: _Run, start_ms: int, end_ms: int, rate: int) -> Samples:
        wanted = end_ms * rate // 1000 - start_ms * rate // 1000
        if run.rate == rate:
            first = (start_ms * rate // 1000) - run.start_ms * rate // 1000
            return self._native(run, first, wanted)
        # Begin where both rates have a whole sample, or the sound would move by a fraction of one at each piece.
        step_ms = math.lcm(1000 // math.gcd(run.rate, 1000), 1000 // math.gcd(rate, 1000))
        from_ms = (start_ms - run.start_ms - _MARGIN_MS) // step_ms * step_ms
        to_ms = end_ms - run.start_ms + _MARGIN_MS
        native = self._native(run, from_ms * run.rate // 1000, (to_ms - from_ms) * run.rate // 1000)
        resampled: Samples = soxr.resample(native, run.rate, rate)
        skip = (start_ms * rate // 1000) - (run.start_ms * rate // 1000) - from_ms * rate // 1000
        piece = resampled[skip : skip + wanted]
        return piece if len(piece) == wanted else np.pad(piece, (0, wanted - len(piece)))

    def _native(self, run: _Run, start: int, count: int) -> Samples:
        """Mono samples of a run at its own rate, counted from its first frame; silence outside it."""
        sound = np.zeros(count, np.float32)
        file_start = 0
        for file in run.files:
            frames = self._frames(file)
            low, high = max(start, file_start), min(start + count, file_start + frames)
            if low < high:
                sound[low - start : high - start] = mono(self.frames(file, low - file_start, high - low))
            file_start += frames
        return sound

    def _note(self, sentence: str) -> None:
        with self._lock:
            self._notes[sentence] = None


def _runs(files: tuple[AudioFile, ...]) -> tuple[_Run, ...]:
    runs: list[list[AudioFile]] = []
    frames = 0
    for file in files:
        if runs and _follows(runs[-1][0], frames, file):
            runs[-1].append(file)
        else:
            runs.append([file])
            frames = 0
        frames += file.frames
    return tuple(_Run(tuple(run)) for run in runs)


def _follows(first: AudioFile, frames: int, file: AudioFile) -> bool:
    """Whether `file` begins, to the ms of its record, where `frames` frames after `first` end."""
    end_ms = first.start_ms + frames * 1000 / first.sample_rate
    return file.sample_rate == first.sample_rate and abs(file.start_ms - end_ms) <= 1
