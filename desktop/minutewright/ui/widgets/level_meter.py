"""How loud the microphone is, in dBFS, with the peak held; told in words to screen readers."""

import time

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from minutewright.ui.theme.theme import Theme

FLOOR_DBFS = -60.0
TOO_QUIET_DBFS = -40.0
TOO_LOUD_DBFS = -3.0
HOLD_S = 2.0
_BARS = 24


class LevelMeter(QWidget):
    """A row of bars from -60 to 0 dBFS: filled up to the loudness (RMS), one bar for the loudest sample, which stays for
    two seconds. Bars above -3 dBFS take the attention colour and say "too loud"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rms = self._peak = self._held = FLOOR_DBFS
        self._held_at = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._say()

    def set_level(self, rms_dbfs: float, peak_dbfs: float) -> None:
        """Show a level; silence may be any value at or below -60."""
        self._rms, self._peak = max(rms_dbfs, FLOOR_DBFS), max(peak_dbfs, FLOOR_DBFS)
        now = time.monotonic()
        if self._peak >= self._held or now - self._held_at > HOLD_S:
            self._held, self._held_at = self._peak, now
        self._say()
        self.update()

    @property
    def held_dbfs(self) -> float:
        """The loudest sample of the last two seconds, -60 at the least."""
        return self._held

    @property
    def words(self) -> str:
        """The level in words, as a screen reader says it."""
        if self._peak >= TOO_LOUD_DBFS:
            return "Level: too loud"
        if self._peak <= FLOOR_DBFS:
            return "Level: no sound"
        return "Level: very quiet" if self._peak < TOO_QUIET_DBFS else "Level: good"

    def sizeHint(self) -> QSize:
        """24 bars."""
        return QSize(_BARS * 6, 20)

    def minimumSizeHint(self) -> QSize:
        """Bars may become thin, not fewer."""
        return QSize(_BARS * 4, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled bars up to the loudness, one bar for the peak."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        step = self.width() / _BARS
        height = self.height()
        loud, peak = self._bar(self._rms), self._bar(self._held)
        for bar in range(_BARS):
            db = FLOOR_DBFS * (1 - (bar + 1) / _BARS)
            filled = bar < loud or bar == peak - 1
            colour = (tokens.attention if db > TOO_LOUD_DBFS else tokens.done) if filled else tokens.line
            tall = height * (0.35 + 0.65 * (bar + 1) / _BARS)
            painter.fillRect(QRectF(bar * step, height - tall, step * 0.6, tall), QColor(colour))
        painter.end()

    @staticmethod
    def _bar(dbfs: float) -> int:
        return round((dbfs - FLOOR_DBFS) / -FLOOR_DBFS * _BARS)

    def _say(self) -> None:
        if self.accessibleName() != self.words:
            self.setAccessibleName(self.words)
