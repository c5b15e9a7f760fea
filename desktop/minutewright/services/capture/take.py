"""One stream from one microphone: opened, timed, closed."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from minutewright.domain.errors import DeviceError
from minutewright.services.capture.devices import InputDevice, find_input, open_error
from minutewright.services.capture.ring import SoundRing
from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.tap import Tap
from minutewright.services.sound.portaudio import portaudio, stream_closed, stream_opened
from minutewright.services.sound.wav import SAMPLE_BYTES

# Asked of the sound card: a pause of the whole computer shorter than this loses nothing (measured: 0.37 s).
LATENCY_S = 0.5
_BLOCKS_PER_SECOND = 10
# How long the disk may keep the writer waiting before sound is dropped.
_RING_SECONDS = 40
_USUAL_RATE = 48000
_TIMING_WINDOW_NS = 30_000_000_000
_INVALID_RATE, _INVALID_CHANNELS = -9997, -9998


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk asked for: a microphone by name (None: the default), Hz (None: what suits it), channels.

    With `computer` it is the sound of this computer that is wanted, and `device` a label of `computer_sound.py`.
    """

    device: str | None = None
    rate: int | None = None
    channels: int = 1
    computer: bool = False


class Take:
    """An open stream. Frames come into `tap.ring` once `tap.capturing` is set."""

    def __init__(self, device: str, rate: int, channels: int, stream_of: Any) -> None:
        """`stream_of(tap)` opens the PortAudio stream that calls `tap`."""
        self.device = device
        self.rate = rate
        self.channels = channels
        self.ended = False
        self._closed = False
        ring = SoundRing(channels * SAMPLE_BYTES, rate * _RING_SECONDS)
        self.tap = Tap(ring, rate, round((LATENCY_S + 2 / _BLOCKS_PER_SECOND) * 1e9))
        self._began: deque[tuple[int, int]] = deque()  # (steady ns when harvested, steady ns of frame 0)
        self._stream = stream_of(self.tap, self._on_end)
        stream_opened()

    def _on_end(self) -> None:
        self.ended = True

    def start(self) -> None:
        """Let the frames flow.

        Raises:
            DeviceError: the device went away since it was opened.
        """
        self.tap.last_ns = steady_ns()
        try:
            self._stream.start()
        except portaudio().PortAudioError as error:
            raise open_error(error, self.device) from error

    def close(self) -> None:
        """End the stream. This can block for as long as the sound system is frozen. Once is enough."""
        self.tap.capturing = False
        if self._closed:
            return
        self._closed = True
        try:
            self._stream.close(ignore_errors=True)
        finally:
            stream_closed()

    def harvest(self) -> None:
        """Look at the timing since the last call; to be called a few times a second."""
        began = self.tap.harvest()
        if began is not None:
            now = steady_ns()
            self._began.append((now, began))
            while self._began[0][0] < now - _TIMING_WINDOW_NS:
                self._began.popleft()

    def forget_timing(self) -> None:
        """Judge the timing anew from here on: something happened to the stream."""
        self.tap.harvest()
        self._began.clear()

    def began_ns(self, *, since_ns: int = 0, until_ns: int | None = None) -> int | None:
        """The steady clock (ns) at this stream's frame 0, judged by the callbacks of the last half minute.

        The quickest callback is the truest: being late is the only way in which one can be wrong.
        """
        window = [
            began
            for at, began in tuple(self._began)
            if at >= since_ns and (until_ns is None or at < until_ns)
        ]
        return min(window, default=None)

    def time_of(self, frame: int) -> int:
        """The steady clock (ns) at which the stream's frame number `frame` came."""
        began = self.began_ns()
        if began is None:
            return self.tap.last_ns - (self.tap.count - frame) * 1_000_000_000 // self.rate
        return began + frame * 1_000_000_000 // self.rate

    def time_of_ring(self, position: int) -> int:
        """The steady clock (ns) of a position in the ring (from the last pause or hole on).

        Frames that found no room in the ring after that position passed on the clock all the same.
        """
        tap = self.tap
        while True:
            written, count = tap.ring.written, tap.count_at_head
            missing = sum(frames for place, frames in tuple(tap.ring.dropped) if place >= position)
            if written == tap.ring.written:  # else a block came in between the two readings
                return self.time_of(count - (written - position) - missing)


def open_take(wanted: Wanted) -> Take:
    """Open the microphone; where it cannot do the rate or the channels asked for, what comes nearest.

    Raises:
        NoMicrophone, DeviceBusy, DeviceError: it is not there or cannot be opened.
    """
    if wanted.computer:
        from minutewright.services.capture.computer_sound import open_computer_take

        return open_computer_take(wanted)
    return open_stream_of(wanted, find_input(wanted.device))


def open_stream_of(wanted: Wanted, device: InputDevice, name: str = "") -> Take:
    """Open this device of PortAudio's, as nearly as it can do what is wanted; the take goes by `name`, or the device's.

    Raises:
        DeviceBusy, DeviceError: it cannot be opened.
    """
    name = name or device.name
    sounddevice = portaudio()
    failure: Exception | None = None
    for rate, channels in _choices(wanted, device):

        def stream_of(tap: Tap, on_end: Any, rate: int = rate, channels: int = channels) -> Any:
            return sounddevice.RawInputStream(
                device=device.index,
                samplerate=rate,
                channels=channels,
                dtype="int16",
                latency=LATENCY_S,
                blocksize=rate // _BLOCKS_PER_SECOND,
                callback=tap,
                finished_callback=on_end,
            )

        try:
            return Take(name, rate, channels, stream_of)
        except sounddevice.PortAudioError as error:
            failure = error
            if len(error.args) < 2 or error.args[1] not in (_INVALID_RATE, _INVALID_CHANNELS):
                break
    if failure is None:
        raise DeviceError(f"The microphone “{name}” records no channels.")
    raise open_error(failure, name) from failure


def _choices(wanted: Wanted, device: InputDevice) -> list[tuple[int, int]]:
    """Rates and channels to try, best first."""
    rates = [wanted.rate or _USUAL_RATE, device.sample_rate]
    channels = [wanted.channels, min(2, device.channels), device.channels]
    return list(dict.fromkeys((rate, count) for rate in rates for count in channels if count > 0))
