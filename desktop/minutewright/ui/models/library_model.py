"""The meetings of the library, one a row."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.meeting import RecordingState
from minutewright.services.storage.library import LibraryEntry
from minutewright.ui.wording import STATES, length, short_date

COLUMNS = ("Committee", "Date", "State", "Recording", "Open points")
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class LibraryModel(QAbstractTableModel):
    """Newest first, as the library gives them. `AccessibleTextRole` reads a whole row."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[LibraryEntry, ...] = ()

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Show other meetings; nothing moves where they are the same."""
        if tuple(entries) != self._entries:
            self.beginResetModel()
            self._entries = tuple(entries)
            self.endResetModel()

    def entry(self, row: int) -> LibraryEntry | None:
        """The meeting in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, folder: Path) -> int:
        """The row of the meeting in a folder, -1 if it is not shown."""
        wanted = folder.resolve()
        return next((row for row, entry in enumerate(self._entries) if entry.folder.resolve() == wanted), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many meetings."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Committee, date, state, length of the recording, open points."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        entry = self.entry(index.row())
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
