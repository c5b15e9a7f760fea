"""What the clerk is warned of while the recording goes on: once each time it begins."""

from collections.abc import Callable

from minutewright.services.capture.messages import Event, Warned, WarningKind
from minutewright.services.capture.room_on_disk import LOW_MINUTES
from minutewright.services.capture.steady import steady_ns, wall_at, wall_offset_ns
from minutewright.services.sound.clock_file import ClockChanged

_QUIET_NS = 2_000_000_000
_CLOCK_STEP_NS = 1_500_000_000


class Cautions:
    """Remembers what was said already."""

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        self._said: set[WarningKind] = set()
        self._wall_offset_ns = wall_offset_ns()

    def look_at_sound(self, quiet_ns: int, overrun_ms: int) -> None:
        """`quiet_ns`: for how long nothing but digital silence came; `overrun_ms`: sound dropped so far."""
        words = "The microphone is silent. It may be switched off or muted."
        self._warn(WarningKind.NO_SOUND, quiet_ns > _QUIET_NS, words)
        words = "The computer is too busy; some sound was lost and stands as silence. Close other programs."
        self._warn(WarningKind.OVERRUN, overrun_ms > 0, words)

    def look_at_disk(self, minutes_left: int) -> None:
        """Warn when room is getting short."""
        words = f"There is room for {max(minutes_left, 0)} more minutes of sound on the disk."
        self._warn(WarningKind.LOW_DISK, minutes_left < LOW_MINUTES, words)

    def look_at_clock(self) -> ClockChanged | None:
        """The line to write when somebody has set the computer's clock since the last look."""
        offset = wall_offset_ns()
        by_ns = offset - self._wall_offset_ns
        self._wall_offset_ns = offset
        if abs(by_ns) <= _CLOCK_STEP_NS:
            return None
        way, seconds = ("forward" if by_ns > 0 else "back"), round(abs(by_ns) / 1e9)
        words = f"The computer's clock was set {way} by {seconds} seconds. The recording is not affected."
        self._publish(Warned(WarningKind.CLOCK_CHANGED, words))
        now = steady_ns()
        return ClockChanged(wall_at(now), now, by_ns // 1_000_000)

    def device_changed(self, before: str, after: str) -> None:
        """The recording goes on with another microphone."""
        words = f"The microphone “{before}” is gone. The recording goes on with “{after}”."
        self._publish(Warned(WarningKind.DEVICE_CHANGED, words))

    def _warn(self, kind: WarningKind, now: bool, words: str) -> None:
        if now and kind not in self._said:
            self._said.add(kind)
            self._publish(Warned(kind, words))
        elif not now:
            self._said.discard(kind)
