"""Starting, watching and stopping the transcription of a meeting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from minutewright.app.transcribing import Progress
from minutewright.domain.timecode import format_ms
from minutewright.services.transcription.engine import ENGINES
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role


class TranscribeBar(QWidget):
    """Model and engine to choose before, progress with the time left during; the button is the page's action."""

    stopped = Signal()

    def __init__(self, theme: Theme, start: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_2)
        self.model = named(QComboBox(), "Speech model")
        self.engine = named(QComboBox(), "Speech engine")
        self.engine.addItems(list(ENGINES))
        self.progress = named(QProgressBar(), "Progress of the transcription")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(theme.scaled(160))
        self.words = Label(theme, "", Role.QUIET)
        self.stop = named(QPushButton("Stop"), "Stop the transcription", "What is finished is kept")
        self.stop.clicked.connect(self.stopped)
        self._start = start
        for part in (self.words, self.progress, self.stop, self.model, self.engine, start):
            row.addWidget(part)
        self.show_progress(Progress(running=False))

    def offer_models(self, models: tuple[str, ...], chosen: str, engine: str) -> None:
        """Offer the models on this computer."""
        self.model.clear()
        self.model.addItems(list(models) or [chosen])
        self.model.setCurrentText(chosen)
        self.engine.setCurrentText(engine)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        for part in (self.progress, self.stop):
            part.setVisible(progress.running)
        for part in (self.model, self.engine, self._start):
            part.setVisible(not progress.running)
        self.words.setVisible(progress.running)
        if progress.running:
            self.progress.setRange(0, max(progress.speech_ms // 1000, 0))
            self.progress.setValue(progress.done_ms // 1000)
            left = (
                f"about {format_ms(progress.seconds_left * 1000)} left"
                if progress.seconds_left
                else "listening…"
            )
            again = "Going on where it stopped; " if progress.resumed else "Transcribing, "
            self.words.setText(f"{again}{left}")
