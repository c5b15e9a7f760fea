"""The right of the Minutes page: what is suggested for the item, to be accepted, edited or rejected, and what was said."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import Block
from minutewright.domain.tagging import segments_in
from minutewright.domain.transcript import Segment
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models import evidence_model as said
from minutewright.ui.models import suggestions_model as suggested
from minutewright.ui.models.evidence_model import EvidenceModel
from minutewright.ui.models.suggestions_model import SuggestionsModel
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.row_delegate import Index

_WRAP = int(Qt.TextFlag.TextWordWrap)
_MOST_LINES = 4


class _TextDelegate(QStyledItemDelegate):
    """A quiet line of time and name, and under it up to four lines of words."""

    def __init__(self, theme: Theme, view: QListView, head_roles: tuple[int, ...]) -> None:
        super().__init__(view)
        self._theme, self._view, self._head_roles = theme, view, head_roles
        theme.changed.connect(view.doItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words, four lines at most."""
        metrics = option.fontMetrics
        width = self._view.viewport().width() - 2 * (t.SPACE_3 + t.SPACE_2)
        words = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, str(index.data())).height()
        words = min(words, _MOST_LINES * metrics.lineSpacing())
        return QSize(0, max(t.TARGET, words + metrics.lineSpacing() + t.SPACE_4 + t.SPACE_1))

    def paint_words(self, painter: QPainter, rect: QRect, index: Index, colour: str, sign: str = "") -> None:
        """Head and words inside a rectangle."""
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(t.QUIET_PT, tabular=True))
        painter.setPen(QColor(tokens.quiet))
        head = "   ".join(str(index.data(role)) for role in self._head_roles if index.data(role))
        line = painter.fontMetrics().lineSpacing()
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), line), 0, sign + head)
        painter.setFont(self._theme.font(t.BODY_PT))
        painter.setPen(QColor(colour))
        words = rect.adjusted(0, line + 2, 0, 0)
        painter.setClipRect(words)
        text, metrics = str(index.data()), painter.fontMetrics()
        lines = max(1, words.height() // metrics.lineSpacing())
        whole = metrics.boundingRect(QRect(0, 0, words.width(), 10_000), _WRAP, text).height()
        if whole > lines * metrics.lineSpacing():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width() * (lines - 0.25)))
        painter.drawText(words, _WRAP, text)


class SuggestionDelegate(_TextDelegate):
    """Looks like what it is, a suggestion: quiet ink, a dashed edge, and a question mark before its time."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chip; the chosen one has an accent edge."""
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chip = QRectF(option.rect).adjusted(t.SPACE_2, 3.5, -t.SPACE_2, -3.5)
        pen = QPen(
            QColor(tokens.accent if chosen else tokens.quiet), 1.5 if chosen else 1.0, Qt.PenStyle.DashLine
        )
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent_soft) if chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, t.CORNER, t.CORNER)
        inside = chip.toRect().adjusted(t.SPACE_2 + 2, t.SPACE_1, -t.SPACE_2, -2)
        self.paint_words(painter, inside, index, tokens.quiet, "?  ")
        painter.restore()


class EvidenceDelegate(_TextDelegate):
    """What was said; an edge stands beside what the paragraph at the caret rests on."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row."""
        tokens, rect = self._theme.tokens, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        if index.data(said.CITED_ROLE):
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self.paint_words(painter, rect.adjusted(t.SPACE_3, t.SPACE_1, -t.SPACE_3, -2), index, tokens.ink)
        painter.restore()


class _ActingList(QListView):
    """A list on whose rows some keys act: `acted` carries the key; a double click is the first of them."""

    acted = Signal(int)

    def __init__(self, name: str, keys: tuple[Qt.Key, ...]) -> None:
        super().__init__()
        named(self, name)
        self._keys = keys
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _: self.acted.emit(keys[0]))

    def event(self, event: QEvent) -> bool:
        """The keys of this list are its own, where the page has them for something else."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in self._keys
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this list act on the row of the cursor."""
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        if key in self._keys and self.currentIndex().isValid():
            self.acted.emit(key)
            return
        super().keyPressEvent(event)


class EvidencePanel(QWidget):
    """Suggestions above, what was said below. Signals carry the suggestion's id, or a stretch of sound (ms)."""

    accepted = Signal(str)
    edited = Signal(str)
    rejected = Signal(str)
    played = Signal(int, int)
    moved = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._store: MeetingStore | None = None
        self.suggestions = SuggestionsModel()
        self.evidence = EvidenceModel()
        self.chips = _ActingList(
            "Suggestions: Enter accepts, F2 edits, Del rejects",
            (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete),
        )
        self.said = _ActingList("What was said: Enter plays it", (Qt.Key.Key_Return,))

    def lay_out(self, suggestion_buttons: tuple[QWidget, ...], evidence_buttons: tuple[QWidget, ...]) -> None:
        """Build the two lists around the buttons of the page."""
        theme = self._shell.theme
        self._suggested = Panel(theme, "SUGGESTIONS")
        self._heard = Panel(theme, "WHAT WAS SAID")
        self.chips.setModel(self.suggestions)
        self.chips.setItemDelegate(SuggestionDelegate(theme, self.chips, (suggested.TIME_ROLE,)))
        self.said.setModel(self.evidence)
        self.said.setItemDelegate(EvidenceDelegate(theme, self.said, (said.TIME_ROLE, said.SPEAKER_ROLE)))
        self._chip_stack = _stack(EmptyState(theme, "Nothing is suggested for this item."), self.chips)
        self._said_stack = _stack(
            EmptyState(theme, "Nothing said under this item has been transcribed."), self.said
        )
        self._suggested.body.addWidget(self._chip_stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(t.SPACE_2, 0, t.SPACE_2, t.SPACE_2)
        row.setSpacing(t.SPACE_2)
        for button in suggestion_buttons:
            row.addWidget(button)
        self._suggested.body.addLayout(row)
        for button in evidence_buttons:
            self._heard.add_to_head(button)
        self._heard.body.addWidget(self._said_stack)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._suggested)
        splitter.addWidget(self._heard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self.chips.acted.connect(self._act)
        self.said.acted.connect(lambda _: self.play())
        for view in (self.chips, self.said):
            view.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())

    def show_item(
        self, store: MeetingStore | None, item_id: ItemId | None, blocks: tuple[Block, ...]
    ) -> None:
        """Show what is suggested for an item (`blocks` are all of its blocks), and what was said under it."""
        self._store = store
        row = self.chips.currentIndex().row()
        self.suggestions.show_blocks(blocks)
        count = self.suggestions.rowCount()
        self._suggested.set_title(f"SUGGESTIONS   {count}" if count else "SUGGESTIONS")
        self._chip_stack.setCurrentIndex(int(count > 0))
        if count and not self.chips.currentIndex().isValid():
            self.chips.setCurrentIndex(self.suggestions.index(max(0, min(row, count - 1)), 0))
        segments = segments_in(store.segments(), item_id) if store is not None and item_id is not None else ()
        self.evidence.show_segments(segments, store.people.all() if store else ())
        self._said_stack.setCurrentIndex(int(bool(segments)))

    def show_block(self, block: Block | None) -> None:
        """Light what the paragraph at the caret rests on, and bring it into view."""
        self.evidence.show_sources(block.sources if block else ())
        row = self.evidence.first_cited()
        if row >= 0:
            self.said.setCurrentIndex(self.evidence.index(row, 0))

    def suggestion(self) -> Block | None:
        """The suggestion that is chosen."""
        return self.suggestions.block(self.chips.currentIndex().row())

    def utterance(self) -> Segment | None:
        """What was said in the row that is chosen."""
        return self.evidence.segment(self.said.currentIndex().row())

    def accept(self) -> None:
        """Take the chosen suggestion as it stands."""
        self._act(Qt.Key.Key_Return)

    def edit(self) -> None:
        """Take the chosen suggestion and write on in it."""
        self._act(Qt.Key.Key_F2)

    def reject(self) -> None:
        """Drop the chosen suggestion."""
        self._act(Qt.Key.Key_Delete)

    def play(self) -> None:
        """Play what was said in the chosen row."""
        segment = self.utterance()
        if segment is not None:
            self.played.emit(segment.start_ms, segment.end_ms)

    def _act(self, key: int) -> None:
        block = self.suggestion()
        if block is None:
            return
        signals = {
            Qt.Key.Key_Return: self.accepted,
            Qt.Key.Key_F2: self.edited,
            Qt.Key.Key_Delete: self.rejected,
        }
        signals[Qt.Key(key)].emit(BlockId(block.id))


def _stack(*widgets: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for widget in widgets:
        stack.addWidget(widget)
    return stack
