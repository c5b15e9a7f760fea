"""The live editor of one utterance: it lies over the row's words, line on line, and works like a piece of a document."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from minutewright.ui.page import named

PAUSE_MS = 800
"""A pause in typing this long stores what was typed, as one step that can be taken back."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class TranscriptEditor(QTextEdit):
    """`typed`: store the words now. `kept`: the clerk is done here. `split` at a character, `joined` to the one above,
    `moved` by so many rows over the upper or lower edge. Undo and redo are the window's, so they go on across rows."""

    typed = Signal()
    kept = Signal()
    split = Signal(int)
    joined = Signal()
    moved = Signal(int)
    lines_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "Words of this utterance")
        self.setObjectName("inRow")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(0)
        self._line_height = 20
        self._loading = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.typed)
        self.textChanged.connect(self._changed)
        self.hide()

    def load(
        self, text: str, formats: list[QTextLayout.FormatRange], font: QFont, line_height: int, width: int
    ) -> None:
        """Show the words of an utterance as the row shows them; the caret keeps its place as far as it can."""
        at = self.textCursor().position()
        self._loading = True
        self.setFont(font)
        self._line_height = line_height
        self.setLineWrapColumnOrWidth(width)
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        look = QTextBlockFormat()
        look.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(look)
        for span in formats:
            cursor.setPosition(span.start)
            cursor.setPosition(span.start + span.length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(span.format)
        self.put_caret(at)
        self._loading = False
        self._pause.stop()

    def put_caret(self, character: int) -> None:
        """Put the caret before a character."""
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(character, len(self.toPlainText()))))
        self.setTextCursor(cursor)

    def words(self) -> str:
        """The text, its line breaks and runs of spaces as one space."""
        return " ".join(self.toPlainText().split())

    def caret(self) -> int:
        """The character the caret is before."""
        return self.textCursor().position()

    def lines(self) -> int:
        """How many lines the words take."""
        return max(1, round(self.document().size().height() / self._line_height))

    def stop_waiting(self) -> None:
        """What was typed is being stored by other means."""
        self._pause.stop()

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something while typing before the window's actions do; undo is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(event.matches(key) for key in _UNDO):
                self.typed.emit()
                event.ignore()
                return False
            enter = event.key() in _ENTER and event.modifiers() != Qt.KeyboardModifier.AltModifier
            typing = event.modifiers() in _PLAIN and bool(event.text()) and event.key() != Qt.Key.Key_Escape
            if enter or typing:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done, Ctrl+Enter splits, Backspace at the start joins, arrows leave over the edges."""
        key, cursor = event.key(), self.textCursor()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.split.emit(cursor.position())
            else:
                self.kept.emit()
        elif key == Qt.Key.Key_Backspace and cursor.position() == 0 and not cursor.hasSelection():
            self.joined.emit()
        elif key == Qt.Key.Key_Up and not shift and not self._can_move(QTextCursor.MoveOperation.Up):
            self.moved.emit(-1)
        elif key == Qt.Key.Key_Down and not shift and not self._can_move(QTextCursor.MoveOperation.Down):
            self.moved.emit(1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is stored when the focus goes, also to a menu."""
        self.typed.emit()
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.kept.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text goes in as words on one line."""
        self.textCursor().insertText(" ".join(source.text().split()))

    def _changed(self) -> None:
        if not self._loading:
            self._pause.start()
            self.lines_changed.emit()

    def _can_move(self, way: QTextCursor.MoveOperation) -> bool:
        return QTextCursor(self.textCursor()).movePosition(way)
