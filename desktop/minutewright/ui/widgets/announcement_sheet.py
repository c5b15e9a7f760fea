"""The sheet with what the chair reads out before the recording: large enough to read from, and changed where it stands."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from minutewright.app.preflight import announcement_of
from minutewright.app.workplace import Workplace
from minutewright.domain.marks import MarkKind
from minutewright.domain.recording import recording_length_ms
from minutewright.services.clerk.marking import add_mark
from minutewright.services.settings.options import ANNOUNCEMENT
from minutewright.ui.messages import Offer
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay
from minutewright.ui.wording import clock

_HINT = (
    "{council} and {body} are filled in. The text is kept for every committee; empty it for the usual one."
)
_READ_OUT = "The chair announced that the meeting is recorded"


class AnnouncementSheet(Overlay):
    """ "It was read out" takes that down with the time on the wall clock; nothing else is stored but the text itself."""

    def __init__(self, shell: Shell, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent, share=0.7, widest=820)
        self.setObjectName("commandPalette")
        self.setAccessibleName("The chair's announcement")
        self._shell, self._workplace = shell, workplace
        theme = shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_4)
        column.setSpacing(t.SPACE_3)
        column.addWidget(Label(theme, "For the chair to read out", Role.SECTION))
        self.words = Label(theme, "", Role.TITLE, wrap=True)
        column.addWidget(self.words, 1)
        self.text = named(QPlainTextEdit(), "Text of the announcement")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.scaled(110))
        self.hint = Label(theme, _HINT, Role.QUIET, wrap=True)
        column.addWidget(self.text)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_2)
        self.change = QPushButton("Change the text…")
        self.change.clicked.connect(self._change)
        close = QPushButton("Close")
        close.clicked.connect(self.dismiss)
        self.read_out = QPushButton("It was read out")
        self.read_out.setProperty("primary", True)
        self.read_out.setToolTip("Take down that it was announced, with the time")
        self.read_out.clicked.connect(self._take_down)
        row.addWidget(self.change)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.read_out)
        column.addLayout(row)

    def open(self) -> None:
        """Show the text as it is to be read."""
        if self._shell.session.store is None:
            return
        self._show(changing=False)
        self.open_over(self.read_out)

    def _show(self, *, changing: bool) -> None:
        store, settings = self._shell.session.store, self._workplace.settings
        if store is None:
            return
        with self._shell.messages.reporting():
            self.words.setText(announcement_of(settings, store.council, store.body))
        self.text.setPlainText(settings.get(ANNOUNCEMENT))
        for widget in (self.text, self.hint):
            widget.setVisible(changing)
        self.words.setVisible(not changing)
        self.change.setText("Keep this text" if changing else "Change the text…")
        self.change.setEnabled(not settings.locked(ANNOUNCEMENT))
        self.place()

    def _change(self) -> None:
        if self.text.isHidden():
            self._show(changing=True)
            self.text.setFocus()
            return
        with self._shell.messages.reporting():
            text = self.text.toPlainText().strip() or ANNOUNCEMENT.default
            store, settings = self._shell.session.store, self._workplace.settings
            before = settings.get(ANNOUNCEMENT)
            settings.set(ANNOUNCEMENT, text)
            if store is not None:
                try:
                    announcement_of(settings, store.council, store.body)
                except Exception:
                    settings.set(ANNOUNCEMENT, before)
                    raise
            self._show(changing=False)
            self.change.setFocus()

    def _take_down(self) -> None:
        store = self._shell.session.store
        if store is None:
            return
        with self._shell.messages.reporting():
            now = datetime.now().astimezone()
            at_ms = recording_length_ms(store.files.all())
            add_mark(store, MarkKind.NOTE, at_ms, wall=now, text=_READ_OUT)
            self.dismiss()
            undo = Offer("Undo", self._shell.session.undo)
            self._shell.messages.info(f"Taken down: announced at {clock(now.time())}.", undo)
