"""What the keyboard can reach."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focusables(root: QWidget) -> list[QWidget]:
    """Every widget below `root` that the keyboard can reach."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.objectName().startswith("qt_")
    ]
