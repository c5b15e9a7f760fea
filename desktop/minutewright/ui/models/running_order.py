"""The agenda as it is taken: what is done, what is being taken and for how long, what is still to come."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId
from minutewright.domain.marks import Mark, MarkKind, marks_of
from minutewright.domain.timecode import format_ms

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
SIGN_ROLE = Qt.ItemDataRole.UserRole + 1
NUMBER_ROLE = Qt.ItemDataRole.UserRole + 2
TIME_ROLE = Qt.ItemDataRole.UserRole + 3
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 4
EXEMPT_ROLE = Qt.ItemDataRole.UserRole + 5
ATTENTION_ROLE = Qt.ItemDataRole.UserRole + 6


class Progress(StrEnum):
    """Where an item stands: its sign and its words."""

    AHEAD = "ahead"
    CURRENT = "being taken"
    TAKEN = "taken"


SIGNS = {Progress.AHEAD: "", Progress.CURRENT: "▶", Progress.TAKEN: "✓"}


@dataclass(frozen=True, slots=True)
class ItemTimes:
    """For each item how long it was taken (ms); `current` is the one being taken, since `since_ms`."""

    taken_ms: dict[ItemId, int]
    current: ItemId | None
    since_ms: int
    closed: bool = False


def item_times(marks: tuple[Mark, ...], now_ms: int) -> ItemTimes:
    """How long each item had been taken by a recording time (ms), from the marks up to then; none is once it closed."""
    closing = [mark.at_ms for mark in marks_of(marks, MarkKind.CLOSED) if mark.at_ms <= now_ms]
    now_ms = min([now_ms, *closing])
    stamps = [mark for mark in marks_of(marks, MarkKind.ITEM) if mark.at_ms <= now_ms]
    taken: dict[ItemId, int] = {}
    for place, mark in enumerate(stamps):
        ends = stamps[place + 1].at_ms if place + 1 < len(stamps) else now_ms
        if mark.item_id is not None:
            taken[mark.item_id] = taken.get(mark.item_id, 0) + ends - mark.at_ms
    last = stamps[-1] if stamps and not closing else None
    return ItemTimes(taken, last.item_id if last else None, last.at_ms if last else 0, bool(closing))


class RunningOrder(QAbstractListModel):
    """The items in their order with their progress."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[AgendaItem, ...] = ()
        self._times = ItemTimes({}, None, 0)

    def show_items(self, items: tuple[AgendaItem, ...]) -> None:
        """Show these items; rows stay where the items are the same."""
        if [item.id for item in items] == [item.id for item in self._items]:
            self._items = items
            self._redraw()
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def show_times(self, times: ItemTimes) -> None:
        """Show how far the agenda is."""
        if times != self._times:
            self._times = times
            self._redraw()

    @property
    def current(self) -> ItemId | None:
        """The item being taken."""
        return self._times.current

    def neighbour(self, steps: int) -> ItemId | None:
        """The item so many steps from the one being taken; while none is, the first that was not taken yet."""
        row = self.row_of(self.current)
        if row < 0:
            return next((item.id for item in self._items if item.id not in self._times.taken_ms), None)
        item = self.item(row + steps)
        return item.id if item else None

    def item(self, row: int) -> AgendaItem | None:
        """The item in a row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, item_id: ItemId | None) -> int:
        """The row of an item, -1 if it is not there."""
        return next((row for row, item in enumerate(self._items) if item.id == item_id), -1)

    def progress(self, item: AgendaItem) -> Progress:
        """Where an item stands."""
        if item.id == self._times.current:
            return Progress.CURRENT
        return Progress.TAKEN if item.id in self._times.taken_ms else Progress.AHEAD

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many items."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, sign, number, time; a screen reader hears it in words."""
        item = self.item(index.row())
        if item is None:
            return None
        progress = self.progress(item)
        taken = self._times.taken_ms.get(item.id)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.title
        if role == SIGN_ROLE:
            return SIGNS[progress]
        if role == NUMBER_ROLE:
            return item.number
        if role == CURRENT_ROLE:
            return progress is Progress.CURRENT
        if role == EXEMPT_ROLE:
            return item.exempt
        if role == TIME_ROLE:
            return short_time(taken) if taken is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [f"Item {item.number}", item.title, progress.value]
            parts += ["exempt"] if item.exempt else []
            return ", ".join(parts)
        return None

    def _redraw(self) -> None:
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))


def short_time(ms: int) -> str:
    """`14:20`, `0:08`, or `1:02:07` from an hour on."""
    text = format_ms(max(ms, 0)).removeprefix("0:")
    return text.removeprefix("0") if len(text) == 5 else text
