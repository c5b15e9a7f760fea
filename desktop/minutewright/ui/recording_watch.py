"""The window's watch over the recorder of the open meeting, whatever page is in front."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from minutewright.app.workplace import Workplace
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.bridge import Bridge
from minutewright.ui.messages import Messages
from minutewright.ui.widgets.alarm_banner import AlarmBanner
from minutewright.ui.wording import clock

if TYPE_CHECKING:
    from minutewright.app.recording import Recording
    from minutewright.app.watching import Alarm, Watch

REPEAT_MS = 30_000


class RecordingWatch(QObject):
    """Shows alarms in the banner, has them read out, and sounds `alert`: again every half minute while one is grave
    and nobody has said that it was seen."""

    def __init__(
        self,
        workplace: Workplace,
        bridge: Bridge,
        messages: Messages,
        banner: AlarmBanner,
        alert: "Callable[[Alarm], object] | None" = None,
    ) -> None:
        super().__init__(banner)
        self._workplace, self._bridge, self._messages, self._banner = workplace, bridge, messages, banner
        self._alert = alert or self._sound_alert
        self._stop_listening: Callable[[], None] | None = None
        self._watch: Watch | None = None
        self._recording: Recording | None = None
        self._again = QTimer(self)
        self._again.setInterval(REPEAT_MS)
        self._again.timeout.connect(self._sound_again)

    def opened(self, store: MeetingStore) -> None:
        """Listen to the recorder of a meeting; one that is running already is taken over, and that is said."""
        # Only now: the window itself starts without anything of the recorder.
        from minutewright.app.watching import AWAY, Watch

        self._watch = watch = Watch(self._show, self._sound)
        with self._messages.reporting():
            recording = self._recording = self._workplace.desk(store).recording
            self._stop_listening = recording.subscribe(self._bridge.to_ui(self._heard))
            if recording.state != "idle":
                files = store.files.all()
                since = f" since {clock(files[0].started_at.astimezone().time())}" if files else ""
                watch.tell(
                    AWAY,
                    f"This meeting is being recorded{since}. The recorder went on by itself while no window watched it.",
                )

    def closed(self) -> None:
        """The meeting was closed; a recording goes on in its own process."""
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        self._recording = None
        if self._watch is not None:
            self._watch.clear()

    @property
    def alarms(self) -> "tuple[Alarm, ...]":
        """What stands now."""
        return () if self._watch is None else self._watch.alarms

    def acknowledge(self) -> None:
        """The clerk has seen what stands in the banner."""
        if self._watch is not None:
            self._watch.acknowledge()

    def _heard(self, event: object = None) -> None:
        if self._watch is not None:
            self._watch.take_in(event)  # type: ignore[arg-type]

    def _show(self) -> None:
        alarms = self.alarms
        self._banner.show_alarms(alarms)
        if any(alarm.grave and not alarm.seen for alarm in alarms):
            if not self._again.isActive():
                self._again.start()
        else:
            self._again.stop()

    def _sound(self, alarm: "Alarm") -> None:
        self._banner.read_out(alarm)
        if not alarm.over:
            self._alert(alarm)

    def _sound_alert(self, alarm: "Alarm") -> None:
        """Ask for attention in the task bar, and sound where that is wanted and would not be recorded."""
        QApplication.alert(self._banner.window())
        if self._recording is not None:
            self._recording.sound_alert()

    def _sound_again(self) -> None:
        for alarm in self.alarms:
            if alarm.grave and not alarm.seen:
                self._alert(alarm)
                return
