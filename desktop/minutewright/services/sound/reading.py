"""Reading frames from one file of the recording, growing, finished or damaged."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.wav import read_wav_frames, read_wav_shape

Samples = npt.NDArray[np.float32]
T = TypeVar("T")
_OTHER_FORM = {".wav": ".flac", ".flac": ".wav"}


class UnreadableSound(OSError):
    """A file of the recording cannot be read; the timeline puts silence in its place and a note beside it."""


def frames_on_disk(path: Path, file: AudioFile) -> int:
    """How many frames can be read now, which for a file still being written is more than its record says.

    Raises:
        UnreadableSound: the file is missing or damaged.
    """
    return _as_kept(path, lambda kept: _frames_of(kept, file))


def read_frames(path: Path, file: AudioFile, start: int, count: int) -> npt.NDArray[np.int16]:
    """`count` frames from frame `start`, int16 of shape (frames, channels); fewer where the file ends.

    Raises:
        UnreadableSound: the file is missing or damaged.
    """
    return _as_kept(path, lambda kept: _read(kept, file, start, count))


def kept_path(path: Path) -> Path:
    """Where a file of the recording lies now: under its name, or in the other form in which it is kept since."""
    if path.exists() or path.suffix not in _OTHER_FORM:
        return path
    other = path.with_suffix(_OTHER_FORM[path.suffix])
    return other if other.exists() else path


def _as_kept(path: Path, read: Callable[[Path], T]) -> T:
    """Read a file that may be compacted at this very moment: one of its two forms is always there."""
    kept = kept_path(path)
    try:
        return read(kept)
    except (OSError, ValueError, RuntimeError) as error:
        now = kept_path(path)
        if now == kept:
            raise UnreadableSound(_why(path)) from error
    try:
        return read(now)
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableSound(_why(path)) from error


def _frames_of(path: Path, file: AudioFile) -> int:
    if path.suffix == ".wav":
        return read_wav_shape(path, file.sample_rate, file.channels).frames
    import soundfile

    return int(soundfile.info(str(path)).frames)


def _read(path: Path, file: AudioFile, start: int, count: int) -> npt.NDArray[np.int16]:
    if path.suffix == ".wav":
        return read_wav_frames(path, read_wav_shape(path, file.sample_rate, file.channels), start, count)
    import soundfile

    with soundfile.SoundFile(str(path)) as sound:
        sound.seek(min(start, sound.frames))
        block: npt.NDArray[np.int16] = sound.read(count, dtype="int16", always_2d=True)
        return block


def mono(frames: npt.NDArray[np.int16]) -> Samples:
    """The channels mixed in equal parts: float32 of shape (frames,), full scale 1.0."""
    mixed: Samples = frames.mean(axis=1, dtype=np.float32) / np.float32(32768)
    return mixed


def _why(path: Path) -> str:
    if not kept_path(path).exists():
        return f"The sound file {path.name} is missing; its time is shown as silence."
    return f"The sound file {path.name} is damaged; what cannot be read of it is shown as silence."
