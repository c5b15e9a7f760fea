"""Which committee meets, when and where: one line of fields, each stored when it is left."""

from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QTimeEdit, QVBoxLayout, QWidget

from minutewright.services.clerk.preparing import change_meeting
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.stacking import stacking

_EVENING = time(19, 0)


class MeetingDetails(QWidget):
    """Council, committee, date, time and venue of the open meeting."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._store: MeetingStore | None = None
        self.council = named(QLineEdit(), "Council")
        self.body = named(QLineEdit(), "Committee")
        self.held_on = named(QDateEdit(), "Date")
        self.held_on.setCalendarPopup(True)
        self.held_on.setDisplayFormat("ddd d MMMM yyyy")
        self.starts_at = named(QTimeEdit(), "Starts at")
        self.starts_at.setDisplayFormat("h.mm ap")
        self.starts_at.lineEdit().setTextMargins(t.SPACE_2, 0, 0, 0)
        self.venue = named(QLineEdit(), "Venue")
        whose, when = QHBoxLayout(), QHBoxLayout()
        for row, field, stretch in (
            (whose, self.council, 3),
            (whose, self.body, 4),
            (when, self.held_on, 0),
            (when, self.starts_at, 0),
            (when, self.venue, 1),
        ):
            column = QVBoxLayout()
            column.setSpacing(t.SPACE_1)
            column.addWidget(Label(shell.theme, field.accessibleName(), Role.QUIET))
            column.addWidget(field)
            row.setSpacing(t.SPACE_3)
            row.addLayout(column, stretch)
            field.editingFinished.connect(self.store_changes)
        rows = stacking(shell.theme, (whose, 5), (when, 6))
        rows.setContentsMargins(0, 0, 0, 0)
        self.setLayout(rows)

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Show what is stored; fields that are being typed in keep what is typed."""
        self._store = None
        if store is not None:
            meeting = store.meeting
            starts = meeting.starts_at or _EVENING
            self._fill(self.council, store.council.name)
            self._fill(self.body, store.body.name)
            self._fill(self.venue, meeting.venue)
            self.held_on.setDate(QDate(meeting.held_on.year, meeting.held_on.month, meeting.held_on.day))
            self.starts_at.setTime(QTime(starts.hour, starts.minute))
        self._store = store

    def store_changes(self) -> None:
        """Store the fields, if they say anything new; an empty name is put back."""
        store = self._store
        if store is None:
            return
        held_on, starts = self.held_on.date().toPython(), self.starts_at.time().toPython()
        assert isinstance(held_on, date)
        assert isinstance(starts, time)
        meeting = store.meeting
        same_start = meeting.starts_at is None and starts == _EVENING
        new = replace(
            meeting,
            held_on=held_on,
            starts_at=None if same_start else starts,
            venue=self.venue.text().strip(),
        )
        body = replace(store.body, name=self.body.text().strip() or store.body.name)
        council = replace(store.council, name=self.council.text().strip())
        if (new, body, council) != (meeting, store.body, store.council):
            with self._shell.messages.reporting():
                change_meeting(store, new, body, council)
        elif not self.body.text().strip():
            self.body.setText(store.body.name)

    def _fill(self, field: QLineEdit, text: str) -> None:
        if not (field.hasFocus() and field.isModified()) and field.text() != text:
            field.setText(text)
