"""A field for one person of the meeting: typed by name or by the key of their seat, or picked from the list below it."""

import contextlib

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from minutewright.domain.attendance import Attendance, AttendanceStatus
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import PersonId
from minutewright.domain.people import Person, calling_name, find_person
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import named


class PersonField(QLineEdit):
    """Empty means nobody. The list under the field opens on a click or the Down key."""

    def __init__(self, words: str) -> None:
        super().__init__()
        named(self, words, "Type a name, or the key of a seat")
        self._people: list[tuple[str, Attendance, Person]] = []
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)

    def offer(self, store: MeetingStore, *, members_only: bool = False, everyone: bool = False) -> None:
        """Offer who is there (`everyone`: also who has not come), as the attendance has them; the field is emptied."""
        everybody = store.people.all()
        people = {person.id: person for person in everybody}
        self._people = []
        for row in store.attendance.all():
            person = people.get(row.person_id)
            here = everyone or row.status is AttendanceStatus.PRESENT
            if person is not None and here and (row.voting or not members_only):
                seat = f"{row.seat.upper()}  " if row.seat else ""
                self._people.append((f"{seat}{calling_name(person, everybody)}", row, person))
        self._names.setStringList([words for words, _, _ in self._people])
        self.clear()

    def set_person(self, person_id: PersonId | None) -> None:
        """Show somebody."""
        self.setText(next((words for words, row, _ in self._people if row.person_id == person_id), ""))

    def person(self) -> PersonId | None:
        """Who is meant; None where the field is empty.

        Raises:
            BadInput: nobody, or more than one, is called so.
        """
        text = " ".join(self.text().split()).casefold()
        if not text:
            return None
        for words, row, _ in self._people:
            if text in (" ".join(words.split()).casefold(), row.seat.casefold()):
                return row.person_id
        meant = find_person([person for _, _, person in self._people], text)
        if meant is not None:
            return meant.id
        found = [row.person_id for words, row, _ in self._people if text in words.casefold()]
        if len(found) == 1:
            return found[0]
        why = "More than one person is" if found else "Nobody here is"
        raise BadInput(f"{why} called “{self.text().strip()}”. Choose a name from the list under the field.")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the list."""
        super().mousePressEvent(event)
        self._open_list()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is in the field is typed over; but the list of names that closes takes nothing from who is typing."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who is meant stands in the field whole once it is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            with contextlib.suppress(BadInput):
                if meant := self.person():
                    self.set_person(meant)

    def _open_list(self) -> None:
        if not self.text():
            completer = self.completer()
            completer.setCompletionPrefix("")
            completer.complete()
