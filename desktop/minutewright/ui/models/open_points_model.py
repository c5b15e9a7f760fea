"""What is still open, one point a row."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from minutewright.services.drafting.open_points import OpenPoint

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class OpenPointsModel(QAbstractListModel):
    """Sentences, each with the sign of something that wants attention."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[OpenPoint, ...] = ()
        self._sign = QIcon()

    def set_sign(self, sign: QIcon) -> None:
        """The drawing before each sentence."""
        self._sign = sign

    def show_points(self, points: Sequence[OpenPoint]) -> None:
        """Show these points."""
        if tuple(points) != self._points:
            self.beginResetModel()
            self._points = tuple(points)
            self.endResetModel()

    def point(self, row: int) -> OpenPoint | None:
        """The point in a row."""
        return self._points[row] if 0 <= row < len(self._points) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._points)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence and its sign."""
        point = self.point(index.row())
        if point is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return point.sentence
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign
        if role == Qt.ItemDataRole.ToolTipRole:
            return "Enter leads to the place"
        return None
