"""The alert: three short tones through the loudspeaker when a recording is in danger."""

import logging
import threading
import time

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import DeviceError
from minutewright.services.playback.output import Output
from minutewright.services.playback.stretching import Piece

logger = logging.getLogger(__name__)
TONE_HZ = 880
_PEAK = 0.1  # -20 dBFS: heard beside the laptop, not across the chamber
_TONE_S, _REST_S, _EDGE_S = 0.12, 0.1, 0.01
_TONES = 3
_PATIENCE_S = 3.0


def alert_sound(rate: int) -> npt.NDArray[np.float32]:
    """Three tones with soft edges: mono float32 of shape (n,) at `rate` Hz, full scale 1.0."""
    times = np.arange(round(_TONE_S * rate)) / rate
    edge = np.clip(np.minimum(times, _TONE_S - times) / _EDGE_S, 0, 1)
    tone = _PEAK * edge * np.sin(2 * np.pi * TONE_HZ * times)
    rest = np.zeros(round(_REST_S * rate))
    return np.concatenate([np.concatenate([tone, rest]) for _ in range(_TONES)]).astype(np.float32)


class Alert:
    """Sounds in a thread of its own: a sound system that hangs keeps nobody waiting, and one alert at a time."""

    def __init__(self) -> None:
        self._sounding = threading.Lock()

    def sound(self, loudspeaker: str | None = None) -> bool:
        """Begin to sound through a loudspeaker by name (None: the default); False while the last one still sounds."""
        if not self._sounding.acquire(blocking=False):
            return False
        threading.Thread(target=self._sound, args=(loudspeaker,), name="alert", daemon=True).start()
        return True

    def _sound(self, loudspeaker: str | None) -> None:
        drained = threading.Event()
        try:
            output = Output(loudspeaker, drained.set)
            try:
                output.put(Piece(alert_sound(output.rate), 0.0, 1000 / output.rate))
                output.put_end()
                output.start()
                drained.wait(_PATIENCE_S)
                time.sleep(output.latency_s)
            finally:
                output.close()
        except DeviceError as error:
            logger.warning("The alert cannot be heard: %s", error)
        finally:
            self._sounding.release()
