"""Who is coming, on the Prepare page: read from a register, ticked by key, roles and seats typed where they stand."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QTableView, QWidget

from minutewright.domain.attendance import Attendance, AttendanceStatus
from minutewright.domain.ids import PersonId
from minutewright.domain.people import Person
from minutewright.services.clerk.preparing import change_attendance, remove_attendance, set_status
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.attendance_model import (
    BADGE_ROLE,
    NAME,
    PLACE_ROLE,
    STATUS,
    AttendanceModel,
)
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.row_delegate import Index, RowDelegate, dress_table, edit_in_place, fit_columns
from minutewright.ui.widgets.speaker_badge import HEIGHT, WIDTH, paint_badge

_NEXT = {
    AttendanceStatus.PRESENT: AttendanceStatus.APOLOGY,
    AttendanceStatus.APOLOGY: AttendanceStatus.ABSENT,
    AttendanceStatus.ABSENT: AttendanceStatus.PRESENT,
}


class PersonDelegate(RowDelegate):
    """Puts the chip with initials before a name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Take the chip in as the drawing of the cell."""
        super().initStyleOption(option, index)
        initials = index.data(BADGE_ROLE)
        if initials:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            badge = self._badge(str(initials), int(index.data(PLACE_ROLE)))
            icon = QIcon(badge)
            icon.addPixmap(badge, QIcon.Mode.Selected)
            option.icon = icon
            option.decorationSize = self._size()

    def _size(self) -> QSize:
        return QSize(self._theme.scaled(WIDTH), self._theme.scaled(HEIGHT))

    def _badge(self, initials: str, place: int) -> QPixmap:
        size, ratio = self._size(), self._view.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        rect = QRectF(0, 0, size.width(), size.height())
        paint_badge(painter, rect, initials, self._theme.tokens.speaker(place), self._theme)
        painter.end()
        return pixmap


class AttendancePanel(Panel):
    """A table of people. P, A and B tick the selected one as present, apologised, absent; Space goes round."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme, "WHO IS COMING")
        self._shell = shell
        self._store: MeetingStore | None = None
        self.model = AttendanceModel(self._change)
        self.table = named(QTableView(), "Who is coming")

    def lay_out(self, *buttons: QWidget) -> None:
        """Build the panel around the buttons of the page."""
        theme = self._shell.theme
        for button in buttons:
            self.add_to_head(button)
        self.table.setModel(self.model)
        dress_table(self.table, theme)
        self.table.setItemDelegate(PersonDelegate(theme, self.table))
        edit_in_place(self.table)
        fit_columns(self.table, (0, 142, 62, 116), theme)
        self._empty = EmptyState(
            theme,
            "Nobody yet. Read the committee's members and officers from a register, or add them one by one.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack)
        self.table.clicked.connect(self._clicked)

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Show the attendance that is stored, the same person selected."""
        self._store = store
        chosen = self.selected()
        rows = store.attendance.all() if store else ()
        self.model.show_attendance(rows, store.people.all() if store else ())
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        present = sum(row.status is AttendanceStatus.PRESENT for row in rows)
        self.set_title(f"WHO IS COMING   {present} of {len(rows)}" if rows else "WHO IS COMING")
        if chosen is not None and self.selected() is None:
            self.select(chosen[1].id)
        if rows and self.selected() is None:
            self.table.setCurrentIndex(self.model.index(0, NAME))

    def selected(self) -> tuple[Attendance, Person] | None:
        """Whom the cursor is on."""
        return self.model.row(self.table.currentIndex().row())

    def select(self, person_id: PersonId) -> None:
        """Put the cursor on somebody."""
        row = self.model.row_of(person_id)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, NAME))

    def tick(self, status: AttendanceStatus) -> None:
        """Tick the selected person, and go on to the next one."""
        chosen = self.selected()
        if self._store is None or chosen is None:
            return
        row = self.table.currentIndex().row()
        if chosen[0].status is not status:
            set_status(self._store, chosen[1].id, status)
        self.show_meeting(self._store)
        self.table.setCurrentIndex(self.model.index(min(row + 1, self.model.rowCount() - 1), NAME))

    def tick_next(self) -> None:
        """Turn the selected person's tick to the next state, and stay there."""
        chosen = self.selected()
        if self._store is not None and chosen is not None:
            set_status(self._store, chosen[1].id, _NEXT[chosen[0].status])
            self.show_meeting(self._store)

    def remove(self) -> None:
        """Take the selected person off the attendance."""
        chosen = self.selected()
        if self._store is not None and chosen is not None:
            row = self.table.currentIndex().row()
            remove_attendance(self._store, chosen[0].id)
            self.show_meeting(self._store)
            last = self.model.rowCount() - 1
            if last >= 0:
                self.table.setCurrentIndex(self.model.index(min(row, last), NAME))

    def has_focus(self) -> bool:
        """Whether the keys go to the people."""
        return self.table.hasFocus() and self.selected() is not None

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == STATUS:
            with self._shell.messages.reporting():
                self.tick_next()

    def _change(self, row: Attendance) -> None:
        if self._store is not None:
            with self._shell.messages.reporting():
                change_attendance(self._store, row)
