"""Preparing a meeting by keyboard: its details, the agenda, who is coming, and the sound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from committee import begin_committee, item_id, person_id
from minutewright.app.sound_check import SoundBefore, SoundSources
from minutewright.app.workplace import Workplace
from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.errors import NoMicrophone
from minutewright.domain.ids import AudioFileId
from minutewright.domain.recording import AudioFile
from minutewright.services.capture.messages import Level
from minutewright.services.capture.soundcheck import SoundCheck, Verdict
from minutewright.services.clerk.preparing import change_meeting
from minutewright.services.resources import resource
from minutewright.services.settings.options import MICROPHONE
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.pages.prepare import PreparePage
from minutewright.ui.widgets.sound_panel import SoundPanel
from minutewright.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def store(window: Window, workplace: Workplace) -> MeetingStore:
    store = begin_committee(workplace.meetings_folder / "harbour")
    window.session.take(store)
    window.go("prepare")
    return store


@pytest.fixture
def page(window: Window, store: MeetingStore) -> PreparePage:
    made = window.page("prepare")
    assert isinstance(made, PreparePage)
    return made


def titles(store: MeetingStore) -> list[str]:
    return [item.title for item in store.items.all()]


def statuses(store: MeetingStore) -> dict[str, AttendanceStatus]:
    names = {person.id: person.surname for person in store.people.all()}
    return {names[row.person_id]: row.status for row in store.attendance.all()}


def test_the_venue_is_stored_when_its_field_is_left(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    page.details.venue.setFocus()
    qtbot.keyClicks(page.details.venue, "Harbour Office")
    qtbot.keyClick(page.details.venue, Qt.Key.Key_Tab)
    assert store.meeting.venue == "Harbour Office"
    assert store.meeting.held_on == date(2026, 5, 12)
    assert store.meeting.starts_at is None


def test_what_was_typed_last_is_stored_also_when_the_page_is_left_by_key(
    qtbot: QtBot, window: Window, page: PreparePage, store: MeetingStore
) -> None:
    page.details.venue.setFocus()
    qtbot.keyClicks(page.details.venue, "Quay Room")
    qtbot.keyClick(page.details.venue, Qt.Key.Key_1, ALT)
    assert window.front == "library"
    assert store.meeting.venue == "Quay Room"


def test_date_and_time_are_stored(page: PreparePage, store: MeetingStore) -> None:
    page.details.held_on.setDate(date(2026, 6, 9))
    page.details.starts_at.setTime(time(18, 30))
    page.details.store_changes()
    assert (store.meeting.held_on, store.meeting.starts_at) == (date(2026, 6, 9), time(18, 30))


def test_a_committee_cannot_lose_its_name(page: PreparePage, store: MeetingStore) -> None:
    page.details.body.setText("  ")
    page.details.store_changes()
    assert store.body.name == "Harbour Committee"
    assert page.details.body.text() == "Harbour Committee"


def test_an_item_is_added_below_the_cursor_and_its_title_typed_at_once(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    page.agenda.select(item_id(store, "1"))
    page.agenda.table.setFocus()
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_I, CTRL)
    editor = page.agenda.table.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Moorings")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    wanted = ["Apologies for absence", "Moorings", "Quay repairs", "Date of the next meeting"]
    qtbot.waitUntil(lambda: titles(store) == wanted)


def test_an_item_moves_with_alt_and_the_arrows_and_keeps_the_cursor(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    page.agenda.select(item_id(store, "3"))
    page.agenda.table.setFocus()
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_Up, ALT)
    assert titles(store) == ["Date of the next meeting", "Apologies for absence", "Quay repairs"]
    chosen = page.agenda.selected()
    assert chosen is not None
    assert chosen.title == "Date of the next meeting"
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_Up, ALT)
    assert titles(store)[0] == "Date of the next meeting"


def test_delete_takes_the_item_away_and_undo_brings_it_back(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    page.agenda.select(item_id(store, "2"))
    page.agenda.table.setFocus()
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_Delete)
    assert titles(store) == ["Apologies for absence", "Date of the next meeting"]
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.agenda.model.rowCount() == 3)
    assert "Quay repairs" in titles(store)


def test_an_item_is_made_exempt_with_a_key(qtbot: QtBot, page: PreparePage, store: MeetingStore) -> None:
    page.agenda.select(item_id(store, "2"))
    page.agenda.table.setFocus()
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_E, CTRL)
    assert [item.exempt for item in store.items.all()] == [False, True, False]


def test_the_kind_of_an_item_is_chosen_from_a_list(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    index = page.agenda.model.index(1, 2)
    page.agenda.table.setCurrentIndex(index)
    page.agenda.table.edit(index)
    box = page.agenda.table.findChild(QComboBox)
    box.setCurrentText("Presentation")
    box.activated.emit(box.currentIndex())
    assert store.items.all()[1].kind is ItemKind.PRESENTATION


def test_pasted_agenda_is_shown_as_understood_before_it_is_taken(
    qtbot: QtBot, window: Window, page: PreparePage, store: MeetingStore
) -> None:
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page.reader.source.insertPlainText(
        "AGENDA\n1. Apologies for absence\n2. Declarations of interest\n3. Dredging (pages 5-9)\n"
    )
    qtbot.waitUntil(lambda: page.reader.model.rowCount() == 3)
    assert page.reader.model.index(2, 1).data() == "Dredging"
    assert page.reader.model.index(2, 3).data() == "5-9"
    assert len(titles(store)) == 3
    assert "Quay repairs" in titles(store)
    page.reader.take.click()
    assert titles(store) == ["Apologies for absence", "Declarations of interest", "Dredging"]


def test_an_agenda_file_is_shown_beside_what_was_understood(qtbot: QtBot, page: PreparePage) -> None:
    page.reader.open(Path.home())
    page.reader.read_file(resource("sample", "agenda.docx"))
    qtbot.waitUntil(lambda: page.reader.model.rowCount() > 0)
    source = page.reader.source.toPlainText()
    rows = range(page.reader.model.rowCount())
    assert all(str(page.reader.model.index(row, 1).data()) in source for row in rows)
    assert page.reader.take.text() == f"Take {len(rows)} items"
    page.reader.cancel.click()


def test_a_file_that_is_no_agenda_is_said_on_the_sheet_and_nothing_can_be_taken(
    qtbot: QtBot, page: PreparePage, tmp_path: Path
) -> None:
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Melt the butter. Stir in the flour.", encoding="utf-8")
    page.reader.open(Path.home())
    page.reader.read_file(recipe)
    qtbot.waitUntil(lambda: "No agenda items" in page.reader.verdict.text())
    assert not page.reader.take.isEnabled()
    page.reader.dismiss()


def test_people_are_ticked_by_letters_going_down_the_list(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    page.people.select(person_id("Thackeray"))
    page.people.table.setFocus()
    for key in (Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_P):
        qtbot.keyClick(page.people.table, key)
    assert statuses(store) == {
        "Thackeray": AttendanceStatus.PRESENT,
        "Oduya": AttendanceStatus.APOLOGY,
        "Penhale": AttendanceStatus.ABSENT,
        "Quist": AttendanceStatus.PRESENT,
    }


def test_the_status_line_says_which_keys_work_where_the_focus_is(
    qtbot: QtBot, window: Window, page: PreparePage
) -> None:
    page.people.table.setFocus()
    assert "A apologies" in window.shell.status.words
    page.agenda.table.setFocus()
    assert "Ctrl+I adds" in window.shell.status.words
    window.go("library")
    assert window.shell.status.words == ""


def test_space_turns_a_tick_round(qtbot: QtBot, page: PreparePage, store: MeetingStore) -> None:
    page.people.select(person_id("Oduya"))
    page.people.table.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(page.people.table, Qt.Key.Key_Space)
        seen.append(statuses(store)["Oduya"])
    assert seen == [AttendanceStatus.APOLOGY, AttendanceStatus.ABSENT, AttendanceStatus.PRESENT]


def test_the_letters_do_nothing_while_the_agenda_has_the_keys(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    before = statuses(store)
    page.agenda.table.setFocus()
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_A)
    assert statuses(store) == before


def test_somebody_is_added_with_role_and_capacity(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    qtbot.keyClick(page.people.table, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    sheet = page.person_sheet
    qtbot.keyClicks(sheet.surname, "Vane")
    qtbot.keyClicks(sheet.forename, "Orla")
    sheet.capacity.setCurrentText("Officer")
    qtbot.keyClicks(sheet.post, "Harbour Master")
    qtbot.keyClick(sheet.post, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    person = next(person for person in store.people.all() if person.surname == "Vane")
    row = next(row for row in store.attendance.all() if row.person_id == person.id)
    assert (person.forename, person.post, row.capacity) == ("Orla", "Harbour Master", Capacity.OFFICER)
    assert page.people.selected() == (row, person)


def test_a_register_is_read_and_can_be_taken_back(
    qtbot: QtBot, window: Window, page: PreparePage, store: MeetingStore, tmp_path: Path
) -> None:
    register = tmp_path / "register.csv"
    register.write_text("title,surname,capacity\nCouncillor,Rudd,member\nMs,Fell,officer\n", encoding="utf-8")
    page.read_register(register)
    qtbot.waitUntil(lambda: page.people.model.rowCount() == 6)
    qtbot.waitUntil(lambda: window.message_bar.message is not None)
    window.message_bar.offer_button.click()
    qtbot.waitUntil(lambda: page.people.model.rowCount() == 4)


class FakeMicrophone:
    """An open microphone that hears one level."""

    def __init__(self, device: str | None, on_level: Callable[[Level], None], peak: float) -> None:
        self.device, self.closed = device, False
        on_level(Level(100, peak, peak - 8, False))

    def close(self) -> None:
        self.closed = True


class FakeSound(SoundBefore):
    """A sound system without a sound card: what is heard is given, and everything asked for is noted."""

    def __init__(self, profile: Path, verdict: Verdict, error: NoMicrophone | None = None) -> None:
        super().__init__(profile)
        self.verdict, self.error = verdict, error
        self.opened: list[FakeMicrophone] = []
        self.heard = 0

    def microphones(self) -> tuple[str, ...]:
        return () if self.error else ("Boundary mic", "Lectern")

    def sources(self) -> SoundSources:
        return SoundSources((("Boundary mic", 8), ("Lectern", 1)), ())

    def listen(self, device: str | None, on_level: Callable[[Level], None]) -> FakeMicrophone:  # type: ignore[override]
        if self.error:
            raise self.error
        self.opened.append(FakeMicrophone(device, on_level, -12.0))
        return self.opened[-1]

    def check(self, device: str | None, on_level: Callable[[Level], None]) -> SoundCheck:
        start = datetime(2026, 3, 4, 19, tzinfo=UTC)
        file = AudioFile(AudioFileId("audio-1"), 1, "0001.wav", 0, 240_000, 48_000, 1, start)
        return SoundCheck(Path(), file, "Boundary mic", -12.0, -20.0, self.verdict)

    def hear_back(self, check: SoundCheck, loudspeaker: str | None) -> None:
        self.heard += 1


def a_panel(qtbot: QtBot, window: Window, workplace: Workplace, sound: FakeSound) -> SoundPanel:
    panel = SoundPanel(window.shell, workplace.settings, sound)
    qtbot.addWidget(panel)
    panel.begin(workplace.profile.folder)
    return panel


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.GOOD, "✓ Heard well (loudest -12 dB)."),
        (Verdict.QUIET, "Very quiet. Move the microphone nearer, or turn it up."),
        (Verdict.SILENT, "Nothing was heard. Check that the microphone is connected and not muted."),
        (Verdict.CLIPPED, "Too loud: it clips. Turn the microphone down, or move it away."),
    ],
)
def test_a_sound_check_lets_go_of_the_microphone_is_played_back_and_judged(
    qtbot: QtBot, window: Window, workplace: Workplace, verdict: Verdict, words: str
) -> None:
    sound = FakeSound(workplace.profile.folder, verdict)
    panel = a_panel(qtbot, window, workplace, sound)
    qtbot.waitUntil(lambda: panel.can_check)
    panel.run_check()
    assert sound.opened[0].closed
    qtbot.waitUntil(lambda: panel.words.text() == words)
    assert sound.heard == 1
    assert panel.can_check
    panel.end()
    assert all(microphone.closed for microphone in sound.opened)


def test_another_microphone_is_remembered_and_listened_to(
    qtbot: QtBot, window: Window, workplace: Workplace
) -> None:
    sound = FakeSound(workplace.profile.folder, Verdict.GOOD)
    panel = a_panel(qtbot, window, workplace, sound)
    qtbot.waitUntil(lambda: panel.can_check)
    panel.devices.setCurrentIndex(2)
    panel.devices.activated.emit(2)
    qtbot.waitUntil(lambda: panel.can_check)
    assert [(each.device, each.closed) for each in sound.opened] == [(None, True), ("Lectern", False)]
    assert workplace.settings.get(MICROPHONE) == "Lectern"
    panel.end()


def test_no_microphone_is_said_beside_the_meter_and_the_check_cannot_be_run(
    qtbot: QtBot, window: Window, workplace: Workplace
) -> None:
    error = NoMicrophone("This computer has no microphone. Connect one and try again.")
    panel = a_panel(qtbot, window, workplace, FakeSound(workplace.profile.folder, Verdict.GOOD, error))
    qtbot.waitUntil(lambda: panel.words.text() == str(error))
    assert not panel.can_check
    panel.end()


def test_what_the_agenda_s_head_says_is_taken_where_the_meeting_is_silent_and_disagreement_is_said(
    qtbot: QtBot, page: PreparePage, store: MeetingStore
) -> None:
    change_meeting(
        store,
        replace(store.meeting, venue="", starts_at=None),
        store.body,
        replace(store.council, name="Own Council"),
    )
    page.reader.open(Path.home())
    page.reader.read_file(resource("sample", "agenda.docx"))
    qtbot.waitUntil(lambda: page.reader.model.rowCount() > 0)
    with qtbot.waitSignal(page.shell.messages.posted) as said:
        page.reader.take.click()
    assert store.meeting.venue == "Hollin Room, Town Hall, Merrowdale"
    assert store.meeting.starts_at == time(19)
    assert store.council.name == "Own Council"
    assert "18 November 2026" in said.args[0].text
    page.shell.session.undo()
    assert store.meeting.venue == ""
