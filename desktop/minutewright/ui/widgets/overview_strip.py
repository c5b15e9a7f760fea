"""The whole meeting on one strip: its sound, the agenda items as bands, who speaks as a lane, and where playback is."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from minutewright.domain.timecode import format_ms
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme

HEIGHT, BAND, LANE = 76, 18, 6
_STEP_MS = 5_000


class OverviewStrip(QWidget):
    """Click or drag to go to a time; with the keyboard, arrows go 5 s, Home and End to the edges."""

    sought = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Whole meeting")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme = theme
        self._length_ms = 0
        self._position_ms = 0
        self._peaks: npt.NDArray[np.int16] = np.zeros((0, 2), np.int16)
        self._bands: tuple[tuple[int, int, str], ...] = ()
        self._lanes: tuple[tuple[int, int, int | None], ...] = ()
        theme.changed.connect(self.update)

    def show_sound(self, length_ms: int, peaks: npt.NDArray[np.int16]) -> None:
        """Show a recording: its length and its outline, int16 of shape (columns, 2)."""
        self._length_ms, self._peaks = length_ms, peaks
        self.update()

    def show_tags(
        self, items: tuple[tuple[int, int, str], ...], speakers: tuple[tuple[int, int, int | None], ...]
    ) -> None:
        """Show agenda items (start ms, end ms, number) and speakers (start ms, end ms, place in the attendance)."""
        self._bands, self._lanes = items, speakers
        self.update()

    def show_position(self, at_ms: int) -> None:
        """Show where playback is."""
        if at_ms != self._position_ms:
            old, self._position_ms = self._x(self._position_ms), at_ms
            for x in (old, self._x(at_ms)):
                self.update(QRect(round(x) - 3, 0, 7, self.height()))

    def sizeHint(self) -> QSize:
        """High enough for bands, sound and a lane."""
        return QSize(600, self._theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as it is drawn."""
        return QSize(200, self._theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands above, the outline in the middle, the lane below, the playhead over all."""
        painter, tokens = QPainter(self), self._theme.tokens
        band, lane = self._theme.scaled(BAND), self._theme.scaled(LANE)
        painter.fillRect(self.rect(), QColor(tokens.paper))
        if self._length_ms:
            self._paint_bands(painter, band)
            self._paint_sound(painter, QRect(0, band + 2, self.width(), self.height() - band - lane - 6))
            for start, end, place in self._lanes:
                colour = QColor(tokens.line if place is None else tokens.speaker(place))
                painter.fillRect(
                    QRectF(self._x(start), self.height() - lane, max(self._x(end) - self._x(start), 1), lane),
                    colour,
                )
            x = self._x(self._position_ms)
            painter.fillRect(QRectF(x - 1, 0, 2, self.height()), QColor(tokens.ink))
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the time under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self._length_ms:
            self.sought.emit(self._ms(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the playhead; without a button, say the time under the pointer."""
        if not self._length_ms:
            return
        at_ms = self._ms(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(at_ms)
        QToolTip.showText(event.globalPosition().toPoint(), format_ms(at_ms), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End."""
        targets = {
            Qt.Key.Key_Left: self._position_ms - _STEP_MS,
            Qt.Key.Key_Right: self._position_ms + _STEP_MS,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._length_ms,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.sought.emit(max(0, min(target, self._length_ms)))

    def _paint_bands(self, painter: QPainter, height: int) -> None:
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(t.QUIET_PT))
        for number, (start, end, words) in enumerate(self._bands):
            box = QRectF(self._x(start), 0, max(self._x(end) - self._x(start) - 1, 1), height)
            painter.fillRect(box, QColor(tokens.accent_soft if number % 2 == 0 else tokens.ground))
            painter.setPen(QColor(tokens.accent))
            if box.width() > painter.fontMetrics().horizontalAdvance(words) + 4:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_sound(self, painter: QPainter, box: QRect) -> None:
        if not len(self._peaks):
            return
        painter.setPen(QColor(self._theme.tokens.quiet))
        middle, loudest = box.center().y(), max(int(np.abs(self._peaks.astype(np.int32)).max()), 1)
        for x in range(self.width()):
            low, high = self._peaks[x * len(self._peaks) // self.width()]
            top = middle - int(high) * box.height() // (2 * loudest)
            painter.drawLine(x, top, x, max(middle - int(low) * box.height() // (2 * loudest), top))

    def _x(self, at_ms: int) -> float:
        return at_ms / self._length_ms * self.width() if self._length_ms else 0.0

    def _ms(self, point: QPointF) -> int:
        return max(0, min(round(point.x() / max(self.width(), 1) * self._length_ms), self._length_ms))
