"""Listening to a microphone without recording: how loud it is, and a few seconds taken and heard back."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from minutewright.domain.errors import DeviceError
from minutewright.services.capture.devices import find_input, open_error
from minutewright.services.capture.levels import SILENCE_DBFS, measure
from minutewright.services.sound.portaudio import portaudio, stream_closed, stream_opened
from minutewright.services.sound.wav import SAMPLE_BYTES

CHECK_SECONDS = 5
_BLOCKS_PER_SECOND = 10


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a tenth of a second was: dBFS, and whether it was clipped."""

    rms_dbfs: float
    peak_dbfs: float
    clipped: bool


class SoundCheck:
    """An open microphone. Nothing it hears is stored anywhere but in memory, and only for a check."""

    def __init__(self, device: str | None, on_level: Callable[[Loudness], None]) -> None:
        """Listen to a microphone by name (None: the default); `on_level` is called from the sound card's thread.

        Raises:
            NoMicrophone, DeviceBusy, DeviceError: it is not there or cannot be opened.
        """
        found = find_input(device)
        self.device = found.name
        self.rate = found.sample_rate
        self._on_level = on_level
        self._on_taken: Callable[[], None] = lambda: None
        self._missing = 0
        self._taken: list[bytes] = []
        self._lock = threading.Lock()
        sounddevice = portaudio()
        try:
            self._stream = sounddevice.RawInputStream(
                device=found.index,
                samplerate=self.rate,
                channels=1,
                dtype="int16",
                blocksize=self.rate // _BLOCKS_PER_SECOND,
                callback=self._hear,
            )
            stream_opened()
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise open_error(error, found.name) from error

    def take(self, on_taken: Callable[[], None], seconds: int = CHECK_SECONDS) -> None:
        """Keep the next seconds in memory; `on_taken` is called from the sound card's thread when they are there."""
        with self._lock:
            self._taken = []
            self._on_taken = on_taken
            self._missing = seconds * self.rate

    def peak_dbfs(self) -> float:
        """The peak of what was taken, in dBFS."""
        samples = np.frombuffer(b"".join(self._taken), np.int16).reshape(-1, 1)
        return measure(samples)[0] if len(samples) else SILENCE_DBFS

    def play(self, loudspeaker: str | None = None) -> None:
        """Play what was taken; returns when it has been heard.

        Raises:
            DeviceError: there is no loudspeaker, or it cannot be opened.
        """
        sounddevice = portaudio()
        try:
            with sounddevice.RawOutputStream(
                samplerate=self.rate, channels=1, dtype="int16", device=loudspeaker
            ) as stream:
                for block in self._taken:
                    stream.write(block)
        except (sounddevice.PortAudioError, ValueError) as error:
            raise DeviceError(
                "What was recorded for the check cannot be played: the loudspeaker cannot be opened. "
                "The microphone is not touched by that. Check the loudspeaker, then try again."
            ) from error

    def close(self) -> None:
        """Let go of the microphone."""
        self._on_level = lambda _: None
        try:
            self._stream.close(ignore_errors=True)
        finally:
            stream_closed()

    def _hear(self, data: object, frames: int, at: object, status: object) -> None:
        block = bytes(memoryview(data))  # type: ignore[arg-type]
        peak, rms, clipped = measure(np.frombuffer(block, np.int16).reshape(-1, 1))
        self._on_level(Loudness(rms, peak, clipped))
        with self._lock:
            if self._missing <= 0:
                return
            part = block[: self._missing * SAMPLE_BYTES]
            self._taken.append(part)
            self._missing -= len(part) // SAMPLE_BYTES
            done = self._missing <= 0
        if done:
            self._on_taken()
