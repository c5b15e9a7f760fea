"""The banner over every page while something is wrong with the recording: impossible to overlook, never in the way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.wording import clock

if TYPE_CHECKING:
    from minutewright.app.watching import Alarm

SEEN_KEY = "F12"
_MOST = 3


class AlarmBanner(QFrame):
    """One line for each alarm, with a sign, its words and since when; the ground is red only while the record is in danger.

    It takes the focus from nobody. "Seen" stands in it, and works by key from everywhere.
    """

    def __init__(self, theme: Theme, seen: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("alarmBanner")
        self.setAccessibleName("Warnings about the recording")
        self._theme = theme
        self._shown: tuple[Alarm, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_2, t.SPACE_2)
        row.setSpacing(t.SPACE_4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(t.SPACE_1)
        self._labels: list[QLabel] = []
        row.addLayout(self._lines, 1)
        self.seen = named(
            QPushButton(f"Seen   {SEEN_KEY}"),
            "Seen",
            "Say that you have seen this; what goes on stays in sight",
        )
        self.seen.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.seen.clicked.connect(lambda: seen())
        row.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What stands in it, line by line."""
        return tuple(label.text() for label in self._labels)

    def show_alarms(self, alarms: "tuple[Alarm, ...]") -> None:
        """Show these, the gravest first."""
        if alarms != self._shown:
            self._shown = alarms
            self._fill()
        self.setVisible(bool(alarms))

    def read_out(self, alarm: "Alarm") -> None:
        """Have screen readers say it; what is grave interrupts them."""
        event = QAccessibleAnnouncementEvent(self, alarm.words)
        if alarm.grave:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _fill(self) -> None:
        for label in self._labels:
            self._lines.removeWidget(label)
            label.deleteLater()
        lines = [_line(alarm) for alarm in self._shown[:_MOST]]
        if len(self._shown) > _MOST:
            lines.append(f"and {len(self._shown) - _MOST} more")
        self._labels = [QLabel(line) for line in lines]
        for label in self._labels:
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._lines.addWidget(label)
        self.seen.setVisible(any(not alarm.seen for alarm in self._shown))
        self._dress()

    def _dress(self) -> None:
        unseen = [alarm for alarm in self._shown if not alarm.seen]
        grave = any(alarm.grave for alarm in unseen)
        calm = not unseen or all(alarm.over for alarm in unseen)
        self.setProperty("look", "grave" if grave else "calm" if calm else "attention")
        for widget in (self, self.seen, *self._labels):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _line(alarm: "Alarm") -> str:
    sign = "✓" if alarm.over else "✖" if alarm.grave else "▲"
    at = clock(alarm.since.astimezone().time())
    return f"{sign}  {alarm.words}  ({at if alarm.over else 'since ' + at})"
