"""A hole in the sound: from the last frame before it to the first after it, and how long it really was."""

from dataclasses import dataclass

from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.take import Take

# Less than this is late, not lost: sound systems deliver in bursts.
LEAST_LOST_NS = 250_000_000
# For so long after sound came back its timing is watched before the hole is measured: bursts come to rest.
SETTLING_NS = 2_000_000_000


@dataclass(slots=True)
class Hole:
    """Open until it is settled. All times are of the steady clock, in ns.

    `before` is the stream that broke off; None where an earlier recorder, or a pause, stands before the hole.
    """

    before: Take | None
    lost_frame: int  # the stream's count of frames when it broke off
    lost_ns: int
    device: str
    after: Take | None = None
    back_since_ns: int | None = None

    def came_back(self, take: Take) -> None:
        """Sound comes again, by the same take or a new one."""
        self.after = take
        self.back_since_ns = steady_ns()
        take.forget_timing()

    @property
    def may_settle(self) -> bool:
        """Whether the sound has been back for long enough to measure the hole."""
        return self.back_since_ns is not None and steady_ns() - self.back_since_ns >= SETTLING_NS

    @property
    def back_ns(self) -> int:
        """When the first frame after the hole came; now, while none has."""
        if self.after is None:
            return steady_ns()
        return self.after.time_of(
            self.lost_frame if self.after is self.before else self.after.tap.captured_from or 0
        )

    @property
    def lost_for_ns(self) -> int:
        """How much sound is missing; 0 when all of it arrived in the end."""
        missing = max(self.back_ns - self.lost_ns, 0)
        return 0 if self.after is self.before and missing < LEAST_LOST_NS else missing
