"""Pausing by keyboard: nothing is captured from the key on, and it is on the record who was asked to leave."""

import json
from pathlib import Path

import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from spoken import transcribe

from committee import begin_committee, person_id
from minutewright.app.papers import export_transcript
from minutewright.domain.marks import PRESS_AND_PUBLIC, MarkKind
from minutewright.domain.recording import GapReason
from minutewright.services.sound.gaps import make_gap
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


@pytest.fixture
def page(window: Window, workplace, monkeypatch, tmp_path: Path, qtbot: QtBot) -> MeetingPage:
    store = begin_committee(tmp_path / "harbour")
    desk = FakeDesk(store)
    monkeypatch.setattr(workplace, "desk", lambda _: desk)
    window.session.take(store)
    window.go("meeting")
    shown = window.page("meeting")
    assert isinstance(shown, MeetingPage)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    desk.recording.start()
    desk.recording.time_ms = 65_000
    return shown


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def paused(page: MeetingPage):
    assert page.open_store is not None
    return page.open_store.marks.all("kind = ?", (MarkKind.PAUSED.value,))


def test_exempt_pauses_at_once_and_then_asks_who_was_asked_to_leave(page: MeetingPage, qtbot: QtBot) -> None:
    press(Key.Key_P)
    press(Key.Key_2)
    assert page.state == "paused"
    (mark,) = paused(page)
    assert (mark.at_ms, mark.text, mark.asked_to_leave) == (65_000, "exempt", ())
    assert mark.wall is not None
    assert QApplication.focusWidget() is page.pause.public
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is page.pause.who
    QTest.keyClicks(page.pause.who, "Oduya")
    press(Key.Key_Return)
    assert "Oduya" in page.pause.names.text()
    press(Key.Key_Return)
    assert page.pause.isHidden()
    assert paused(page)[0].asked_to_leave == (PRESS_AND_PUBLIC, person_id("Oduya"))

    def told() -> bool:
        words = [page.marks.model.line(row).words for row in range(page.marks.model.rowCount())]
        return any("asked to leave: press and public" in line and "Oduya" in line for line in words)

    qtbot.waitUntil(told)


def test_it_can_be_undone_step_by_step_and_the_pause_goes_on(page: MeetingPage) -> None:
    press(Key.Key_P)
    press(Key.Key_2)
    press(Key.Key_Return)
    session = page.shell.session
    assert session.undo_words() == "Asked to leave"
    session.undo()
    assert paused(page)[0].asked_to_leave == ()
    session.undo()
    assert paused(page) == ()
    assert page.state == "paused"


def test_an_adjournment_asks_nothing_more_and_going_on_is_taken_down(page: MeetingPage) -> None:
    press(Key.Key_P)
    press(Key.Key_1)
    assert page.pause.isHidden()
    press(Key.Key_P)
    assert page.state == "recording"
    assert page.open_store is not None
    assert [mark.kind for mark in page.open_store.marks.all()] == [MarkKind.PAUSED, MarkKind.RESUMED]


def test_the_exported_transcript_says_it_and_the_public_one_names_nobody(
    page: MeetingPage, tmp_path: Path
) -> None:
    press(Key.Key_P)
    press(Key.Key_2)
    press(Key.Key_Return)
    store = page.open_store
    assert store is not None
    moment = paused(page)[0].wall
    store.put_sound((), (make_gap(65_000, moment, moment, GapReason.EXEMPT, note="the tender"),))
    transcribe(store, ("Good evening.",))
    for include, name in ((True, "full"), (False, "public")):
        export_transcript(store, tmp_path / f"{name}.txt", "txt", include_exempt=include)
        export_transcript(store, tmp_path / f"{name}.json", "json", include_exempt=include)
    full, public = ((tmp_path / f"{name}.txt").read_text(encoding="utf-8") for name in ("full", "public"))
    assert "exempt business (the tender). Asked to leave: press and public." in full
    assert "exempt business." in public
    assert "tender" not in public
    (gap,) = json.loads((tmp_path / "full.json").read_text(encoding="utf-8"))["gaps"]
    assert gap["asked_to_leave"] == ["press and public"]
    (gap,) = json.loads((tmp_path / "public.json").read_text(encoding="utf-8"))["gaps"]
    assert "note" not in gap
