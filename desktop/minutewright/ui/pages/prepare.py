"""Prepare: which committee meets and when, its agenda, who is coming, and whether the sound is good."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from minutewright.app.sound_check import SoundBefore
from minutewright.app.workplace import Workplace
from minutewright.domain.agenda import AgendaHead, AgendaItem
from minutewright.domain.attendance import Attendance, AttendanceStatus
from minutewright.domain.ids import ItemId
from minutewright.domain.meeting import RecordingState
from minutewright.domain.people import Person
from minutewright.services.clerk.preparing import add_person, take_agenda, take_register
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.messages import Offer
from minutewright.ui.page import Page, Shell
from minutewright.ui.pages.prepare_keeping import Keeping
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.agenda_panel import AgendaPanel
from minutewright.ui.widgets.agenda_reader import AgendaReader
from minutewright.ui.widgets.announcement_sheet import AnnouncementSheet
from minutewright.ui.widgets.attendance_panel import AttendancePanel
from minutewright.ui.widgets.file_choice import choose_file
from minutewright.ui.widgets.meeting_details import MeetingDetails
from minutewright.ui.widgets.person_sheet import PersonSheet
from minutewright.ui.widgets.readiness import Readiness
from minutewright.ui.widgets.sound_panel import SoundPanel
from minutewright.ui.widgets.stacking import scrolled, stacking
from minutewright.ui.wording import counted

if TYPE_CHECKING:
    from minutewright.services.documents.register import Register


_AGENDA_KEYS = "F2 edits   Ctrl+I adds   Alt+↑ and Alt+↓ move   Ctrl+E makes exempt   Del deletes"
_PEOPLE_KEYS = "P present   A apologies   B absent   Space in turn   F2 edits role and seat   Ctrl+Enter changes the person"
SHORTEST_LIST = 260  # px


class PreparePage(Page):
    """Everything before the meeting, on one page; what is typed is stored when the field is left."""

    title = "Prepare"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
        self._store: MeetingStore | None = None
        self.details = MeetingDetails(shell)
        self.agenda = AgendaPanel(shell)
        self.people = AttendancePanel(shell)
        self.person_sheet = PersonSheet(shell.theme, self)
        self.sound = SoundPanel(shell, workplace.settings, SoundBefore(workplace.profile.folder))
        self.keeping = Keeping(shell, workplace, self, lambda: self._store)
        self.readiness = Readiness(shell, workplace)
        self.announcement = AnnouncementSheet(shell, workplace, self)
        self.reader = AgendaReader(shell, self)
        self.reader.taken.connect(self._take_agenda)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Commands for the agenda, for the people, and for the list that has the focus."""
        return (
            *self._agenda_actions(),
            *self._people_actions(),
            *self._sound_actions(),
            *self.keeping.actions(),
        )

    def _agenda_actions(self) -> tuple[Action, ...]:
        agenda = self.agenda
        return (
            Action(
                "prepare.read_agenda",
                "Read agenda…",
                lambda: self.reader.open(Path.home()),
                keys=("Ctrl+Shift+A",),
                icon="document",
                hint="Read the agenda from a Word, PDF or text file, or paste it",
            ),
            Action("prepare.add_item", "Add item", agenda.add, keys=("Ctrl+I",), icon="add"),
            Action(
                "prepare.move_up",
                "Move item up",
                partial(agenda.shift, -1),
                keys=("Alt+Up",),
                icon="up",
                enabled=partial(agenda.can_shift, -1),
            ),
            Action(
                "prepare.move_down",
                "Move item down",
                partial(agenda.shift, 1),
                keys=("Alt+Down",),
                icon="down",
                enabled=partial(agenda.can_shift, 1),
            ),
            Action(
                "prepare.exempt",
                "Exempt item",
                agenda.toggle_exempt,
                keys=("Ctrl+E",),
                icon="lock",
                enabled=agenda.has_focus,
                checked=lambda: bool((item := agenda.selected()) and item.exempt),
                hint="Taken without press and public",
            ),
            Action(
                "prepare.public_title",
                "Title for the public…",
                agenda.ask_public_title,
                enabled=lambda: bool(agenda.has_focus() and (item := agenda.selected()) and item.exempt),
                hint="What public minutes and transcripts print in place of the title of this exempt item",
            ),
            Action(
                "prepare.delete",
                "Delete",
                self._delete,
                keys=("Del",),
                icon="delete",
                enabled=lambda: self.agenda.has_focus() or self.people.has_focus(),
                words_now=lambda: (
                    "Remove from attendance" if self.people.has_focus() else "Delete agenda item"
                ),
            ),
        )

    def _people_actions(self) -> tuple[Action, ...]:
        people = self.people
        ticks = (
            ("prepare.present", "Present", AttendanceStatus.PRESENT, "P"),
            ("prepare.apology", "Apologies", AttendanceStatus.APOLOGY, "A"),
            ("prepare.absent", "Absent", AttendanceStatus.ABSENT, "B"),
        )
        return (
            Action(
                "prepare.register",
                "Register…",
                self._choose_register,
                keys=("Ctrl+Shift+R",),
                icon="people",
                hint="Read members and officers from a register (CSV)",
            ),
            Action(
                "prepare.add_person", "Add person", self._add_person, keys=("Ctrl+Shift+P",), icon="person"
            ),
            Action(
                "prepare.change_person",
                "Change person",
                self._change_person,
                keys=("Ctrl+Return",),
                icon="edit",
                enabled=people.has_focus,
            ),
            *(
                Action(id_, words, partial(people.tick, status), keys=(key,), enabled=people.has_focus)
                for id_, words, status, key in ticks
            ),
            Action(
                "prepare.tick_next",
                "Present, apologies, absent in turn",
                people.tick_next,
                keys=("Space",),
                enabled=people.has_focus,
            ),
        )

    def _sound_actions(self) -> tuple[Action, ...]:
        return (
            Action(
                "prepare.sound_check",
                "Sound check",
                self.sound.run_check,
                keys=("F8",),
                icon="sound",
                enabled=lambda: self.sound.can_check,
                hint="Record five seconds and play them back",
            ),
            Action(
                "prepare.announcement",
                "Announcement…",
                self.announcement.open,
                keys=("F7",),
                icon="note",
                enabled=lambda: self._store is not None,
                hint="What the chair reads out before the recording begins",
            ),
            Action(
                "prepare.record",
                "Start recording",
                self._record,
                keys=("F9",),
                icon="record",
                enabled=lambda: self._store is not None,
                words_now=lambda: "Go to the recording" if self._is_recording() else "Start recording",
            ),
        )

    def lay_out(self) -> None:
        """Details above, agenda and people side by side, the sound below."""
        button = self.shell.actions.button
        column = QVBoxLayout(scrolled(self))
        column.setContentsMargins(t.SPACE_6, t.SPACE_3, t.SPACE_6, t.SPACE_4)
        column.setSpacing(t.SPACE_4)
        column.addWidget(self.details)
        self.agenda.lay_out(button("prepare.add_item"), button("prepare.read_agenda"))
        self.people.lay_out(button("prepare.add_person"), button("prepare.register"))
        lists = stacking(self.shell.theme, (self.agenda, 11), (self.people, 10))
        lists.setSpacing(t.SPACE_4)
        column.addLayout(lists, 1)
        self.sound.lay_out(
            button("prepare.sound_check"),
            button("prepare.record", primary=True),
            button("prepare.second_copy"),
            button("prepare.announcement"),
            self.readiness,
        )
        column.addWidget(self.sound)
        for view in (self.agenda.table, self.people.table):
            view.setMinimumHeight(SHORTEST_LIST)
            view.selectionModel().currentChanged.connect(self.shell.actions.refresh)
        self.shell.actions.refreshed.connect(self._say_keys)

    def opened(self, store: MeetingStore) -> None:
        """Show the meeting."""
        self._store = store
        self._show()

    def closed(self) -> None:
        """Show nothing."""
        self.sound.end()
        self.person_sheet.dismiss()
        self.announcement.dismiss()
        self.reader.dismiss()
        self._store = None
        self._show()

    def changed(self, event: Changed) -> None:
        """Show what was stored, undone or redone."""
        if event.touches("meeting", "body", "council"):
            self.details.show_meeting(self._store)
        if event.touches("agenda_item"):
            self.agenda.show_meeting(self._store)
        if event.touches("attendance", "person"):
            self.people.show_meeting(self._store)

    def shown(self) -> None:
        """Start where the first thing is to be done."""
        self.agenda.table.setFocus()
        self._listen()
        self.readiness.look()

    def left(self) -> None:
        """Store what is being typed, let go of the microphone."""
        self.sound.end()
        self.details.store_changes()

    def close_down(self) -> None:
        """Let go of the microphone."""
        self.sound.end()

    def show_item(self, item_id: ItemId) -> None:
        """Put the cursor on an item."""
        self.agenda.select(item_id)
        self.agenda.table.setFocus()

    def _show(self) -> None:
        self.details.show_meeting(self._store)
        self.agenda.show_meeting(self._store)
        self.people.show_meeting(self._store)

    def _take_agenda(self, items: tuple[AgendaItem, ...], head: AgendaHead) -> None:
        if self._store is not None:
            with self.shell.messages.reporting():
                notes = take_agenda(self._store, items, head)
                self.details.show_meeting(self._store)
                self.agenda.show_meeting(self._store)
                self.agenda.select(items[0].id)
                self.agenda.table.setFocus()
                told = self.shell.messages.attention if notes else self.shell.messages.info
                words = " ".join((f"{counted(len(items), 'agenda item')} taken.", *notes))
                told(words, Offer("Undo", self.shell.session.undo))

    def _choose_register(self) -> None:
        words = "Choose a register of members and officers"
        choose_file(self, words, Path.home(), "Registers (*.csv *.txt)", self.read_register)

    def read_register(self, path: Path) -> None:
        """Read people from a CSV file and put them on the attendance."""
        from minutewright.services.documents.register import read_register

        def take(register: "Register") -> None:
            if self._store is not None:
                take_register(self._store, register.people, register.attendance)
                told = self.shell.messages.attention if register.notes else self.shell.messages.info
                read = f"{counted(len(register.people), 'person', 'people')} read from {path.name}."
                told(" ".join((read, *register.notes)), Offer("Undo", self.shell.session.undo))

        self.shell.tasks.run_task(lambda: read_register(path), take)

    def _is_recording(self) -> bool:
        return self._store is not None and self._store.recording_state is RecordingState.RECORDING

    def _listen(self) -> None:
        """Show the level, unless the recorder has the microphone."""
        if self._store is None:
            return
        if self._is_recording():
            self.sound.end()
        else:
            self.sound.begin(self._store.folder)

    def _record(self) -> None:
        """Let go of the microphone, and let the Meeting page record with it."""
        start = not self._is_recording()
        self.sound.end()
        self.shell.go("meeting")
        if start:
            self.shell.actions.run("meeting.start")

    def _say_keys(self) -> None:
        """Say in the status line which keys work in the list that has the focus."""
        if self.isVisible():
            words = (
                _PEOPLE_KEYS if self.people.has_focus() else _AGENDA_KEYS if self.agenda.has_focus() else ""
            )
            self.shell.status.set_words(words)

    def _delete(self) -> None:
        if self.people.has_focus():
            self.people.remove()
        else:
            self.agenda.delete()

    def _add_person(self) -> None:
        self.person_sheet.open(None, self.people.model.rowCount(), self._store_person)

    def _change_person(self) -> None:
        self.person_sheet.open(self.people.selected(), 0, self._store_person)

    def _store_person(self, person: Person, row: Attendance) -> None:
        if self._store is not None:
            with self.shell.messages.reporting():
                add_person(self._store, person, row)
                self.people.show_meeting(self._store)
                self.people.select(person.id)
