"""The sheet on which a new meeting is made: the committee and the date, nothing else is needed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.form import Form
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay


class NewMeetingSheet(Overlay):
    """Asks which committee meets, of which council, and when; emits `asked(committee, council, date)`."""

    asked = Signal(str, str, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, share=0.5, widest=520)
        self.setObjectName("commandPalette")
        self.setAccessibleName("New meeting")
        self._councils: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_6)
        column.setSpacing(t.SPACE_4)
        column.addWidget(Label(theme, "New meeting", Role.TITLE))
        self.body = named(_free_choice(), "Committee")
        self.council = named(_free_choice(), "Council")
        self.held_on = named(QDateEdit(), "Date of the meeting")
        self.held_on.setCalendarPopup(True)
        self.held_on.setDisplayFormat("d MMMM yyyy")
        form = Form(theme)
        form.add("&Committee", self.body)
        form.add("C&ouncil", self.council)
        form.add("&Date", self.held_on)
        column.addLayout(form)
        self._hint = Label(theme, "", Role.QUIET, wrap=True)
        column.addWidget(self._hint)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = QPushButton("Cancel")
        self.make = QPushButton("Make meeting")
        self.make.setProperty("primary", True)
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        column.addLayout(row)
        self.cancel.clicked.connect(self.dismiss)
        self.make.clicked.connect(self._ask)
        self.body.editTextChanged.connect(self._look_at_body)
        line = self.body.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._ask)

    def open(self, known: Sequence[tuple[str, str]], today: date) -> None:
        """Show the sheet; `known` are the committees that have met, each with its council, the latest first."""
        self._councils = dict(reversed(known))
        self.body.clear()
        self.body.addItems(list(dict.fromkeys(body for body, _ in known)))
        self.council.clear()
        self.council.addItems(list(dict.fromkeys(council for _, council in known if council)))
        self.body.setCurrentIndex(0 if known else -1)
        self.held_on.setDate(QDate(today.year, today.month, today.day))
        self._look_at_body(self.body.currentText())
        self.open_over(self.body)

    def _look_at_body(self, text: str) -> None:
        known = text.strip() in self._councils
        if known:
            self.council.setCurrentText(self._councils[text.strip()])
        self.council.setEnabled(not known)
        self._hint.setText(
            "Members, officers, seats and numbering are taken over from its last meeting."
            if known
            else "A committee that has not met here before: its members can be read from a register on the next page."
        )
        self.make.setEnabled(bool(text.strip()))

    def _ask(self) -> None:
        body = self.body.currentText().strip()
        if body:
            self.dismiss()
            self.asked.emit(body, self.council.currentText().strip(), self.held_on.date().toPython())


def _free_choice() -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    return box
