"""A document as it will print, on a sheet of paper in the middle: what the Word writer wrote, read back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextOption,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from minutewright.services.documents.preview import Align, ShownDocument, ShownParagraph, ShownRun, ShownTable
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme

_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.BOTH: Qt.AlignmentFlag.AlignJustify,
}
_PX_A_POINT = 96 / 72
_PADDING_PT = 48.0
_LARGEST = 1.35  # times its true size


class DocumentView(QTextBrowser):
    """Shows a document as wide as there is room for, at most at 135 % of its size times the clerk's text scale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._theme = theme
        self._shown: ShownDocument | None = None
        self._zoom = 0.0
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._draw)

    def show_document(self, shown: ShownDocument | None) -> None:
        """Show a document, or none; the place in it is kept as far as it goes."""
        if shown != self._shown:
            at = self.verticalScrollBar().value()
            self._shown = shown
            self._draw()
            self.verticalScrollBar().setValue(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet into the new width."""
        super().resizeEvent(event)
        if self._shown is not None and abs(self._fitting_zoom() - self._zoom) > 0.005:
            self._draw()

    def _fitting_zoom(self) -> float:
        assert self._shown is not None
        room = self.viewport().width() - 2 * t.SPACE_4
        sheet = self._shown.page_width * _PX_A_POINT
        return max(0.4, min(room / sheet, _LARGEST * self._theme.text_scale / 100))

    def _draw(self) -> None:
        self.clear()
        shown = self._shown
        if shown is None:
            return
        zoom = self._zoom = self._fitting_zoom()
        tokens = self._theme.tokens
        document = self.document()
        document.setDocumentMargin(0)
        sheet_px = round(shown.page_width * _PX_A_POINT * zoom)
        root = document.rootFrame().frameFormat()
        side = max(t.SPACE_4, (self.viewport().width() - sheet_px) / 2)
        root.setLeftMargin(side)
        root.setRightMargin(side)
        root.setTopMargin(t.SPACE_4)
        root.setBottomMargin(t.SPACE_4)
        document.rootFrame().setFrameFormat(root)
        sheet = QTextFrameFormat()
        sheet.setBackground(QBrush(QColor(tokens.paper)))
        sheet.setBorder(1)
        sheet.setBorderBrush(QBrush(QColor(tokens.line)))
        sheet.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        sheet.setPadding(round(_PADDING_PT * _PX_A_POINT * zoom))
        sheet.setWidth(sheet_px)
        cursor = QTextCursor(document)
        cursor.insertFrame(sheet)
        writer = _Writer(cursor, shown, zoom, tokens.ink, tokens.quiet)
        for paragraph in shown.header:
            writer.add_paragraph(paragraph, quiet=True)
        for block in shown.blocks:
            if isinstance(block, ShownTable):
                writer.add_table(block)
            else:
                writer.add_paragraph(block)
        writer.trim()


class _Writer:
    """Puts paragraphs into a text document, lengths scaled from points to px."""

    def __init__(self, cursor: QTextCursor, shown: ShownDocument, zoom: float, ink: str, quiet: str) -> None:
        self._cursor = cursor
        self._font = shown.font
        self._zoom = zoom
        self._ink, self._quiet = ink, quiet
        self._side = max(0.0, shown.margin_left - _PADDING_PT)
        self._first = True

    def add_paragraph(self, paragraph: ShownParagraph, *, quiet: bool = False) -> None:
        """A paragraph with its label, which hangs where the style says."""
        block = QTextBlockFormat()
        block.setLeftMargin(self._px(paragraph.left + self._side))
        block.setRightMargin(self._px(self._side))
        block.setTextIndent(self._px(paragraph.first))
        block.setTopMargin(self._px(paragraph.before + (36 if paragraph.page_break else 0)))
        block.setBottomMargin(self._px(paragraph.after))
        block.setAlignment(_ALIGN[paragraph.align])
        block.setHeadingLevel(paragraph.level)
        stops = [-paragraph.first] if paragraph.first < 0 else []
        stops += [stop - paragraph.left - paragraph.first for stop in paragraph.tabs]
        stops.sort()
        block.setTabPositions(
            [QTextOption.Tab(self._px(stop), QTextOption.TabType.LeftTab) for stop in stops if stop > 0]
        )
        colour = self._quiet if quiet else self._ink
        self._begin(block)
        if paragraph.label:
            self._insert(ShownRun(f"{paragraph.label}\t", bold=paragraph.label_bold), paragraph.size, colour)
        for run in paragraph.runs:
            self._insert(run, paragraph.size, colour)

    def add_table(self, table: ShownTable) -> None:
        """A plain table with lines."""
        look = QTextTableFormat()
        look.setBorderCollapse(True)
        look.setBorder(1)
        look.setBorderBrush(QBrush(QColor(self._quiet)))
        look.setCellPadding(self._px(4))
        look.setHeaderRowCount(1)
        width = max(len(row) for row in table.rows)
        made = self._cursor.insertTable(len(table.rows), width, look)
        for row, cells in enumerate(table.rows):
            for column, text in enumerate(cells):
                made.cellAt(row, column).firstCursorPosition().insertText(
                    text, self._look(12, self._ink, bold=row == 0)
                )
        self._cursor = made.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)

    def trim(self) -> None:
        """Nothing may follow the last paragraph but the edge of the sheet."""
        self._cursor.movePosition(QTextCursor.MoveOperation.Start)

    def _begin(self, block: QTextBlockFormat) -> None:
        if self._first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._first = False

    def _insert(self, run: ShownRun, size: float, colour: str) -> None:
        text = run.text.replace("\n", "\u2028")
        self._cursor.insertText(text, self._look(size, colour, bold=run.bold, italic=run.italic))

    def _look(self, size: float, colour: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        font = QFont(self._font)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setPixelSize(max(6, round(size * _PX_A_POINT * self._zoom)))
        font.setBold(bold)
        font.setItalic(italic)
        look.setFont(font)
        look.setForeground(QBrush(QColor(colour)))
        return look

    def _px(self, points: float) -> float:
        return points * _PX_A_POINT * self._zoom
