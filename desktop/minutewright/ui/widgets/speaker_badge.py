"""A speaker as a coloured chip with their initials: colour never stands alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme

WIDTH, HEIGHT = 30, 20


def paint_badge(painter: QPainter, rect: QRectF, initials: str, colour: str, theme: Theme) -> None:
    """Draw a chip with initials; an empty `colour` gives the outline of somebody unnamed. For delegates too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(t.QUIET_PT - 0.5, bold=True))
    if colour:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QColor(theme.tokens.paper))
    else:
        painter.setPen(QColor(theme.tokens.quiet))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


class SpeakerBadge(QWidget):
    """A chip as a widget. `place` is the speaker's place in the attendance; None for somebody unnamed."""

    def __init__(
        self, theme: Theme, initials: str = "", place: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)
        self.set_speaker(initials, place)

    def set_speaker(self, initials: str, place: int | None) -> None:
        """Show another speaker."""
        self._initials, self._place = initials, place
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two capital letters at the present text size."""
        return QSize(self._theme.scaled(WIDTH), self._theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip in the middle."""
        size = self.sizeHint()
        rect = QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        colour = "" if self._place is None else self._theme.tokens.speaker(self._place)
        painter = QPainter(self)
        paint_badge(painter, rect, self._initials or "?", colour, self._theme)
        painter.end()
