"""Watching over a recording: what has gone wrong with it, said until it is over or somebody has seen it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from minutewright.services.capture.hearing import NOTHING_DBFS
from minutewright.services.capture.levels import SILENCE_DBFS
from minutewright.services.capture.messages import (
    ComputerState,
    Event,
    Level,
    RecorderState,
    Restarting,
    State,
    Stopped,
    Warned,
    WarningKind,
)
from minutewright.services.capture.room_on_disk import LAST_MINUTES, LOW_MINUTES

_GRAVE = {
    WarningKind.NO_SOUND,
    WarningKind.NOTHING_HEARD,
    WarningKind.DEVICE_LOST,
    WarningKind.DISK_NEARLY_FULL,
    WarningKind.OVERRUN,
    WarningKind.SLEPT,
    WarningKind.RECORDER_DIED,
}
# These are told by one event and stand for as long as the recorder's levels and states say so.
_OVER = {
    WarningKind.NO_SOUND: "The microphone is heard again. Until then there was nothing but silence.",
    WarningKind.NOTHING_HEARD: "Something is heard again.",
    WarningKind.DEVICE_LOST: "Sound comes from the microphone again. What was missing is a gap on the record.",
    WarningKind.LOW_DISK: "There is room on the disk again.",
    WarningKind.DISK_NEARLY_FULL: "There is room on the disk again.",
}
# Good news, and the alarm that it ends.
_CALM = {
    WarningKind.DEVICE_RETURNED: WarningKind.DEVICE_LOST,
    WarningKind.COPY_RETURNED: WarningKind.COPY_FAILED,
}
ENDED, AWAY, COMPUTER, RESTARTING, COPY = "ended", "away", "computer", "restarting", "copy"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing the clerk must see. `kind` is a warning's, or one of this module's; only one of a kind stands.

    `grave`: the record is in danger now; else it is good to know, or `over`. `since` (aware) is when it began.
    `seen`: the clerk has acknowledged it, and it stands on only because it goes on.
    """

    kind: str
    words: str
    since: datetime
    grave: bool = False
    over: bool = False
    seen: bool = False


class Watch:
    """Takes in what the recorder tells, in order and from one thread, and keeps the alarms that follow from it."""

    def __init__(
        self,
        on_change: Callable[[], None] = lambda: None,
        on_alarm: Callable[[Alarm], None] = lambda alarm: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`on_change`: the alarms have changed; `on_alarm`: this one is new, to be sounded and read out."""
        self._on_change, self._on_alarm, self._now = on_change, on_alarm, now
        self._alarms: dict[str, Alarm] = {}

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """What stands now, the gravest first, then the newest."""
        standing = sorted(self._alarms.values(), key=lambda alarm: alarm.since, reverse=True)
        return tuple(sorted(standing, key=lambda alarm: (alarm.seen, not alarm.grave, alarm.over)))

    def take_in(self, event: Event) -> None:
        """What an event means: an alarm, the end of one, or nothing."""
        match event:
            case Warned(kind, words):
                if kind in _CALM:
                    self._alarms.pop(_CALM[kind], None)
                self._raise(Alarm(kind, words, self._now(), grave=kind in _GRAVE, over=kind in _CALM))
            case Level():
                self._look_at_level(event)
            case State():
                self._look_at_state(event)
            case ComputerState():
                self._look_at_computer(event)
            case Restarting(words):
                self._raise(Alarm(RESTARTING, words, self._now(), grave=True))
            case Stopped():
                self._stopped(event)
            case _:
                pass

    def tell(self, kind: str, words: str) -> None:
        """Put something on the list that is no event of the recorder's, such as that it was found running."""
        self._raise(Alarm(kind, words, self._now(), over=True))

    def acknowledge(self) -> None:
        """The clerk has seen it all: what is over goes, what goes on stays as seen."""
        lasting = {kind for kind in self._alarms if self._lasts(kind) and not self._alarms[kind].over}
        self._alarms = {kind: replace(self._alarms[kind], seen=True) for kind in lasting}
        self._on_change()

    def clear(self) -> None:
        """Forget everything: the meeting was closed."""
        self._alarms.clear()
        self._on_change()

    def _stopped(self, event: Stopped) -> None:
        for kind in (*map(str, _OVER), WarningKind.COPY_FAILED, RESTARTING, COMPUTER):
            self._alarms.pop(kind, None)
        if event.copy_words:
            self._raise(Alarm(COPY, event.copy_words, self._now(), over=event.copy_complete))
        if event.words:
            self._raise(Alarm(ENDED, event.words, self._now(), grave=True))
        self._on_change()

    @staticmethod
    def _lasts(kind: str) -> bool:
        return kind in _OVER or kind in (WarningKind.COPY_FAILED, COMPUTER, RESTARTING)

    def _look_at_level(self, level: Level) -> None:
        if level.peak_dbfs > SILENCE_DBFS:
            self._end(WarningKind.NO_SOUND)
        if level.rms_dbfs >= NOTHING_DBFS:
            self._end(WarningKind.NOTHING_HEARD)

    def _look_at_state(self, state: State) -> None:
        self._alarms.pop(RESTARTING, None)
        if state.state is not RecorderState.DEVICE_LOST:
            self._end(WarningKind.DEVICE_LOST)
        if state.state is RecorderState.PAUSED:
            self._alarms.pop(WarningKind.NO_SOUND, None)
            self._alarms.pop(WarningKind.NOTHING_HEARD, None)
        if state.minutes_left >= LOW_MINUTES:
            self._end(WarningKind.LOW_DISK)
        if state.minutes_left >= LAST_MINUTES:
            self._end(WarningKind.DISK_NEARLY_FULL)
        self._on_change()

    def _look_at_computer(self, state: ComputerState) -> None:
        if state.words:
            self._raise(Alarm(COMPUTER, state.words, self._now()))
        elif self._alarms.pop(COMPUTER, None):
            self._on_change()

    def _raise(self, alarm: Alarm) -> None:
        standing = self._alarms.get(alarm.kind)
        if standing is not None and standing.words == alarm.words and not standing.over:
            return
        self._alarms[alarm.kind] = alarm
        self._on_alarm(alarm)
        self._on_change()

    def _end(self, kind: WarningKind) -> None:
        """What stood is over, which is said too: somebody may have been away from the screen."""
        standing = self._alarms.get(kind)
        if standing is None or standing.over:
            return
        self._alarms[kind] = Alarm(kind, _OVER[kind], self._now(), over=True)
        self._on_alarm(self._alarms[kind])
        self._on_change()
