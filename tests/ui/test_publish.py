"""Publishing: open points lead to their places, what is shown is what is written, exports are on the record."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from committee import begin_committee, item_id
from minutewright.app.workplace import Workplace
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import BlockKind, Edition, Publicity, ShortEdition
from minutewright.services.clerk.business import record_decision
from minutewright.services.clerk.minuting import add_block
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.pages.publish import PublishPage
from minutewright.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def store(window: Window, workplace: Workplace) -> MeetingStore:
    store = begin_committee(workplace.meetings_folder / "harbour")
    quay = item_id(store, "2")
    add_block(store, quay, "The surveyor reported on the quay:")
    add_block(store, quay, "the north wall was sound", kind=BlockKind.BULLET)
    add_block(store, quay, "The lowest tender was £9,000.", publicity=Publicity.EXEMPT)
    record_decision(store, quay, ["That the report be noted", "That the wall be repointed"])
    window.session.take(store)
    window.go("publish")
    return store


@pytest.fixture
def page(window: Window, store: MeetingStore) -> PublishPage:
    made = window.page("publish")
    assert isinstance(made, PublishPage)
    return made


def paper(page: PublishPage) -> str:
    return page.preview.toPlainText()


def test_the_page_shows_numbers_bullets_and_resolutions_as_they_print(
    qtbot: QtBot, page: PublishPage
) -> None:
    qtbot.waitUntil(lambda: "HARBOUR COMMITTEE" in paper(page))
    lines = [line.replace("\t", " ") for line in paper(page).splitlines()]
    for line in (
        "2. QUAY REPAIRS",
        "• the north wall was sound",
        "RESOLVED:",
        "1. That the report be noted",
        "2. That the wall be repointed",
    ):
        assert any(each.startswith(line) for each in lines), line


def test_the_public_edition_is_one_key_away_and_shows_nothing_exempt(
    qtbot: QtBot, window: Window, page: PublishPage
) -> None:
    qtbot.waitUntil(lambda: "£9,000" in paper(page))
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert page.side.edition is Edition.PUBLIC
    qtbot.waitUntil(lambda: "£9,000" not in paper(page) and "QUAY REPAIRS" in paper(page))


def test_what_is_typed_elsewhere_is_on_the_page_when_it_is_shown_again(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore
) -> None:
    window.go("prepare")
    add_block(store, item_id(store, "1"), "An apology was received from Councillor Quist.")
    window.go("publish")
    qtbot.waitUntil(lambda: "An apology was received" in paper(page))


def test_word_is_exported_with_a_key_and_holds_what_was_shown(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore
) -> None:
    qtbot.waitUntil(lambda: "QUAY REPAIRS" in paper(page))
    qtbot.keyClick(window, Qt.Key.Key_E, CTRL | SHIFT)
    files = list((store.folder / "exports").glob("*.docx"))
    assert len(files) == 1
    words = [paragraph.text for paragraph in Document(str(files[0])).paragraphs if paragraph.text.strip()]
    shown = paper(page)
    assert [text for text in words if text.upper() not in shown.upper()] == []
    qtbot.waitUntil(lambda: window.message_bar.message is not None)
    assert window.message_bar.message is not None
    assert window.message_bar.message.text == f"Written: {files[0].name}"


def test_every_export_is_listed_newest_first(qtbot: QtBot, page: PublishPage, store: MeetingStore) -> None:
    page.export_word()
    page.side.editions[Edition.PUBLIC].setChecked(True)
    page.export_word()
    qtbot.waitUntil(lambda: page.side.versions.rowCount() == 2)
    newest = str(page.side.versions.index(0, 0).data())
    assert newest.startswith("Public minutes, version 2: being written")


def test_the_clerk_may_choose_where_the_word_file_goes(page: PublishPage, tmp_path: Path) -> None:
    out = tmp_path / "chosen.docx"
    page.export_word(out)
    assert Document(str(out)).paragraphs[0].text == "Saltmere Town Council"


def test_the_state_of_the_minutes_is_set_and_printed_no_longer_as_a_draft(
    qtbot: QtBot, page: PublishPage, store: MeetingStore
) -> None:
    qtbot.waitUntil(lambda: "DRAFT" in paper(page))
    page.side.state.setCurrentText("Confirmed")
    page.side.state.activated.emit(page.side.state.currentIndex())
    assert store.meeting.state is MinutesState.CONFIRMED
    qtbot.waitUntil(lambda: "DRAFT" not in paper(page) and "QUAY" in paper(page))


def test_an_open_point_about_the_attendance_leads_to_prepare(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore
) -> None:
    with store.action("Nobody presides"):
        store.attendance.put(*(replace(row, role="") for row in store.attendance.all()))
    qtbot.waitUntil(lambda: page.points.rowCount() > 0 and "Chairman" in str(page.points.index(0, 0).data()))
    page.point_list.setCurrentIndex(page.points.index(0, 0))
    page.point_list.setFocus()
    qtbot.keyClick(page.point_list, Qt.Key.Key_Return)
    assert window.front == "prepare"


def _rows(page: PublishPage) -> list[str]:
    return [str(page.points.index(row, 0).data()) for row in range(page.points.rowCount())]


def test_points_stand_under_the_name_of_their_item_and_slips_lead_to_it(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore
) -> None:
    add_block(store, item_id(store, "2"), "It was  noted.")
    qtbot.waitUntil(lambda: any("two spaces" in row for row in _rows(page)))
    rows = _rows(page)
    slip = next(place for place, words in enumerate(rows) if "two spaces" in words)
    heading = max(place for place, words in enumerate(rows[:slip]) if words.startswith("Item "))
    assert rows[heading].startswith("Item 2 (")
    assert page.points.point(heading) is None
    page.point_list.setCurrentIndex(page.points.index(slip, 0))
    page.point_list.setFocus()
    qtbot.keyClick(page.point_list, Qt.Key.Key_Return)
    assert window.front == "minutes"


def test_a_step_of_the_minutes_is_shown_with_who_took_it(qtbot: QtBot, page: PublishPage) -> None:
    page.side.state.setCurrentText("With the chair")
    page.side.state.activated.emit(page.side.state.currentIndex())
    qtbot.waitUntil(lambda: page.side.steps.text().startswith("With the chair: "))
    offered = [page.side.state.itemText(place) for place in range(page.side.state.count())]
    assert "Signed" not in offered


def test_a_decision_note_is_written_from_the_window(page: PublishPage, store: MeetingStore) -> None:
    page.papers.export(ShortEdition.DECISION_NOTE)
    page.papers.export_extract()
    names = sorted(path.name for path in (store.folder / "exports").iterdir())
    assert any("decision note" in name for name in names)
    assert any("extract item" in name for name in names)
