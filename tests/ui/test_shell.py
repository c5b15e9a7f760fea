"""The shell: places, undo and redo, the command palette, the key sheet, messages and long work."""

import logging
import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from minutewright.app.workplace import Workplace
from minutewright.domain.errors import DiskFull
from minutewright.domain.meeting import RecordingState
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.clerk.preparing import add_item
from minutewright.services.settings.options import LOOK, TEXT_SIZE
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action, Group
from minutewright.ui.messages import UNEXPECTED, Offer, Severity
from minutewright.ui.window import Window


@pytest.fixture
def meeting(window: Window, workplace: Workplace) -> MeetingStore:
    store = begin_meeting(workplace.meetings_folder / "parks", "Parks Committee", date(2026, 3, 4))
    window.session.take(store)
    return store


def test_pages_of_a_meeting_can_be_reached_only_while_one_is_open(
    window: Window, workplace: Workplace
) -> None:
    window.go("prepare")
    assert window.front == "library"
    store = begin_meeting(workplace.meetings_folder / "parks", "Parks Committee", date(2026, 3, 4))
    window.session.take(store)
    window.go("prepare")
    assert window.front == "prepare"
    window.close_meeting()
    assert window.front == "library"


def test_the_title_bears_the_name_of_the_meeting(window: Window, meeting: MeetingStore) -> None:
    assert window.windowTitle() == "Parks Committee, 4 March 2026 – Minutewright"
    window.close_meeting()
    assert window.windowTitle() == "Minutewright"


def test_undo_says_what_it_would_undo_and_does_it_with_its_key(
    qtbot: QtBot, window: Window, meeting: MeetingStore
) -> None:
    window.go("prepare")
    add_item(meeting, "Apologies")
    undo, redo = window.shell.actions.entry("edit.undo"), window.shell.actions.entry("edit.redo")
    qtbot.waitUntil(lambda: undo.qt.text() == "Undo Add agenda item")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: redo.qt.text() == "Redo Add agenda item")
    assert meeting.items.count() == 0
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: meeting.items.count() == 1)


def test_what_was_undone_yesterday_can_be_redone_today(
    qtbot: QtBot, new_window: Callable[[], Window], workplace: Workplace
) -> None:
    folder = workplace.meetings_folder / "parks"
    first = new_window()
    first.session.take(begin_meeting(folder, "Parks Committee", date(2026, 3, 4)))
    assert first.session.store is not None
    add_item(first.session.store, "Apologies")
    first.shell.actions.run("edit.undo")
    second = new_window()
    second.session.open(folder)
    second.shell.actions.refresh()
    assert second.shell.actions.entry("edit.redo").qt.text() == "Redo Add agenda item"
    second.shell.actions.run("edit.redo")
    assert second.session.store is not None
    assert second.session.store.items.count() == 1


def test_a_command_is_found_by_the_beginnings_of_its_words_and_done_with_enter(
    qtbot: QtBot, window: Window
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.palette_sheet
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "dar co")
    assert palette.shown_words() == ["Dark colours"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.shell.theme.tokens.is_dark


def test_commands_that_cannot_be_used_now_are_not_offered(window: Window) -> None:
    window.show_commands()
    assert not [words for words in window.palette_sheet.shown_words() if words.startswith("Undo")]


def test_escape_closes_the_palette_and_gives_the_focus_back(qtbot: QtBot, window: Window) -> None:
    before = window.focusWidget()
    window.show_commands()
    qtbot.keyClick(window.palette_sheet.field, Qt.Key.Key_Escape)
    assert not window.palette_sheet.isVisible()
    assert window.focusWidget() is before


def test_the_key_sheet_names_every_key_that_works_here(qtbot: QtBot, window: Window) -> None:
    window.show_keys()
    shown = window.key_sheet.text.toPlainText()
    for entry in window.shell.actions.entries():
        if entry.qt.shortcuts():
            assert window.shell.actions.key_words(entry.action.id) in shown
            assert entry.action.words in shown
    qtbot.keyClick(window.key_sheet.text, Qt.Key.Key_Escape)
    assert not window.key_sheet.isVisible()


def test_a_key_can_be_given_to_another_command(qtbot: QtBot, window: Window) -> None:
    window.shell.actions.remap({"help.commands": ("Ctrl+P",)})
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not window.palette_sheet.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_sheet.isVisible()


def test_one_key_for_two_commands_is_refused(window: Window) -> None:
    with pytest.raises(ValueError, match="help.commands"):
        window.shell.actions.add((Action("other", "Other", lambda: None, keys=("Ctrl+K",)),))


def test_letters_typed_into_a_field_are_not_taken_for_commands(qtbot: QtBot, window: Window) -> None:
    done: list[str] = []
    window.shell.actions.add((Action("letter", "Letter", lambda: done.append("n"), keys=("N",)),))
    field = window.page("library").findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "n")
    assert (field.text(), done) == ("n", [])


def test_an_error_of_ours_is_shown_by_its_sentence_and_stays(qtbot: QtBot, window: Window) -> None:
    sentence = "The disk is full. Everything before is kept. Make room."
    with qtbot.waitSignal(window.messages.posted) as posted:
        window.messages.report(DiskFull(sentence))
    assert posted.args[0].text == sentence
    assert posted.args[0].severity is Severity.ERROR
    with qtbot.waitSignal(window.messages.posted):
        window.messages.info("Saved somewhere.")
    assert window.message_bar.message is not None
    assert window.message_bar.message.text == sentence


def test_an_unexpected_error_is_logged_in_full_and_said_in_plain_words(
    qtbot: QtBot, window: Window, caplog: pytest.LogCaptureFixture
) -> None:
    window.shell.actions.add((Action("broken", "Broken", lambda: 1 // 0),))
    with qtbot.waitSignal(window.messages.posted) as posted, caplog.at_level(logging.ERROR):
        window.shell.actions.run("broken")
    assert posted.args[0].text == UNEXPECTED
    assert "ZeroDivisionError" in caplog.text


def test_a_message_offers_one_thing_to_do(qtbot: QtBot, window: Window) -> None:
    done: list[bool] = []
    with qtbot.waitSignal(window.messages.posted):
        window.messages.info("Taken.", Offer("Undo", lambda: done.append(True)))
    window.message_bar.offer_button.click()
    assert done == [True]
    assert not window.message_bar.isVisible()


def test_work_runs_off_the_ui_thread_and_its_result_comes_back_on_it(qtbot: QtBot, window: Window) -> None:
    threads: list[int] = []
    window.shell.tasks.run_task(
        threading.get_ident, lambda ran_on: threads.extend((ran_on, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()


def test_work_that_fails_tells_the_user(qtbot: QtBot, window: Window) -> None:
    def fail() -> None:
        raise DiskFull("No room. Nothing was written.")

    with qtbot.waitSignal(window.messages.posted) as posted:
        window.shell.tasks.run_task(fail)
    assert posted.args[0].text == "No room. Nothing was written."


def test_look_and_text_size_are_remembered(new_window: Callable[[], Window], workplace: Workplace) -> None:
    window = new_window()
    window.shell.actions.run("view.dark")
    window.shell.actions.run("view.larger")
    assert workplace.settings.get(LOOK) == "dark"
    assert workplace.settings.get(TEXT_SIZE) == 115


def test_the_window_comes_back_as_it_was(new_window: Callable[[], Window]) -> None:
    new_window().showMaximized()
    second = new_window()
    second.restore_geometry()
    assert second.isMaximized()


def test_a_new_meeting_can_be_begun_from_any_page(
    qtbot: QtBot, window: Window, meeting: MeetingStore
) -> None:
    window.go("prepare")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.front == "library"
    assert window.page("library").sheet.isVisible()  # type: ignore[attr-defined]


def test_closing_the_window_while_recording_says_once_that_the_recording_goes_on(
    qtbot: QtBot, window: Window, meeting: MeetingStore
) -> None:
    meeting.set_recording_state(RecordingState.RECORDING)
    assert not window.close()
    qtbot.waitUntil(lambda: window.message_bar.message is not None)
    assert window.message_bar.message is not None
    assert "The recording goes on" in window.message_bar.message.text
    window.message_bar.offer_button.click()
    assert not window.isVisible()


def test_menus_hold_the_actions_of_the_window_and_of_the_page_in_front(window: Window) -> None:
    window.menus.fill(Group.FILE)
    words = [action.text() for action in window.menus.menu(Group.FILE).actions() if not action.isSeparator()]
    assert words[0] == "New meeting"
    assert words[-1] == "Quit"
    window.menus.fill(Group.PAGE)
    assert "Search all meetings" in [action.text() for action in window.menus.menu(Group.PAGE).actions()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_that_has_the_focus_is_pressed_with_enter_and_with_space(
    qtbot: QtBot, window: Window, key: Qt.Key
) -> None:
    done: list[str] = []
    window.messages.error("Something to do.", Offer("Do it", lambda: done.append("done")))
    qtbot.waitUntil(window.message_bar.isVisible)
    window.message_bar.offer_button.setFocus()
    qtbot.keyClick(window.message_bar.offer_button, key)
    assert done == ["done"]


def test_a_message_that_is_no_longer_so_is_taken_away(qtbot: QtBot, window: Window) -> None:
    window.messages.attention("You hear the recording.")
    qtbot.waitUntil(window.message_bar.isVisible)
    window.messages.withdraw("Something else.")
    assert window.message_bar.isVisible()
    window.messages.withdraw("You hear the recording.")
    assert not window.message_bar.isVisible()
