"""The lamp that says the sound was too loud, how often, and stays lit until somebody has seen it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from minutewright.ui.widgets.alarm_banner import SEEN_KEY


class ClipLamp(QPushButton):
    """Not there while it is dark. Counts the stretches that clipped; pressing it puts it out."""

    put_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("flat", True)
        self.setProperty("lamp", True)
        self.times = 0
        self._clips = False
        self.clicked.connect(self.acknowledge)
        self.hide()

    def show_clipped(self, clipped: bool) -> None:
        """Whether it is too loud now."""
        if clipped and not self._clips:
            self.show_times(self.times + 1)
        self._clips = clipped

    def show_times(self, times: int) -> None:
        """How often it has been too loud since it was put out."""
        self.times = times
        words = "▲ clipped" + (f" {times}×" if times > 1 else "")
        self.setText(words)
        self.setAccessibleName(f"Too loud: clipped {times} times. Press to put out the lamp")
        self.setToolTip(
            f"The sound was too loud {times} times and is distorted there. Turn the microphone down. "
            f"Press, or {SEEN_KEY}, to put out the lamp"
        )
        self.setVisible(times > 0)

    def acknowledge(self) -> None:
        """Somebody has seen it."""
        self.times = 0
        self.hide()
        self.put_out.emit()
