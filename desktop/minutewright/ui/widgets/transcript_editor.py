"""The live editor of one utterance: it lies over the row and works like a line of a document."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from minutewright.ui.page import named
from minutewright.ui.theme.theme import Theme


class TranscriptEditor(QPlainTextEdit):
    """Enter keeps the words, Ctrl+Enter splits at the caret, Backspace at the start joins, arrows leave at the edges."""

    kept = Signal()
    split = Signal(int)
    joined = Signal()
    moved = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "Words of this utterance")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.hide()

    def words(self) -> str:
        """The text, its line breaks as spaces."""
        return " ".join(self.toPlainText().split())

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something while typing before the window's actions do."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_mine(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a document."""
        key, cursor = event.key(), self.textCursor()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.split.emit(cursor.position())
            else:
                self.kept.emit()
        elif key == Qt.Key.Key_Backspace and cursor.position() == 0 and not cursor.hasSelection():
            self.joined.emit()
        elif key == Qt.Key.Key_Up and not self._can_move(QTextCursor.MoveOperation.Up):
            self.moved.emit(-1)
        elif key == Qt.Key.Key_Down and not self._can_move(QTextCursor.MoveOperation.Down):
            self.moved.emit(1)
        else:
            super().keyPressEvent(event)

    def _can_move(self, way: QTextCursor.MoveOperation) -> bool:
        return QTextCursor(self.textCursor()).movePosition(way)

    def _is_mine(self, event: QKeyEvent) -> bool:
        undo = event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Z,
            Qt.Key.Key_Y,
        )
        if undo:
            return (
                self.document().isUndoAvailable()
                if event.key() == Qt.Key.Key_Z
                else self.document().isRedoAvailable()
            )
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter or (
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            and bool(event.text())
            and event.key() != Qt.Key.Key_Escape
        )
