"""Starting, watching and stopping the transcription of a meeting."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from minutewright.app.transcribing import Progress
from minutewright.services.transcription.catalogue import catalogue
from minutewright.services.transcription.engine import ENGINES
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.wording import length

_ROOMY = 115


class TranscribeBar(QWidget):
    """Model and engine to choose before, progress with the time left during; the button is the page's action."""

    stopped = Signal()

    def __init__(self, theme: Theme, start: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hour_takes_ms: Callable[[str, str], int | None] = lambda engine, model: None
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
        self.estimate = Label(theme, "", Role.QUIET)
        self.stop = named(QPushButton("Stop"), "Stop the transcription", "What is finished is kept")
        self.stop.clicked.connect(self.stopped)
        self._start = start
        parts: tuple[QWidget, ...] = (
            self.words,
            self.progress,
            self.stop,
            self.estimate,
            self.model,
            self.engine,
            start,
        )
        for part in parts:
            row.addWidget(part)
        for choice in (self.model, self.engine):
            choice.currentIndexChanged.connect(self._show_estimate)
        theme.changed.connect(self._show_estimate)
        self.show_progress(Progress(running=False))

    def offer_models(
        self,
        models: Sequence[str],
        chosen: str,
        engine: str,
        hour_takes_ms: Callable[[str, str], int | None],
    ) -> None:
        """Offer the models on this computer. `hour_takes_ms` tells of an engine and model what an hour of speech takes."""
        known = catalogue()
        self._hour_takes_ms = hour_takes_ms
        self.model.clear()
        for model in models or (chosen,):
            self.model.addItem(model.capitalize(), model)
            words = known[model].words if model in known else model
            self.model.setItemData(self.model.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.model.setCurrentIndex(max(self.model.findData(chosen), 0))
        self.engine.setCurrentText(engine)
        self._show_estimate()

    def chosen_model(self) -> str:
        """The id of the model that is chosen."""
        return str(self.model.currentData() or "")

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        for part in (self.progress, self.stop, self.words):
            part.setVisible(progress.running)
        for other in (self.estimate, self.model, self.engine, self._start):
            other.setVisible(not progress.running)
        if not progress.running:
            self._show_estimate()
        else:
            self.progress.setRange(0, max(progress.speech_ms // 1000, 0))
            self.progress.setValue(progress.done_ms // 1000)
            left = (
                f"about {length(progress.seconds_left * 1000)} left"
                if progress.seconds_left
                else "listening…"
            )
            again = "Going on where it stopped, " if progress.resumed else "Transcribing, "
            self.words.setText(f"{again}{left}")

    def _show_estimate(self) -> None:
        takes = self._hour_takes_ms(self.engine.currentText(), self.chosen_model())
        words = f"an hour takes about {length(takes)}" if takes else ""
        # Between the usual size and the one at which pages stack there is no room for it beside the choices.
        crowded = _ROOMY < self._theme.text_scale < t.LARGE_TEXT
        self.estimate.setText("" if crowded else words)
        self.model.setToolTip(words)
