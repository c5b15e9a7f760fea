"""Watching over a stream: what no flag and no error tells, the clock does.

Measured in the project's recording study: of nine ways in which a microphone can fail not one sets PortAudio's
overflow flag, and only the death of the sound server ends the stream. Counting frames against the clock shows all.
"""

from enum import Enum, auto

from minutewright.services.capture.hole import LEAST_LOST_NS, Hole
from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.take import Take

# Ten times the usual wait between callbacks: enough to tell the clerk that nothing comes.
STALLED_NS = 1_000_000_000
# A sound server that froze and thaws within this delivers all of it, which reopening would throw away.
REOPEN_NS = 5_000_000_000
# Sound that vanishes without a pause shows as a step in the timing that lasts for this long.
_STEP_WINDOW_NS = 4_000_000_000


class Finding(Enum):
    """What has just become of the stream."""

    STALLED = auto()  # nothing comes any more; it may yet
    ENDED = auto()  # nothing will come any more
    BACK = auto()  # sound comes again
    SETTLED = auto()  # it has come for long enough to measure the hole
    STEPPED = auto()  # sound is missing although it never stopped coming


class Vigil:
    """Looks at the stream a few times a second. `hole` is the hole that is open, for the session to fill."""

    def __init__(self) -> None:
        self.hole: Hole | None = None
        self._given_up: Take | None = None
        self._count = 0

    def look(self, take: Take | None) -> Finding | None:
        """What is new about the stream, one thing at a time; nothing is while there is none."""
        if take is None:
            return None
        take.harvest()
        silent_ns = steady_ns() - take.tap.last_ns
        if take is not self._given_up and (take.ended or silent_ns > REOPEN_NS):
            self._given_up = take
            return Finding.ENDED
        if self.hole is None:
            if silent_ns > STALLED_NS and take is not self._given_up:
                return Finding.STALLED
            return Finding.STEPPED if self.step_ns(take) else None
        if self.hole.after is None:
            return Finding.BACK if self._flows(take) else None
        if silent_ns > STALLED_NS:
            return Finding.STALLED
        return Finding.SETTLED if self.hole.may_settle else None

    def open_hole(self, take: Take) -> Hole:
        """The stream broke off after the frames that it has brought so far."""
        self._count = take.tap.count
        last = take.tap.count_at_head
        self.hole = Hole(take, last, take.time_of(last), take.device)
        take.forget_timing()  # of what comes after the hole, the time before it says nothing
        return self.hole

    def open_hole_at(self, lost_ns: int, device: str) -> Hole:
        """Nothing has come since a moment of the steady clock (ns), and no stream of this recorder's stands before it."""
        self.hole = Hole(None, 0, lost_ns, device)
        return self.hole

    def give_up(self, take: Take) -> None:
        """The session closes this take by itself; say no more about it."""
        self._given_up = take

    def has_given_up(self, take: Take) -> bool:
        """Whether this take is being replaced already."""
        return take is self._given_up

    def step_ns(self, take: Take) -> int:
        """How much sound (ns) went missing in a flowing stream; 0 as long as that is less than lateness explains."""
        now = steady_ns()
        before = take.began_ns(until_ns=now - _STEP_WINDOW_NS)
        lately = take.began_ns(since_ns=now - _STEP_WINDOW_NS)
        if before is None or lately is None or lately - before < LEAST_LOST_NS:
            return 0
        return lately - before

    def _flows(self, take: Take) -> bool:
        assert self.hole
        if take is self._given_up:
            return False
        return take.tap.count > (self._count if take is self.hole.before else 0)
