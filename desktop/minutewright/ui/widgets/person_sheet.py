"""The sheet on which somebody is added to the register and the attendance, or changed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from minutewright.domain.attendance import Attendance, Capacity
from minutewright.domain.ids import AttendanceId, PersonId, new_id
from minutewright.domain.people import Person
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.form import Form
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay
from minutewright.ui.wording import CAPACITIES

Done = Callable[[Person, Attendance], None]
MOST_CHANNELS = 32


class PersonSheet(Overlay):
    """Fields of one person; `open` says whom, and who is told when they are stored."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, share=0.5, widest=520)
        self.setObjectName("commandPalette")
        self._person: Person | None = None
        self._row: Attendance | None = None
        self._done: Done | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_6)
        column.setSpacing(t.SPACE_4)
        self._heading = Label(theme, "", Role.TITLE)
        column.addWidget(self._heading)
        form = Form(theme)
        self.title = named(QLineEdit(), "Title")
        self.title.setPlaceholderText("Councillor, Mrs, Dr")
        self.forename = named(QLineEdit(), "First name")
        self.initials = named(QLineEdit(), "Initials")
        self.surname = named(QLineEdit(), "Surname")
        self.honours = named(QLineEdit(), "Honours")
        self.honours.setPlaceholderText("MBE, JP")
        self.post = named(QLineEdit(), "Post")
        self.organisation = named(QLineEdit(), "Organisation")
        self.capacity = named(QComboBox(), "Comes as")
        self.capacity.addItems(list(CAPACITIES.values()))
        self.role = named(QLineEdit(), "Role at this meeting")
        self.role.setPlaceholderText("Chairman, Vice-Chairman, Clerk")
        self.channel = named(QLineEdit(), "Microphone channel")
        self.channel.setPlaceholderText("1, 2, 3 … where the microphone keeps several")
        self.channel.setValidator(QIntValidator(1, MOST_CHANNELS, self.channel))
        self.voting = QCheckBox("May vote")
        for field in (
            self.surname,
            self.title,
            self.forename,
            self.initials,
            self.honours,
            self.capacity,
            self.role,
            self.post,
            self.organisation,
            self.channel,
        ):
            form.add(field.accessibleName(), field)
            if isinstance(field, QLineEdit):
                field.returnPressed.connect(self._store)
        form.addWidget(self.voting, form.rowCount(), 1)
        column.addLayout(form)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel, self.store = QPushButton("Cancel"), QPushButton("Store")
        self.store.setProperty("primary", True)
        row.addWidget(self.cancel)
        row.addWidget(self.store)
        column.addLayout(row)
        self.cancel.clicked.connect(self.dismiss)
        self.store.clicked.connect(self._store)
        self.surname.textChanged.connect(lambda text: self.store.setEnabled(bool(text.strip())))

    def open(self, shown: tuple[Attendance, Person] | None, order: int, done: Done) -> None:
        """Show somebody, or empty fields for somebody new who would be `order`th; `done` gets what was typed."""
        row, person = shown or (
            Attendance(
                AttendanceId(new_id("attendance")), PersonId(new_id("person")), Capacity.MEMBER, order
            ),
            Person(PersonId(""), ""),
        )
        self._row, self._person, self._done = row, replace(person, id=row.person_id), done
        words = f"Change {person.short_name}" if shown else "Add a person"
        self._heading.setText(words)
        self.setAccessibleName(words)
        for field, text in (
            (self.title, person.title),
            (self.forename, person.forename),
            (self.initials, person.initials),
            (self.surname, person.surname),
            (self.honours, ", ".join(person.honours)),
            (self.post, person.post),
            (self.organisation, person.organisation),
            (self.role, row.role),
            (self.channel, "" if row.channel is None else str(row.channel)),
        ):
            field.setText(text)
        self.capacity.setCurrentText(CAPACITIES[row.capacity])
        self.voting.setChecked(row.voting)
        self.store.setText("Store" if shown else "Add")
        self.store.setEnabled(bool(person.surname))
        self.open_over(self.surname)

    def _store(self) -> None:
        surname = self.surname.text().strip()
        if not surname or self._person is None or self._row is None or self._done is None:
            return
        person = replace(
            self._person,
            surname=surname,
            title=self.title.text().strip(),
            forename=self.forename.text().strip(),
            initials=self.initials.text().strip(),
            honours=tuple(part.strip() for part in self.honours.text().split(",") if part.strip()),
            post=self.post.text().strip(),
            organisation=self.organisation.text().strip(),
        )
        words = self.capacity.currentText()
        capacity = next(each for each, said in CAPACITIES.items() if said == words)
        row = replace(
            self._row,
            capacity=capacity,
            role=self.role.text().strip(),
            voting=self.voting.isChecked(),
            channel=int(self.channel.text()) if self.channel.hasAcceptableInput() else None,
        )
        done = self._done
        self.dismiss()
        done(person, row)
