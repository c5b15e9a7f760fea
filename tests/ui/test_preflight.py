"""Before the meeting: what is ready is said with a sign, and the chair's announcement is at hand."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from committee import begin_committee
from minutewright.app.workplace import Workplace
from minutewright.domain.marks import MarkKind
from minutewright.services.settings.options import ANNOUNCEMENT, MODEL, SECOND_COPY
from minutewright.ui.pages.prepare import PreparePage
from minutewright.ui.window import Window


def prepare(window: Window, folder: Path) -> PreparePage:
    window.session.take(begin_committee(folder))
    window.go("prepare")
    page = window.page("prepare")
    assert isinstance(page, PreparePage)
    return page


def test_what_is_missing_is_said_with_a_sign(
    qtbot: QtBot, window: Window, workplace: Workplace, tmp_path: Path
) -> None:
    workplace.settings.set(MODEL, "no-such-model")
    workplace.settings.set(SECOND_COPY, str(tmp_path / "stick"))
    page = prepare(window, tmp_path / "harbour")
    qtbot.waitUntil(lambda: bool(page.readiness.text()), timeout=10_000)
    assert "▲ speech model no-such-model is missing" in page.readiness.text()
    assert "▲ second copy:" in page.readiness.text()
    (tmp_path / "stick").mkdir()
    page.readiness.look()
    qtbot.waitUntil(lambda: "✓ second copy connected" in page.readiness.text(), timeout=10_000)
    assert not list((tmp_path / "stick").iterdir())


def test_the_announcement_is_read_changed_and_taken_down(
    qtbot: QtBot, window: Window, workplace: Workplace, tmp_path: Path
) -> None:
    page = prepare(window, tmp_path / "harbour")
    store = window.session.store
    assert store is not None
    QTest.keyClick(page.agenda.table, Qt.Key.Key_F7)
    sheet = page.announcement
    assert sheet.isVisible()
    assert f"This meeting of the {store.body.name} is being recorded." in sheet.words.text()
    sheet.change.click()
    sheet.text.setPlainText("We record the {body}.")
    sheet.change.click()
    assert sheet.words.text() == f"We record the {store.body.name}."
    assert workplace.settings.get(ANNOUNCEMENT) == "We record the {body}."
    sheet.change.click()
    sheet.text.setPlainText("We record the {chair}.")
    sheet.change.click()
    qtbot.waitUntil(lambda: window.message_bar.message is not None, timeout=5_000)
    assert workplace.settings.get(ANNOUNCEMENT) == "We record the {body}."
    sheet.change.click() if sheet.text.isHidden() else None
    sheet.text.clear()
    sheet.change.click()
    assert workplace.settings.get(ANNOUNCEMENT) == ANNOUNCEMENT.default
    sheet.read_out.click()
    (mark,) = store.marks.all("kind = ?", (MarkKind.NOTE.value,))
    assert "announced" in mark.text
    assert mark.wall is not None
    assert not sheet.isVisible()
