"""Finished files of a recording as a recorder leaves them: sealed, and told of in the clock file."""

import hashlib
from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.services.sound.clock_file import SegmentClosed, SegmentOpened, append_line
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from tones import START, tone


def sealed_files(
    folder: Path, count: int, *, seconds: int = 1, rate: int = 16000, channels: int = 1
) -> npt.NDArray[np.int16]:
    """`count` sealed WAV files of a tone that goes on through them; its frames, of shape (n, channels)."""
    whole = tone(count * seconds * rate, rate, channels, hertz=441.7)
    for number in range(count):
        at = START + timedelta(seconds=number * seconds)
        name = SegmentName(number + 1, at, rate, channels)
        append_line(folder, SegmentOpened(str(name), at, number * seconds * 1_000_000_000))
        writer = WavWriter(folder / str(name), rate, channels)
        writer.write(whole[number * seconds * rate : (number + 1) * seconds * rate].tobytes())
        writer.close()
        sha256 = hashlib.sha256((folder / str(name)).read_bytes()).hexdigest()
        append_line(folder, SegmentClosed(str(name), seconds * rate, sha256))
    return whole
