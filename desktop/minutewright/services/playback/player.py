"""Plays a recording: from anywhere, at any speed, and always knows what is heard."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

from minutewright.domain.errors import DeviceError
from minutewright.services.playback.output import Output
from minutewright.services.playback.stretching import FASTEST, SLOWEST, Piece, pieces
from minutewright.services.sound.timeline import SoundTimeline

STEP_BACK_MS = 2_000
_AHEAD_S = 0.6
_ANSWER_S = 5.0
_LOOK_S = 0.1
# A loudspeaker that plays nothing is given back, so that others may have it and the list of devices be renewed.
_IDLE_S = 2.0


class Player:
    """Plays one timeline. Methods return at once, but for `play` where it must open the loudspeaker first.

    The loudspeaker is held while it plays and for two seconds afterwards.
    """

    def __init__(self, timeline: SoundTimeline, device: str | None = None) -> None:
        """`device` is the loudspeaker by name; None is the system's default."""
        self._timeline = timeline
        self._device = device
        self._output: Output | None = None
        self._playing = False
        self._paused = False
        self._position_ms = 0
        self._pending = 0  # times that play was told to begin elsewhere and has not yet
        self._speed = 1.0
        self._source: Iterator[Piece] | None = None
        self._drained_at: float | None = None
        self._idle_since: float | None = None
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    # -- for the window ----------------------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether sound is being played; False again once the end of the recording has been heard."""
        return self._playing

    @property
    def position_ms(self) -> int:
        """The recording time that is heard now, or at which play would go on."""
        output = self._output
        if self._playing and not self._pending and output is not None:
            return min(round(output.heard_ms()), self._timeline.length_ms)
        return self._position_ms

    @property
    def speed(self) -> float:
        """How fast it plays: 1.0 as it was, 0.5 half, 2.0 double; the pitch is kept."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        speed = min(max(speed, SLOWEST), FASTEST)
        if speed != self._speed:
            position = self.position_ms
            self._speed = speed
            if self._playing:
                self._begin_at(position)

    def play(self, from_ms: int | None = None) -> None:
        """Play from a recording time (ms); without one go on from where it is, after a pause 2 s before that.

        Raises:
            DeviceError: there is no loudspeaker, or it does not answer.
        """
        if from_ms is None:
            from_ms = self.position_ms - (STEP_BACK_MS if self._paused else 0)
        self._paused = False
        self._open()
        self._begin_at(min(max(from_ms, 0), self._timeline.length_ms))

    def pause(self) -> None:
        """Be quiet; `position_ms` stays where it was heard."""
        if self._playing:
            self._position_ms = self.position_ms
            self._playing = False
            self._paused = True
            self._orders.put(self._halt)

    def seek(self, at_ms: int) -> None:
        """Go to a recording time (ms); plays on from there if it was playing."""
        at_ms = min(max(at_ms, 0), self._timeline.length_ms)
        self._paused = False
        if self._playing:
            self._begin_at(at_ms)
        else:
            self._position_ms = at_ms

    def close(self) -> None:
        """End, and give the loudspeaker back."""
        self._position_ms = self.position_ms
        self._playing = False
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join(_ANSWER_S)
            self._thread = None

    def _open(self) -> None:
        """Open the loudspeaker, in the player's thread: a sound system that hangs must not hang the window."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="player", daemon=True)
            self._thread.start()
        answer: queue.SimpleQueue[DeviceError | None] = queue.SimpleQueue()

        def open_output() -> None:
            try:
                self._output = self._output or Output(self._device, self._on_drained)
                self._idle_since = None
                answer.put(None)
            except DeviceError as error:
                answer.put(error)

        self._orders.put(open_output)
        try:
            error = answer.get(timeout=_ANSWER_S)
        except queue.Empty:
            error = DeviceError("The loudspeaker does not answer. Check it, or choose another.")
        if error is not None:
            raise error

    def _begin_at(self, at_ms: int) -> None:
        self._pending += 1
        self._position_ms = at_ms
        self._playing = True
        speed = self._speed

        def begin() -> None:
            output = self._output
            if output is not None:
                output.clear(at_ms)
                self._drained_at = None
                self._source = pieces(self._timeline, output.rate, at_ms, speed)
            self._pending -= 1  # before anything new can be played to its end
            if output is not None:
                self._feed(output)
                if self._playing:
                    output.start()

        self._orders.put(begin)

    # -- in the sound card's thread ----------------------------------------------------------------------------------

    def _on_drained(self) -> None:
        """The sound card has everything; what it still holds is heard within its latency."""
        self._drained_at = time.monotonic()

    # -- in the player's own thread ----------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            try:
                order = self._orders.get(timeout=_LOOK_S if self._output else None)
            except queue.Empty:
                self._look()
                continue
            if order is None:
                break
            order()
        self._give_back()

    def _look(self) -> None:
        if self._output is not None:
            self._feed(self._output)
            if self._drained_at is not None and time.monotonic() - self._drained_at > self._output.latency_s:
                self._end()
        if self._playing or self._pending:
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = time.monotonic()
        elif time.monotonic() - self._idle_since > _IDLE_S:
            self._give_back()

    def _end(self) -> None:
        """All has been heard."""
        self._drained_at = None
        if self._playing and not self._pending:
            self._position_ms = self._timeline.length_ms
            self._playing = False

    def _halt(self) -> None:
        if self._output is not None and not self._playing:
            self._source = None
            self._output.stop()
            self._output.clear(self._position_ms)

    def _give_back(self) -> None:
        output, self._output = self._output, None
        self._source = self._idle_since = None
        if output is not None:
            output.close()

    def _feed(self, output: Output) -> None:
        """Queue as much as is needed to play on while nobody looks."""
        while self._source is not None and output.waiting_s < _AHEAD_S:
            piece = next(self._source, None)
            if piece is None:
                self._source = None
                output.put_end()
            else:
                output.put(piece)
