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
    numbers = np.arange(round(seconds * RATE), dtype=np.uint32)
    frames = np.stack([numbers & 0xFFFF, (numbers >> 16) + _MARK], axis=1).astype(np.uint16).view(np.int16)
    silence = np.zeros((round(LEAD_IN_S * RATE), 2), np.int16)
    soundfile.write(str(path), np.concatenate([silence, frames]), RATE, subtype="PCM_16")
    return path


def numbers_in(frames: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    """The number of each frame of int16 (n, 2) that carries one, in order; silence around and between is left out."""
    left, right = frames.astype(np.uint16).astype(np.int64).T
    return ((right - _MARK << 16) | left)[(right >= _MARK) & (right < _MARK + 0x1000)]


def breaks_in(numbers: npt.NDArray[np.int64]) -> dict[int, int]:
    """Where a number is not followed by the next: {last number before: first number after}."""
    places = np.flatnonzero(np.diff(numbers) != 1)
    return {int(numbers[place]): int(numbers[place + 1]) for place in places}
