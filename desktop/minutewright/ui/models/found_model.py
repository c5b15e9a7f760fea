"""Places where words were found, one a row: the meeting, the time, and the words around."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from minutewright.domain.timecode import format_ms
from minutewright.services.storage.library import Found, LibraryEntry
from minutewright.ui.models.rows import Index, RowsModel
from minutewright.ui.wording import short_date

COLUMNS = ("Meeting", "Time", "Words")


class FoundModel(RowsModel[Found]):
    """What a search found, best first."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, lambda place: place)
        self._meetings: dict[Path, str] = {}

    def show_found(self, found: Sequence[Found], meetings: Mapping[Path, LibraryEntry]) -> None:
        """Show other places; those in meetings that are not listed are left out."""
        self._meetings = {
            folder: f"{entry.body}, {short_date(entry.held_on)}" for folder, entry in meetings.items()
        }
        self.show_rows(tuple(place for place in found if place.folder in meetings))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; a screen reader hears the row."""
        place = self.row(index.row())
        if place is None:
            return None
        time = "agenda" if place.at_ms is None else format_ms(place.at_ms)
        cells = (self._meetings.get(place.folder, ""), time, " ".join(place.excerpt.split()))
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return ", ".join(cells)
        return None
