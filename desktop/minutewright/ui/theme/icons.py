"""The window's own drawings: 20 px line icons in resources/icons, coloured from the palette when they are loaded."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from minutewright.services.resources import resource
from minutewright.ui.theme.tokens import ICON, Tokens

_SHARPNESS = (1.0, 2.0)


def icon_folder() -> Path:
    """Where the drawings lie."""
    return resource("icons")


@cache
def _drawing(name: str) -> str:
    return (icon_folder() / f"{name}.svg").read_text(encoding="utf-8")


def picture(name: str, colour: str, size: int = ICON, ratio: float = 1.0) -> QPixmap:
    """A drawing in one colour (`#RRGGBB`), `size` logical px square, for screens of `ratio` device px a px."""
    svg = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    svg.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, tokens: Tokens, *, colour: str = "", size: int = ICON) -> QIcon:
    """An icon in ink, quiet when disabled; `colour` replaces the ink."""
    made = QIcon()
    for ratio in _SHARPNESS:
        made.addPixmap(picture(name, colour or tokens.ink, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(picture(name, tokens.quiet, size, ratio), QIcon.Mode.Disabled)
    return made
