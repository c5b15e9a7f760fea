"""The rail: the places of the window, one below the other, each with its drawing and its word."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.icons import picture
from minutewright.ui.theme.theme import Theme


class RailButton(QAbstractButton):
    """One place: a drawing over a word, with an accent edge when it is the one in front."""

    def __init__(self, theme: Theme, place_id: str, words: str, icon_name: str, key: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self.place_id = place_id
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """56 px wide, wider when the word is."""
        self.setFont(self._theme.font(t.QUIET_PT))
        metrics = self.fontMetrics()
        return QSize(
            max(t.RAIL, metrics.horizontalAdvance(self.text()) + t.SPACE_2),
            self._side() + metrics.height() + t.SPACE_6,
        )

    def _side(self) -> int:
        """The drawing grows with the text, half as fast."""
        return (t.ICON + self._theme.scaled(t.ICON)) // 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, drawing, word, focus ring."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(t.QUIET_PT))
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.fillRect(self.rect(), QColor(tokens.accent_soft))
        if self.isChecked():
            painter.fillRect(0, 0, 3, self.height(), QColor(tokens.accent))
        colour = tokens.accent if self.isChecked() else tokens.ink if self.isEnabled() else tokens.quiet
        side = self._side()
        drawing = picture(self._icon_name, colour, side, ratio=self.devicePixelRatioF())
        text_height = self.fontMetrics().height()
        top = (self.height() - side - t.SPACE_1 - text_height) // 2
        painter.drawPixmap((self.width() - side) // 2, top, drawing)
        painter.setPen(QColor(colour))
        words = QRectF(0, top + side + t.SPACE_1, self.width(), text_height)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset in (1.5, 2.5):
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()


class Rail(QWidget):
    """A column of places. Tab reaches it once, Up and Down walk it, Enter or Space goes there."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[tuple[str, str, str, str]], parent: QWidget | None = None
    ) -> None:
        """`places` are (id, words, icon name, key words)."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, t.SPACE_1, 1, t.SPACE_1)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        for place_id, words, icon_name, key in places:
            button = RailButton(theme, place_id, words, icon_name, key)
            button.clicked.connect(lambda _=False, place_id=place_id: self.chosen.emit(place_id))
            self._group.addButton(button)
            self._buttons[place_id] = button
            column.addWidget(button)
        column.addStretch(1)

    def set_front(self, place_id: str) -> None:
        """Light the place that is in front."""
        self._buttons[place_id].setChecked(True)

    def set_enabled(self, place_id: str, enabled: bool) -> None:
        """Whether a place can be gone to."""
        self._buttons[place_id].setEnabled(enabled)

    def button(self, place_id: str) -> RailButton:
        """The button of one place."""
        return self._buttons[place_id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place that has the focus, as Space does."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, RailButton):
            focused.click()
            return
        super().keyPressEvent(event)
