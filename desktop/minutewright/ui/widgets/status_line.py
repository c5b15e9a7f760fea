"""The line at the foot of the window: what is stored, what runs, and whether sound is being recorded."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role


class StatusLine(QWidget):
    """Left: "Saved". Middle: a page's quiet words. Right: work in progress, and the recording lamp on every page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_4, t.SPACE_1, t.SPACE_4, t.SPACE_1)
        row.setSpacing(t.SPACE_4)
        self._saved = Label(theme, "", Role.QUIET)
        self._words = Label(theme, "", Role.QUIET)
        self._work = Label(theme, "", Role.QUIET)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._lamp = Label(theme, "", Role.RECORDING)
        row.addWidget(self._saved)
        row.addWidget(self._words, 1)
        for widget in (self._work, self._bar, self._lamp):
            row.addWidget(widget)
            widget.hide()

    def set_saved(self, words: str) -> None:
        """What is stored: "Saved", or nothing while no meeting is open."""
        self._saved.setText(words)

    def set_words(self, words: str) -> None:
        """Something quiet about the page in front, such as "38 doubtful words, about 22 min"."""
        self._words.setText(words)

    @property
    def words(self) -> str:
        """The quiet words of the page in front."""
        return self._words.text()

    def set_work(self, words: str, done: float | None = None) -> None:
        """Work that runs in the background: its words, and its share done, 0 to 1. Empty words take it away."""
        self._work.setText(words)
        self._work.setVisible(bool(words))
        self._bar.setVisible(bool(words) and done is not None)
        if done is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(done * 1000))
            self._bar.setAccessibleName(words)

    def set_recording(self, words: str) -> None:
        """The lamp: "Recording 1:12:40", "Paused"; empty when no sound is taken. Its coming and going is announced."""
        was, now = bool(self._lamp.text()), bool(words)
        self._lamp.setText(f"● {words}" if words else "")
        self._lamp.setVisible(now)
        if was != now:
            said = words if now else "Recording has ended"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
