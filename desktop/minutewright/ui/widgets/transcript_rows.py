"""How one utterance is drawn: agenda heading, time and speaker in the margin, words at a readable width."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from minutewright.domain.timecode import format_ms
from minutewright.ui.models.transcript_model import Index, Row
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.speaker_badge import HEIGHT, WIDTH, paint_badge

_TIME, _GAP = 62, t.SPACE_3


class TranscriptRows(QStyledItemDelegate):
    """Draws rows and measures them once: heights are kept by text, width, font and what stands above the words."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._heights: dict[tuple[str, int, bool, bool], int] = {}
        self.playing = ""
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """The font or the colours changed: measure everything anew."""
        self._heights.clear()

    def margin(self) -> int:
        """How far from the left the words begin, px."""
        return self._theme.scaled(_TIME + WIDTH) + 3 * _GAP

    def text_rect(self, rect: QRect, row: Row) -> QRect:
        """Where in a row's rectangle the words stand."""
        left = rect.left() + self.margin()
        return QRect(
            left,
            rect.top() + self._above(row),
            self._text_width(),
            rect.bottom() - rect.top() - self._above(row),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a row at the view's present width."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        width = self._text_width()
        key = (row.segment.text, width, row.begins_item, row.begins_turn)
        height = self._heights.get(key)
        if height is None:
            layout = self._layout(row, width)
            height = self._heights[key] = round(layout.boundingRect().height()) + self._above(row) + t.SPACE_1
        return QSize(self._view.viewport().width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        tokens, rect = self._theme.tokens, option.rect
        painter.save()
        top = rect.top()
        if row.begins_item:
            self._paint_item(painter, rect, row)
            top += self._item_height()
        ground = QRect(rect.left(), top, rect.width(), rect.bottom() - top + 1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(ground, QColor(tokens.accent_soft))
            painter.fillRect(QRect(ground.left(), ground.top(), 3, ground.height()), QColor(tokens.accent))
        if row.segment.id == self.playing:
            painter.fillRect(QRect(ground.left() + 5, ground.top(), 3, ground.height()), QColor(tokens.done))
        if row.begins_turn:
            self._paint_turn(painter, rect, top, row)
        self._paint_edge(painter, ground, row)
        words = self.text_rect(rect, row)
        layout = self._layout(row, words.width())
        painter.setPen(QColor(tokens.ink))
        layout.draw(painter, QPointF(words.topLeft()))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The view opens its own editor; the delegate makes none."""
        return None  # type: ignore[return-value]

    def character_at(self, rect: QRect, row: Row, point: QPointF) -> int:
        """The character of the text under a point of the row, for playing from a word."""
        words = self.text_rect(rect, row)
        layout = self._layout(row, words.width())
        inside = point - QPointF(words.topLeft())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if inside.y() < line.y() + line.height():
                return line.xToCursor(inside.x())
        return len(row.segment.text)

    def font(self) -> QFont:
        """The font of the words."""
        return self._theme.font(t.TRANSCRIPT_PT)

    def _text_width(self) -> int:
        room = self._view.viewport().width() - self.margin() - t.SPACE_4
        widest = QFontMetricsF(self.font()).averageCharWidth() * t.TRANSCRIPT_CHARACTERS
        return max(120, min(room, round(widest)))

    def _layout(self, row: Row, width: int) -> QTextLayout:
        layout = QTextLayout(row.segment.text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._doubt(start, length) for start, length in row.doubtful])
        line_height = QFontMetricsF(self.font()).height() * t.TRANSCRIPT_LINE / 1.2
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
            y += line_height
        layout.endLayout()
        return layout

    def _doubt(self, start: int, length: int) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(QColor(self._theme.tokens.attention))
        look.setForeground(QColor(self._theme.tokens.attention))
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, length, look
        return span

    def _paint_item(self, painter: QPainter, rect: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        height = self._item_height()
        painter.setFont(self._theme.font(t.BODY_PT, bold=True))
        painter.setPen(QColor(tokens.accent if row.item else tokens.attention))
        words = f"{row.item.number}   {row.item.title}" if row.item else "Under no agenda item"
        room = QRect(
            rect.left() + t.SPACE_3, rect.top() + t.SPACE_2, rect.width() - 2 * t.SPACE_3, height - t.SPACE_2
        )
        metrics = painter.fontMetrics()
        painter.drawText(
            room,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.left(), rect.top() + height, rect.right(), rect.top() + height)

    def _paint_turn(self, painter: QPainter, rect: QRect, top: int, row: Row) -> None:
        tokens = self._theme.tokens
        line = self._turn_height()
        painter.setFont(self._theme.font(t.QUIET_PT, tabular=True))
        painter.setPen(QColor(tokens.quiet))
        time_box = QRect(rect.left() + _GAP, top, self._theme.scaled(_TIME), line)
        painter.drawText(
            time_box,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            format_ms(row.segment.start_ms),
        )
        size = QSize(self._theme.scaled(WIDTH), self._theme.scaled(HEIGHT))
        badge = QRectF(time_box.right() + _GAP, top + (line - size.height()) / 2, size.width(), size.height())
        colour = "" if row.place is None else tokens.speaker(row.place)
        paint_badge(painter, badge, row.badge, colour, self._theme)
        painter.setFont(self._theme.font(t.QUIET_PT, bold=True))
        painter.setPen(QColor(tokens.quiet if row.place is None else colour))
        name = QRect(rect.left() + self.margin(), top, self._text_width(), line)
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), row.speaker)

    def _paint_edge(self, painter: QPainter, ground: QRect, row: Row) -> None:
        """A sign for words that a human changed, and one for what a human has checked; never colour alone."""
        signs = ("✎" if row.segment.edited else "") + ("✓" if row.segment.checked else "")
        if signs:
            painter.setFont(self._theme.font(t.QUIET_PT))
            painter.setPen(
                QColor(self._theme.tokens.done if row.segment.checked else self._theme.tokens.quiet)
            )
            box = QRect(ground.left() + self.margin() - t.SPACE_6 - 8, ground.bottom() - 24, t.SPACE_6, 20)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), signs)

    def _above(self, row: Row) -> int:
        return (self._item_height() + t.SPACE_1 if row.begins_item else 0) + (
            self._turn_height() if row.begins_turn else 0
        )

    def _item_height(self) -> int:
        return self._theme.scaled(38)

    def _turn_height(self) -> int:
        return self._theme.scaled(28)
