"""The agenda beside the work: signs, numbers, titles and what stands behind them; a click or Enter takes an item."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from minutewright.domain.ids import ItemId
from minutewright.ui.models.outcomes_model import OutcomesModel
from minutewright.ui.models.running_order import (
    ATTENTION_ROLE,
    CURRENT_ROLE,
    EXEMPT_ROLE,
    NUMBER_ROLE,
    SIGN_ROLE,
    TIME_ROLE,
    RunningOrder,
)
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.icons import picture
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.row_delegate import Index


class RunningDelegate(QStyledItemDelegate):
    """Rows of at least 44 px: sign, number, title, time."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(view.doItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the whole title."""
        metrics = option.fontMetrics
        width = self._title_width(self._view.viewport().width())
        rect = metrics.boundingRect(QRect(0, 0, width, 1000), Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(0, max(t.TARGET_LIVE, rect.height() + t.SPACE_3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Current item on the accent ground with an accent edge; the cursor as a ring."""
        tokens, rect = self._theme.tokens, option.rect
        current, sign = bool(index.data(CURRENT_ROLE)), str(index.data(SIGN_ROLE))
        painter.save()
        if current:
            painter.fillRect(rect, QColor(tokens.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        painter.setPen(QColor(tokens.line))
        painter.setOpacity(0.6)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(rect.adjusted(4, 1, -2, -3))
        scaled = self._theme.scaled
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.font(t.BODY_PT, bold=current))
        painter.setPen(QColor(self._sign_colour(index, current)))
        painter.drawText(QRect(rect.left() + t.SPACE_2, rect.top(), scaled(18), rect.height()), middle, sign)
        painter.setPen(QColor(tokens.ink))
        number = QRect(rect.left() + t.SPACE_2 + scaled(18), rect.top(), scaled(30), rect.height())
        painter.drawText(number, middle, str(index.data(NUMBER_ROLE)))
        left = number.right() + t.SPACE_1
        if index.data(EXEMPT_ROLE):
            lock = picture("lock", tokens.attention, scaled(16), self._view.devicePixelRatioF())
            painter.drawPixmap(left, rect.top() + (rect.height() - scaled(16)) // 2, lock)
            left += scaled(16) + t.SPACE_1
        time_width = self._time_width()
        title = QRect(left, rect.top() + 2, rect.right() - time_width - t.SPACE_2 - left, rect.height() - 4)
        painter.drawText(title, int(middle | Qt.TextFlag.TextWordWrap), str(index.data()))
        painter.setFont(self._theme.font(t.QUIET_PT, bold=current, tabular=True))
        painter.setPen(QColor(tokens.ink if current else tokens.quiet))
        time = QRect(rect.right() - time_width - t.SPACE_2, rect.top(), time_width, rect.height())
        if time_width:
            painter.drawText(time, int(middle | Qt.AlignmentFlag.AlignRight), str(index.data(TIME_ROLE)))
        painter.restore()

    def _sign_colour(self, index: Index, current: bool) -> str:
        tokens = self._theme.tokens
        if index.data(ATTENTION_ROLE):
            return tokens.attention
        return tokens.accent if current else tokens.done

    def _time_width(self) -> int:
        """With large text the titles need the room of the times."""
        return 0 if self._theme.text_scale >= t.LARGE_TEXT else self._theme.scaled(52)

    def _title_width(self, width: int) -> int:
        return (
            width - self._theme.scaled(18 + 30) - self._time_width() - 2 * t.SPACE_2 - t.SPACE_1 - t.SPACE_2
        )


class RunningList(QListView):
    """`taken` carries the item that was clicked, or that Enter was pressed on."""

    taken = Signal(str)

    def __init__(self, theme: Theme, model: RunningOrder | OutcomesModel, name: str) -> None:
        super().__init__()
        named(self, name)
        self._order = model
        self.setModel(model)
        self.setItemDelegate(RunningDelegate(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self._take(index.row()))

    def selected(self) -> ItemId | None:
        """The item the cursor is on."""
        item = self._order.item(self.currentIndex().row())
        return item.id if item else None

    def put_cursor(self, item_id: ItemId | None) -> None:
        """Put the cursor on an item and bring it into view."""
        row = self._order.row_of(item_id)
        if row >= 0:
            self.setCurrentIndex(self._order.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the item at the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _take(self, row: int) -> None:
        item = self._order.item(row)
        if item is not None:
            self.taken.emit(item.id)
