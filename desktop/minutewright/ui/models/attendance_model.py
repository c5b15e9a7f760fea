"""Who is coming, one person a row, in the order in which they print."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.people import Person, badge_of
from minutewright.ui.models.rows import Index, RowsModel
from minutewright.ui.wording import CAPACITIES, STATUSES

COLUMNS = ("Name", "Role", "Seat", "Attendance")
NAME, ROLE, SEAT, STATUS = range(4)
BADGE_ROLE = Qt.ItemDataRole.UserRole + 1
PLACE_ROLE = Qt.ItemDataRole.UserRole + 2
_SIGNS = {AttendanceStatus.PRESENT: "●", AttendanceStatus.APOLOGY: "○", AttendanceStatus.ABSENT: "–"}


class AttendanceModel(RowsModel[tuple[Attendance, Person]]):
    """Rows of attendance with their people. Role and seat are edited where they stand and go to `change`."""

    def __init__(self, change: Callable[[Attendance], None]) -> None:
        super().__init__(COLUMNS, lambda row: row[1].id)
        self._change = change

    def show_attendance(self, rows: Sequence[Attendance], people: Sequence[Person]) -> None:
        """Show these; rows are kept where the same people stay in the same order."""
        by_id = {person.id: person for person in people}
        self.show_rows(tuple((row, by_id[row.person_id]) for row in rows if row.person_id in by_id))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Role and seat can be typed over."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (ROLE, SEAT) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; a screen reader hears the person."""
        row = self.row(index.row())
        if row is None:
            return None
        attendance, person = row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _cell(attendance, person, index.column(), editing=role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _cell(attendance, person, index.column(), editing=False)
        if role == BADGE_ROLE and index.column() == NAME:
            return badge_of(person, [each for _, each in self._rows])
        if role == PLACE_ROLE:
            return index.row()
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            what = role_words(attendance, person)
            return ", ".join(part for part in (person.full_name, what, STATUSES[attendance.status]) if part)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store a role or seat that was typed."""
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        attendance = row[0]
        text = str(value).strip()
        new = (
            replace(attendance, role=text)
            if index.column() == ROLE
            else replace(attendance, seat=text[:1].lower())
        )
        if new == attendance:
            return False
        self._change(new)
        return True


def role_words(attendance: Attendance, person: Person) -> str:
    """What somebody is at this meeting: the role, else the post, else the capacity if it is not a plain member's."""
    if attendance.role:
        return attendance.role
    post = ", ".join(part for part in (person.post, person.organisation) if part)
    if post:
        return post
    return "" if attendance.capacity is Capacity.MEMBER else CAPACITIES[attendance.capacity]


def _cell(attendance: Attendance, person: Person, column: int, *, editing: bool) -> str:
    if column == ROLE and editing:
        return attendance.role
    name = ", ".join((person.full_name, *person.honours))
    status = f"{_SIGNS[attendance.status]} {STATUSES[attendance.status]}"
    cells = (name, role_words(attendance, person), attendance.seat.upper(), status)
    return cells[column]
