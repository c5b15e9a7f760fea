"""The transcript on the screen: reads and edits like a document, plays where it is clicked."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from minutewright.domain.ids import SegmentId
from minutewright.domain.transcript import Segment
from minutewright.ui.models.transcript_model import Row, TranscriptModel
from minutewright.ui.page import named
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.transcript_editor import TranscriptEditor
from minutewright.ui.widgets.transcript_rows import TranscriptRows

BATCH = 200
"""Rows laid out at a time: 10,000 open in a fifth of a second where laying out all takes over one (measured)."""


class TranscriptView(QListView):
    """Signals carry segment ids; whoever listens writes. At most one utterance is open for editing."""

    play_from = Signal(int)
    edited = Signal(str, str)
    split_at = Signal(str, int)
    join_up = Signal(str)

    def __init__(self, theme: Theme, model: TranscriptModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Transcript")
        self._model = model
        self.setModel(model)
        self.rows = TranscriptRows(theme, self)
        self.setItemDelegate(self.rows)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.editor = TranscriptEditor(theme, self.viewport())
        self._editing: Segment | None = None
        self.following = True
        self.editor.kept.connect(self._keep_and_close)
        self.editor.split.connect(self._split)
        self.editor.joined.connect(self._join)
        self.editor.moved.connect(self._step)
        self.verticalScrollBar().valueChanged.connect(self._place_editor)
        self.verticalScrollBar().sliderPressed.connect(self._stop_following)
        model.dataChanged.connect(self._settle)
        model.modelReset.connect(self._settle)
        theme.changed.connect(self.doItemsLayout)

    # -- where the reader is ---------------------------------------------------------------------------------------

    def current_segment(self) -> Segment | None:
        """The utterance the caret is in."""
        index = self.currentIndex()
        return self._model.row(index.row()).segment if index.isValid() else None

    def chosen_ids(self) -> list[SegmentId]:
        """The utterances that are selected, in order; the current one where none is."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self._model.row(row).segment.id for row in rows]

    def go_to(self, segment_id: SegmentId) -> None:
        """Choose an utterance and bring it into view."""
        place = self._model.place_of(segment_id)
        if place >= 0:
            self._choose(place)

    def show_playing(self, segment_id: SegmentId | None) -> None:
        """Light up the utterance that is heard, and follow it until the reader scrolls away."""
        wanted = segment_id or ""
        if wanted == self.rows.playing:
            return
        for touched in (self.rows.playing, wanted):
            place = self._model.place_of(SegmentId(touched)) if touched else -1
            if place >= 0:
                self.update(self._model.index(place))
        self.rows.playing = wanted
        if self.following and segment_id and self._editing is None:
            place = self._model.place_of(segment_id)
            if place >= 0:
                self.scrollTo(self._model.index(place), QAbstractItemView.ScrollHint.EnsureVisible)

    # -- editing ---------------------------------------------------------------------------------------------------

    @property
    def is_editing(self) -> bool:
        """Whether an utterance is open."""
        return self._editing is not None

    def open_editor(self, at_character: int | None = None) -> None:
        """Open the current utterance, the caret at a character or at the end."""
        self.keep()
        segment = self.current_segment()
        if segment is None:
            return
        self._editing = segment
        self.scrollTo(self.currentIndex())
        self.editor.setFont(self.rows.font())
        self.editor.setPlainText(segment.text)
        self.editor.document().clearUndoRedoStacks()
        cursor = self.editor.textCursor()
        cursor.setPosition(
            len(segment.text) if at_character is None else min(at_character, len(segment.text))
        )
        self.editor.setTextCursor(cursor)
        self._place_editor()
        self.editor.show()
        self.editor.setFocus()

    def keep(self) -> None:
        """Hand over what is being typed, and close the editor."""
        segment, self._editing = self._editing, None
        if segment is None:
            return
        words = self.editor.words()
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        if had_focus:
            self.setFocus()
        if words != segment.text and words:
            self.edited.emit(segment.id, words)

    def caret(self) -> int | None:
        """The character the caret is before, while an utterance is open."""
        return self.editor.textCursor().position() if self._editing else None

    # -- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, typing opens and types; the rest as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_editor()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().strip() and event.text().isprintable() and self.currentIndex().isValid():
            self.open_editor()
            self.editor.insertPlainText(event.text())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click plays from the word under it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.play_from.emit(self._ms_at(index, event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the utterance, the caret at the word."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            row: Row = index.data(Qt.ItemDataRole.UserRole)
            self._choose(index.row())
            self.open_editor(self.rows.character_at(self.visualRect(index), row, event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling by hand ends the following."""
        self._stop_following()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows take the new width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_editor)

    def _ms_at(self, index: QModelIndex, point: QPointF) -> int:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        character = self.rows.character_at(self.visualRect(index), row, point)
        at = 0
        for word in row.segment.words:
            at = row.segment.text.find(word.text, at)
            if at < 0 or character <= at + len(word.text):
                return word.start_ms
            at += len(word.text)
        return row.segment.start_ms

    def _choose(self, place: int) -> None:
        index = self._model.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _place_editor(self, _value: int = 0) -> None:
        if self._editing is None:
            return
        place = self._model.place_of(self._editing.id)
        if place < 0:
            return
        row = self._model.row(place)
        box = self.rows.text_rect(self.visualRect(self._model.index(place)), row)
        self.editor.setGeometry(
            QRect(box.left() - 4, box.top() - 2, box.width() + 12, max(box.height(), 32) + 4)
        )

    def _keep_and_close(self) -> None:
        self.keep()

    def _split(self, character: int) -> None:
        segment = self._editing
        if segment is not None:
            self.keep()
            self.split_at.emit(segment.id, character)

    def _join(self) -> None:
        segment = self._editing
        if segment is not None:
            self.keep()
            self.join_up.emit(segment.id)

    def _step(self, steps: int) -> None:
        if self._editing is None:
            return
        place = self._model.place_of(self._editing.id) + steps
        self.keep()
        if 0 <= place < self._model.rowCount():
            self._choose(place)
            self.open_editor()
            if steps > 0:
                self.editor.moveCursor(QTextCursor.MoveOperation.Start)

    def _settle(self) -> None:
        """The rows changed under an open editor: it closes if its utterance has gone, else it follows."""
        if self._editing is not None and self._model.place_of(self._editing.id) < 0:
            self._editing = None
            self.editor.hide()
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, self._place_editor)

    def _stop_following(self) -> None:
        self.following = False
