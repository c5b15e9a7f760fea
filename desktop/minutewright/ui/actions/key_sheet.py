"""F1: all keys that work here and now, on one sheet."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from minutewright.ui.actions.action import Group
from minutewright.ui.actions.registry import Registry
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.overlay import Overlay


class KeySheet(Overlay):
    """A table of keys and what they do, made from the actions; a screen reader reads it as text."""

    def __init__(self, registry: Registry, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, share=0.7, widest=760)
        self.setObjectName("commandPalette")
        self._registry = registry
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_2, t.SPACE_2, t.SPACE_2, t.SPACE_2)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Keys that work here")
        self.text.setMinimumHeight(480)
        column.addWidget(self.text)

    def open(self, page_words: str) -> None:
        """Show the keys of the window and of the page in front, whose name is given."""
        self.text.setHtml(self._table(page_words))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.open_over(self.text)

    def _table(self, page_words: str) -> str:
        order = [Group.PAGE, *(group for group in Group if group is not Group.PAGE)]
        entries = sorted(self._registry.entries(), key=lambda entry: order.index(entry.action.group))
        rows = []
        for group, members in groupby(entries, key=lambda entry: entry.action.group):
            keyed = [entry for entry in members if entry.qt.shortcuts()]
            if not keyed:
                continue
            title = page_words if group is Group.PAGE else group.value
            rows.append(f'<tr><td colspan="2"><h4>{title}</h4></td></tr>')
            rows += [
                f'<tr><td width="170">{self._registry.key_words(entry.action.id)}</td><td>{entry.action.words}</td></tr>'
                for entry in keyed
            ]
        rows.append(
            f'<tr><td></td><td style="color:{self._theme.tokens.quiet}">Esc closes this sheet.</td></tr>'
        )
        return f'<table cellspacing="0" cellpadding="3">{"".join(rows)}</table>'

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 closes too, as Esc does."""
        if event.key() == Qt.Key.Key_F1:
            self.dismiss()
            return
        super().keyPressEvent(event)
