"""From tokens to Qt's palette, and from a palette of the system's back to tokens."""

from PySide6.QtGui import QColor, QPalette

from minutewright.ui.theme.tokens import DARK, LIGHT, Tokens, lightness

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "paper",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "recording",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "paper",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Light: "paper",
    QPalette.ColorRole.Midlight: "ground",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "line",
}


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that Fusion draws with."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.quiet))
    return palette


def tokens_from(palette: QPalette) -> Tokens:
    """Tokens for our own drawing under the system's high contrast: only colours that the system itself chose."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name().upper()

    ink, paper = name(QPalette.ColorRole.WindowText), name(QPalette.ColorRole.Base)
    own = DARK if lightness(ink) > lightness(paper) else LIGHT
    link = name(QPalette.ColorRole.Link)
    return Tokens(
        name="high contrast",
        ground=name(QPalette.ColorRole.Window),
        paper=paper,
        ink=ink,
        quiet=ink,
        line=ink,
        accent=link,
        accent_soft=paper,
        recording=ink,
        attention=ink,
        done=ink,
        speakers=tuple(ink for _ in own.speakers),
    )
