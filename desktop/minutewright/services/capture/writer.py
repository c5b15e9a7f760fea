"""The thread that brings sound from the ring to the disk, and does in order what the recorder tells it to."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import FolderError
from minutewright.services.capture.hearing import Hearing
from minutewright.services.capture.levels import measure
from minutewright.services.capture.messages import Level
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.take import Take
from minutewright.services.sound.loudest import LoudestChannel, loudness

logger = logging.getLogger(__name__)
_TICK_S = 0.05
_SYNC_NS = 1_000_000_000
_LEVELS_PER_SECOND = 10
# After a hole: a frozen sound server delivers what it kept in one burst, and only its end tells the time of it all.
_BURST_NS = 300_000_000


@dataclass(frozen=True, slots=True)
class _Order:
    """Something to do once the ring has been written down as far as `position`."""

    take: Take | None
    position: int
    do: Callable[[], None]


class Writer:
    """Owns the files. Orders given by `after` are carried out exactly where they fall in the sound."""

    def __init__(
        self,
        track: SegmentTrack,
        on_level: Callable[[Level], None],
        on_failure: Callable[[FolderError], None],
    ) -> None:
        """`on_failure` is called once, from the writer's thread, when the disk takes no more; it then ends."""
        self._track = track
        self._on_level = on_level
        self._on_failure = on_failure
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._take: Take | None = None
        self._finished = threading.Event()
        self._synced_ns = 0
        self._burst_ns: int | None = None
        self.overrun_ms = 0
        self.hearing = Hearing()
        self._loudest = LoudestChannel()
        self._listened: Take | None = None
        self.speech_ms: int | None = None  # the recording time at which somebody spoke last
        self.failure: FolderError | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def after(self, take: Take | None, do: Callable[[], None]) -> None:
        """Do something with the files once everything that `take`'s ring holds now is written."""
        self._orders.put(_Order(take, take.tap.ring.written if take else 0, do))

    def switch(self, old: Take | None, new: Take) -> None:
        """Read from another take as soon as the old one is written down."""

        def begin() -> None:
            self._take = new

        self.after(old, begin)

    def finish(self, take: Take | None, do: Callable[[], None], timeout_s: float) -> bool:
        """Write down what is left, do one last thing and end; whether that was done within the time."""

        def last() -> None:
            do()
            self._finished.set()

        self.after(take, last)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._finished.is_set():
                self._step()
        except FolderError as error:
            self._fail(error)
        except Exception:
            logger.exception("The recorder's writer met a mistake of its own.")
            words = "The recording was stopped by a mistake of the program. Everything up to then is kept."
            self._fail(FolderError(words))

    def _fail(self, error: FolderError) -> None:
        self.failure = error
        self._track.close_all()
        self._on_failure(error)

    def _step(self) -> None:
        try:
            order = self._orders.get(timeout=_TICK_S)
        except queue.Empty:
            if self._take is not None and not self._in_burst(self._take):
                self._drain(self._take, self._take.tap.ring.written)
        else:
            if order.take is not None:
                self._drain(order.take, order.position)
            order.do()
        now = steady_ns()
        if now - self._synced_ns >= _SYNC_NS:
            self._synced_ns = now
            self._track.sync()

    def await_burst(self) -> None:
        """Leave the next sound in the ring for a moment: when it came is not known at once."""
        self._burst_ns = 0

    def _in_burst(self, take: Take) -> bool:
        if self._burst_ns is None or take.tap.ring.written == take.tap.ring.taken:
            return False
        now = steady_ns()
        self._burst_ns = self._burst_ns or now
        if now - self._burst_ns < _BURST_NS:
            return True
        self._burst_ns = None
        return False

    def _drain(self, take: Take, up_to: int) -> None:
        ring = take.tap.ring
        piece = take.rate // _LEVELS_PER_SECOND
        while ring.taken < up_to or (ring.dropped and ring.dropped[0][0] <= up_to):
            stop = up_to
            if ring.dropped:
                position = ring.dropped[0][0]
                if position <= ring.taken:
                    self._write_overrun(take)
                    continue
                stop = min(stop, position)
            data = ring.take(min(stop, ring.taken + piece))
            frames = len(data) // ring.frame_bytes
            self._track.write(data, take.rate, take.channels, take.time_of_ring(ring.taken))
            self._tell_level(data, take)
            ring.release(frames)

    def _write_overrun(self, take: Take) -> None:
        """Put silence where the ring had no room, all that was dropped there in one stretch."""
        ring, frames = take.tap.ring, 0
        time_ns = take.time_of_ring(ring.taken)
        while ring.dropped and ring.dropped[0][0] <= ring.taken:
            frames += ring.dropped.popleft()[1]
        self.overrun_ms += round(frames * 1000 / take.rate)
        self._track.write_overrun(frames, take.rate, take.channels, time_ns)

    def _tell_level(self, data: memoryview, take: Take) -> None:
        samples = np.frombuffer(data, np.int16).reshape(-1, take.channels)
        peak, rms, clipped = measure(samples)
        speech = self.hearing.hear(peak, rms, clipped, round(len(samples) * 1000 / take.rate))
        position_ms = self._track.position_ms
        if speech:
            self.speech_ms = position_ms
        loudest = self._loudest_in(samples, take)
        self._on_level(Level(position_ms, peak, rms, clipped, loudest, speech=speech))

    def _loudest_in(self, samples: npt.NDArray[np.int16], take: Take) -> int:
        """The channel before which somebody speaks, 0 for none."""
        if take.channels == 1:
            return 0
        if take is not self._listened:
            self._listened, self._loudest = take, LoudestChannel()
        return self._loudest.hear(loudness(samples, take.rate)[0])
