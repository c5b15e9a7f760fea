"""What the tables of the window have in common: rows of one kind under named columns."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
RowT = TypeVar("RowT")
_NO_PARENT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """A table of rows. What a cell says is the subclass's business (`data`)."""

    def __init__(self, columns: tuple[str, ...], id_of: Callable[[RowT], Hashable]) -> None:
        """`columns` are the words over the columns; `id_of` tells which thing a row stands for."""
        super().__init__()
        self._columns = columns
        self._id_of = id_of
        self._rows: tuple[RowT, ...] = ()

    def show_rows(self, rows: tuple[RowT, ...]) -> None:
        """Show these rows. Cursor and selection stay where the same things stay in the same order."""
        before = self._rows
        if [self._id_of(row) for row in rows] == [self._id_of(row) for row in before]:
            self._rows = rows
            # Only rows that changed are named: a cell that is being typed in would be set back otherwise.
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> RowT | None:
        """What stands in a row, None beside the table."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, wanted: Hashable) -> int:
        """The row of the thing with this id, -1 if it is not shown."""
        return next((at for at, row in enumerate(self._rows) if self._id_of(row) == wanted), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None
