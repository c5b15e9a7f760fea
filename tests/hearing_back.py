"""What a witness wrote down and what a recorder kept, read back as the numbers of the frames."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from proof_signal import Runs, numbers_in
from recording_rig import Recorder
from sound_rig import RATE

_FRAME_BYTES = 4
_TAIL_FRAMES = 4096


class WitnessFile:
    """Raw 16-bit stereo that `SoundRig.listen` writes; may still be growing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def newest(self) -> int | None:
        """The number of the newest frame that has come to the microphone; None before the first."""
        numbers = numbers_in(self._last(_TAIL_FRAMES))
        return int(numbers[-1]) if len(numbers) else None

    def all(self) -> Runs:
        """Every number, in runs."""
        runs = Runs()
        with self._path.open("rb") as file:
            while block := file.read(60 * RATE * _FRAME_BYTES):
                runs.add(_frames(block))
        return runs

    def lately(self, seconds: float, first: int, last: int) -> Runs:
        """Of the last `seconds`, the numbers from `first` to `last`."""
        runs = self.recent(seconds)
        within = [(max(begin, first), min(end, last)) for begin, end in runs.runs]
        runs.runs = [(begin, end) for begin, end in within if begin <= end]
        return runs

    def recent(self, seconds: float) -> Runs:
        """The numbers of the last `seconds`."""
        runs = Runs()
        runs.add(self._last(round(seconds * RATE)))
        return runs

    def _last(self, count: int) -> npt.NDArray[np.int16]:
        frames = self._path.stat().st_size // _FRAME_BYTES
        with self._path.open("rb") as file:
            file.seek(max(0, frames - count) * _FRAME_BYTES)
            return _frames(file.read(count * _FRAME_BYTES))


def kept_by(recorder: Recorder, first_file: int = 0) -> Runs:
    """What lies in the files of a recorder's meeting, the first `first_file` files left out."""
    runs = Runs()
    timeline = recorder.sound()
    for file in timeline.files[first_file:]:
        runs.add(timeline.frames(file, 0, file.frames))
    return runs


def _frames(data: bytes) -> npt.NDArray[np.int16]:
    return np.frombuffer(data[: len(data) // _FRAME_BYTES * _FRAME_BYTES], np.int16).reshape(-1, 2)
