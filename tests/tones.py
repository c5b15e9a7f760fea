"""Sound that says by itself which frame it is, and files of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter

START = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)


def tone(
    frames: int, rate: int, channels: int = 1, hertz: float = 440.0, first: int = 0
) -> npt.NDArray[np.int16]:
    """A sine at half of full scale whose phase depends on the frame number alone; shape (frames, channels)."""
    times = np.arange(first, first + frames) / rate
    wave = np.round(16384 * np.sin(2 * np.pi * hertz * times)).astype(np.int16)
    return np.repeat(wave[:, None], channels, axis=1)


def write_wav(
    folder: Path, samples: npt.NDArray[np.int16], rate: int, *, number: int = 1, start_ms: int = 0
) -> AudioFile:
    """A closed segment in `folder` with its record."""
    began = START + timedelta(milliseconds=start_ms)
    name = SegmentName(number, began, rate, samples.shape[1])
    writer = WavWriter(folder / str(name), rate, samples.shape[1])
    writer.write(samples.tobytes())
    writer.close()
    file = AudioFile(name.id, number, str(name), start_ms, len(samples), rate, samples.shape[1], began)
    return replace(file, sha256="0" * 64)
