"""How rows of lists and tables are drawn: roomy, no grid, the chosen one with an accent edge."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws what the model says, in rows of at least 32 px that grow with the text."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(view.viewport().update)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The row is marked as a whole, so no single cell gets a frame of its own."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room around the text."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + t.SPACE_4, max(t.TARGET, size.height() + t.SPACE_3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then the edge of a chosen row or the hairline below the others."""
        super().paint(painter, option, index)
        tokens = self._theme.tokens
        rect = option.rect
        painter.save()
        painter.setPen(QColor(tokens.line))
        painter.setOpacity(0.6)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_Selected and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        if self._is_cell_to_edit(index):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 4.5, -4.5, -4.5), 4, 4)
        painter.restore()

    def _is_cell_to_edit(self, index: Index) -> bool:
        """Whether F2 would edit this cell: then it is shown which one it is."""
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        triggers = self._view.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
        return editable and triggers and self._view.hasFocus() and index == self._view.currentIndex()


def edit_in_place(view: QTableView) -> None:
    """Let cells be edited with F2, Enter or a double click."""
    trigger = QAbstractItemView.EditTrigger
    view.setEditTriggers(trigger.EditKeyPressed | trigger.DoubleClicked)
    view.activated.connect(lambda index: view.edit(index) if not view.isPersistentEditorOpen(index) else None)


def dress_table(view: QTableView, theme: Theme) -> None:
    """Give a table the look and the keys of ours: whole rows, no grid, Tab leaves it, Enter acts."""
    view.setItemDelegate(RowDelegate(theme, view))
    view.setShowGrid(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    fit_rows(view, theme)
    theme.changed.connect(lambda: fit_rows(view, theme))


def fit_rows(view: QTableView, theme: Theme) -> None:
    """Set the height of rows for the present text size."""
    height = max(t.TARGET + t.SPACE_1, view.fontMetrics().height() + t.SPACE_4)
    view.verticalHeader().setMinimumSectionSize(height)
    view.verticalHeader().setDefaultSectionSize(height)


def fit_columns(view: QTableView, widths: Sequence[int], theme: Theme, spare: Sequence[int] = ()) -> None:
    """Give columns their widths (px at the usual text size, growing with the text); 0 takes the rest.

    The `spare` columns give way where text is large; a screen reader still hears them with the row.
    """

    def fit() -> None:
        for column, width in enumerate(widths):
            view.setColumnHidden(column, theme.is_large and column in spare)
            if width:
                view.setColumnWidth(column, theme.scaled(width))
            else:
                view.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    fit()
    theme.changed.connect(fit)
