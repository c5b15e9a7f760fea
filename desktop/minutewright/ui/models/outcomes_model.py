"""The items of the minutes with what became of them: what is still open, and how much waits for the clerk."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId
from minutewright.domain.record import MeetingRecord
from minutewright.services.drafting.open_points import OpenPoint, OpenPointKind, open_points
from minutewright.ui.models.running_order import (
    ATTENTION_ROLE,
    CURRENT_ROLE,
    EXEMPT_ROLE,
    NUMBER_ROLE,
    SIGN_ROLE,
    TIME_ROLE,
)

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class OutcomesModel(QAbstractListModel):
    """The minuted items. ✓ is settled, ! has something open; behind the title stands how many suggestions wait."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[AgendaItem, ...] = ()
        self._points: dict[ItemId, tuple[OpenPoint, ...]] = {}
        self._waiting: dict[ItemId, int] = {}
        self._current: ItemId | None = None

    def show_record(self, record: MeetingRecord | None) -> None:
        """Show the items of a meeting and what is open under each."""
        items = tuple(item for item in record.items if item.minuted) if record else ()
        points: dict[ItemId, tuple[OpenPoint, ...]] = {}
        for point in open_points(record) if record else ():
            if point.item_id is not None:
                points[point.item_id] = (*points.get(point.item_id, ()), point)
        waiting: dict[ItemId, int] = {}
        for block in record.blocks if record else ():
            waiting[block.item_id] = waiting.get(block.item_id, 0) + int(not block.confirmed)
        same = [item.id for item in items] == [item.id for item in self._items]
        if not same:
            self.beginResetModel()
        self._items, self._points, self._waiting = items, points, waiting
        if not same:
            self.endResetModel()
        elif items:
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def show_current(self, item_id: ItemId | None) -> None:
        """Light the item in which the caret is."""
        if item_id != self._current:
            self._current = item_id
            if self._items:
                self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def item(self, row: int) -> AgendaItem | None:
        """The item in a row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, item_id: ItemId | None) -> int:
        """The row of an item, -1 if it is not there."""
        return next((row for row, item in enumerate(self._items) if item.id == item_id), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many items."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, sign, number, how many wait; the sentences of what is open in the tooltip and for screen readers."""
        item = self.item(index.row())
        if item is None:
            return None
        open_here = [
            point for point in self._points.get(item.id, ()) if point.kind is not OpenPointKind.UNCONFIRMED
        ]
        waiting = self._waiting.get(item.id, 0)
        sentences = [point.sentence for point in self._points.get(item.id, ())]
        answers = {
            Qt.ItemDataRole.DisplayRole: item.title,
            Qt.ItemDataRole.ToolTipRole: "\n".join(sentences) or "Nothing is open under this item.",
            SIGN_ROLE: "!" if open_here else "✓",
            ATTENTION_ROLE: bool(open_here),
            NUMBER_ROLE: item.number,
            CURRENT_ROLE: item.id == self._current,
            EXEMPT_ROLE: item.exempt,
            TIME_ROLE: f"{waiting} ?" if waiting else "",
            Qt.ItemDataRole.AccessibleTextRole: ". ".join(
                [f"Item {item.number}, {item.title}", *(sentences or ["Nothing open"])]
            ),
        }
        return answers.get(role)
