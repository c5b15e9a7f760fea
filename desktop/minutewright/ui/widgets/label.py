"""Text in one of the window's roles, which follows the theme."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme


class Role(StrEnum):
    """What a text is: its size, weight and colour follow."""

    BODY = "body"
    STRONG = "strong"
    QUIET = "quiet"
    TITLE = "title"
    SECTION = "section"
    ATTENTION = "attention"
    DONE = "done"
    RECORDING = "recording"
    ELAPSED = "elapsed"
    LIVE = "live"


_POINTS = {
    Role.QUIET: t.QUIET_PT,
    Role.TITLE: t.TITLE_PT,
    Role.SECTION: t.QUIET_PT,
    Role.ELAPSED: t.ELAPSED_PT,
    Role.LIVE: t.ELAPSED_PT,
}
_BOLD = {Role.STRONG, Role.TITLE, Role.SECTION}
_COLOURS = {
    Role.QUIET: "quiet",
    Role.SECTION: "quiet",
    Role.ATTENTION: "attention",
    Role.DONE: "done",
    Role.RECORDING: "recording",
    Role.ELAPSED: "ink",
    Role.LIVE: "recording",
}


class Label(QLabel):
    """A text. ELAPSED and LIVE, the same while sound is taken, have figures of equal width."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = Role.BODY,
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def role(self) -> Role:
        """What it looks like now."""
        return self._role

    def set_role(self, role: Role) -> None:
        """Look like another role from now on."""
        if role is not self._role:
            self._role = role
            self._dress()

    def _dress(self) -> None:
        self.setFont(
            self._theme.font(
                _POINTS.get(self._role, t.BODY_PT),
                bold=self._role in _BOLD,
                tabular=self._role in (Role.ELAPSED, Role.LIVE, Role.RECORDING),
            )
        )
        palette = QPalette(self.palette())
        colour = QColor(getattr(self._theme.tokens, _COLOURS.get(self._role, "ink")))
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
