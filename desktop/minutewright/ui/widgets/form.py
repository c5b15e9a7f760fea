"""Labelled fields below each other, the words level with their fields and leading to them with Alt and a letter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label


class Form(QGridLayout):
    """`add` puts one field below the last; a `&` in its words marks the letter that leads to it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setHorizontalSpacing(t.SPACE_4)
        self.setVerticalSpacing(t.SPACE_2)
        self.setColumnStretch(1, 1)

    def add(self, words: str, field: QWidget) -> None:
        """Put a field below the others."""
        row = self.rowCount()
        label = Label(self._theme, words)
        label.setBuddy(field)
        self.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(field, row, 1)
