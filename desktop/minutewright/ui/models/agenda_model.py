"""The agenda as rows that can be edited where they stand."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from minutewright.domain.agenda import AgendaItem, ItemKind, Paper
from minutewright.ui.models.rows import Index, RowsModel
from minutewright.ui.wording import KINDS

COLUMNS = ("No.", "Item", "Kind", "Pages")
NUMBER, TITLE, KIND, PAGES = range(4)


class AgendaModel(RowsModel[AgendaItem]):
    """Items in their order. A cell that is edited calls `change` with the new item; the store's event brings it back."""

    def __init__(self, change: Callable[[AgendaItem], None] | None = None) -> None:
        super().__init__(COLUMNS, lambda item: item.id)
        self._change = change
        self._exempt_icon = QIcon()

    def set_exempt_icon(self, icon: QIcon) -> None:
        """The drawing that stands before the title of an exempt item."""
        self._exempt_icon = icon

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be edited if there is somebody to tell."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._change else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; a screen reader hears the whole item."""
        item = self.row(index.row())
        if item is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _cell(item, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == TITLE and item.exempt:
            return self._exempt_icon
        if role == Qt.ItemDataRole.ToolTipRole:
            public = f"; the public reads “{item.public_title}”" if item.public_title else ""
            return f"Exempt: taken without press and public{public}" if item.exempt else item.title
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() in (NUMBER, TITLE):
            exempt = ", exempt" if item.exempt else ""
            return f"Item {item.number}, {item.title}, {KINDS[item.kind]}{exempt}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store what was typed into a cell, if it is different and not empty where it may not be."""
        item = self.row(index.row())
        if item is None or role != Qt.ItemDataRole.EditRole or self._change is None:
            return False
        new = _changed(item, index.column(), str(value).strip())
        if new == item:
            return False
        self._change(new)
        return True


def pages_of(item: AgendaItem) -> str:
    """The pages of an item's papers, as they are written in one cell: `5-12, 14`."""
    return ", ".join(paper.pages for paper in item.papers if paper.pages)


def _cell(item: AgendaItem, column: int) -> str:
    return (item.number, item.title, KINDS[item.kind], pages_of(item))[column]


def _changed(item: AgendaItem, column: int, text: str) -> AgendaItem:
    if column == NUMBER:
        return replace(item, number=text)
    if column == TITLE:
        return replace(item, title=text) if text else item
    if column == KIND:
        kind = next((kind for kind, words in KINDS.items() if words == text), item.kind)
        return replace(item, kind=kind, exempt=item.exempt or kind is ItemKind.EXEMPT_REPORT)
    if text == pages_of(item):
        return item
    bare = tuple(replace(paper, pages="") for paper in item.papers if paper.label or paper.appendix)
    if not text:
        return replace(item, papers=bare)
    first = replace(bare[0], pages=text) if bare else Paper("", pages=text)
    return replace(item, papers=(first, *bare[1:]))
