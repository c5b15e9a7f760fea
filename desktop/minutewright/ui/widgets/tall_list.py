"""A list of very many rows of different heights, of which only those that are seen are measured.

Qt's own list lays out all rows anew after each edit, and while it does so in batches it loses the reader's place in a
long list (measured: at row 9,000 of 10,000 the view jumped to the top). Here the first row that is seen stays where it is.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from minutewright.ui.widgets.row_tops import RowTops

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction


class TallList(QListView):
    """A subclass says how high a row is about (`guess_height`) and exactly (`measure_height`), and draws it (`paint_row`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tops = RowTops(self.guess_height)
        self.step_px = 20
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    # -- what a subclass says --------------------------------------------------------------------------------------------

    def guess_height(self, row: int) -> int:
        """About how high a row is, px; asked for all rows, so it must be quick."""
        raise NotImplementedError

    def measure_height(self, row: int) -> int:
        """How high a row is at the present width, px; asked when it is seen."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Draw a row."""
        raise NotImplementedError

    def fit_width(self, width: int) -> bool:
        """The viewport is so wide now (px); says whether rows have other heights by that."""
        raise NotImplementedError

    def settled(self) -> None:
        """Rows have moved: place what lies over them."""

    # -- what a subclass and others ask ------------------------------------------------------------------------------------

    def row_rect(self, row: int) -> QRect:
        """Where a row stands in the viewport; empty for one that is not there."""
        if not 0 <= row < len(self.tops):
            return QRect()
        top = self.tops.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.tops.height(row))

    def choose(self, row: int) -> None:
        """Make a row the current and only selected one, and bring it into view."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.bring_into_view(row)

    def bring_into_view(self, row: int, margin: int = 0) -> None:
        """Scroll as little as is needed, `margin` px above and below; a row far away comes into the upper third."""
        if not 0 <= row < len(self.tops):
            return
        page = self.viewport().height()
        self._measure_from(max(row - 1, 0), page)
        top, height, offset = self.tops.top(row), self.tops.height(row), self.verticalOffset()
        if top + height < offset - page or top > offset + 2 * page:
            offset = top - page // 3
        elif top - margin < offset:
            offset = top - margin
        elif top + height + margin > offset + page:
            offset = min(top + height + margin - page, top)
        self.updateGeometries()
        self.verticalScrollBar().setValue(max(0, offset))
        self.settle()

    def settle(self) -> None:
        """Measure what is seen, place what lies over it, and draw."""
        self._measure_seen()
        self.settled()
        self.viewport().update()

    def measure_all_anew(self) -> None:
        """Nothing measured holds; the first row that is seen stays the first."""
        first = self.tops.row_at(self.verticalOffset())
        into = self.verticalOffset() - self.tops.top(first) if first >= 0 else 0
        self.tops.reset(self.model().rowCount() if self.model() else 0)
        self.updateGeometries()
        if first >= 0 and len(self.tops):
            first = min(first, len(self.tops) - 1)
            self.verticalScrollBar().setValue(self.tops.top(first) + min(into, self.tops.height(first)))
        self.settle()

    # -- measuring -----------------------------------------------------------------------------------------------------

    def _measure_seen(self) -> None:
        """Measure the rows that are seen. One that is cut off above keeps its lower edge where it is."""
        offset = self.verticalOffset()
        first = self.tops.row_at(offset)
        if first < 0:
            return
        cut = offset - self.tops.top(first)
        grown = 0 if self.tops.is_measured(first) else self.tops.measure(first, self.measure_height(first))
        self._measure_from(first, self.viewport().height() + abs(grown))
        self.updateGeometries()
        if grown and cut > 0:
            self.verticalScrollBar().setValue(offset + grown)

    def _measure_from(self, row: int, height: int) -> None:
        done = 0
        while row < len(self.tops) and done <= height:
            if not self.tops.is_measured(row):
                self.tops.measure(row, self.measure_height(row))
            done += self.tops.height(row)
            row += 1

    # -- Qt's questions about geometry -----------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """Where a row stands in the viewport."""
        return self.row_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row under a point of the viewport."""
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self.tops.total:
            return QModelIndex()
        return self.model().index(self.tops.row_at(y), 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view."""
        if index.isValid():
            self.bring_into_view(index.row())

    def verticalOffset(self) -> int:
        """How far the view is scrolled, px."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        """No row is ever hidden."""
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Up and down by rows, by pages, to the ends."""
        count = len(self.tops)
        if not count:
            return QModelIndex()
        row = max(self.currentIndex().row(), 0)
        page = self.viewport().height()
        targets = {
            _Action.MoveUp: row - 1,
            _Action.MovePrevious: row - 1,
            _Action.MoveDown: row + 1,
            _Action.MoveNext: row + 1,
            _Action.MovePageUp: min(row - 1, self.tops.row_at(self.tops.top(row) - page)),
            _Action.MovePageDown: max(row + 1, self.tops.row_at(self.tops.top(row) + page)),
            _Action.MoveHome: 0,
            _Action.MoveEnd: count - 1,
        }
        return self.model().index(max(0, min(targets.get(action, row), count - 1)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        if len(self.tops):
            area, model = rect.normalized(), self.model()
            first = self.tops.row_at(area.top() + self.verticalOffset())
            last = self.tops.row_at(area.bottom() + self.verticalOffset())
            self.selectionModel().select(QItemSelection(model.index(first, 0), model.index(last, 0)), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What of the viewport the selected rows take."""
        region, seen = QRegion(), self.viewport().rect()
        for place in range(selection.count()):
            stretch = selection.at(place)
            rows = self.row_rect(stretch.top()).united(self.row_rect(stretch.bottom()))
            region += QRegion(rows.intersected(seen))
        return region

    def doItemsLayout(self) -> None:
        """After rows came or went: measure what is seen now."""
        QAbstractItemView.doItemsLayout(self)
        self.settle()

    def updateGeometries(self) -> None:
        """The range of the scroll bar."""
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.tops.total - page))
        bar.setPageStep(page)
        bar.setSingleStep(self.step_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows take the new width; the first one that is seen stays."""
        if self.fit_width(self.viewport().width()):
            self.measure_all_anew()
        else:
            self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Measure what comes into view, then draw."""
        self.settle()

    # -- what the model tells ----------------------------------------------------------------------------------------------

    def reset(self) -> None:
        """All rows are others."""
        super().reset()
        self.tops.reset(self.model().rowCount() if self.model() else 0)
        self.updateGeometries()
        self.settle()

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:
        """Rows came. In the middle of a change of the model nothing can be measured, so that comes later."""
        self.tops.insert(first, last - first + 1)
        QAbstractItemView.rowsInserted(self, parent, first, last)
        self.scheduleDelayedItemsLayout()

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        """Rows go."""
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, first, last)
        self.tops.remove(first, last - first + 1)
        self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Rows say something else."""
        self.tops.forget(first.row(), last.row())
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are seen."""
        painter = QPainter(self.viewport())
        row = self.tops.row_at(self.verticalOffset() + event.rect().top())
        while 0 <= row < len(self.tops):
            rect = self.row_rect(row)
            if rect.top() > event.rect().bottom():
                break
            self.paint_row(painter, rect, row)
            row += 1
        painter.end()
