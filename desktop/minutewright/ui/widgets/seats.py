"""The members and others as seats: one key or click says who speaks from now, with Shift it corrects the last."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QScrollArea, QWidget

from minutewright.domain.attendance import Attendance, AttendanceStatus
from minutewright.domain.ids import PersonId
from minutewright.domain.people import Person, badge_of
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.speaker_badge import HEIGHT, WIDTH, paint_badge

UNNAMED_KEY = "-"

PAGE_KEYS = frozenset("admnopv")
Speaks = Callable[[PersonId | None], object]


class SeatButton(QPushButton):
    """One seat: its key, the chip with initials, the name; ◀ and an accent ground while this person speaks."""

    def __init__(self, theme: Theme, key: str, name: str, badge: str, place: int | None) -> None:
        super().__init__()
        self._theme = theme
        self._key, self._name, self._badge, self._place = key, name, badge, place
        self.setCheckable(True)
        self.setProperty("live", True)
        self._here = True
        self._say()

    def set_speaking(self, speaks: bool, here: bool) -> None:
        """Show whether this person speaks, and is in the room."""
        self.setChecked(speaks)
        self._here = here
        self._say()
        self.update()

    def nextCheckState(self) -> None:
        """A press does not tick by itself: what is stored does."""

    def sizeHint(self) -> QSize:
        """Wide enough for a surname, high enough for a finger."""
        return QSize(self._theme.scaled(120), max(t.TARGET_LIVE, self._theme.scaled(36)))

    def minimumSizeHint(self) -> QSize:
        """The same height, names may be cut."""
        return QSize(self._theme.scaled(90), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a button, then key, chip and name."""
        super().paintEvent(event)
        tokens = self._theme.tokens
        painter = QPainter(self)
        margin = t.SPACE_2
        key_width, chip = self._theme.scaled(14), QSize(self._theme.scaled(WIDTH), self._theme.scaled(HEIGHT))
        painter.setFont(self._theme.font(t.BODY_PT, bold=True))
        painter.setPen(QColor(tokens.ink if self._here else tokens.quiet))
        row = QRectF(margin, 0, key_width, self.height())
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, self._key.upper())
        left = margin + key_width + t.SPACE_1
        colour = "" if self._place is None else tokens.speaker(self._place)
        chip_rect = QRectF(left, (self.height() - chip.height()) / 2, chip.width(), chip.height())
        paint_badge(painter, chip_rect, self._badge, colour, self._theme)
        left += chip.width() + t.SPACE_2
        painter.setFont(self._theme.font(t.BODY_PT, bold=self.isChecked()))
        painter.setPen(QColor(tokens.ink if self._here else tokens.quiet))
        sign = " ◀" if self.isChecked() else ""
        right = painter.fontMetrics().horizontalAdvance(sign) if sign else 0
        space = int(self.width() - left - margin - right)
        words = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, space)
        painter.drawText(
            QRectF(left, 0, space + right, self.height()), Qt.AlignmentFlag.AlignVCenter, words + sign
        )
        painter.end()

    def _say(self) -> None:
        state = ", speaks" if self.isChecked() else "" if self._here else ", not in the room"
        key = f", key {self._key.upper()}" if self._key else ""
        named(self, f"{self._name}{state}{key}", "Speaks from now; with Shift: the last one was this person")


class SeatsPanel(Panel):
    """A grid of seats. `speaks` stamps, `corrects` changes the last stamp."""

    def __init__(self, shell: Shell, speaks: Speaks, corrects: Speaks) -> None:
        super().__init__(shell.theme, "SEATS")
        self._theme = shell.theme
        self._speaks, self._corrects = speaks, corrects
        self._buttons: dict[PersonId | None, SeatButton] = {}
        self._rows: dict[PersonId, Attendance] = {}
        self._shown: list[tuple[str, PersonId | None, str, str, int | None]] = []
        self._keys: list[QShortcut] = []
        self._empty = Label(
            shell.theme, "Nobody is down as present. Read the register on Prepare.", Role.QUIET, wrap=True
        )
        self._empty.setMargin(t.SPACE_4)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._area, 1)
        shell.theme.changed.connect(self._build)

    def button(self, person_id: PersonId | None) -> SeatButton:
        """The seat of somebody."""
        return self._buttons[person_id]

    def show_people(self, store: MeetingStore | None) -> None:
        """Show who is present, and give each seat its key."""
        everybody = store.people.all() if store else ()
        people = {person.id: person for person in everybody}
        rows = store.attendance.all() if store else ()
        self._rows = {row.person_id: row for row in rows}
        seats = [
            (row.seat, person.id, _seat_name(person, everybody), badge_of(person, everybody), place)
            for place, row in enumerate(rows)
            if row.status is AttendanceStatus.PRESENT and (person := people.get(row.person_id))
        ]
        seats.sort(key=lambda seat: not seat[0])
        shown: list[tuple[str, PersonId | None, str, str, int | None]] = [*seats]
        if seats:
            shown.append((UNNAMED_KEY, None, "Unnamed", "?", None))
        self._empty.setVisible(not seats)
        self._area.setVisible(bool(seats))
        if shown != self._shown:
            self._shown = shown
            self._build()

    def show_speaker(self, person_id: PersonId | None, *, known: bool, at_ms: int) -> None:
        """Light who speaks (`known`: there is a mark) and dim who is not in the room at a recording time (ms)."""
        for key, button in self._buttons.items():
            row = self._rows.get(key) if key is not None else None
            button.set_speaking(known and key == person_id, row is None or row.present_at(at_ms))

    def _build(self) -> None:
        for shortcut in self._keys:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._keys.clear()
        self._buttons.clear()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(t.SPACE_3, 0, t.SPACE_3, t.SPACE_2)
        grid.setSpacing(t.SPACE_2)
        columns = 1 if self._theme.text_scale >= t.LARGE_TEXT else 2
        for place, (key, person_id, name, badge, order) in enumerate(self._shown):
            key = "" if key in PAGE_KEYS else key
            button = SeatButton(self._theme, key, name, badge, order)
            button.clicked.connect(partial(self._pressed, person_id))
            grid.addWidget(button, place // columns, place % columns)
            self._buttons[person_id] = button
            if key:
                self._add_key(key, partial(self._speaks, person_id))
                self._add_key(f"Shift+{key.upper()}", partial(self._corrects, person_id))
        grid.setRowStretch(len(self._shown), 1)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)  # the area turns it on

    def _add_key(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(run)
        self._keys.append(shortcut)

    def _pressed(self, person_id: PersonId | None, _: bool = False) -> None:
        shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self._corrects if shift else self._speaks)(person_id)


def _seat_name(person: Person, everybody: Sequence[Person]) -> str:
    """The surname; with the forename before it where another has the same surname."""
    if sum(other.surname == person.surname for other in everybody) > 1:
        return " ".join(part for part in (person.forename or person.initials, person.surname) if part)
    return person.surname or person.short_name
