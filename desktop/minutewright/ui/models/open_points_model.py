"""What is still open, one point a row, under the item it belongs to."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from minutewright.domain.ids import ItemId
from minutewright.services.drafting.open_points import OpenPoint

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class OpenPointsModel(QAbstractListModel):
    """Sentences, each with the sign of something that wants attention; over those of an item stands its name."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[OpenPoint | str, ...] = ()
        self._sign = QIcon()

    def set_sign(self, sign: QIcon) -> None:
        """The drawing before each sentence."""
        self._sign = sign

    def show_points(self, points: Sequence[OpenPoint], titles: Mapping[ItemId, str] | None = None) -> None:
        """Show these points, which stand together by item; `titles` are the names of the items."""
        rows: list[OpenPoint | str] = []
        before = None
        for point in points:
            if point.item_id is not None and point.item_id != before:
                rows.append((titles or {}).get(point.item_id, ""))
            before = point.item_id
            rows.append(point)
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(row for row in rows if row != "")
            self.endResetModel()

    def point(self, row: int) -> OpenPoint | None:
        """The point in a row; None for the name of an item."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, OpenPoint) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name of an item cannot be chosen."""
        return super().flags(index) if self.point(index.row()) else Qt.ItemFlag.ItemIsEnabled

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence and its sign."""
        point = self.point(index.row())
        if point is None:
            return self._name(index.row(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._short(index.row(), point)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return point.sentence
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign
        if role == Qt.ItemDataRole.ToolTipRole:
            return "Enter leads to the place"
        return None

    def _name(self, row: int, role: int) -> object:
        if not 0 <= row < len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[row]
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _short(self, row: int, point: OpenPoint) -> str:
        """The sentence without the name of the item, which stands above."""
        names = [each for each in self._rows[:row] if isinstance(each, str)]
        if point.item_id is None or not names or not point.sentence.startswith(names[-1]):
            return point.sentence
        rest = point.sentence[len(names[-1]) :].lstrip(": ")
        return rest[:1].upper() + rest[1:]
