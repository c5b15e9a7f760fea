"""Publish: a returned draft is read, taken and left by key; the council's template is checked and used."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from committee import begin_committee, item_id
from minutewright.app.workplace import Workplace
from minutewright.domain.minutes import Edition
from minutewright.services.clerk.minuting import add_block
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.pages.publish import PublishPage
from minutewright.ui.widgets.template_rows import STYLE
from minutewright.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def store(window: Window, workplace: Workplace) -> MeetingStore:
    store = begin_committee(workplace.meetings_folder / "harbour")
    for words in (
        "The surveyor reported on the quay.",
        "The wall was sound.",
        "Members thanked the surveyor.",
    ):
        add_block(store, item_id(store, "2"), words)
    window.session.take(store)
    window.go("publish")
    return store


@pytest.fixture
def page(window: Window, store: MeetingStore) -> PublishPage:
    made = window.page("publish")
    assert isinstance(made, PublishPage)
    return made


@pytest.fixture
def came_back(page: PublishPage, tmp_path: Path) -> Path:
    """A draft in which three paragraphs were rewritten and one was put in."""
    out = tmp_path / "sent.docx"
    page.export_word(out)
    document = Document(str(out))
    words = {
        "The surveyor reported on the quay.": "The surveyor spoke of the quay.",
        "The wall was sound.": "The wall is sound.",
    }
    for paragraph in document.paragraphs:
        if paragraph.text in words:
            paragraph.runs[0].text = words[paragraph.text]
        if paragraph.text == "Members thanked the surveyor.":
            paragraph.insert_paragraph_before("Tea was served.", style=paragraph.style)
    document.save(str(tmp_path / "back.docx"))
    return tmp_path / "back.docx"


def texts(store: MeetingStore) -> list[str]:
    return [block.text for block in store.record().blocks_of(item_id(store, "2"))]


def open_draft(qtbot: QtBot, window: Window, page: PublishPage, path: Path) -> None:
    window.shell.actions.run("publish.returned")
    page.sheets.returned.read_file(path)
    qtbot.waitUntil(lambda: page.sheets.returned.model.rowCount() == 3)


def test_changes_are_taken_and_left_with_one_key_each_and_undone(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore, came_back: Path
) -> None:
    open_draft(qtbot, window, page, came_back)
    sheet = page.sheets.returned
    assert QApplication.focusWidget() is sheet.list
    qtbot.keyClick(sheet.list, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    assert texts(store)[0] == "The surveyor spoke of the quay."
    qtbot.keyClick(sheet.list, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    assert texts(store)[1] == "The wall was sound."
    window.session.undo()
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    qtbot.keyClick(sheet.list, Qt.Key.Key_T, SHIFT)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 0)
    assert texts(store) == [
        "The surveyor spoke of the quay.", "The wall is sound.", "Tea was served.", "Members thanked the surveyor.",
    ]  # fmt: skip
    window.session.undo()
    assert "Tea was served." not in texts(store)


def test_old_and_new_words_differ_by_more_than_colour(
    qtbot: QtBot, window: Window, page: PublishPage, came_back: Path
) -> None:
    open_draft(qtbot, window, page, came_back)
    view = page.sheets.returned.view
    looks = {}
    block = view.document().begin()
    while block.isValid():
        for place in range(block.length() - 1):
            cursor = view.textCursor()
            cursor.setPosition(block.position() + place + 1)
            looks[cursor.charFormat().fontStrikeOut(), cursor.charFormat().fontUnderline()] = True
        block = block.next()
    assert {(True, False), (False, True), (False, False)} <= set(looks)
    assert "Ours: The surveyor reported on the quay." in view.accessibleDescription()


def test_a_file_that_is_no_draft_is_said_on_the_sheet(
    qtbot: QtBot, window: Window, page: PublishPage, tmp_path: Path
) -> None:
    page.export_word(tmp_path / "sent.docx")
    document = Document()
    document.add_paragraph("Nothing that was ever minuted in this committee.")
    document.save(str(tmp_path / "other.docx"))
    window.shell.actions.run("publish.returned")
    page.sheets.returned.read_file(tmp_path / "other.docx")
    qtbot.waitUntil(lambda: "does not look like a draft" in page.sheets.returned.verdict.text())
    qtbot.keyClick(page.sheets.returned, Qt.Key.Key_Escape)
    assert page.sheets.returned.isHidden()


def test_a_remark_of_the_draft_is_settled_with_a_key(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore, tmp_path: Path
) -> None:
    out = tmp_path / "sent.docx"
    page.export_word(out)
    document = Document(str(out))
    paragraph = next(row for row in document.paragraphs if row.text == "The wall was sound.")
    document.add_comment(paragraph.runs, text="All of it?", author="H Marrow")
    document.save(str(tmp_path / "back.docx"))
    window.shell.actions.run("publish.returned")
    page.sheets.returned.read_file(tmp_path / "back.docx")
    qtbot.waitUntil(lambda: page.sheets.returned.model.rowCount() == 1)
    qtbot.keyClick(page.sheets.returned.list, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.sheets.returned.model.rowCount() == 0)
    page.sheets.returned.dismiss()
    place = next(
        at for at in range(page.points.rowCount()) if (point := page.points.point(at)) and point.remark_id
    )
    page.point_list.setFocus()
    page.point_list.setCurrentIndex(page.points.index(place, 0))
    qtbot.keyClick(page.point_list, Qt.Key.Key_Delete)
    assert [row.done for row in store.remarks.all()] == [True]


def test_a_template_is_checked_chosen_and_then_used_for_every_export(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("From the harbour office, [[date]]")
    document.add_paragraph("[[minutes]]")
    document.add_paragraph("[[chairman_title]]")
    document.save(str(tmp_path / "council.docx"))
    window.shell.actions.run("publish.template")
    sheet = page.sheets.templates
    sheet.check_file(tmp_path / "council.docx")
    qtbot.waitUntil(lambda: sheet.use.isEnabled())
    rows = [sheet.model.row(at) for at in range(sheet.model.rowCount())]
    assert any(row is not None and "[[chair_title]]?" in row.text for row in rows)
    assert "From the harbour office" in sheet.preview.toPlainText()
    body = next(at for at, row in enumerate(rows) if row is not None and row.key == f"{STYLE}Minutes Body")
    sheet.list.setCurrentIndex(sheet.model.index(body, 0))
    assert sheet.style_choice.isVisible()
    sheet.style_choice.setCurrentText("Body Text")
    sheet.style_choice.activated.emit(sheet.style_choice.currentIndex())
    qtbot.waitUntil(lambda: "as you chose" in (sheet.model.row(body).text if sheet.model.row(body) else ""))  # type: ignore[union-attr]
    sheet.use.click()
    qtbot.waitUntil(lambda: "From the harbour office" in page.preview.toPlainText())
    page.export_word(tmp_path / "out.docx")
    made = Document(str(tmp_path / "out.docx"))
    assert made.paragraphs[1].text.startswith("From the harbour office")
    assert "The wall was sound." in [row.text for row in made.paragraphs if row.style.name == "Body Text"]
    window.shell.actions.run("publish.template")
    sheet.forget.click()
    qtbot.waitUntil(lambda: "From the harbour office" not in page.preview.toPlainText())


def test_a_template_with_macros_is_refused_on_the_sheet(
    qtbot: QtBot, window: Window, page: PublishPage, store: MeetingStore, tmp_path: Path
) -> None:
    import zipfile

    Document().save(str(tmp_path / "macros.docx"))
    with zipfile.ZipFile(tmp_path / "macros.docx", "a") as file:
        file.writestr("word/vbaProject.bin", b"macros")
    window.shell.actions.run("publish.template")
    page.sheets.templates.check_file(tmp_path / "macros.docx")
    qtbot.waitUntil(lambda: "holds macros" in page.sheets.templates.verdict.text())
    assert not page.sheets.templates.use.isEnabled()
    assert page.side.edition is Edition.FULL
