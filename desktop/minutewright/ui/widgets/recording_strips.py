"""The strips for the recording itself: why it pauses, and how it ends."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from minutewright.domain.recording import GapReason
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.strip import Strip

_REASONS = (
    (Qt.Key.Key_1, GapReason.ADJOURNED, "1  Adjourned", "The meeting stands adjourned"),
    (Qt.Key.Key_2, GapReason.EXEMPT, "2  Exempt", "Exempt business is taken without a recording"),
    (Qt.Key.Key_3, GapReason.OTHER, "3  Other reason", "Any other reason; write it in the field"),
)


class PauseStrip(Strip):
    """One button for each reason; 1, 2 and 3 press them. What is said during a pause is not captured."""

    def __init__(self, shell: Shell, pause: Callable[[GapReason, str], object]) -> None:
        super().__init__(shell, "Pause the recording: why?")
        self._pause = pause
        self.note.setText(
            "What is said during a pause is not captured; the gap and its reason go on the record"
        )
        self.reasons: dict[GapReason, QPushButton] = {}
        for _, reason, words, hint in _REASONS:
            button = named(QPushButton(words), words[3:], hint)
            button.setProperty("live", True)
            button.clicked.connect(partial(self._take, reason))
            self.reasons[reason] = button
            self.fields.addWidget(button)
        self.words = named(QLineEdit(), "Reason in words")
        self.words.setPlaceholderText("in words, if need be")
        self.words.setProperty("live", True)
        self.fields.addWidget(self.words, 1)
        self.done.hide()

    def open(self) -> None:
        """Ask for the reason."""
        self.words.clear()
        self.open_at(self.reasons[GapReason.ADJOURNED])

    def store_it(self) -> None:
        """Enter in the field of words pauses for another reason."""
        self._pause(GapReason.OTHER, self.words.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 press the buttons."""
        for key, reason, _, _ in _REASONS:
            if event.key() == key and not self.words.hasFocus():
                self._take(reason)
                return
        super().keyPressEvent(event)

    def _take(self, reason: GapReason) -> None:
        with self.shell.messages.reporting():
            self._pause(reason, self.words.text().strip())
            self.dismiss()


class EndStrip(Strip):
    """Ends meeting and recording, or the recording alone."""

    def __init__(self, shell: Shell, end: Callable[[bool], object]) -> None:
        super().__init__(shell, "End", "Meeting closed: stop recording")
        self._end = end
        self.note.setText("The closing time is taken down and goes into the minutes")
        self.only_sound = named(
            QPushButton("Stop recording only"), "Stop recording only", "The meeting is not closed by this"
        )
        self.only_sound.clicked.connect(self._stop_only)
        self.fields.addStretch(1)
        self.fields.addWidget(self.only_sound)

    def open(self) -> None:
        """Ask what ends."""
        self.open_at(self.done)

    def store_it(self) -> None:
        """The meeting is closed and the recording stops."""
        self._end(True)

    def _stop_only(self) -> None:
        with self.shell.messages.reporting():
            self._end(False)
            self.dismiss()
