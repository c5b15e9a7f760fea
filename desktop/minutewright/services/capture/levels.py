"""How loud the sound is."""

import math

import numpy as np
import numpy.typing as npt

# One step of 16 bits lies 90.3 dB under full scale.
SILENCE_DBFS = -96.0
_FULL_SCALE = 32767
_CLIPPED_RUN = 3


def dbfs(share: float) -> float:
    """A share of full scale (0 to 1) in dBFS, `SILENCE_DBFS` at the least."""
    return max(20 * math.log10(share), SILENCE_DBFS) if share > 0 else SILENCE_DBFS


def measure(frames: npt.NDArray[np.int16]) -> tuple[float, float, bool]:
    """Peak and RMS in dBFS and whether it is clipped, of int16 frames of shape (n, channels).

    Peak and RMS are those of the loudest channel. Clipped: three samples in a row at full scale.
    """
    if not len(frames):
        return SILENCE_DBFS, SILENCE_DBFS, False
    size = np.abs(frames.astype(np.int32))
    peak = int(size.max())
    rms = math.sqrt(float(np.mean(np.square(size, dtype=np.float64), axis=0).max()))
    clipped = False
    if peak >= _FULL_SCALE:
        full = size >= _FULL_SCALE
        run = full[: 1 - _CLIPPED_RUN or None]
        for step in range(1, _CLIPPED_RUN):
            run = run & full[step : len(full) - _CLIPPED_RUN + 1 + step]
        clipped = bool(run.any())
    return dbfs(peak / 32768), dbfs(rms / 32768), clipped
