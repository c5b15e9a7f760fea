"""The strip for what the minutes of this body look like: house style, minute numbers, how many of the public came."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox

from minutewright.app.papers import house_style_of
from minutewright.domain.council import RunsOn
from minutewright.domain.errors import BadInput
from minutewright.services.clerk.preparing import change_meeting, change_numbering, choose_house_style
from minutewright.services.documents.house_style_shelf import HouseStyleShelf
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.business_strips import let_shrink
from minutewright.ui.widgets.strip import Strip
from minutewright.ui.wording import RUNS_ON

_UNCOUNTED = -1


class FormStrip(Strip):
    """House style, numbers and public; taken down as one step. `edits_style` asks for the house style editor."""

    edits_style = Signal()

    def __init__(self, shell: Shell, shelf: HouseStyleShelf) -> None:
        super().__init__(shell, "Numbers and house style", "Change")
        self._shelf = shelf
        self.style_choice = named(QComboBox(), "House style")
        let_shrink(self.style_choice)
        self.pattern = named(QLineEdit(), "Minute number")
        self.pattern.setToolTip(
            "{n} is the number, {n:03} with noughts before it, {yy} the year in which the council year began"
        )
        self.first = named(QSpinBox(), "First number of this meeting")
        self.first.setRange(1, 99_999)
        self.runs_on = named(QComboBox(), "Numbers run on")
        for value, words in RUNS_ON.items():
            self.runs_on.addItem(words, value)
        self.year_month = named(QSpinBox(), "Council year begins in month")
        self.year_month.setRange(1, 12)
        self.public = named(QSpinBox(), "Public present")
        self.public.setRange(_UNCOUNTED, 9_999)
        self.public.setSpecialValueText("not counted")
        self.add_field("House style", self.style_choice, 2)
        self.edit = QPushButton("Edit the house style…")
        self.edit.clicked.connect(self.edits_style)
        self.head.addWidget(self.edit)
        self.add_field("Minute number", self.pattern, 1)
        self.add_field("First number", self.first)
        self.add_field("Numbers run on", self.runs_on)
        self.add_field("Year from month", self.year_month)
        self.add_field("Public present", self.public)
        self._store: MeetingStore | None = None

    def open(self, store: MeetingStore) -> None:
        """Show what holds now."""
        self._store = store
        council, numbering = store.council, store.body.numbering
        self.style_choice.clear()
        for row in self._shelf.styles():
            if not row.fault:
                self.style_choice.addItem(row.name, row.identifier)
        if self.style_choice.findData(council.house_style) < 0:
            self.style_choice.addItem(f"{self._own_name(store)} (the council’s own)", council.house_style)
        self.style_choice.setCurrentIndex(self.style_choice.findData(council.house_style))
        self.pattern.setText(numbering.pattern)
        self.first.setValue(numbering.first)
        self.runs_on.setCurrentIndex(self.runs_on.findData(numbering.runs_on))
        self.year_month.setValue(numbering.year_month)
        count = store.meeting.public_count
        self.public.setValue(_UNCOUNTED if count is None else count)
        self.open_at(self.style_choice)

    def _own_name(self, store: MeetingStore) -> str:
        try:
            return house_style_of(store).name
        except BadInput:
            return store.council.house_style

    def store_it(self) -> None:
        """Change what was changed."""
        store = self._store
        if store is None:
            return
        numbering = replace(
            store.body.numbering, pattern=self.pattern.text().strip(), first=self.first.value(),
            runs_on=RunsOn(self.runs_on.currentData()), year_month=self.year_month.value(),
        )  # fmt: skip
        count = None if self.public.value() == _UNCOUNTED else self.public.value()
        chosen = str(self.style_choice.currentData())
        with store.action("Change numbers and house style"):
            change_numbering(store, numbering)
            if chosen != store.council.house_style:
                choose_house_style(store, chosen, self._shelf.own_text(chosen))
            if count != store.meeting.public_count:
                change_meeting(store, replace(store.meeting, public_count=count))
