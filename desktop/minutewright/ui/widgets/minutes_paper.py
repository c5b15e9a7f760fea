"""The minutes on a sheet of paper, as they will print, to be written on: one text block for each line that prints.

Numbers, letters and bullets are painted beside the words, never typed: what can be typed is the clerk's words alone.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)

from minutewright.services.documents.page_lines import WRITABLE
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.minutes_ink import read_runs
from minutewright.ui.widgets.minutes_view import MinutesView
from minutewright.ui.widgets.minutes_writing import cut_line, delete_lines, join_line, write_line

WRITE_AFTER_MS = 500
_STANDARDS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_MOVES = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MinutesPaper(MinutesView):
    """`opens` (a block's id) tells that a motion or the word over a decision was pressed on, `begins` that Enter was on a heading."""

    opens = Signal(str)
    begins = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        named(self, "Minutes")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER_MS)
        self._timer.timeout.connect(self.finish)
        self.textChanged.connect(self._typed)

    def finish(self) -> None:
        """Store what has been typed."""
        self._timer.stop()
        row, self._dirty = self._dirty, None
        line = self._rows[row] if row is not None and row < len(self._rows) else None
        if row is None or line is None or self._store is None:
            return
        runs = self._runs(row)
        if runs != line.runs:
            new = replace(line, runs=runs)
            self._rows = (*self._rows[:row], new, *self._rows[row + 1 :])
            kept = tuple(new if each is line else each for each in self._lines.lines)
            self._lines = replace(self._lines, lines=kept)
            with self._shell.messages.reporting():
                write_line(self._store, line, runs)

    def words_before_caret(self) -> int:
        """How many characters of the words of the paragraph stand before the caret; references count as none."""
        line, cursor = self.line, self.textCursor()
        if line is None:
            return 0
        before = read_runs(cursor.block(), self._ink, line, end=cursor.positionInBlock())
        return sum(len(run.text) for run in before)

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
            else:
                self.begins.emit()
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
