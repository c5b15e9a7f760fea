"""Plays one stretch of the recording and is silent again at its end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from minutewright.app.desk import Desk

LOOK_MS = 100
AFTERWARDS_MS = 300
BEFORE_MS = 6_000


class StretchPlayer(QObject):
    """`changed` tells that it began or ended. Give it the desk of the open meeting; None when it closes."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._end_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def playing(self) -> bool:
        """Whether something is being heard."""
        return self._timer.isActive()

    def use(self, desk: "Desk | None") -> None:
        """Play at this desk from now on."""
        self.stop()
        self._desk = desk

    def play(self, start_ms: int, end_ms: int) -> None:
        """Play a stretch (ms of recording time). Of a mere moment, which is stamped after the words, what led to it.

        Raises:
            DeviceError: nothing can be played on this computer.
        """
        if self._desk is None:
            return
        if end_ms <= start_ms:
            start_ms = max(0, start_ms - BEFORE_MS)
        self._desk.player().play(start_ms)
        self._end_ms = end_ms + AFTERWARDS_MS
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """Be silent."""
        if self._timer.isActive():
            self._timer.stop()
            if self._desk is not None:
                self._desk.player().pause()
            self.changed.emit()

    def _look(self) -> None:
        player = self._desk.player() if self._desk else None
        if player is None or not player.playing or player.position_ms >= self._end_ms:
            self.stop()
