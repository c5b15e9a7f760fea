"""The look of the running window: light, dark or the system's, and how large the text is."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.icons import icon, icon_folder
from minutewright.ui.theme.palette import palette_of, tokens_from
from minutewright.ui.theme.stylesheet import stylesheet_of
from minutewright.ui.theme.tokens import DARK, LIGHT, Tokens

TEXT_SCALES = (100, 115, 130, 150, 175, 200)


class Look(StrEnum):
    """Which colours the clerk wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Holds the tokens in use. Views that paint by themselves read `tokens` and repaint on `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, look: Look = Look.SYSTEM, text_scale: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._look = look
        self._text_scale = text_scale
        self.system_palette = QPalette(app.palette())
        self.tokens: Tokens = LIGHT
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self.apply()

    @property
    def look(self) -> Look:
        """What the clerk asked for."""
        return self._look

    @property
    def text_scale(self) -> int:
        """Text size in per cent, 100 to 200."""
        return self._text_scale

    @property
    def high_contrast(self) -> bool:
        """Whether the system asks for high contrast; then no palette of ours is set."""
        hints = self._app.styleHints()
        if not hasattr(hints, "accessibility"):
            return False
        return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)

    def set_look(self, look: Look) -> None:
        """Use light, dark, or what the system uses."""
        self._look = look
        self.apply()

    def set_text_scale(self, per_cent: int) -> None:
        """Scale all text, 100 to 200 per cent; other values go to the nearest end."""
        self._text_scale = max(TEXT_SCALES[0], min(TEXT_SCALES[-1], per_cent))
        self.apply()

    def apply(self, *_: object) -> None:
        """Set font, palette and rules for the whole program."""
        self._app.setFont(self.font(t.BODY_PT))
        if self.high_contrast:
            self._app.setPalette(self.system_palette)
            self.tokens = tokens_from(self.system_palette)
        else:
            self.tokens = self._chosen()
            self._app.setPalette(palette_of(self.tokens))
        folder = icon_folder().as_posix()
        self._app.setStyleSheet(
            stylesheet_of(self.tokens, folder, text_scale=self._text_scale, high_contrast=self.high_contrast)
        )
        self.changed.emit()

    def font(self, points: float, *, bold: bool = False, tabular: bool = False) -> QFont:
        """The system's interface font at a size of `tokens` (pt, before the clerk's scale)."""
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        font.setPointSizeF(points * self._text_scale / 100)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if tabular and hasattr(font, "setFeature"):
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, colour: str = "") -> QIcon:
        """A drawing of resources/icons in the colours in use."""
        return icon(name, self.tokens, colour=colour)

    @property
    def is_large(self) -> bool:
        """Whether text is so large that pages stack what else stands side by side."""
        return self._text_scale >= t.LARGE_TEXT

    def scaled(self, px: int) -> int:
        """A length in px that must grow with the text."""
        return round(px * self._text_scale / 100)

    def _chosen(self) -> Tokens:
        if self._look is Look.SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._look is Look.DARK else LIGHT
