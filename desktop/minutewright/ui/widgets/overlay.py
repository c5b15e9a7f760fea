"""A sheet that lies over the page and goes away with Esc; the page behind stays usable, nothing is modal."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from minutewright.ui.theme import tokens as t


class Overlay(QFrame):
    """Centred in the upper part of its parent, `share` of its width but at most `widest` px. Give the focus back on close."""

    def __init__(self, parent: QWidget, *, share: float = 0.6, widest: int = 640) -> None:
        super().__init__(parent)
        self._over = parent
        self._share, self._widest = share, widest
        self._came_from: QWidget | None = None
        self.setAutoFillBackground(True)
        parent.installEventFilter(self)
        self.hide()

    def open_over(self, focus: QWidget) -> None:
        """Show it and put the focus into one of its parts."""
        self._came_from = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Hide it and put the focus back where it was."""
        if not self.isVisible():
            return
        back = self._came_from
        self._came_from = None
        self.hide()
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Take the place the parent's size gives it."""
        parent = self._over
        width = min(round(parent.width() * self._share), self._widest)
        height = min(self.sizeHint().height(), parent.height() - 2 * t.SPACE_8)
        self.setGeometry((parent.width() - width) // 2, t.SPACE_8 + t.SPACE_6, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes its size; go away when the user clicks beside it."""
        if watched is self._over and self.isVisible():
            if event.type() == QEvent.Type.Resize:
                self.place()
            elif event.type() == QEvent.Type.MouseButtonPress:
                self.dismiss()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for closing, also where a page has it as a key of its own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)
