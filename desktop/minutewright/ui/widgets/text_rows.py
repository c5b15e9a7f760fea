"""Rows of a list that are sentences: they wrap, and a row is as high as its text needs."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.row_delegate import Index, RowDelegate

_WRAP = int(Qt.TextFlag.TextWordWrap)


class TextRowDelegate(RowDelegate):
    """Draws a sign and a wrapped text. The second and later lines of a text are quiet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the view, as high as the wrapped text."""
        first, rest = _parts(index)
        width = self._text_width(option, index)
        height = self._height(first, width, t.BODY_PT) + (
            self._height(rest, width, t.QUIET_PT) if rest else 0
        )
        return QSize(self._view.viewport().width(), max(t.TARGET, height + t.SPACE_4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, edge, sign, text, hairline."""
        tokens, rect = self._theme.tokens, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(tokens.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        left = rect.left() + t.SPACE_3
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(sign, QIcon):
            side = self._side()
            sign.paint(painter, QRect(left, rect.top() + t.SPACE_2, side, side))
            left += side + t.SPACE_2
        width = self._text_width(option, index)
        first, rest = _parts(index)
        painter.setFont(self._theme.font(t.BODY_PT))
        painter.setPen(QColor(tokens.ink))
        high = self._height(first, width, t.BODY_PT)
        painter.drawText(QRect(left, rect.top() + t.SPACE_2, width, high), _WRAP, first)
        if rest:
            painter.setFont(self._theme.font(t.QUIET_PT))
            painter.setPen(QColor(tokens.quiet))
            painter.drawText(QRect(left, rect.top() + t.SPACE_2 + high, width, rect.height()), _WRAP, rest)
        painter.setPen(QColor(tokens.line))
        painter.setOpacity(0.6)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _side(self) -> int:
        return self._theme.scaled(t.ICON)

    def _text_width(self, option: QStyleOptionViewItem, index: Index) -> int:
        signed = isinstance(index.data(Qt.ItemDataRole.DecorationRole), QIcon)
        return max(
            60, self._view.viewport().width() - 2 * t.SPACE_3 - (self._side() + t.SPACE_2 if signed else 0)
        )

    def _height(self, text: str, width: int, points: float) -> int:
        metrics = QFontMetrics(self._theme.font(points))
        return metrics.boundingRect(0, 0, width, 10_000, _WRAP, text).height()


class TextList(QListView):
    """A list of sentences. Rows are measured anew whenever the width changes, or their places would be the old ones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        dress_text_list(self, theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def dress_text_list(view: QListView, theme: Theme) -> None:
    """Give a list of sentences its look; rows are measured anew when the view changes its width."""
    view.setItemDelegate(TextRowDelegate(theme, view))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    theme.changed.connect(view.doItemsLayout)


def _parts(index: Index) -> tuple[str, str]:
    first, _, rest = str(index.data()).partition("\n")
    return first, rest
