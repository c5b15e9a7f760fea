"""Ctrl+K: every command by typing some of its words."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from minutewright.ui.actions.registry import Entry, Registry
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.overlay import Overlay

ROWS = 12
_ID = Qt.ItemDataRole.UserRole


def matches(words: str, typed: str) -> bool:
    """Whether every typed part begins a word: "exp wo" finds "Export Word"."""
    starts = words.casefold().split()
    return all(any(start.startswith(part) for start in starts) for part in typed.casefold().split())


class CommandPalette(Overlay):
    """A search field over a list of commands that can be used now. Enter does the marked one."""

    def __init__(self, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setAccessibleName("Command palette")
        self._registry = registry
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_2, t.SPACE_2, t.SPACE_2, t.SPACE_2)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type some words of a command")
        self.field.setAccessibleName("Command")
        self.list = QListWidget()
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)

    def open(self) -> None:
        """Show all commands of this moment, the field empty."""
        self.field.clear()
        self._fill("")
        self.open_over(self.field)

    def shown_words(self) -> list[str]:
        """The commands in the list, as they read."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter work on the list while the field keeps the focus; losing the focus closes."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.dismiss()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in self._registry.entries():
            if entry.qt.isEnabled() and matches(_full_words(entry), typed):
                self._add(entry)
        self.list.setCurrentRow(0)
        rows = max(1, min(ROWS, self.list.count()))
        height = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().height() + t.SPACE_3
        self.list.setFixedHeight(rows * height + t.SPACE_2)
        self.place()

    def _add(self, entry: Entry) -> None:
        keys = self._registry.key_words(entry.action.id)
        item = QListWidgetItem(entry.qt.icon(), _full_words(entry) + (f"    {keys}" if keys else ""))
        item.setData(_ID, entry.action.id)
        self.list.addItem(item)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        action_id = item.data(_ID)
        self.dismiss()
        self._registry.run(action_id)


def _full_words(entry: Entry) -> str:
    return entry.qt.text().replace("&&", "&")
