"""How recordings are kept, as the clerk sets it beside the sound check."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from committee import begin_committee
from minutewright.app.workplace import Workplace
from minutewright.services.settings.options import KEEP_SOUND_AS, SECOND_COPY
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.pages.prepare import PreparePage
from minutewright.ui.window import Window
from sealed_sound import sealed_files


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


def test_the_folder_of_second_copies_is_remembered_and_stands_on_the_button(
    window: Window, page: PreparePage, workplace: Workplace, tmp_path: Path
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    button = window.shell.actions.button("prepare.second_copy")
    assert button.text().strip() == "Second copy…"
    page.keeping.take(stick)
    assert workplace.settings.get(SECOND_COPY) == str(stick)
    assert button.text().strip() == "Second copy: STICK…"
    window.shell.actions.run("prepare.no_second_copy")
    assert workplace.settings.get(SECOND_COPY) == ""
    assert button.text().strip() == "Second copy…"


def test_the_form_of_finished_recordings_is_turned_by_its_command(
    window: Window, page: PreparePage, workplace: Workplace
) -> None:
    window.shell.actions.run("prepare.compact")
    assert workplace.settings.get(KEEP_SOUND_AS) == "flac"
    window.shell.actions.run("prepare.compact")
    assert workplace.settings.get(KEEP_SOUND_AS) == "wav"


def test_a_second_copy_is_brought_up_to_date_from_the_window(
    qtbot: QtBot, window: Window, page: PreparePage, store: MeetingStore, tmp_path: Path
) -> None:
    sealed_files(store.folder / "audio", 2)
    stick = tmp_path / "STICK"
    stick.mkdir()
    page.keeping.take(stick)
    said: list[str] = []
    window.shell.messages.posted.connect(lambda message: said.append(message.text))
    window.shell.actions.run("prepare.update_copies")
    qtbot.waitUntil(lambda: any("2 files, compared" in words for words in said))
    copy = stick / store.folder.name
    assert read_inventory(copy / "audio").files == read_inventory(store.folder / "audio").files
    assert (copy / "meeting.db").read_bytes() != b""
