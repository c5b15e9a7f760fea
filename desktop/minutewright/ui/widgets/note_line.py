"""The line for notes: stamped at its first keystroke, kept until it is taken down or emptied."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from minutewright.domain.marks import MarkKind
from minutewright.ui.page import named

_SIGNS = {"!": MarkKind.DECISION, "?": MarkKind.CHECK}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on both clocks: recording time in ms, wall clock aware or unknown."""

    at_ms: int
    wall: datetime | None


class NoteLine(QLineEdit):
    """Enter takes the note down through `take(kind, text, moment)`; "!" makes it a decision, "?" something to check."""

    left_by_key = Signal()

    def __init__(self, now: Callable[[], Moment], take: Callable[[MarkKind, str, Moment], object]) -> None:
        super().__init__()
        named(self, "Note", "Enter takes it down; begin with ! for a decision, with ? for something to check")
        self.setPlaceholderText("note…   ! decision   ? check later")
        self.setProperty("live", True)
        self._now, self._take = now, take
        self._begun: Moment | None = None
        self.textEdited.connect(self._edited)

    @property
    def begun(self) -> Moment | None:
        """When the note that is in the line was begun."""
        return self._begun

    def finish(self) -> None:
        """Take down what is in the line and empty it; blanks are no note."""
        text = self.text().strip()
        kind = _SIGNS.get(text[:1], MarkKind.NOTE)
        words = text[1:].strip() if kind is not MarkKind.NOTE else text
        if text:
            self._take(kind, words, self._begun or self._now())
        self._begun = None
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the note down, Esc leaves the line with its words in it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
            self.left_by_key.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left_by_key.emit()
        else:
            super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        if not text:
            self._begun = None
        elif self._begun is None:
            self._begun = self._now()
