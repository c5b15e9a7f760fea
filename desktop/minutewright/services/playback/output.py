"""The loudspeaker: what is queued is played, and it is known which moment of it is heard now."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from minutewright.domain.errors import DeviceError
from minutewright.services.playback.stretching import Piece
from minutewright.services.sound.portaudio import portaudio, stream_closed, stream_opened

# Long enough to play without breaks beside a transcription, short enough to answer a key at once.
_LATENCY_S = 0.12


class Output:
    """An open output stream. `put`, `clear`, `waiting_s` and `heard_ms` may be called from any thread."""

    def __init__(self, device: str | None, on_drained: Callable[[], None]) -> None:
        """Open the loudspeaker of that name, or the default one. `on_drained` is called, from the sound card's
        thread, when everything up to `put_end` has been handed over.

        Raises:
            DeviceError: there is none, or it cannot be opened.
        """
        self._lock = threading.Lock()
        self._queue: deque[Piece] = deque()
        self._offset = 0  # samples of the first piece that are played already
        self._ends = False
        self._on_drained = on_drained
        self._mark: tuple[float, float, float] | None = (
            None  # stream time, recording time (ms), ms per second
        )
        self._given_s = 0.0  # how much sound follows the mark
        self._floor_ms = 0.0
        self._sounddevice = _portaudio()
        self.rate = 0
        self._stream = self._open(device)
        stream_opened()

    def start(self) -> None:
        """Let the sound flow."""
        if not self._stream.active:
            self._stream.stop()
            self._stream.start()

    def stop(self) -> None:
        """Be quiet at once; what is queued stays."""
        self._stream.abort()

    def close(self) -> None:
        """Give the loudspeaker back."""
        self._stream.close(ignore_errors=True)
        stream_closed()

    def put(self, piece: Piece) -> None:
        """Queue a piece."""
        with self._lock:
            self._queue.append(piece)

    def put_end(self) -> None:
        """Nothing follows what is queued."""
        with self._lock:
            self._ends = True

    def clear(self, at_ms: float) -> None:
        """Drop what is queued; what comes next begins at `at_ms`."""
        with self._lock:
            self._queue.clear()
            self._offset = 0
            self._ends = False
            self._mark = None
            self._floor_ms = at_ms

    @property
    def waiting_s(self) -> float:
        """Seconds of sound in the queue."""
        with self._lock:
            return (sum(len(piece.samples) for piece in self._queue) - self._offset) / self.rate

    @property
    def latency_s(self) -> float:
        """How long after it was handed over (s) sound is heard at the latest."""
        return float(self._stream.latency) + _LATENCY_S

    def heard_ms(self) -> float:
        """The recording time that is heard at this moment."""
        with self._lock:
            if self._mark is None:
                return self._floor_ms
            at, ms, ms_per_s = self._mark
            passed_s = float(self._stream.time) - at
            # A stream that starves or ends plays nothing past what it was given.
            return max(ms + min(passed_s, self._given_s) * ms_per_s, self._floor_ms)

    def _open(self, device: str | None) -> Any:
        sounddevice = self._sounddevice
        try:
            index = _find_output(device)
            self.rate = round(sounddevice.query_devices(index)["default_samplerate"])
            return sounddevice.OutputStream(
                device=index,
                samplerate=self.rate,
                channels=1,
                dtype="float32",
                latency=_LATENCY_S,
                callback=self._fill,
            )
        except sounddevice.PortAudioError as error:
            raise DeviceError("The loudspeaker cannot be opened. Check it, or choose another.") from error

    def _fill(
        self, out: "np.ndarray[Any, np.dtype[np.float32]]", frames: int, at: Any, status: object
    ) -> None:
        drained = False
        with self._lock:
            filled = 0
            while filled < frames and self._queue:
                piece = self._queue[0]
                if filled == 0:
                    self._mark = (
                        at.outputBufferDacTime,
                        piece.start_ms + self._offset * piece.step_ms,
                        piece.step_ms * self.rate,
                    )
                count = min(frames - filled, len(piece.samples) - self._offset)
                out[filled : filled + count, 0] = piece.samples[self._offset : self._offset + count]
                filled += count
                self._offset += count
                if self._offset >= len(piece.samples):
                    self._queue.popleft()
                    self._offset = 0
            if filled:
                self._given_s = filled / self.rate
            out[filled:] = 0
            if self._ends and not self._queue:
                self._ends = False
                drained = True
        if drained:
            self._on_drained()


def _portaudio() -> Any:
    try:
        return portaudio()
    except OSError as error:
        raise DeviceError(
            "This computer's sound system is not installed, so nothing can be played."
        ) from error


def _find_output(name: str | None) -> int:
    """The index of the loudspeaker of that name, or of the default one.

    Raises:
        DeviceError: there is none.
    """
    sounddevice = _portaudio()
    devices = [device for device in sounddevice.query_devices() if device["max_output_channels"] > 0]
    if not devices:
        raise DeviceError("This computer has no loudspeaker or headphones. Connect some and try again.")
    if name is None:
        index = int(sounddevice.default.device[1])
        return index if index >= 0 else int(devices[0]["index"])
    wanted = name.casefold()
    for fits in (lambda text: text == wanted, lambda text: wanted in text):
        for device in devices:
            if fits(str(device["name"]).casefold()):
                return int(device["index"])
    raise DeviceError(f"There is no loudspeaker called “{name}”. Connect it, or choose another.")
