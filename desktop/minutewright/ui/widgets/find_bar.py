"""Find and replace in the transcript: whole word, letter case, one item; the count is shown before anything changes."""

import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import SegmentId
from minutewright.ui.models.transcript_model import TranscriptModel
from minutewright.ui.page import named
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.stacking import stacking
from minutewright.ui.wording import counted


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before, Esc closes. `places` tells what is to be lit up."""

    found = Signal(str)
    places = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: TranscriptModel,
        replace: Callable[[dict[SegmentId, str]], None],
        here: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        """`here` gives the row of the reader, from which the next place is looked for."""
        super().__init__(parent)
        self._model, self._replace, self._here = model, replace, here
        self._rows: list[int] = []
        self.words = named(QLineEdit(), "Find")
        self.words.setPlaceholderText("Find in the transcript")
        self.by = named(QLineEdit(), "Replace with")
        self.by.setPlaceholderText("Replace with")
        self.where = named(QComboBox(), "Where to look")
        self.whole = named(QCheckBox("Whole word"), "Whole word")
        self.case = named(QCheckBox("Letter case"), "Letter case")
        self.count = Label(theme, "", Role.QUIET)
        self.all = named(QPushButton("Replace all"), "Replace all")
        self.close_button = named(QPushButton("Close"), "Close the find bar")
        fields, choices = QHBoxLayout(), QHBoxLayout()
        for field in (self.words, self.by):
            fields.addWidget(field, 1)
        fields.addWidget(self.where)
        for part in (self.whole, self.case, self.count, self.all, self.close_button):
            choices.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(stacking(theme, (fields, 1), (choices, 0)))
        self.where.setMaximumWidth(theme.scaled(190))
        self.words.textChanged.connect(self.refresh)
        self.where.currentIndexChanged.connect(self.refresh)
        self.whole.toggled.connect(self.refresh)
        self.case.toggled.connect(self.refresh)
        self.by.returnPressed.connect(self._replace_all)
        self.all.clicked.connect(self._replace_all)
        self.close_button.clicked.connect(self.dismiss)
        self._came_from: QWidget | None = None
        self.hide()

    def offer(self, items: Sequence[AgendaItem]) -> None:
        """Let the search be held to one item."""
        chosen = self.where.currentData()
        self.where.blockSignals(True)
        self.where.clear()
        self.where.addItem("Everywhere", None)
        for item in items:
            self.where.addItem(f"Only item {item.number}  {item.title}", item.id)
        self.where.setCurrentIndex(max(self.where.findData(chosen), 0))
        self.where.blockSignals(False)

    def open_find(self) -> None:
        """Show the field to find with."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show both fields."""
        self._open(replacing=True)

    def dismiss(self) -> None:
        """Close, and go back to where the focus was."""
        if self.isHidden():
            return
        self.hide()
        self.places.emit(None)
        if self._came_from is not None:
            self._came_from.setFocus()

    def refresh(self) -> None:
        """Look again: the words to find or the transcript have changed."""
        if self.isHidden():
            return
        pattern = self.pattern()
        self._rows, total = [], 0
        if pattern is not None:
            for row in self._searched():
                count = sum(1 for _ in pattern.finditer(self._model.segments[row].text))
                total += count
                if count:
                    self._rows.append(row)
        words = f"{total} found in {counted(len(self._rows), 'utterance')}" if total else "not found"
        self.count.setText(words if pattern is not None else "")
        self.all.setEnabled(bool(total))
        self.all.setText(f"Replace all {total}" if total else "Replace all")
        self.places.emit(pattern)

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
        """Esc closes, Enter goes on, Shift+Enter goes back."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.words.hasFocus():
            self.step(-1 if shift else 1)
        else:
            super().keyPressEvent(event)

    def step(self, way: int) -> None:
        """Go to the next place (1) or the one before (-1), round the end."""
        if not self._rows:
            return
        here = self._here()
        after = [row for row in self._rows if row > here]
        before = [row for row in self._rows if row < here]
        row = (after or self._rows)[0] if way > 0 else (before or self._rows)[-1]
        self.found.emit(self._model.segments[row].id)

    def pattern(self) -> re.Pattern[str] | None:
        """What is looked for; None where the field is empty."""
        words = self.words.text()
        if not words.strip():
            return None
        inner = re.escape(words)
        whole = rf"(?<!\w){inner}(?!\w)" if self.whole.isChecked() else inner
        return re.compile(whole, re.NOFLAG if self.case.isChecked() else re.IGNORECASE)

    def _searched(self) -> Iterator[int]:
        item_id = self.where.currentData()
        for row, segment in enumerate(self._model.segments):
            if item_id is None or segment.item_id == item_id:
                yield row

    def _open(self, *, replacing: bool) -> None:
        if self.isHidden():
            self._came_from = self.window().focusWidget()
        self.by.setVisible(replacing)
        self.all.setVisible(replacing)
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self.refresh()

    def _replace_all(self) -> None:
        pattern = self.pattern()
        if pattern is None or not self._rows:
            return
        by = self.by.text()
        segments = [self._model.segments[row] for row in self._rows]
        self._replace({segment.id: pattern.sub(lambda _: by, segment.text) for segment in segments})
        self.refresh()
