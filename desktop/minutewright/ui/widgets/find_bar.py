"""Find and replace in the transcript: whole word, letter case, one item; the count is shown before anything changes."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from minutewright.domain.ids import SegmentId
from minutewright.ui.models.transcript_model import TranscriptModel
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before, Esc closes."""

    found = Signal(str)

    def __init__(
        self,
        theme: Theme,
        model: TranscriptModel,
        replace: Callable[[dict[SegmentId, str]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._replace = model, replace
        self._places: list[SegmentId] = []
        self._at = -1
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_2)
        self.words = named(QLineEdit(), "Find")
        self.words.setPlaceholderText("Find in the transcript")
        self.by = named(QLineEdit(), "Replace with")
        self.by.setPlaceholderText("Replace with")
        self.whole = QCheckBox("Whole word")
        self.case = QCheckBox("Letter case")
        self.count = Label(theme, "", Role.QUIET)
        self.all = named(QPushButton("Replace all"), "Replace all")
        self.close_button = named(QPushButton("Close"), "Close the find bar")
        for part in (self.words, self.by, self.whole, self.case, self.count, self.all, self.close_button):
            row.addWidget(part)
        row.setStretch(0, 2)
        row.setStretch(1, 2)
        self.words.textChanged.connect(self.refresh)
        self.whole.toggled.connect(self.refresh)
        self.case.toggled.connect(self.refresh)
        self.words.returnPressed.connect(lambda: self._step(1))
        self.by.returnPressed.connect(self._replace_all)
        self.all.clicked.connect(self._replace_all)
        self.close_button.clicked.connect(self.dismiss)
        self._came_from: QWidget | None = None
        self.hide()

    def open_find(self) -> None:
        """Show the field to find with."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show both fields."""
        self._open(replacing=True)

    def dismiss(self) -> None:
        """Close, and go back to where the focus was."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()

    def refresh(self) -> None:
        """Look again: the words to find or the transcript have changed."""
        pattern = self._pattern()
        if not self.isVisible() or pattern is None:
            self._places = []
            self.count.clear()
            return
        counts = [(segment.id, len(pattern.findall(segment.text))) for segment in self._model.segments]
        self._places = [segment_id for segment_id, count in counts if count]
        total = sum(count for _, count in counts)
        self.count.setText(f"{total} found" if total else "not found")
        self.all.setEnabled(bool(total))

    def event(self, event: QEvent) -> bool:
        """Keep Esc for closing."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Shift+Enter goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _open(self, *, replacing: bool) -> None:
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self.by.setVisible(replacing)
        self.all.setVisible(replacing)
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self.refresh()

    def _pattern(self) -> re.Pattern[str] | None:
        words = self.words.text()
        if not words.strip():
            return None
        inner = re.escape(words)
        whole = rf"(?<!\w){inner}(?!\w)" if self.whole.isChecked() else inner
        return re.compile(whole, re.NOFLAG if self.case.isChecked() else re.IGNORECASE)

    def _step(self, steps: int) -> None:
        if self._places:
            self._at = (self._at + steps) % len(self._places)
            self.found.emit(self._places[self._at])

    def _replace_all(self) -> None:
        pattern = self._pattern()
        if pattern is None:
            return
        by = self.by.text()
        texts = {
            segment.id: segment.text for segment in self._model.segments if segment.id in set(self._places)
        }
        self._replace({key: pattern.sub(lambda _: by, text) for key, text in texts.items()})
        self.refresh()
