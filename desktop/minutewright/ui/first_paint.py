"""How long the window took to be on the screen, for the start-up benchmark."""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_LOADED = time.monotonic()


class FirstPaint(QObject):
    """Waits until `window` has painted once, prints one JSON line and closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._done = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A paint event is followed at once by the flush to the screen; the timer runs after it."""
        if event.type() == QEvent.Type.Paint and not self._done:
            self._done = True
            QTimer.singleShot(0, self._report)
        return super().eventFilter(watched, event)

    def _report(self) -> None:
        line = {"first_paint_ms": round(since_start_ms()), "rss_mb": resident_mb()}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        self._window.close()


def since_start_ms() -> float:
    """Milliseconds since the process was started; where the system does not tell, since the window's code was loaded."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / ticks) * 1000
    except (OSError, AttributeError, ValueError):
        return (time.monotonic() - _LOADED) * 1000


def resident_mb() -> float | None:
    """Memory of this process in MB (10^6 bytes); None where the system does not tell without further help."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
    except (OSError, ValueError):
        return None
