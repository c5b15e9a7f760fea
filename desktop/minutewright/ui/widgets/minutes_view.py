"""The minutes on a sheet of paper, as they will print: one text block for each line, numbers painted beside the words."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from minutewright.app.page_look import PageLook, page_look
from minutewright.app.papers import house_style_of
from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import Publicity, Run
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.page_lines import WRITABLE, LineKind, PageLine, PageLines, page_lines
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.icons import picture
from minutewright.ui.widgets.minutes_ink import Ink, read_runs

_LOCK = 18  # px
# Lines that go on from the one above, which has the sign.
_GOES_ON = (LineKind.VOTE, LineKind.VOTE_NAMES, LineKind.TABLE_ROW)
_SIGNS = {Publicity.EXEMPT: "EXEMPT", Publicity.SUMMARY: "PUBLIC SUMMARY"}


class MinutesView(QTextEdit):
    """Shows the lines and knows in which the caret is; `moved` tells that it came to another."""

    moved = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("desk")
        self._shell = shell
        self._store: MeetingStore | None = None
        self._rows: tuple[PageLine | None, ...] = ()
        self._lines = PageLines((), {})
        self._look: PageLook | None = None
        self._look_of: tuple[object, ...] = ()
        self._ink: Ink | None = None
        self._loading = False
        self._dirty: int | None = None
        self._row = 0
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._caret_moved)
        shell.theme.changed.connect(self._draw)

    def finish(self) -> None:
        """Store what has been typed; a view that cannot be written on has nothing to store."""

    def show_meeting(self, store: MeetingStore | None, record: MeetingRecord | None) -> None:
        """Show the minutes; only lines that are different are drawn anew, and the caret stays in its words."""
        self._store = store
        if store is None or record is None:
            self._look, self._look_of, self._lines = None, (), PageLines((), {})
            self._draw()
            return
        style = house_style_of(store)
        lines = page_lines(record, style)
        head = (record.council, record.body, record.meeting, record.attendance, record.people)
        if head != self._look_of:
            self._look, self._look_of = page_look(record, style), head
            self._lines = lines
            self._draw()
        elif [_shape(line) for line in lines.lines] != [_shape(line) for line in self._lines.lines]:
            self._lines = lines
            self._draw()
        else:
            self._lines = lines
            self._refresh()

    @property
    def lines(self) -> tuple[PageLine, ...]:
        """The lines of the minutes that are shown, from the first heading to the last word."""
        return tuple(line for line in self._rows if line is not None)

    @property
    def line(self) -> PageLine | None:
        """The line in which the caret is; None in the head of the minutes."""
        row = self.textCursor().blockNumber()
        return self._rows[row] if row < len(self._rows) else None

    @property
    def item_id(self) -> ItemId | None:
        """The item under which the caret is."""
        line = self.line
        return line.item_id if line else None

    @property
    def block_id(self) -> BlockId | None:
        """The paragraph, motion or decision in which the caret is."""
        line = self.line
        return line.block_id if line else None

    def go_to_item(self, item_id: ItemId) -> None:
        """Put the caret at the end of an item's first paragraph, or into its heading, and bring it into view."""
        rows = [row for row, line in enumerate(self._rows) if line is not None and line.item_id == item_id]
        if rows:
            self._go(rows[1] if len(rows) > 1 else rows[0], rows[0])

    def go_to_block(self, block_id: BlockId) -> None:
        """Put the caret at the end of a paragraph."""
        rows = [row for row, line in enumerate(self._rows) if line is not None and line.block_id == block_id]
        if rows:
            self._go(rows[0], rows[0])

    def _go(self, row: int, top: int) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(row))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        place = self.document().documentLayout().blockBoundingRect(self.document().findBlockByNumber(top))
        self.verticalScrollBar().setValue(round(place.top()) - t.SPACE_8)

    def _draw(self) -> None:
        """Write the whole page anew; what was being typed is stored before."""
        self.finish()
        kept = self.line.key if self.line else None
        place, scrolled = self.textCursor().positionInBlock(), self.verticalScrollBar().value()
        self._loading = True
        self.clear()
        self._rows = ()
        if self._look is not None:
            self._ink = Ink(self.document(), self._look, self._shell.theme, self._lines)
            width = self._ink.fit(self.viewport().width())
            self.document().setTextWidth(width)
            head: tuple[PageLine | None, ...] = (None,) * self._ink.put_shown(self._look.before)
            for line in self._lines.lines:
                self._ink.put_line(line)
            tail: tuple[PageLine | None, ...] = (None,) * self._ink.put_shown(self._look.after)
            self._rows = (*head, *self._lines.lines, *tail)
        self._loading = False
        self._dirty = None
        row = next((row for row, line in enumerate(self._rows) if line and line.key == kept), None)
        if row is None:
            row = next((row for row, line in enumerate(self._rows) if line is not None), 0)
        block = self.document().findBlockByNumber(row)
        cursor = QTextCursor(block)
        if block.isValid():
            cursor.setPosition(block.position() + min(place if kept else 0, block.length() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)
        self._row = -1
        self._caret_moved()

    def _refresh(self) -> None:
        """Put the words right of lines that were changed elsewhere."""
        if self._ink is None:
            return
        first = next((row for row, line in enumerate(self._rows) if line is not None), 0)
        rows = list(self._rows)
        self._ink.lines = self._lines
        for place, line in enumerate(self._lines.lines):
            row = first + place
            rows[row] = line
            if row != self._dirty and self._runs(row) != line.runs:
                self._loading = True
                self._ink.write_over(self.document().findBlockByNumber(row), line)
                self._loading = False
        self._rows = tuple(rows)
        self.viewport().update()

    def _runs(self, row: int) -> tuple[Run, ...]:
        line = self._rows[row]
        return (
            read_runs(self.document().findBlockByNumber(row), self._ink, line) if line and self._ink else ()
        )

    def _put_caret(self, key: tuple[str, str, int] | None, at: int) -> None:
        row = next((row for row, line in enumerate(self._rows) if line and line.key == key), None)
        if row is not None:
            block = self.document().findBlockByNumber(row)
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(at, block.length() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet into the new width."""
        super().resizeEvent(event)
        if self._ink is not None and event.size().width() != event.oldSize().width():
            self.finish()
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet, then the words, then numbers and signs beside them."""
        if self._ink is None or self._look is None:
            super().paintEvent(event)
            return
        tokens = self._shell.theme.tokens
        scrolled = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        sheet = QRectF(
            self._ink.side,
            t.SPACE_3 - scrolled,
            self._ink.sheet,
            self.document().size().height() - 2 * t.SPACE_3,
        )
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.paper))
        painter.drawRect(sheet)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block = self.cursorForPosition(event.rect().topLeft()).block()
        layout = self.document().documentLayout()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -scrolled)
            if rect.top() > event.rect().bottom():
                break
            row = block.blockNumber()
            line = self._rows[row] if row < len(self._rows) else None
            if line is not None:
                self._paint_beside(painter, block, line, rect)
            block = block.next()
        painter.end()

    def _paint_beside(self, painter: QPainter, block: QTextBlock, line: PageLine, rect: QRectF) -> None:
        ink, tokens = self._ink, self._shell.theme.tokens
        if ink is None or not block.layout().lineCount():
            return
        first = block.layout().lineAt(0)
        baseline = rect.top() + first.y() + first.ascent()
        if line.label:
            painter.setFont(ink.label_font(line))
            painter.setPen(QColor(tokens.ink))
            painter.drawText(QPointF(ink.label_left(line), baseline), line.label)
        sign = _SIGNS.get(line.publicity, "") if line.kind not in _GOES_ON else ""
        sign = sign or ("" if line.printed else "not printed")
        if sign:
            painter.setFont(self._shell.theme.font(t.QUIET_PT - 1.5, bold=True))
            painter.setPen(QColor(tokens.attention if line.printed else tokens.quiet))
            width = QFontMetricsF(painter.font()).horizontalAdvance(sign)
            left = ink.text_left - width - 26
            if left >= ink.side + 4:
                painter.drawText(QPointF(left, baseline), sign)
            elif line.publicity is Publicity.EXEMPT:  # narrow margins have room for the drawing alone
                size = min(_LOCK, round(ink.text_left - ink.side - 8))
                lock = picture("lock", painter.pen().color().name(), size, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(ink.side + 5, rect.top()), lock)
            painter.fillRect(QRectF(ink.side + 1, rect.top(), 3, rect.height()), painter.pen().color())

    def _caret_moved(self) -> None:
        if self._loading:
            return
        row = self.textCursor().blockNumber()
        if self._dirty is not None and row != self._dirty:
            self.finish()
        if row != self._row:
            self._row = row
            self.moved.emit()


def _shape(line: PageLine) -> tuple[object, ...]:
    """What decides where a line stands and how it looks, but not its words."""
    words = line.runs if line.kind not in WRITABLE else ()
    return (
        line.key,
        line.label,
        line.level,
        line.publicity,
        line.printed,
        line.motion_id,
        line.decision_id,
        words,
    )
