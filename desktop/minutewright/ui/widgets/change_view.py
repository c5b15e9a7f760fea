"""One change of a returned draft: words taken out are struck through, words put in are underlined and bold."""

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from minutewright.domain.returned import ChangeKind, PieceMark, ReturnedChange
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.wording import clock, short_date

KINDS = {
    ChangeKind.CHANGED: "Changed",
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Taken out",
    ChangeKind.MOVED: "Moved",
    ChangeKind.COMMENT: "Comment",
}


def who_and_when(change: ReturnedChange) -> str:
    """Who made a change and when, as far as the file says."""
    who = ", ".join(change.who)
    when = f"{short_date(change.at.date())}, {clock(change.at.time())}" if change.at else ""
    known = ", ".join(part for part in (who, when) if part)
    if change.tracked:
        return known or "Tracked, without a name"
    return (
        f"Not tracked; the file was saved last by {known}"
        if known
        else "Not tracked: the file does not say who"
    )


class ChangeView(QTextBrowser):
    """Ours and theirs in one text, then each by itself; a screen reader hears both wordings."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._change: ReturnedChange | None = None
        theme.changed.connect(self._draw)

    def show_change(self, change: ReturnedChange | None) -> None:
        """Show a change, or nothing."""
        self._change = change
        self._draw()

    def _draw(self) -> None:
        self.clear()
        change = self._change
        if change is None:
            self.setAccessibleDescription("")
            return
        self.setAccessibleDescription(
            f"Ours: {change.ours or 'nothing'}. Theirs: {change.theirs or 'nothing'}."
        )
        cursor = QTextCursor(self.document())
        self._heading(cursor, f"{KINDS[change.kind]}: {change.place}", first=True)
        self._quiet(cursor, who_and_when(change))
        if change.kind is ChangeKind.COMMENT:
            if change.ours:
                self._heading(cursor, "About")
                self._plain(cursor, change.ours)
            self._heading(cursor, "Said")
            self._plain(cursor, change.theirs)
        else:
            self._heading(cursor, "Ours with theirs")
            self._marked(cursor, change)
            self._heading(cursor, "Ours")
            self._plain(cursor, change.ours or "(nothing)")
            self._heading(cursor, "Theirs")
            self._plain(cursor, change.theirs or "(nothing)")
            if change.changed_here_too:
                self._heading(cursor, "As it was sent")
                self._plain(cursor, change.sent or "(nothing)")
                self._quiet(
                    cursor,
                    "Ours has been changed since it was sent. Taking theirs puts it in the place of ours.",
                )
        if not change.takeable:
            self._quiet(
                cursor, "Taking this keeps it as an open point: it cannot be put into the minutes by itself."
            )
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _marked(self, cursor: QTextCursor, change: ReturnedChange) -> None:
        self._block(cursor, t.SPACE_2)
        tokens = self._theme.tokens
        for piece in change.pieces:
            look = self._look(t.BODY_PT + 1)
            if piece.mark is PieceMark.OURS:
                look.setFontStrikeOut(True)
                look.setForeground(QColor(tokens.attention))
            elif piece.mark is PieceMark.THEIRS:
                look.setFontUnderline(True)
                look.setFontWeight(700)
                look.setForeground(QColor(tokens.done))
            cursor.insertText(piece.text, look)

    def _heading(self, cursor: QTextCursor, text: str, *, first: bool = False) -> None:
        self._block(cursor, 0 if first else t.SPACE_4)
        look = self._look(t.BODY_PT if first else t.QUIET_PT)
        look.setFontWeight(700)
        if not first:
            look.setForeground(QColor(self._theme.tokens.quiet))
        cursor.insertText(text, look)

    def _plain(self, cursor: QTextCursor, text: str) -> None:
        self._block(cursor, t.SPACE_1)
        cursor.insertText(text, self._look(t.BODY_PT))

    def _quiet(self, cursor: QTextCursor, text: str) -> None:
        self._block(cursor, t.SPACE_1)
        look = self._look(t.QUIET_PT)
        look.setForeground(QColor(self._theme.tokens.quiet))
        cursor.insertText(text, look)

    def _block(self, cursor: QTextCursor, above: int) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        if self.document().isEmpty():
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)

    def _look(self, points: float) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.font(points))
        look.setForeground(QColor(self._theme.tokens.ink))
        return look
