"""What a page or list shows when there is nothing yet: one sentence, and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role


class EmptyState(QWidget):
    """A sentence in the middle, with the first thing to do below, and at most one other."""

    def __init__(self, theme: Theme, sentence: str, *buttons: QPushButton) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(t.SPACE_4)
        column.addStretch(2)
        self._sentence = Label(theme, sentence, Role.QUIET, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)
        for button in buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
