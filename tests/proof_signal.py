"""Sound in which every frame carries its own number, so that a lost, repeated or changed frame shows with its place.

Stereo, 16 bits: the low 16 bits of the number on the left, the high 16 bits plus 0x100 on the right, so that no
frame of the signal is silence.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from sound_rig import RATE

_MARK = 0x100
LEAD_IN_S = 0.5


def write_proof(path: Path, seconds: float) -> Path:
    """A WAV file of half a second of silence and then `seconds` of numbered frames."""
    with soundfile.SoundFile(str(path), "w", RATE, 2, subtype="PCM_16") as file:
        file.write(np.zeros((round(LEAD_IN_S * RATE), 2), np.int16))
        for first in range(0, round(seconds * RATE), 60 * RATE):
            numbers = np.arange(first, min(first + 60 * RATE, round(seconds * RATE)), dtype=np.uint32)
            both = np.stack([numbers & 0xFFFF, (numbers >> 16) + _MARK], axis=1)
            file.write(both.astype(np.uint16).view(np.int16))
    return path


def numbers_in(frames: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    """The number of each frame of int16 (n, 2) that carries one, in order; silence around and between is left out."""
    left, right = frames[carries_number(frames)].astype(np.uint16).astype(np.int64).T
    return (right - _MARK << 16) | left


def carries_number(frames: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    """For each frame of int16 (n, 2) whether it carries a number."""
    right = frames[:, 1].astype(np.uint16)
    return (right >= _MARK) & (right < _MARK + 0x1000)


def breaks_in(numbers: npt.NDArray[np.int64]) -> dict[int, int]:
    """Where a number is not followed by the next: {last number before: first number after}."""
    places = np.flatnonzero(np.diff(numbers) != 1)
    return {int(numbers[place]): int(numbers[place + 1]) for place in places}


class Runs:
    """Which numbers were heard, as unbroken runs in the order in which they came; for hours of sound, block by block."""

    def __init__(self) -> None:
        self.runs: list[tuple[int, int]] = []  # (first, last), both included
        self.other = 0  # frames between the first and the last number that carry none
        self._since_last = 0

    def add(self, frames: npt.NDArray[np.int16]) -> None:
        """Hear some more: int16 of shape (n, 2)."""
        numbers = numbers_in(frames)
        if not len(numbers):
            self._since_last += len(frames)
            return
        carries = carries_number(frames)
        first, last = int(np.argmax(carries)), len(frames) - int(np.argmax(carries[::-1]))
        if self.runs:
            self.other += self._since_last + first
        self.other += last - first - len(numbers)
        self._since_last = len(frames) - last
        starts = [0, *(np.flatnonzero(np.diff(numbers) != 1) + 1).tolist()]
        for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
            run = (int(numbers[start]), int(numbers[end - 1]))
            if self.runs and self.runs[-1][1] + 1 == run[0]:
                run = (self.runs.pop()[0], run[1])
            self.runs.append(run)

    def __len__(self) -> int:
        """How many numbers were heard, those heard twice counted twice."""
        return sum(last - first + 1 for first, last in self.runs)

    @property
    def in_order(self) -> bool:
        """Whether nothing was heard twice or out of order."""
        return all(before[1] < after[0] for before, after in zip(self.runs, self.runs[1:], strict=False))

    def lacks(self, other: "Runs") -> int:
        """How many of the numbers that `other` heard were not heard here."""
        lacking = 0
        for first, last in other.runs:
            heard = sum(max(0, min(last, end) - max(first, begin) + 1) for begin, end in self.runs)
            lacking += max(0, last - first + 1 - heard)
        return lacking
