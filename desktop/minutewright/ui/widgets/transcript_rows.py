"""How one utterance is drawn: agenda heading, time and speaker in the margin, words at a readable width."""

import math
import re
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from minutewright.domain.doubt import changed_spans, is_doubtful, placed_words
from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Segment
from minutewright.ui.models.transcript_model import Row
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.speaker_badge import HEIGHT, WIDTH, paint_badge

_BAND, _TIME, _NAME = 5, 60, 100
_GAP = t.SPACE_2
_NARROW = 640
"""Below this width (px at the usual text size) names stand in the badge and the tooltip only."""
_KEPT = 400


class TranscriptRows:
    """Measures and draws rows for a view whose width it is told."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._width = 800
        self.found: re.Pattern[str] | None = None
        self._layouts: OrderedDict[int, tuple[Segment, QTextLayout]] = OrderedDict()
        self._dress()

    def fit(self, width: int) -> bool:
        """The view is so wide now (px); says whether anything has to be measured anew."""
        before = self.text_width
        self._width = width
        changed = self.text_width != before
        if changed:
            self._layouts.clear()
        return changed

    def redress(self) -> None:
        """Font or colours have changed: nothing measured before holds."""
        self._layouts.clear()
        self._dress()

    # -- measures ------------------------------------------------------------------------------------------------------

    @property
    def text_left(self) -> int:
        """Where the words begin, px from the left."""
        scaled = self._theme.scaled
        name = scaled(_NAME) + _GAP if self._wide else 0
        return _BAND + t.SPACE_3 + scaled(_TIME) + _GAP + scaled(WIDTH) + _GAP + name + t.SPACE_1

    @property
    def text_width(self) -> int:
        """How wide the words run, px: at most 72 characters."""
        room = self._width - self.text_left - t.SPACE_4
        return max(120, min(room, self._widest))

    @property
    def line_height(self) -> int:
        """From one line of words to the next, px."""
        return self._line

    @property
    def lift(self) -> int:
        """By how much (px) the first line of a text widget has to be lifted to lie on the first line that is drawn.

        A fixed line height puts all the space above the letters there, half of it here.
        """
        return round((self._line - QFontMetricsF(self._font).height()) / 2)

    def guess(self, row_starts: tuple[bool, bool], length: int) -> int:
        """About how high a row is whose words have so many characters."""
        lines = max(1, math.ceil(length * self._character / self.text_width))
        return self.above(*row_starts) + lines * self._line + self._below

    def measure(self, row: Row) -> int:
        """How high a row is."""
        return self._height_of(row, self._layout(row.segment).lineCount())

    def height_for_lines(self, row: Row, lines: int) -> int:
        """How high a row is while its words are being edited and take so many lines."""
        return self._height_of(row, lines)

    def above(self, begins_item: bool, begins_turn: bool) -> int:
        """The room above the words: an agenda heading, or the space between turns."""
        return self.heading_height if begins_item else (t.SPACE_3 if begins_turn else 0)

    @property
    def heading_height(self) -> int:
        """The height of an agenda heading with the space under it."""
        return self._theme.scaled(40) + t.SPACE_1

    def words_rect(self, rect: QRect, row: Row) -> QRect:
        """Where in a row's rectangle the words stand."""
        above = self.above(row.begins_item, row.begins_turn)
        return QRect(
            rect.left() + self.text_left, rect.top() + above, self.text_width,
            rect.height() - above - self._below,
        )  # fmt: skip

    def character_at(self, rect: QRect, row: Row, point: QPointF) -> int:
        """The character of the text under a point."""
        words = self.words_rect(rect, row)
        layout = self._layout(row.segment)
        inside = point - QPointF(words.topLeft())
        number = max(0, min(int(inside.y() // self._line), layout.lineCount() - 1))
        if not layout.lineCount():
            return 0
        return int(layout.lineAt(number).xToCursor(inside.x()))

    def font(self) -> QFont:
        """The font of the words."""
        return self._font

    # -- drawing -------------------------------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        row: Row,
        *,
        chosen: bool,
        current: bool,
        word: int | None,
        edited: bool,
    ) -> None:
        """Draw one row. `word` is the number of the word that is heard (None: none); `edited`: an editor lies over it."""
        tokens = self._theme.tokens
        painter.save()
        top = rect.top()
        if row.begins_item:
            self._paint_heading(painter, rect, row)
            top += self.heading_height
        ground = QRect(rect.left(), top, rect.width(), rect.bottom() - top + 1)
        if chosen:
            painter.fillRect(ground, QColor(tokens.accent_soft))
        self._paint_band(painter, ground, row)
        if current:
            painter.fillRect(QRect(rect.left() + _BAND + 2, top, 3, ground.height()), QColor(tokens.accent))
        words = self.words_rect(rect, row)
        self._paint_margin(painter, words, row, playing=word is not None)
        if edited:
            self._paint_open(painter, words)
        else:
            layout = self._layout(row.segment)
            if word is not None:
                self._paint_heard(painter, words, layout, row.segment, word)
            for match in self.found.finditer(row.segment.text) if self.found else ():
                self._frame(painter, words, layout, match.start(), match.end(), tokens.paper)
            painter.setPen(QColor(tokens.ink))
            layout.draw(painter, QPointF(words.topLeft()))
        painter.restore()

    def _paint_open(self, painter: QPainter, words: QRect) -> None:
        """The paper an open utterance is written on, with the ring of the focus."""
        tokens = self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent), t.FOCUS_RING))
        painter.setBrush(QColor(tokens.paper))
        painter.drawRoundedRect(QRectF(words).adjusted(-7, -1, 13, 1), t.CORNER, t.CORNER)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        height = self.heading_height - t.SPACE_1
        painter.setFont(self._theme.font(t.BODY_PT, bold=True))
        painter.setPen(QColor(tokens.accent if row.item else tokens.attention))
        words = f"{row.item.number}   {row.item.title}" if row.item else "Under no agenda item"
        left = rect.left() + _BAND + t.SPACE_3
        room = QRect(left, rect.top() + t.SPACE_2, rect.right() - left - t.SPACE_3, height - t.SPACE_2)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            room, middle, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.setPen(QColor(tokens.line))
        painter.drawLine(left, rect.top() + height, rect.right() - t.SPACE_3, rect.top() + height)

    def _paint_band(self, painter: QPainter, ground: QRect, row: Row) -> None:
        """The agenda band: neighbouring items differ in tone, no item is a dashed line."""
        tokens = self._theme.tokens
        if row.item is None:
            pen = QPen(QColor(tokens.attention), 2, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(ground.left() + 2, ground.top(), ground.left() + 2, ground.bottom())
            return
        painter.setOpacity(1.0 if row.item_place % 2 == 0 else 0.45)
        painter.fillRect(
            QRect(ground.left(), ground.top(), _BAND - 1, ground.height()), QColor(tokens.accent)
        )
        painter.setOpacity(1.0)

    def _paint_margin(self, painter: QPainter, words: QRect, row: Row, *, playing: bool) -> None:
        tokens, scaled = self._theme.tokens, self._theme.scaled
        line = QRect(_BAND + t.SPACE_3, words.top(), scaled(_TIME), self._line)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        if row.begins_turn or playing:
            painter.setFont(self._theme.font(t.QUIET_PT, tabular=True, bold=playing))
            painter.setPen(QColor(tokens.accent if playing else tokens.quiet))
            painter.drawText(line, right, ("▶ " if playing else "") + format_ms(row.segment.start_ms))
        left = line.right() + _GAP
        if row.begins_turn:
            size = QSize(scaled(WIDTH), scaled(HEIGHT))
            badge = QRectF(left, words.top() + (self._line - size.height()) / 2, size.width(), size.height())
            paint_badge(
                painter, badge, row.badge, "" if row.place is None else tokens.speaker(row.place), self._theme
            )
            if self._wide:
                painter.setFont(self._theme.font(t.QUIET_PT, bold=True))
                painter.setPen(QColor(tokens.quiet if row.place is None else tokens.ink))
                name = QRect(left + size.width() + _GAP, words.top(), scaled(_NAME), self._line)
                shown = painter.fontMetrics().elidedText(
                    row.surname, Qt.TextElideMode.ElideRight, name.width()
                )
                painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), shown)
        signs = ("✎" if row.segment.edited else "") + ("✓" if row.segment.checked else "")
        if signs:
            painter.setFont(self._theme.font(t.QUIET_PT))
            painter.setPen(QColor(tokens.done if row.segment.checked else tokens.accent))
            box = QRect(words.right() + t.SPACE_1, words.top(), scaled(34), self._line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), signs)

    def _paint_heard(
        self, painter: QPainter, words: QRect, layout: QTextLayout, segment: Segment, number: int
    ) -> None:
        """A frame round the word that is heard."""
        heard = segment.words[number] if 0 <= number < len(segment.words) else None
        place = next((each for each in placed_words(segment) if each.word is heard), None)
        if place is not None:
            self._frame(painter, words, layout, place.start, place.end, self._theme.tokens.accent_soft)

    def _frame(
        self, painter: QPainter, words: QRect, layout: QTextLayout, start: int, end: int, ground: str
    ) -> None:
        """A frame round some characters, in each line they are in."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.5))
        painter.setBrush(QColor(ground))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = self._x(line, first), self._x(line, last)
                top = words.top() + number * self._line + 2
                painter.drawRoundedRect(
                    QRectF(words.left() + left - 3, top, right - left + 6, self._line - 4), 4, 4
                )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @staticmethod
    def _x(line: QTextLine, character: int) -> float:
        found: Any = line.cursorToX(character)  # the binding gives the character back beside the place
        return float(found[0] if isinstance(found, tuple) else found)

    # -- words -------------------------------------------------------------------------------------------------------

    def formats(self, segment: Segment) -> list[QTextLayout.FormatRange]:
        """The lines under doubtful words (dotted) and under those a human put there (plain)."""
        tokens = self._theme.tokens
        spans = []
        style = QTextCharFormat.UnderlineStyle
        if not segment.checked:
            for place in placed_words(segment):
                if is_doubtful(place.word):
                    spans.append(_underline(place.start, place.end, style.WaveUnderline, tokens.attention))
        for start, end in changed_spans(segment):
            spans.append(_underline(start, end, style.SingleUnderline, tokens.accent))
        return spans

    def _layout(self, segment: Segment) -> QTextLayout:
        known = self._layouts.get(id(segment))
        if known is not None and known[0] is segment:
            self._layouts.move_to_end(id(segment))
            return known[1]
        layout = QTextLayout(segment.text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self.formats(segment))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.text_width)
            line.setPosition(QPointF(0, y + (self._line - line.height()) / 2))
            y += self._line
        layout.endLayout()
        self._layouts[id(segment)] = (segment, layout)
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return layout

    def _height_of(self, row: Row, lines: int) -> int:
        return self.above(row.begins_item, row.begins_turn) + max(1, lines) * self._line + self._below

    @property
    def _wide(self) -> bool:
        return self._width >= self._theme.scaled(_NARROW)

    def _dress(self) -> None:
        self._font = self._theme.font(t.TRANSCRIPT_PT)
        self._line = round(QFontInfo(self._font).pixelSize() * t.TRANSCRIPT_LINE)
        metrics = QFontMetricsF(self._font)
        self._character = metrics.horizontalAdvance("the report of the committee be noted") / 36
        self._widest = round(self._character * t.TRANSCRIPT_CHARACTERS)
        self._below = 2


def _underline(
    start: int, end: int, style: QTextCharFormat.UnderlineStyle, colour: str
) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setUnderlineStyle(style)
    look.setUnderlineColor(QColor(colour))
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, look
    return span
