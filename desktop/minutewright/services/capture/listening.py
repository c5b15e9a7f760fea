"""Listening to a microphone without recording anything: how loud it is now."""

from collections.abc import Callable

import numpy as np

from minutewright.services.capture.devices import find_input, open_error
from minutewright.services.capture.levels import measure
from minutewright.services.capture.messages import Level
from minutewright.services.sound.portaudio import portaudio, stream_closed, stream_opened

_BLOCKS_PER_SECOND = 10


class Listening:
    """An open microphone whose sound goes nowhere; only its level is told."""

    def __init__(self, device: str | None, on_level: Callable[[Level], None]) -> None:
        """Listen to a microphone by name (None: the default).

        `on_level` is called about ten times a second from the sound card's thread.

        Raises:
            NoMicrophone, DeviceBusy, DeviceError: it is not there or cannot be opened.
        """
        found = find_input(device)
        self._rate = found.sample_rate
        self._on_level = on_level
        self._frames = 0
        sounddevice = portaudio()
        try:
            self._stream = sounddevice.RawInputStream(
                device=found.index,
                samplerate=self._rate,
                channels=1,
                dtype="int16",
                blocksize=self._rate // _BLOCKS_PER_SECOND,
                callback=self._hear,
            )
        except sounddevice.PortAudioError as error:
            raise open_error(error, found.name) from error
        stream_opened()
        try:
            self._stream.start()
        except sounddevice.PortAudioError as error:
            self.close()
            raise open_error(error, found.name) from error

    def close(self) -> None:
        """Let go of the microphone. This can block for as long as the sound system is frozen. Once is enough."""
        self._on_level = lambda _: None
        try:
            self._stream.close(ignore_errors=True)
        finally:
            stream_closed()

    def _hear(self, data: object, frames: int, at: object, status: object) -> None:
        samples = np.frombuffer(data, np.int16).reshape(-1, 1)  # type: ignore[call-overload]
        self._frames += frames
        peak, rms, clipped = measure(samples)
        self._on_level(Level(self._frames * 1000 // self._rate, peak, rms, clipped))
