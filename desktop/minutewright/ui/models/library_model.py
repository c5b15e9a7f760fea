"""The meetings of the library, one a row."""

from PySide6.QtCore import Qt

from minutewright.domain.meeting import RecordingState
from minutewright.services.storage.library import LibraryEntry
from minutewright.ui.models.rows import Index, RowsModel
from minutewright.ui.wording import STATES, length, short_date

COLUMNS = ("Committee", "Date", "State", "Recording", "Open points")


class LibraryModel(RowsModel[LibraryEntry]):
    """Newest first, as the library gives them. `AccessibleTextRole` reads a whole row."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, lambda entry: entry.folder.resolve())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        entry = self.row(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(entry, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            cells = (f"{COLUMNS[column]} {_cell(entry, column)}" for column in range(2, len(COLUMNS)))
            return ", ".join((entry.body, short_date(entry.held_on), *cells))
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(entry.folder)
        return None


def _cell(entry: LibraryEntry, column: int) -> str:
    cells = (
        entry.body,
        short_date(entry.held_on),
        STATES[entry.state],
        _recording(entry),
        open_points(entry),
    )
    return cells[column]


def _recording(entry: LibraryEntry) -> str:
    if entry.recording is RecordingState.RECORDING:
        return f"recording, {length(entry.length_ms)}"
    if entry.recording is RecordingState.INTERRUPTED:
        return f"interrupted, {length(entry.length_ms)}"
    return length(entry.length_ms)


def open_points(entry: LibraryEntry) -> str:
    """What is still to be done on a meeting, in few words."""
    if entry.items == 0:
        return "no agenda yet"
    if entry.unassigned_ms:
        return f"{length(entry.unassigned_ms)} without an item"
    return "–" if entry.length_ms else "not recorded yet"
