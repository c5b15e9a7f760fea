"""What waits for the clerk's yes or no under one item: one suggested block a row, with the time it rests on."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.minutes import Block
from minutewright.domain.timecode import format_ms

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
TIME_ROLE = Qt.ItemDataRole.UserRole + 1


class SuggestionsModel(QAbstractListModel):
    """The unconfirmed blocks of an item, in the order in which they would print."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: tuple[Block, ...] = ()

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show these suggestions; nothing moves where they are the same."""
        waiting = tuple(block for block in blocks if not block.confirmed and block.text.strip())
        if waiting != self._blocks:
            self.beginResetModel()
            self._blocks = waiting
            self.endResetModel()

    def block(self, row: int) -> Block | None:
        """The suggestion in a row."""
        return self._blocks[row] if 0 <= row < len(self._blocks) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many wait."""
        return 0 if parent.isValid() else len(self._blocks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words and time; a screen reader hears that it is only suggested."""
        block = self.block(index.row())
        if block is None:
            return None
        time = format_ms(block.sources[0].start_ms) if block.sources else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return block.text
        if role == TIME_ROLE:
            return time
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in ("Suggestion", time, block.text) if part)
        return None
