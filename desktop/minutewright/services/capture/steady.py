"""Two clocks: a steady one that nobody sets and that counts through sleep, and the wall clock beside it."""

import sys
import time
from datetime import UTC, datetime

if sys.platform == "linux":

    def steady_ns() -> int:
        """Nanoseconds from an arbitrary moment; goes on while the computer sleeps."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def steady_ns() -> int:
        """Nanoseconds from an arbitrary moment; goes on while the computer sleeps."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

else:

    def steady_ns() -> int:
        """Nanoseconds from an arbitrary moment; goes on while the computer sleeps."""
        return time.monotonic_ns()


def wall_offset_ns() -> int:
    """Wall clock minus steady clock, in ns; it changes only when somebody sets the wall clock."""
    return time.time_ns() - steady_ns()


def wall_at(moment_ns: int) -> datetime:
    """The wall clock (aware, UTC, whole ms) at a moment of the steady clock, by how the two stand now."""
    return datetime.fromtimestamp((moment_ns + wall_offset_ns()) // 1_000_000 / 1000, UTC)
