"""A strip that opens within a page for one thing to be taken down; nothing behind it is blocked or loses what was typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from minutewright.ui.page import Shell
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPING = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class Strip(QFrame):
    """Heading, fields, then the button that takes it down and one that leaves it. Enter takes it down, Esc leaves it.

    A subclass fills `fields` and writes `store_it`, which may raise a MinutewrightError: then the strip stays open.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, shell: Shell, words: str, done_words: str = "Take down") -> None:
        super().__init__()
        self.shell = shell
        self.setObjectName("sheet")
        self.setAccessibleName(words)
        self._came_from: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_3, t.SPACE_2)
        column.setSpacing(t.SPACE_2)
        self.head = head = QHBoxLayout()
        head.setSpacing(t.SPACE_3)
        self.heading = Label(shell.theme, words, Role.STRONG)
        self.note = Label(shell.theme, "", Role.QUIET)
        head.addWidget(self.heading)
        head.addWidget(self.note, 1)
        column.addLayout(head)
        self.body = column
        self.fields = QHBoxLayout()
        self.fields.setSpacing(t.SPACE_2)
        self.done, self.cancel = QPushButton(done_words), QPushButton("Cancel")
        self.done.setProperty("primary", True)
        self.done.setAccessibleName(done_words)
        self.cancel.setAccessibleName("Cancel")
        self.done.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_2)
        row.addLayout(self.fields, 1)
        row.addWidget(self.done, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self.hide()

    def add_field(self, words: str, field: QWidget, stretch: int = 0) -> None:
        """Put a field with its words above it at the right of the others."""
        column = QVBoxLayout()
        column.setSpacing(2)
        label = Label(self.shell.theme, words, Role.QUIET)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words)
        column.addWidget(label)
        column.addWidget(field)
        column.addStretch(1)
        self.fields.addLayout(column, stretch)

    def store_it(self) -> None:
        """Write what was taken down through the clerk's actions."""
        raise NotImplementedError

    def accept(self) -> None:
        """Take it down and close; what cannot be taken is said, and the strip stays as it is."""
        with self.shell.messages.reporting():
            self.store_it()
            self.dismiss()

    def open_at(self, focus: QWidget) -> None:
        """Show the strip with the focus in one of its fields."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.opened.emit()
        self.show()
        focus.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Close, the focus back where it was."""
        if self.isHidden():
            return
        back, self._came_from = self._came_from, None
        self.hide()
        self.closed.emit()
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep letters, figures, Enter and Esc for the fields of the strip, where the page has them as keys of its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in _TYPING and bool(event.text().strip())
            if plain or event.key() in (Qt.Key.Key_Escape, *_ENTER):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it down, on a button it presses the button; Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in _ENTER:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.accept()
        else:
            super().keyPressEvent(event)


class Strips(QWidget):
    """The place on a page where strips open, one at a time; it takes no room while none is open."""

    def __init__(self, *strips: Strip) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._strips = strips
        for strip in strips:
            column.addWidget(strip)
            strip.opened.connect(lambda strip=strip: self._opened(strip))
            strip.closed.connect(self._closed)
        self.hide()

    @property
    def open_one(self) -> Strip | None:
        """The strip that is open."""
        return next((strip for strip in self._strips if not strip.isHidden()), None)

    def dismiss_all(self) -> None:
        """Close whatever is open."""
        for strip in self._strips:
            strip.dismiss()

    def _opened(self, strip: Strip) -> None:
        for other in self._strips:
            if other is not strip:
                other.dismiss()
        self.show()

    def _closed(self) -> None:
        self.setVisible(self.open_one is not None)
