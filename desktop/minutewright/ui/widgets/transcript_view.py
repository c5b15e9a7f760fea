"""The transcript on the screen: reads and edits like a document, plays where it is clicked."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from minutewright.domain.doubt import word_at, word_spoken_at
from minutewright.domain.ids import SegmentId
from minutewright.domain.transcript import Segment
from minutewright.ui.models.transcript_model import TranscriptModel
from minutewright.ui.page import named
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.tall_list import Index, TallList
from minutewright.ui.widgets.transcript_editor import TranscriptEditor
from minutewright.ui.widgets.transcript_rows import TranscriptRows

_NO_PARENT = QModelIndex()


class TranscriptView(TallList):
    """Signals carry segment ids; whoever listens writes. At most one utterance is open for editing.

    `left_behind` carries a segment that went, because a new transcription came, and the words being typed in it.
    """

    play_from = Signal(int)
    edited = Signal(str, str)
    split_at = Signal(str, int)
    join_up = Signal(str)
    left_behind = Signal(object, str)
    following_changed = Signal(bool)

    def __init__(self, theme: Theme, model: TranscriptModel, parent: QWidget | None = None) -> None:
        self._model = model
        self.rows = TranscriptRows(theme)
        self._following = True
        self._playing: tuple[SegmentId, int] | None = None
        self._editing: SegmentId | None = None
        self._seen: Segment | None = None
        self._press_at: int | None = None
        super().__init__(parent)
        named(self, "Transcript")
        self.step_px = self.rows.line_height
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.editor = TranscriptEditor(self.viewport())
        self.editor.typed.connect(self._store_typed)
        self.editor.kept.connect(self.keep)
        self.editor.split.connect(self._split)
        self.editor.joined.connect(self._join)
        self.editor.moved.connect(self._step)
        self.editor.lines_changed.connect(self._grow)
        self.verticalScrollBar().sliderPressed.connect(lambda: self._follow(False))
        theme.changed.connect(self._redress)

    # -- where the reader is ---------------------------------------------------------------------------------------

    def current_segment(self) -> Segment | None:
        """The utterance the cursor is on."""
        row = self.currentIndex().row()
        return self._model.segments[row] if 0 <= row < len(self._model.segments) else None

    def chosen_ids(self) -> list[SegmentId]:
        """The utterances that are selected, in order; the current one where none is."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self._model.segments[row].id for row in rows]

    def turn_ids(self) -> list[SegmentId]:
        """The utterances that are selected; where it is but one, those of its turn."""
        chosen = self.chosen_ids()
        if len(chosen) != 1:
            return chosen
        return [self._model.segments[row].id for row in self._model.turn_of(self._model.place_of(chosen[0]))]

    def go_to(self, segment_id: str) -> None:
        """Choose an utterance and bring it into view."""
        row = self._model.place_of(segment_id)
        if row >= 0:
            self.choose(row)

    def light_up(self, pattern: re.Pattern[str] | None) -> None:
        """Frame what is found in the words; None frames nothing."""
        self.rows.found = pattern
        self.viewport().update()

    # -- following the sound -----------------------------------------------------------------------------------------

    @property
    def heard(self) -> tuple[SegmentId, int] | None:
        """The utterance and the number of the word that is marked as heard."""
        return self._playing

    @property
    def following(self) -> bool:
        """Whether the view goes along with playback."""
        return self._following

    def follow(self) -> None:
        """Go along with playback again."""
        self._follow(True)

    def show_playing(self, at_ms: int | None) -> None:
        """Mark the word that is heard at a recording time (ms; None: nothing is), and follow until the reader scrolls."""
        place = -1 if at_ms is None else self._model.place_at(at_ms)
        heard = None
        if place >= 0 and at_ms is not None:
            segment = self._model.segments[place]
            heard = (segment.id, word_spoken_at(segment, at_ms))
        if heard == self._playing:
            return
        before, self._playing = self._playing, heard
        for each in (before, heard):
            if each is not None:
                self.viewport().update(self.row_rect(self._model.place_of(each[0])))
        if heard and self._following and self._editing is None and (before is None or before[0] != heard[0]):
            self.bring_into_view(place, margin=2 * self.rows.line_height)

    # -- editing ---------------------------------------------------------------------------------------------------

    @property
    def is_editing(self) -> bool:
        """Whether an utterance is open."""
        return self._editing is not None

    def open_editor(self, at_character: int | None = None) -> None:
        """Open the current utterance, the caret before a character or at the end."""
        self.keep()
        segment = self.current_segment()
        if segment is None:
            return
        self._editing = segment.id
        self._load(segment)
        self.editor.put_caret(len(segment.text) if at_character is None else at_character)
        self.bring_into_view(self.currentIndex().row())
        self._place_editor()
        self.editor.show()
        self.editor.setFocus()

    def edit_at(self, segment_id: str, at_character: int) -> None:
        """Go to an utterance and open it, the caret before a character."""
        self.go_to(segment_id)
        self.open_editor(at_character)

    def keep(self) -> None:
        """Store what is being typed, and close the editor."""
        if self._editing is None:
            return
        self._store_typed()
        row, self._editing = self._model.place_of(self._editing), None
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        if had_focus:
            self.setFocus()
        if row >= 0:
            self.tops.forget(row, row)
            self.settle()

    def caret(self) -> int | None:
        """The character the caret is before, while an utterance is open."""
        return self.editor.caret() if self._editing is not None else None

    def _store_typed(self) -> None:
        self.editor.stop_waiting()
        segment = self._open_segment()
        words = self.editor.words()
        if segment is not None and words and words != segment.text:
            self.edited.emit(segment.id, words)

    def _open_segment(self) -> Segment | None:
        row = self._model.place_of(self._editing) if self._editing is not None else -1
        return self._model.segments[row] if row >= 0 else None

    def _load(self, segment: Segment) -> None:
        self._seen = segment
        rows = self.rows
        self.editor.load(segment.text, rows.formats(segment), rows.font(), rows.line_height, rows.text_width)

    def _split(self, character: int) -> None:
        segment = self._open_segment()
        if segment is not None:
            before = " ".join(self.editor.toPlainText()[:character].split())
            self._store_typed()
            self.split_at.emit(segment.id, len(before))

    def _join(self) -> None:
        segment = self._open_segment()
        if segment is not None:
            self._store_typed()
            self.join_up.emit(segment.id)

    def _step(self, steps: int) -> None:
        row = self._model.place_of(self._editing) + steps if self._editing is not None else -1
        if 0 <= row < self._model.rowCount():
            self.keep()
            self.choose(row)
            self.open_editor(0 if steps > 0 else None)

    def _grow(self) -> None:
        """The words being typed take more lines, or fewer."""
        row = self._model.place_of(self._editing) if self._editing is not None else -1
        if row >= 0:
            height = self.rows.height_for_lines(self._model.row(row), self.editor.lines())
            if self.tops.measure(row, height):
                self.updateGeometries()
                self.viewport().update()
            self._place_editor()

    def _place_editor(self) -> None:
        row = self._model.place_of(self._editing) if self._editing is not None else -1
        if row >= 0:
            box = self.rows.words_rect(self.row_rect(row), self._model.row(row))
            self.editor.setGeometry(box.adjusted(0, -self.rows.lift, 8, 2))

    # -- the reader's hand -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, typing opens and types; the rest as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.open_editor()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().strip() and event.text().isprintable() and self.currentIndex().isValid():
            self.open_editor()
            self.editor.insertPlainText((" " if self.editor.caret() else "") + event.text())
            return
        self._follow(False)
        super().keyPressEvent(event)
        self.bring_into_view(self.currentIndex().row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press was: only a click without a drag plays."""
        self.keep()
        self._press_at = self.indexAt(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on words plays from the word under it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if index.isValid() and plain and index.row() == self._press_at:
            segment = self._model.segments[index.row()]
            word = word_at(segment, self._character_at(index.row(), event.position()))
            self._follow(True)
            self.play_from.emit(word.start_ms if word else segment.start_ms)
        self._press_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the utterance, the caret at the word."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.choose(index.row())
            self.open_editor(self._character_at(index.row(), event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling by hand ends the following."""
        self._follow(False)
        super().wheelEvent(event)

    def _character_at(self, row: int, point: QPointF) -> int:
        return self.rows.character_at(self.row_rect(row), self._model.row(row), point)

    def _follow(self, following: bool) -> None:
        if following != self._following:
            self._following = following
            self.following_changed.emit(following)

    # -- the list ------------------------------------------------------------------------------------------------------

    def guess_height(self, row: int) -> int:
        """About how high an utterance is."""
        return self.rows.guess(self._model.begins(row), len(self._model.segments[row].text))

    def measure_height(self, row: int) -> int:
        """How high it is; while it is open, as its editor needs."""
        shown = self._model.row(row)
        if shown.segment.id == self._editing:
            return self.rows.height_for_lines(shown, self.editor.lines())
        return self.rows.measure(shown)

    def paint_row(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Draw an utterance."""
        shown = self._model.row(row)
        segment_id = shown.segment.id
        self.rows.paint(
            painter,
            rect,
            shown,
            chosen=self.selectionModel().isRowSelected(row, _NO_PARENT),
            current=row == self.currentIndex().row(),
            word=self._playing[1] if self._playing and self._playing[0] == segment_id else None,
            edited=segment_id == self._editing,
        )

    def fit_width(self, width: int) -> bool:
        """Whether words run otherwise at this width."""
        if not self.rows.fit(width):
            return False
        self._reload_editor()
        return True

    def settled(self) -> None:
        """The editor lies over its row."""
        self._place_editor()

    def reset(self) -> None:
        """All rows are others."""
        self._close_if_gone()
        super().reset()

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        """The utterance that is open may be going."""
        row = self._model.place_of(self._editing) if self._editing is not None else -1
        if first <= row <= last:
            self._close()
        super().rowsAboutToBeRemoved(parent, first, last)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Rows say something else; an open editor follows unless it holds the same words already."""
        segment = self._open_segment()
        row = self._model.place_of(segment.id) if segment else -1
        if segment is not None and first.row() <= row <= last.row() and segment.text != self.editor.words():
            self._load(segment)
        super().dataChanged(first, last, roles)

    def _reload_editor(self) -> None:
        segment = self._open_segment()
        if segment is not None:
            self._load(segment)

    def _close_if_gone(self) -> None:
        if self._editing is not None and self._model.place_of(self._editing) < 0:
            self._close()

    def _close(self) -> None:
        """The open utterance has gone; what was being typed in it is handed over when the model has settled."""
        segment, self._editing, words = self._seen, None, self.editor.words()
        self.editor.stop_waiting()
        self.editor.hide()
        if segment is not None and words and words != segment.text:
            QTimer.singleShot(0, self, lambda: self.left_behind.emit(segment, words))

    def _redress(self) -> None:
        self.rows.redress()
        self.rows.fit(self.viewport().width())
        self.step_px = self.rows.line_height
        self._reload_editor()
        self.measure_all_anew()
