"""Puts lines of the minutes into a text document with the look the Word writer gives them, and reads them back."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from minutewright.app.page_look import PageLook
from minutewright.domain.minutes import Run
from minutewright.services.documents.page_lines import LineKind, PageLine, PageLines, shown_words
from minutewright.services.documents.preview import Align, ShownParagraph, ShownTable
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme

_PX_A_POINT = 96 / 72
_PADDING_PT = 48.0
_NARROW_PT = 24.0  # the margins of the sheet where large text needs their room
_LARGEST = 1.35  # times its true size
_REFERENCE = QTextFormat.Property.UserProperty.value + 1
_LANGUAGE = QTextFormat.Property.UserProperty.value + 2
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.BOTH: Qt.AlignmentFlag.AlignJustify,
}
_HEADINGS = {LineKind.ITEM: 1, LineKind.SUB_ITEM: 2, LineKind.SUBHEADING: 2}


class Ink:
    """One look on one document. `side`, `sheet` and `text_left` are px in the viewport."""

    def __init__(self, document: QTextDocument, look: PageLook, theme: Theme, lines: PageLines) -> None:
        self._document, self._look, self._theme, self.lines = document, look, theme, lines
        self._references: dict[str, Run] = {}
        self._cursor = QTextCursor(document)
        self._zoom = 1.0
        self._first = True
        self._margin_pt = _PADDING_PT
        self.side = 0.0
        self.sheet = 0.0

    @property
    def text_left(self) -> float:
        """Where text without an indent begins."""
        return self.side + self._px(self._margin_pt)

    def fit(self, width: int) -> float:
        """Choose the zoom for a viewport of this width (px), and set the margins; returns the width of the document."""
        room = width - 2 * t.SPACE_4
        margin = max(_PADDING_PT, self._look.margin_left)
        self._margin_pt = margin if self._theme.text_scale < t.LARGE_TEXT else _NARROW_PT
        true_width = (self._look.page_width - 2 * (margin - self._margin_pt)) * _PX_A_POINT
        self._zoom = max(0.4, min(room / true_width, _LARGEST * self._theme.text_scale / 100))
        self.sheet = round(true_width * self._zoom)
        self.side = round(max(t.SPACE_4, (width - self.sheet) / 2))
        self._document.setDocumentMargin(0)
        root = self._document.rootFrame().frameFormat()
        root.setLeftMargin(self.text_left)
        root.setRightMargin(max(0.0, width - self.side - self.sheet) + self._px(self._margin_pt))
        root.setTopMargin(t.SPACE_3 + self._px(_PADDING_PT))
        root.setBottomMargin(t.SPACE_3 + self._px(_PADDING_PT))
        self._document.rootFrame().setFrameFormat(root)
        return width

    def put_shown(self, parts: Iterable[ShownParagraph | ShownTable]) -> int:
        """Write what is not for the clerk's hand; returns how many text blocks that made."""
        count = 0
        for part in parts:
            if isinstance(part, ShownTable):
                for cells in part.rows:
                    self._begin(QTextBlockFormat())
                    self._cursor.insertText("\t".join(cells), self._char(12.0, False, False))
                    count += 1
                continue
            self._begin(self._block(part, part.first, part.level))
            if part.label:
                self._cursor.insertText(f"{part.label}\t", self._char(part.size, part.label_bold, False))
            for run in part.runs:
                text = run.text.replace("\n", "\u2028")
                self._cursor.insertText(text, self._char(part.size, run.bold, run.italic))
            count += 1
        return count

    def put_line(self, line: PageLine) -> None:
        """Write one line of the minutes below the others."""
        self._begin(self._line_block(line))
        self._words(self._cursor, line)

    def write_over(self, block: QTextBlock, line: PageLine) -> None:
        """Put other words into a line."""
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._words(cursor, line)

    def label_font(self, line: PageLine) -> QFont:
        """The font of a number, letter, bullet or word beside a line."""
        shown = self._look.of(line.kind, line.level)
        bold = shown.label_bold or line.kind in (LineKind.ITEM, LineKind.SUB_ITEM, LineKind.SINGLE_CLAUSE)
        return self._char(shown.size, bold, False).font()

    def label_left(self, line: PageLine) -> float:
        """Where that begins, in px of the viewport."""
        shown = self._look.of(line.kind, line.level)
        hangs = shown.first if line.kind is not LineKind.SINGLE_CLAUSE else 0.0
        return self.text_left + self._px(shown.left + hangs)

    def without_reference(self, look: QTextCharFormat) -> QTextCharFormat:
        """A look that no longer says that its text is the number of another item."""
        plain = QTextCharFormat(look)
        plain.clearProperty(_REFERENCE)
        return plain

    def base(self, line: PageLine) -> tuple[bool, bool]:
        """Whether a kind of line is bold or italic as a whole."""
        runs = self._look.of(line.kind, line.level).runs
        words = runs[-1] if runs else None
        return (bool(words and words.bold), bool(words and words.italic))

    def reference(self, look: QTextCharFormat, text: str) -> Run | None:
        """The reference that a piece of text with this look stands for; None where it was typed over."""
        run = self._references.get(str(look.property(_REFERENCE) or ""))
        return run if run is not None and text == shown_words(run, self.lines) else None

    def _words(self, cursor: QTextCursor, line: PageLine) -> None:
        bold, italic = self.base(line)
        if line.kind is LineKind.SINGLE_CLAUSE:
            bold = False
        size = self._look.of(line.kind, line.level).size
        colour = self._theme.tokens.ink if line.printed else self._theme.tokens.quiet
        for run in line.runs:
            look = self._char(size, bold or run.bold, italic or run.italic, colour)
            if line.kind is LineKind.ITEM and self._look.item_capitals:
                look.setFontCapitalization(QFont.Capitalization.AllUppercase)
            text = run.text
            if run.is_reference:
                key = str(len(self._references))
                self._references[key] = run
                look.setProperty(_REFERENCE, key)
                text = shown_words(run, self.lines)
            if run.language:
                look.setProperty(_LANGUAGE, run.language)
            cursor.insertText(text.replace("\n", "\u2028"), look)
        cursor.setBlockCharFormat(self._char(size, bold, italic, colour))
        if not line.runs:
            cursor.setCharFormat(self._char(size, bold, italic, colour))

    def _line_block(self, line: PageLine) -> QTextBlockFormat:
        shown = self._look.of(line.kind, line.level)
        first = 0.0 if line.label else shown.first
        block = self._block(shown, first, _HEADINGS.get(line.kind, 0))
        if line.kind is LineKind.SINGLE_CLAUSE:
            width = QFontMetricsF(self.label_font(line)).horizontalAdvance(f"{line.label} ")
            block.setTextIndent(width)
        return block

    def _block(self, shown: ShownParagraph, first: float, level: int) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setLeftMargin(self._px(shown.left))
        block.setTextIndent(self._px(first))
        block.setTopMargin(self._px(shown.before))
        block.setBottomMargin(self._px(shown.after))
        block.setAlignment(_ALIGN[shown.align])
        block.setHeadingLevel(level)
        stops = [-shown.first] if first < 0 else []
        stops += [stop - shown.left - shown.first for stop in shown.tabs]
        block.setTabPositions(
            [
                QTextOption.Tab(self._px(stop), QTextOption.TabType.LeftTab)
                for stop in sorted(stops)
                if stop > 0
            ]
        )
        return block

    def _begin(self, block: QTextBlockFormat) -> None:
        if self._first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._first = False

    def _char(self, size: float, bold: bool, italic: bool, colour: str = "") -> QTextCharFormat:
        look = QTextCharFormat()
        font = QFont(self._look.font)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setPixelSize(max(6, round(size * _PX_A_POINT * self._zoom)))
        font.setBold(bold)
        font.setItalic(italic)
        look.setFont(font)
        look.setForeground(QBrush(QColor(colour or self._theme.tokens.ink)))
        return look

    def _px(self, points: float) -> float:
        return points * _PX_A_POINT * self._zoom


def read_runs(
    block: QTextBlock, ink: Ink | None, line: PageLine, start: int = 0, end: int | None = None
) -> tuple[Run, ...]:
    """The words of a text block, or of a stretch of it (characters), as runs.

    A look that the kind of line has as a whole is not said again. What was typed beside a cited number is text.
    """
    if ink is None:
        return ()
    bold, italic = ink.base(line)
    if line.kind is LineKind.SINGLE_CLAUSE:
        bold = False
    stop = block.length() - 1 if end is None else end
    runs: list[Run] = []
    iterator = block.begin()
    while not iterator.atEnd():
        piece = iterator.fragment()
        begins = piece.position() - block.position()
        text = piece.text()[max(0, start - begins) : max(0, stop - begins)].replace("\u2028", "\n")
        look = piece.charFormat()
        cited = ink.reference(look, text)
        language = str(look.property(_LANGUAGE) or "")
        run = Run(
            text, look.font().bold() and not bold, look.font().italic() and not italic, language=language
        )
        if text and cited is not None:
            runs.append(replace(cited, bold=run.bold, italic=run.italic))
        elif text:
            _append(runs, run)
        iterator += 1
    return tuple(runs)


def _append(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last is not None and not last.is_reference and replace(last, text=run.text) == run:
        runs[-1] = replace(run, text=last.text + run.text)
    else:
        runs.append(run)
