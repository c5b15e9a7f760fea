"""A white area with a hairline and, if it has a title, a line of title and buttons above its content."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role


class Panel(QFrame):
    """Put content into `body` (a vertical layout); buttons beside the title go through `add_to_head`."""

    def __init__(
        self, theme: Theme, title: str = "", parent: QWidget | None = None, *, margin: int = 0
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._theme = theme
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_buttons = QHBoxLayout()
        self._head_buttons.setSpacing(t.SPACE_2)
        self._title: Label | None = None
        if title:
            self._head.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_2, t.SPACE_2)
            self._head.setSpacing(t.SPACE_2)
            self._title = Label(theme, title, Role.SECTION)
            self._head.addWidget(self._title)
            self._head.addStretch(1)
            self._head.addLayout(self._head_buttons)
            outer.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(t.SPACE_2)
        outer.addLayout(self.body, 1)
        theme.changed.connect(self._stack_head)

    def set_title(self, title: str) -> None:
        """Change the words of the title; the panel must have been made with one."""
        if self._title:
            self._title.setText(title)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button or a quiet text at the right of the title."""
        self._head_buttons.addWidget(widget)
        self._stack_head()

    def _stack_head(self) -> None:
        """With large text the buttons stand below the title."""
        way = QBoxLayout.Direction
        self._head.setDirection(
            way.TopToBottom if self._theme.is_large and self._head_buttons.count() else way.LeftToRight
        )
