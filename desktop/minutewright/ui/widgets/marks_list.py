"""What was taken down, as a list that can be put right: times and notes are edited where they stand."""

from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QTableView, QVBoxLayout, QWidget

from minutewright.domain.ids import DeclarationId, MarkId, MotionId
from minutewright.domain.marks import Mark
from minutewright.domain.record import MeetingRecord
from minutewright.services.clerk.business import delete_declaration, delete_motion
from minutewright.services.clerk.marking import change_mark, delete_mark, move_mark
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.messages import Offer
from minutewright.ui.models.marks_model import CLOCK, COLUMNS, STRONG_ROLE, MarksModel, Source, lines_of
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.row_delegate import Index, RowDelegate, dress_table, edit_in_place, fit_columns


class MarksDelegate(RowDelegate):
    """Items stand out from what happened under them; the field of a cell is named."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Item marks in bold."""
        super().initStyleOption(option, index)
        if index.data(STRONG_ROLE):
            option.font.setBold(True)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Say what is edited."""
        super().setEditorData(editor, index)
        editor.setAccessibleName(COLUMNS[index.column()])


class MarksList(QWidget):
    """Follows the newest line unless the clerk is working in the list."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._store: MeetingStore | None = None
        self.model = MarksModel(self._move, self._write, shell.messages.report)
        self.table = named(QTableView(), "What was taken down")
        self.table.setModel(self.model)
        dress_table(self.table, shell.theme)
        self.table.setItemDelegate(MarksDelegate(shell.theme, self.table))
        edit_in_place(self.table)
        fit_columns(self.table, (98, 128, 0), shell.theme)
        self._empty = EmptyState(
            shell.theme,
            "Nothing has been taken down yet. A click on an item or a seat stamps it; N writes a note.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.table.selectionModel().currentChanged.connect(shell.actions.refresh)
        shell.theme.changed.connect(self._fit)
        self._fit()

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Show what is stored; the newest line is brought into view where nobody works in the list."""
        self._store = store
        old = self.model.line(self.table.currentIndex().row())
        count = self.model.rowCount()
        self.model.show_lines(lines_of(_without_transcript(store)) if store else ())
        self._stack.setCurrentWidget(self.table if self.model.rowCount() else self._empty)
        row = self.model.row_of(old.id) if old else -1
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, max(self.table.currentIndex().column(), 0)))
        if not self.table.hasFocus() and self.model.rowCount() != count:
            self.table.scrollToBottom()

    def show_time(self, at_ms: int) -> None:
        """Put the cursor on the last line at or before a recording time (ms)."""
        rows = [
            row
            for row in range(self.model.rowCount())
            if (line := self.model.line(row)) and line.at_ms <= at_ms
        ]
        if rows:
            self.table.setCurrentIndex(self.model.index(rows[-1], 0))

    def can_delete(self) -> bool:
        """Whether the cursor is in the list, on something the clerk took down."""
        line = self.model.line(self.table.currentIndex().row())
        return self.table.hasFocus() and line is not None and line.source is not Source.GAP

    def delete(self) -> None:
        """Delete the line at the cursor."""
        line = self.model.line(self.table.currentIndex().row())
        if self._store is None or line is None:
            return
        row = self.table.currentIndex().row()
        if line.source is Source.MOTION:
            delete_motion(self._store, MotionId(line.id))
        elif line.source is Source.DECLARATION:
            delete_declaration(self._store, DeclarationId(line.id))
        else:
            delete_mark(self._store, MarkId(line.id))
        self.show_meeting(self._store)
        self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self._shell.messages.info(f"Deleted: {line.words}", Offer("Undo", self._shell.session.undo))

    def _fit(self) -> None:
        """With large text the words need the room of the wall clock."""
        self.table.setColumnHidden(CLOCK, self._shell.theme.text_scale >= t.LARGE_TEXT)

    def _move(self, mark: Mark, at_ms: int) -> None:
        if self._store is not None:
            move_mark(self._store, mark.id, at_ms)

    def _write(self, mark: Mark, text: str) -> None:
        if self._store is not None:
            change_mark(self._store, replace(mark, text=text))


def _without_transcript(store: MeetingStore) -> MeetingRecord:
    """What the list shows; the transcript is left out, since reading it again after each mark takes long."""
    return MeetingRecord(
        store.council,
        store.body,
        store.meeting,
        people=store.people.all(),
        items=store.items.all(),
        marks=store.marks.all(),
        files=store.files.all(),
        gaps=store.gaps.all(),
        motions=store.motions.all(),
        declarations=store.declarations.all(),
    )
