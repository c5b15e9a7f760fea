"""The whole meeting on one strip: its sound, the agenda items as bands, who speaks as a lane, and where playback is."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from minutewright.domain.timecode import format_ms
from minutewright.ui.models.overview import Band, Lane
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme

HEIGHT, BAND, LANE = 76, 20, 6
_HIGHEST = 104
_STEP_MS = 5_000
_NEAR_PX = 4


class OverviewStrip(QWidget):
    """Click or drag to go to a time; with the keyboard, arrows go 5 s, Home and End to the edges."""

    sought = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Whole meeting: arrows go 5 seconds back and forward")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme = theme
        self._length_ms = 0
        self._position_ms = 0
        self._peaks: npt.NDArray[np.int16] = np.zeros((0, 2), np.int16)
        self._bands: tuple[Band, ...] = ()
        self._lanes: tuple[Lane, ...] = ()
        self._gaps: tuple[tuple[int, int, str], ...] = ()
        self._drawn: QPixmap | None = None
        theme.changed.connect(self._redraw)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The agenda items that are shown."""
        return self._bands

    def show_sound(self, length_ms: int, peaks: npt.NDArray[np.int16]) -> None:
        """Show a recording: its length and its outline, int16 of shape (columns, 2)."""
        self._length_ms, self._peaks = length_ms, peaks
        self._redraw()

    def show_tags(self, bands: tuple[Band, ...], lanes: tuple[Lane, ...]) -> None:
        """Show agenda items and who speaks."""
        if (bands, lanes) != (self._bands, self._lanes):
            self._bands, self._lanes = bands, lanes
            self._redraw()

    def show_gaps(self, spans: tuple[tuple[int, int, str], ...]) -> None:
        """Show what was not recorded or is no more: start and end (ms; a pause has no length) and a sentence."""
        if spans != self._gaps:
            self._gaps = spans
            self._redraw()

    def show_position(self, at_ms: int) -> None:
        """Show where playback is."""
        if at_ms != self._position_ms:
            old, self._position_ms = self._x(self._position_ms), at_ms
            self.setAccessibleDescription(f"at {format_ms(at_ms)} of {format_ms(self._length_ms)}")
            for x in (old, self._x(at_ms)):
                self.update(QRect(round(x) - 6, 0, 13, self.height()))

    def sizeHint(self) -> QSize:
        """High enough for bands, sound and a lane."""
        return QSize(600, self._height())

    def minimumSizeHint(self) -> QSize:
        """As high as it is drawn."""
        return QSize(200, self._height())

    def _height(self) -> int:
        return min(self._theme.scaled(HEIGHT), _HIGHEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What was drawn, the playhead over it, and the ring of the focus."""
        tokens = self._theme.tokens
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        if self._length_ms:
            x = self._x(self._position_ms)
            painter.fillRect(QRectF(x - 1, 0, 2, self.height()), QColor(tokens.ink))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ink))
            painter.drawPolygon([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)])
            painter.setBrush(Qt.BrushStyle.NoBrush)
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
        """Drag the playhead; without a button, say the time and item under the pointer."""
        if not self._length_ms:
            return
        at_ms = self._ms(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(at_ms)
        item = next((words for start, end, _, words in self._bands if start <= at_ms < end), "")
        near_ms = round(_NEAR_PX / max(self.width(), 1) * self._length_ms)
        item = next(
            (words for start, end, words in self._gaps if start - near_ms <= at_ms < end + near_ms), item
        )
        QToolTip.showText(event.globalPosition().toPoint(), f"{format_ms(at_ms)}  {item}".strip(), self)

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

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _draw(self) -> QPixmap:
        """Bands above, the outline in the middle, the lane below: everything but the playhead."""
        ratio, tokens = self.devicePixelRatioF(), self._theme.tokens
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(tokens.paper))
        painter = QPainter(picture)
        band, lane = self._theme.scaled(BAND), self._theme.scaled(LANE)
        if self._length_ms:
            self._draw_bands(painter, band)
            self._draw_sound(painter, QRect(0, band + 2, self.width(), self.height() - band - lane - 6))
            for start, end, _ in self._gaps:
                hatched = QBrush(QColor(tokens.attention), Qt.BrushStyle.BDiagPattern)
                box = QRectF(
                    self._x(start), band + 2, max(self._x(end) - self._x(start), 2), self.height() - band
                )
                painter.fillRect(box, hatched)
            for start, end, place in self._lanes:
                colour = QColor(tokens.line if place is None else tokens.speaker(place))
                wide = max(self._x(end) - self._x(start), 1)
                painter.fillRect(QRectF(self._x(start), self.height() - lane - 1, wide, lane), colour)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(QRectF(0, 0, self.width() - 1, self.height() - 1))
        painter.end()
        return picture

    def _draw_bands(self, painter: QPainter, height: int) -> None:
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(t.QUIET_PT))
        for number, (start, end, words, _) in enumerate(self._bands):
            box = QRectF(self._x(start), 1, max(self._x(end) - self._x(start) - 1, 1), height)
            painter.fillRect(box, QColor(tokens.accent_soft if number % 2 == 0 else tokens.ground))
            painter.setPen(QColor(tokens.accent if words else tokens.attention))
            shown = words or "–"
            if box.width() > painter.fontMetrics().horizontalAdvance(shown) + 4:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def _draw_sound(self, painter: QPainter, box: QRect) -> None:
        if not len(self._peaks):
            return
        painter.setPen(QColor(self._theme.tokens.quiet))
        peaks = self._peaks.astype(np.int32)
        middle, loudest = box.center().y(), max(int(np.abs(peaks).max()), 1)
        edges = np.linspace(0, len(peaks), self.width(), endpoint=False).astype(np.int64)
        highs = np.maximum.reduceat(peaks[:, 1], edges) * box.height() // (2 * loudest)
        lows = np.minimum.reduceat(peaks[:, 0], edges) * box.height() // (2 * loudest)
        for x in range(self.width()):
            painter.drawLine(x, middle - int(highs[x]), x, middle - int(lows[x]))

    def _x(self, at_ms: int) -> float:
        return at_ms / self._length_ms * self.width() if self._length_ms else 0.0

    def _ms(self, point: QPointF) -> int:
        return max(0, min(round(point.x() / max(self.width(), 1) * self._length_ms), self._length_ms))
