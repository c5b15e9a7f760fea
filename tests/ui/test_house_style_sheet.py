"""The house style editor, by keyboard: what is typed shows on the page, faults are said at their field, saving can be undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot
from test_accessibility import nameless

from committee import begin_committee
from minutewright.app.papers import house_style_of
from minutewright.app.workplace import Workplace
from minutewright.domain.attendance import Capacity
from minutewright.services.documents.house_style import (
    read_house_style,
    shipped_house_style,
    shipped_house_styles,
)
from minutewright.services.documents.house_style_settings import changed, settings_of
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.house_style_words import part_of, words_of
from minutewright.ui.widgets.house_style_sheet import HouseStyleSheet
from minutewright.ui.window import Window

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def store(window: Window, workplace: Workplace) -> MeetingStore:
    store = begin_committee(workplace.meetings_folder / "harbour")
    window.session.take(store)
    window.go("publish")
    return store


@pytest.fixture
def sheet(qtbot: QtBot, window: Window, store: MeetingStore) -> HouseStyleSheet:
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_I, CTRL_SHIFT)
    made = window.page("publish").sheets.house_style
    assert made.isVisible()
    assert made.form.part.hasFocus()
    qtbot.waitUntil(lambda: "HARBOUR COMMITTEE" in made.preview.toPlainText(), timeout=20_000)
    return made


def write(sheet: HouseStyleSheet, part: str, place: str, words: str) -> QLineEdit:
    sheet.form.show_part(part)
    field = sheet.form.fields[place].field
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    return field


def test_what_is_typed_shows_on_the_page_and_is_stored_only_when_saved(
    qtbot: QtBot, sheet: HouseStyleSheet, store: MeetingStore
) -> None:
    before = store.council
    write(sheet, "Attendance list", "attendance[0].label", "In the chamber:")
    qtbot.waitUntil(lambda: "In the chamber:" in sheet.preview.toPlainText(), timeout=20_000)
    assert store.council == before
    QTest.keyClick(sheet.save, Qt.Key.Key_Space)
    assert not sheet.isVisible()
    assert house_style_of(store).attendance[0].label == "In the chamber:"
    assert "In the chamber:" in store.council.style_text
    store.undo()
    assert store.council == before


def test_a_fault_is_said_at_its_field_and_nothing_is_saved(
    sheet: HouseStyleSheet, store: MeetingStore
) -> None:
    before = store.council
    field = write(sheet, "Stock sentences", "phrases.closing", "Closed at {hour}")
    assert sheet.form.hint.text() == "May use {time}"
    fault = sheet.form.fields["phrases.closing"].fault
    assert fault.isVisibleTo(sheet)
    assert fault.text() == "“hour” is not known there. It may use: time."
    assert field.accessibleDescription() == fault.text()
    sheet.form.show_part("Paper and font")
    QTest.keyClick(sheet.save, Qt.Key.Key_Space)
    assert sheet.isVisible()
    assert store.council == before
    assert sheet.form.fields["phrases.closing"].field.hasFocus()
    assert not sheet.form.fields["phrases.closing"].field.visibleRegion().isEmpty()
    write(sheet, "Stock sentences", "phrases.closing", "Closed at {time}")
    assert not sheet.form.fields["phrases.closing"].fault.isVisibleTo(sheet)
    QTest.keyClick(sheet.save, Qt.Key.Key_Space)
    assert house_style_of(store).phrases.closing == "Closed at {time}"


def test_what_was_not_saved_is_there_when_it_is_opened_again(
    sheet: HouseStyleSheet, store: MeetingStore
) -> None:
    write(sheet, "Name and language", "name", "Harbour style")
    QTest.keyClick(sheet.form.part, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert store.council.style_text == ""
    sheet.open(store)
    assert sheet.form.style_shown is not None
    assert sheet.form.style_shown.name == "Harbour style"


def test_a_style_goes_out_as_one_file_and_comes_back(
    sheet: HouseStyleSheet, store: MeetingStore, tmp_path: Path
) -> None:
    write(sheet, "Dates and times", "dates.morning", "in the morning")
    sheet.export_to(tmp_path / "ours.toml")
    assert read_house_style(tmp_path / "ours.toml") == sheet.form.style_shown
    sheet.take_shipped()
    assert sheet.form.style_shown == shipped_house_style("uk-borough")
    sheet.import_from(tmp_path / "ours.toml")
    sheet.save_style()
    assert house_style_of(store).dates.morning == "in the morning"
    sheet.open(store)
    sheet.take_shipped()
    sheet.save_style()
    assert (store.council.house_style, store.council.style_text) == ("uk-borough", "")
    (tmp_path / "spoilt.toml").write_text("name = 3", encoding="utf-8")
    sheet.open(store)
    sheet.import_from(tmp_path / "spoilt.toml")
    assert "spoilt.toml" in sheet.verdict.text()
    assert sheet.form.style_shown == house_style_of(store)


def test_every_part_has_names_for_its_fields_and_a_choice_is_made_by_key(sheet: HouseStyleSheet) -> None:
    for row in range(sheet.form.part.count()):
        sheet.form.part.setCurrentIndex(row)
        assert sheet.form.fields
        assert nameless(sheet) == []
    sheet.form.show_part("Title and opening")
    caps = sheet.form.fields["title.caps"].field
    assert isinstance(caps, QCheckBox)
    was = caps.isChecked()
    QTest.keyClick(caps, Qt.Key.Key_Space)
    assert sheet.form.style_shown is not None
    assert sheet.form.style_shown.title.caps is not was


def test_with_large_text_a_button_turns_from_the_settings_to_the_page(
    window: Window, sheet: HouseStyleSheet
) -> None:
    assert sheet.form.isVisible()
    assert sheet.preview.isVisible()
    window.shell.theme.set_text_scale(200)
    assert sheet.form.isVisible()
    assert not sheet.preview.isVisible()
    QTest.keyClick(sheet.turn, Qt.Key.Key_Space)
    assert sheet.preview.isVisible()
    assert not sheet.form.isVisible()


def test_the_dialog_on_minutes_leads_to_it(window: Window, store: MeetingStore) -> None:
    window.go("minutes")
    business = window.page("minutes").business
    window.shell.actions.run("minutes.form")
    QTest.keyClick(business.form.edit, Qt.Key.Key_Space)
    assert business.house_style.isVisible()
    window.close_meeting()
    assert not business.house_style.isVisible()


def test_whom_a_group_of_the_attendance_holds_is_ticked(sheet: HouseStyleSheet, store: MeetingStore) -> None:
    sheet.form.show_part("Attendance list")
    boxes = sheet.form.fields["attendance[0].capacities"].field.findChildren(QCheckBox)
    invited = next(box for box in boxes if box.text() == "Invited")
    assert [box.text() for box in boxes if box.isChecked()] == ["Member", "Substitute", "Co-opted member"]
    QTest.keyClick(invited, Qt.Key.Key_Space)
    sheet.save_style()
    assert house_style_of(store).attendance[0].capacities == (
        Capacity.MEMBER, Capacity.SUBSTITUTE, Capacity.CO_OPTED, Capacity.INVITEE,
    )  # fmt: skip


@pytest.mark.parametrize("identifier", shipped_house_styles())
def test_every_setting_of_a_style_has_a_name_of_its_own_and_can_be_put_back(identifier: str) -> None:
    style = shipped_house_style(identifier)
    shown = [setting for setting in settings_of(style) if part_of(setting)]
    names = [(part_of(setting), words_of(setting)) for setting in shown]
    assert len(names) == len(set(names))
    for setting in shown:
        assert changed(style, setting, setting.value) == style
