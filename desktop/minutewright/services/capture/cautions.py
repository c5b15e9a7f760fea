"""What the clerk is warned of while the recording goes on: once each time it begins."""

from collections.abc import Callable

from minutewright.services.capture.hearing import Hearing
from minutewright.services.capture.messages import CopyState, Event, Warned, WarningKind
from minutewright.services.capture.room_on_disk import LAST_MINUTES, LOW_MINUTES
from minutewright.services.capture.second_copy import CopyNews
from minutewright.services.capture.sleep_watch import SleepWatch
from minutewright.services.capture.steady import steady_ns, wall_at, wall_offset_ns
from minutewright.services.sound.clock_file import ClockChanged, Slept

# Silence is told within two seconds, all in all.
_SILENT_MS = 1_500
_QUIET_MS = 15_000
_CLOCK_STEP_NS = 1_500_000_000


class Cautions:
    """Remembers what was said already."""

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        self._said: set[WarningKind] = set()
        self._wall_offset_ns = wall_offset_ns()
        self._sleep = SleepWatch()

    def look_at_sound(self, hearing: Hearing | None, overrun_ms: int) -> None:
        """`hearing`: what was heard lately, None while nothing is captured; `overrun_ms`: sound dropped so far."""
        silent = hearing is not None and hearing.silent_ms > _SILENT_MS
        words = "The microphone is muted: nothing but digital silence comes from it. Switch it on."
        self._warn(WarningKind.NO_SOUND, silent, words)
        quiet = hearing is not None and hearing.quiet_ms >= _QUIET_MS and not silent
        words = f"Nothing has been heard for {_QUIET_MS // 1000} seconds. Check the microphone and its cable."
        self._warn(WarningKind.NOTHING_HEARD, quiet, words)
        words = "The computer is too busy; some sound was lost and stands as silence. Close other programs."
        self._warn(WarningKind.OVERRUN, overrun_ms > 0, words)

    def look_at_disk(self, minutes_left: int) -> None:
        """Warn when room is getting short."""
        left = max(minutes_left, 0)
        words = f"There is room for {left // 60} h {left % 60:02} min of sound on the disk. Make room, or keep an eye on it."
        self._warn(WarningKind.LOW_DISK, minutes_left < LOW_MINUTES, words)
        words = (
            f"The disk is nearly full: {left} more minutes of sound. The recording then stops by itself, with everything "
            "kept. Make room now."
        )
        self._warn(WarningKind.DISK_NEARLY_FULL, minutes_left < LAST_MINUTES, words)

    def look_at_copy(self, news: CopyNews) -> None:
        """Warn when the second copy stands still, and say so when it goes on."""
        failed = news.state is CopyState.FAILED
        if not failed and WarningKind.COPY_FAILED in self._said:
            words = "The second copy goes on, and what it lacks is copied."
            self._publish(Warned(WarningKind.COPY_RETURNED, words))
        self._warn(WarningKind.COPY_FAILED, failed, news.words)

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

    def device_lost(self, device: str) -> None:
        """Nothing comes from the microphone any more."""
        words = (
            f"No sound comes from the microphone “{device}”. The recording waits for it and tries others; "
            "what is said now is not recorded. Check its plug."
        )
        self._publish(Warned(WarningKind.DEVICE_LOST, words))

    def device_returned(self, device: str) -> None:
        """The recording goes on with the microphone of the clerk's choice."""
        words = f"The microphone “{device}” is back. The recording goes on with it."
        self._publish(Warned(WarningKind.DEVICE_RETURNED, words))

    def look_at_sleep(self) -> Slept | None:
        """The line to write when the computer has been asleep since the last look."""
        line = self._sleep.look()
        if line is not None:
            words = (
                f"The computer was asleep for {round(line.ms / 1000)} seconds and recorded nothing then. The gap is on "
                "the record; the recording goes on."
            )
            self._publish(Warned(WarningKind.SLEPT, words))
        return line

    def device_changed(self, before: str, after: str) -> None:
        """The recording goes on with another microphone."""
        words = f"The microphone “{before}” is gone. The recording goes on with “{after}”."
        self._publish(Warned(WarningKind.DEVICE_CHANGED, words))

    def default_changed(self, after: str) -> None:
        """The computer's own choice of microphone, which is what is recorded, has become another one."""
        words = (
            f"The computer now records from another microphone: “{after}”. The one before was unplugged, or another was "
            "made the default. Choose the microphone by name on Prepare to keep to it."
        )
        self._publish(Warned(WarningKind.DEVICE_CHANGED, words))

    def _warn(self, kind: WarningKind, now: bool, words: str) -> None:
        if now and kind not in self._said:
            self._said.add(kind)
            self._publish(Warned(kind, words))
        elif not now:
            self._said.discard(kind)
