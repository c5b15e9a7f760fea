"""The minutes on a sheet of paper, as they will print, to be written on: one text block for each line that prints.

Numbers, letters and bullets are painted beside the words, never typed: what can be typed is the clerk's words alone.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
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
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.minutes_ink import Ink, read_runs
from minutewright.ui.widgets.minutes_writing import cut_line, delete_lines, join_line, write_line

WRITE_AFTER_MS = 500
_STANDARDS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_MOVES = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIGNS = {Publicity.EXEMPT: "EXEMPT", Publicity.SUMMARY: "PUBLIC SUMMARY"}


class MinutesPaper(QTextEdit):
    """`moved` tells that the caret came to another line, `opens` (a block's id) that a motion was pressed on."""

    moved = Signal()
    opens = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        named(self, "Minutes")
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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER_MS)
        self._timer.timeout.connect(self.finish)
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._caret_moved)
        shell.theme.changed.connect(self._draw)

    # -- what is shown -------------------------------------------------------------------------------------------------

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

    def finish(self) -> None:
        """Store what has been typed."""
        self._timer.stop()
        row, self._dirty = self._dirty, None
        line = self._rows[row] if row is not None and row < len(self._rows) else None
        if row is None or line is None or self._store is None:
            return
        runs = self._runs(row)
        if runs != line.runs:
            self._rows = (*self._rows[:row], replace(line, runs=runs), *self._rows[row + 1 :])
            with self._shell.messages.reporting():
                write_line(self._store, line, runs)

    def _go(self, row: int, top: int) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(row))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        place = self.document().documentLayout().blockBoundingRect(self.document().findBlockByNumber(top))
        self.verticalScrollBar().setValue(round(place.top()) - t.SPACE_8)

    def _draw(self) -> None:
        """Write the whole page anew."""
        kept = self.line.key if self.line else None
        place, scrolled = self.textCursor().positionInBlock(), self.verticalScrollBar().value()
        self._loading = True
        self.clear()
        self._rows = ()
        if self._look is not None:
            self._ink = Ink(self.document(), self._look, self._shell.theme, self._lines.cited)
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

    # -- writing ---------------------------------------------------------------------------------------------------------

    def _writable(self, cursor: QTextCursor | None = None) -> bool:
        """Whether what is typed would go into one paragraph of the clerk's."""
        cursor = cursor or self.textCursor()
        line = self.line
        document = self.document()
        same = document.findBlock(cursor.selectionStart()) == document.findBlock(cursor.selectionEnd())
        return line is not None and line.kind in WRITABLE and same

    def _typed(self) -> None:
        if not self._loading:
            self._dirty = self.textCursor().blockNumber()
            self._timer.start()

    def _caret_moved(self) -> None:
        if self._loading:
            return
        row = self.textCursor().blockNumber()
        if self._dirty is not None and row != self._dirty:
            self.finish()
        if row != self._row:
            self._row = row
            self.moved.emit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the window's; what is being typed is stored before."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in _STANDARDS)
        ):
            self.finish()
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Movement and copying anywhere; typing where the words are the clerk's."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if (
            event.key() in _MOVES
            or event.matches(QKeySequence.StandardKey.Copy)
            or event.matches(QKeySequence.StandardKey.SelectAll)
        ):
            super().keyPressEvent(event)
        elif event.key() in _ENTER and plain:
            self._enter()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self._remove()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._erase(event)
        elif event.matches(QKeySequence.StandardKey.Bold):
            self._toggle("bold")
        elif event.matches(QKeySequence.StandardKey.Italic):
            self._toggle("italic")
        elif event.matches(QKeySequence.StandardKey.Paste) or (plain and event.text()):
            if self._spans():
                self._remove()
            if self._writable():
                self._leave_reference()
                super().keyPressEvent(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Accents and other scripts, where typing is possible."""
        if self._writable():
            super().inputMethodEvent(event)
        else:
            event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text that is pasted; each of its lines becomes a paragraph."""
        texts = [line.strip() for line in source.text().splitlines() if line.strip()]
        for place, text in enumerate(texts):
            if place:
                self._enter()
            if self._writable():
                self._leave_reference()
                self.textCursor().insertText(text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A motion or the word over a decision opens to be changed."""
        line = self.line
        if (
            line is not None
            and line.kind not in WRITABLE
            and (line.motion_id or line.decision_id)
            and line.block_id
        ):
            self.opens.emit(line.block_id)
            return
        super().mouseDoubleClickEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is stored when the page is left."""
        self.finish()
        super().focusOutEvent(event)

    def _enter(self) -> None:
        line = self.line
        if self._store is None or line is None:
            return
        if line.kind not in WRITABLE:
            if (line.motion_id or line.decision_id) and line.block_id:
                self.opens.emit(line.block_id)
            return
        if self._spans():
            return
        self.textCursor().removeSelectedText()
        row, at = self.textCursor().blockNumber(), self.textCursor().positionInBlock()
        self._timer.stop()
        self._dirty = None
        block, ink = self.document().findBlockByNumber(row), self._ink
        first = read_runs(block, ink, line, end=at)
        second = read_runs(block, ink, line, start=at)
        with self._shell.messages.reporting():
            new_key = cut_line(self._store, line, first, second)
            self._show_stored()
            self._put_caret(new_key, 0)

    def _erase(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._remove()
            return
        back = event.key() == Qt.Key.Key_Backspace
        row = cursor.blockNumber()
        if back and cursor.atBlockStart():
            self._join(row)
        elif not back and cursor.atBlockEnd():
            self._join(row + 1)
        elif self._writable():
            super().keyPressEvent(event)

    def _join(self, row: int) -> None:
        """Join a line to the one above it."""
        line = self._rows[row] if 0 < row < len(self._rows) else None
        above = self._rows[row - 1] if line is not None else None
        if self._store is None or line is None or above is None:
            return
        self.finish()
        at = len(self.document().findBlockByNumber(row - 1).text())
        with self._shell.messages.reporting():
            if join_line(self._store, above, line):
                self._show_stored()
                self._put_caret(above.key, at)

    def _spans(self) -> bool:
        cursor = self.textCursor()
        document = self.document()
        return document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd())

    def _remove(self) -> None:
        """Delete what is selected, over several paragraphs of one item in one step."""
        cursor = self.textCursor()
        if not self._spans():
            if self._writable():
                cursor.removeSelectedText()
            return
        document = self.document()
        start, end = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        covered = self._rows[start.blockNumber() : end.blockNumber() + 1]
        first, last = covered[0], covered[-1]
        if self._store is None or first is None or last is None:
            return
        self.finish()
        at = cursor.selectionStart() - start.position()
        runs = (
            *read_runs(start, self._ink, first, end=at),
            *read_runs(end, self._ink, last, start=cursor.selectionEnd() - end.position()),
        )
        with self._shell.messages.reporting():
            if delete_lines(self._store, covered, runs):
                self._show_stored()
                self._put_caret(first.key, at)

    def _show_stored(self) -> None:
        if self._store is not None:
            self.show_meeting(self._store, self._store.record())

    def _put_caret(self, key: tuple[str, str, int] | None, at: int) -> None:
        row = next((row for row, line in enumerate(self._rows) if line and line.key == key), None)
        if row is not None:
            block = self.document().findBlockByNumber(row)
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(at, block.length() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _leave_reference(self) -> None:
        """What is typed beside the number of another item is text, not part of the number."""
        if self._ink is not None:
            self.setCurrentCharFormat(self._ink.without_reference(self.currentCharFormat()))

    def _toggle(self, what: str) -> None:
        cursor = self.textCursor()
        line = self.line
        if self._ink is None or line is None or not self._writable() or line.decision_id:
            return
        look = cursor.charFormat()
        font = look.font()
        if what == "bold":
            font.setBold(not font.bold())
        else:
            font.setItalic(not font.italic())
        look.setFont(font)
        cursor.mergeCharFormat(look)
        self.setCurrentCharFormat(look)

    # -- the sheet ---------------------------------------------------------------------------------------------------------

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
        sign = _SIGNS.get(line.publicity, "") if line.kind is not LineKind.VOTE else ""
        sign = sign or ("" if line.printed else "not printed")
        if sign:
            painter.setFont(self._shell.theme.font(t.QUIET_PT - 1.5, bold=True))
            painter.setPen(QColor(tokens.attention if line.printed else tokens.quiet))
            width = QFontMetricsF(painter.font()).horizontalAdvance(sign)
            painter.drawText(QPointF(max(ink.side + 4, ink.text_left - width - 26), baseline), sign)
            painter.fillRect(QRectF(ink.side + 1, rect.top(), 3, rect.height()), painter.pen().color())


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
