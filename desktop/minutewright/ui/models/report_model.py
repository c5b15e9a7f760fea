"""Findings as rows: a sign, a sentence, and quiet lines below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row: `sign` names an icon, `key` is what the row is about."""

    text: str
    sign: str
    key: str = ""


class ReportModel(QAbstractListModel):
    """Rows that are only read."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ReportRow, ...] = ()
        self._signs: dict[str, QIcon] = {}

    def set_signs(self, signs: dict[str, QIcon]) -> None:
        """The drawings of the signs, by name."""
        self._signs = signs

    def show_rows(self, rows: Sequence[ReportRow]) -> None:
        """Show these rows."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def row(self, place: int) -> ReportRow | None:
        """The row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text and the sign."""
        row = self.row(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Qt.ItemDataRole.DecorationRole:
            return self._signs.get(row.sign)
        return None
