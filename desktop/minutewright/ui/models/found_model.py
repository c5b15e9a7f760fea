"""Places where words were found, one a row: the meeting, the time, and the words around."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.timecode import format_ms
from minutewright.services.storage.library import Found, LibraryEntry
from minutewright.ui.wording import short_date

COLUMNS = ("Meeting", "Time", "Words")
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class FoundModel(QAbstractTableModel):
    """What a search found, best first."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] = ()
        self._meetings: dict[Path, str] = {}

    def show_found(self, found: Sequence[Found], meetings: Mapping[Path, LibraryEntry]) -> None:
        """Show other places; those in meetings that are not listed are left out."""
        self.beginResetModel()
        self._found = tuple(place for place in found if place.folder in meetings)
        self._meetings = {
            folder: f"{entry.body}, {short_date(entry.held_on)}" for folder, entry in meetings.items()
        }
        self.endResetModel()

    def found(self, row: int) -> Found | None:
        """The place in a row."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many places."""
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Meeting, time, words."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; a screen reader hears the row."""
        place = self.found(index.row())
        if place is None:
            return None
        time = "agenda" if place.at_ms is None else format_ms(place.at_ms)
        cells = (self._meetings.get(place.folder, ""), time, " ".join(place.excerpt.split()))
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return ", ".join(cells)
        return None
