"""Layouts that give way to large text: side by side as a rule, one below the other at 150 % and more, scrolled if need be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme


def stacking(theme: Theme, *parts: tuple[QLayout | QWidget, int]) -> QBoxLayout:
    """Layouts or widgets with their stretches, in one row, or in a column while text is large."""
    box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    box.setSpacing(t.SPACE_3)
    for part, stretch in parts:
        if isinstance(part, QWidget):
            box.addWidget(part, stretch)
        else:
            box.addLayout(part, stretch)

    def turn() -> None:
        if not isValid(box):
            return  # what was laid out is gone; the theme outlives it
        way = QBoxLayout.Direction
        box.setDirection(way.TopToBottom if theme.is_large else way.LeftToRight)

    theme.changed.connect(turn)
    turn()
    return box


def scrolled(page: QWidget) -> QWidget:
    """The widget that the content of a page is laid out in; it scrolls up and down when it does not fit, and follows Tab."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content = QWidget()
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    return content
