"""Recordings that were interrupted: they stand on top of the library until they are dealt with."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from minutewright.app.interrupted import keep_recording
from minutewright.app.workplace import Workplace
from minutewright.services.storage.library import LibraryEntry
from minutewright.ui.page import Shell
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.wording import length, short_date


class Interrupted(QWidget):
    """One strip a meeting, each with Continue, Keep and Listen; hidden while there is none."""

    dealt_with = Signal()

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__()
        self._shell = shell
        self._workplace = workplace
        self._shown: tuple[LibraryEntry, ...] = ()
        self._strips: list[Panel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(t.SPACE_2)
        self.hide()

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Show these meetings, and only these."""
        if tuple(entries) != self._shown:
            self._shown = tuple(entries)
            for strip in self._strips:
                self._column.removeWidget(strip)
                strip.deleteLater()
            self._strips = [self._strip(entry) for entry in entries]
            for strip in self._strips:
                self._column.addWidget(strip)
        self.setVisible(bool(entries))

    def _strip(self, entry: LibraryEntry) -> Panel:
        theme = self._shell.theme
        panel = Panel(theme, margin=t.SPACE_3)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_2)
        row.addWidget(Label(theme, "Interrupted", Role.ATTENTION))
        what = f"{entry.body}, {short_date(entry.held_on)}"
        safe = (
            f"{length(entry.length_ms)} of sound are safe"
            if entry.length_ms
            else "no sound had been stored yet"
        )
        row.addWidget(Label(theme, f"{what}: {safe}.", wrap=True), 1)
        for words, run, hint in (
            ("Continue", self._go_on, "Go on recording where it broke off; the gap is on the record"),
            ("Keep", self._keep, "Keep what was recorded; the recording is complete"),
            ("Listen", self._listen, "Open the meeting and listen to what was recorded"),
        ):
            button = QPushButton(words)
            button.setAccessibleName(f"{words}: {what}")
            button.setToolTip(hint)
            button.clicked.connect(lambda _=False, run=run: self._deal(run, entry))
            row.addWidget(button)
        panel.body.addLayout(row)
        return panel

    def _deal(self, run: Callable[[], None], entry: LibraryEntry) -> None:
        with self._shell.messages.reporting():
            self._shell.session.open(entry.folder)
            run()
            self.dealt_with.emit()

    def _go_on(self) -> None:
        self._shell.go("meeting")
        self._shell.actions.run("meeting.start")

    def _keep(self) -> None:
        store = self._shell.session.store
        if store is not None:
            keep_recording(store)
            self._workplace.refresh(store)
            self._shell.messages.info("What was recorded is kept, and the recording counts as complete.")

    def _listen(self) -> None:
        self._shell.go("review")
