"""The strips for the recording itself: why it pauses, and how it ends."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from minutewright.domain.ids import PersonId
from minutewright.domain.marks import PRESS_AND_PUBLIC, Mark
from minutewright.domain.recording import GapReason
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.label import Label
from minutewright.ui.widgets.person_field import PersonField
from minutewright.ui.widgets.strip import Strip

_REASONS = (
    (Qt.Key.Key_1, GapReason.ADJOURNED, "1  Adjourned", "The meeting stands adjourned"),
    (Qt.Key.Key_2, GapReason.EXEMPT, "2  Exempt", "Exempt business is taken without a recording"),
    (Qt.Key.Key_3, GapReason.OTHER, "3  Other reason", "Any other reason; write it in the field"),
)
_WHY = "Pause the recording: why?"
_WHO = "Paused: who was asked to leave?"
_NOT_CAPTURED = "What is said during a pause is not captured; the gap and its reason go on the record"
_PAUSED = "Enter adds a name, then takes it down; P goes on"


class PauseStrip(Strip):
    """One button for each reason; 1, 2 and 3 press them, and nothing is captured from then on.

    For exempt business it then asks who was asked to leave: Enter adds a name, Enter on the empty field takes it down.
    """

    def __init__(
        self,
        shell: Shell,
        pause: Callable[[GapReason, str], Mark | None],
        asked: Callable[[Mark, tuple[PersonId, ...]], object],
        store: Callable[[], MeetingStore | None],
    ) -> None:
        super().__init__(shell, _WHY)
        self._pause, self._asked, self._store = pause, asked, store
        self._mark: Mark | None = None
        self._left: dict[PersonId, str] = {}
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
        self.public = named(QCheckBox("Press and public"), "Press and public were asked to leave")
        self.who = PersonField("Who else was asked to leave")
        self.who.setPlaceholderText("a name or a seat, Enter adds it")
        self.names = Label(shell.theme, "")
        for widget, stretch in ((self.public, 0), (self.who, 1), (self.names, 2)):
            self.fields.addWidget(widget, stretch)
        self._show_stage()

    def open(self) -> None:
        """Ask for the reason."""
        self.words.clear()
        self._mark = None
        self._show_stage()
        self.open_at(self.reasons[GapReason.ADJOURNED])

    def accept(self) -> None:
        """Enter: a pause for a reason in words; afterwards one more name, or all of them taken down."""
        with self.shell.messages.reporting():
            if self._mark is None:
                self._take(GapReason.OTHER)
            elif self.who.text().strip():
                self._add()
            else:
                self.store_it()
                self.dismiss()

    def store_it(self) -> None:
        """Who was asked to leave goes on the record."""
        if self._mark is not None:
            public = (PRESS_AND_PUBLIC,) if self.public.isChecked() else ()
            self._asked(self._mark, (*public, *self._left))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 press the buttons; afterwards P goes on recording, as it does everywhere on the page."""
        if self._mark is not None and event.key() == Qt.Key.Key_P and not self.who.hasFocus():
            self.shell.actions.run("meeting.pause")
            return
        for key, reason, _, _ in _REASONS:
            if self._mark is None and event.key() == key and not self.words.hasFocus():
                self._take(reason)
                return
        super().keyPressEvent(event)

    def _take(self, reason: GapReason) -> None:
        with self.shell.messages.reporting():
            self._mark = self._pause(reason, self.words.text().strip())
            store = self._store()
            if reason is not GapReason.EXEMPT or self._mark is None or store is None:
                self.dismiss()
                return
            self.who.offer(store)
            self.public.setChecked(True)
            self._show_stage()
            self.public.setFocus()

    def _add(self) -> None:
        person, words = self.who.person(), self.who.text().strip()
        if person is not None:
            self.who.set_person(person)
            self._left[person] = (self.who.text().strip() or words).rpartition("  ")[2]
            self.names.setText(", ".join(self._left.values()))
        self.who.clear()

    def _show_stage(self) -> None:
        """The reasons, or, once nothing is captured any more, who was asked to leave."""
        asks = self._mark is not None
        self._left = {}
        self.names.clear()
        words = _WHO if asks else _WHY
        self.heading.setText(words)
        self.setAccessibleName(words)
        self.note.setText(_PAUSED if asks else _NOT_CAPTURED)
        for widget in (*self.reasons.values(), self.words):
            widget.setVisible(not asks)
        for widget in (self.public, self.who, self.names, self.done):
            widget.setVisible(asks)


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
