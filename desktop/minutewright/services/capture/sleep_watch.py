"""Noticing that the computer was asleep although it was asked not to: one clock counts through sleep, one does not."""

import sys
import time
from collections.abc import Callable

from minutewright.services.capture.steady import steady_ns, wall_at
from minutewright.services.sound.clock_file import Slept

_LEAST_NS = 1_500_000_000

if sys.platform == "win32":

    def awake_ns() -> int:
        """Nanoseconds from an arbitrary moment; stands still while the computer sleeps."""
        import ctypes

        count = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(count))
        return count.value * 100

elif sys.platform == "darwin":

    def awake_ns() -> int:
        """Nanoseconds from an arbitrary moment; stands still while the computer sleeps."""
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)

else:

    def awake_ns() -> int:
        """Nanoseconds from an arbitrary moment; stands still while the computer sleeps."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)


class SleepWatch:
    """Compares the two clocks at each look."""

    def __init__(self, steady: Callable[[], int] = steady_ns, awake: Callable[[], int] = awake_ns) -> None:
        """`steady` counts (ns) through sleep, `awake` does not."""
        self._steady, self._awake = steady, awake
        self._looked_ns = steady()
        self._apart_ns = self._looked_ns - awake()

    def look(self) -> Slept | None:
        """The line to write when the computer has slept since the last look.

        When exactly it fell asleep between two looks is not known; it is taken to be right after the earlier one.
        """
        now = self._steady()
        apart = now - self._awake()
        slept_ns, before, self._apart_ns, self._looked_ns = (
            apart - self._apart_ns,
            self._looked_ns,
            apart,
            now,
        )
        if slept_ns < _LEAST_NS:
            return None
        return Slept(wall_at(before), before, wall_at(before + slept_ns), slept_ns // 1_000_000)
