"""The library, as the clerk uses it: making, finding, opening and taking off meetings, by keyboard alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from committee import begin_committee
from minutewright.app.recording import take_sound
from minutewright.app.workplace import Workplace
from minutewright.domain.ids import PassId, SegmentId
from minutewright.domain.meeting import RecordingState
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.clerk.preparing import add_item
from minutewright.services.sound.clock_file import SegmentOpened, SessionStarted, append_line
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from minutewright.services.storage.store import MeetingStore, open_meeting
from minutewright.ui.pages.library import LibraryPage
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.interrupted import Interrupted
from minutewright.ui.window import Window


def a_meeting(
    workplace: Workplace,
    body: str,
    day: date,
    and_then: Callable[[MeetingStore], object] = lambda store: None,
) -> Path:
    folder = workplace.new_folder(body, day)
    with begin_meeting(folder, body, day, council="Averill District Council") as store:
        and_then(store)
        workplace.refresh(store)
    return folder


def said(*words: str) -> Callable[[MeetingStore], object]:
    """A transcript of a segment every ten seconds."""

    def say(store: MeetingStore) -> None:
        now = datetime(2026, 3, 4, 19, tzinfo=UTC)
        a_pass = Pass(PassId("pass-1"), PassKind.FINAL, "test", "1", "base", "", "en", now, now)
        store.begin_pass(a_pass)
        segments = [
            HeardSegment(
                SegmentId(f"segment-{number}"), a_pass.id, number * 10_000, number * 10_000 + 9_000, text
            )
            for number, text in enumerate(words)
        ]
        store.put_block(PassBlock(a_pass.id, 0, len(words) * 10_000), segments)

    return say


def the_library(qtbot: QtBot, window: Window, meetings: int) -> LibraryPage:
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    qtbot.waitUntil(lambda: page.meetings.rowCount() == meetings)
    return page


def empty_words(page: LibraryPage) -> tuple[str, list[str]]:
    """What the empty list says, and the buttons it offers."""
    texts = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and isinstance(label.parent(), EmptyState)
    ]
    buttons = [
        button.accessibleName()
        for button in page.findChildren(QPushButton)
        if button.isVisible() and isinstance(button.parent(), EmptyState)
    ]
    return (texts[0] if texts else ""), buttons


def interrupted(page: LibraryPage) -> tuple[list[str], list[QPushButton]]:
    """What the strips on top say, and their buttons."""
    strips = page.findChildren(Interrupted)[0]
    words = [label.text() for label in strips.findChildren(QLabel) if label.isVisible()]
    return words, [button for button in strips.findChildren(QPushButton) if button.isVisible()]


def test_an_empty_library_says_what_to_do_and_offers_it(qtbot: QtBot, window: Window) -> None:
    page = the_library(qtbot, window, 0)
    sentence, buttons = empty_words(page)
    assert "No meetings yet" in sentence
    assert buttons == ["New meeting", "Open the sample meeting"]


def test_meetings_are_listed_newest_first_with_what_is_open(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    a_meeting(workplace, "Parks Committee", date(2026, 3, 4), lambda store: add_item(store, "Apologies"))
    a_meeting(workplace, "Planning Committee", date(2026, 5, 6))
    page = the_library(qtbot, new_window(), 2)
    rows = [
        [page.meetings.index(row, column).data() for column in range(5)]
        for row in range(page.meetings.rowCount())
    ]
    assert rows == [
        ["Planning Committee", "6 May 2026", "Being written", "–", "no agenda yet"],
        ["Parks Committee", "4 March 2026", "Being written", "–", "not recorded yet"],
    ]


def test_a_meeting_is_opened_with_the_arrow_keys_and_enter(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    folder = a_meeting(workplace, "Parks Committee", date(2026, 3, 4))
    a_meeting(workplace, "Planning Committee", date(2026, 5, 6))
    window = new_window()
    page = the_library(qtbot, window, 2)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.session.store is not None
    assert window.session.store.folder == folder
    assert window.front == "prepare"


def test_a_new_committee_is_made_by_typing_its_name(
    qtbot: QtBot, window: Window, workplace: Workplace
) -> None:
    page = the_library(qtbot, window, 0)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    line = page.sheet.body.lineEdit()
    assert line is not None
    assert page.sheet.isVisible()
    qtbot.keyClicks(line, "Harbour Committee")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    assert store.body.name == "Harbour Committee"
    assert store.folder.parent == workplace.meetings_folder
    assert window.front == "prepare"


def test_the_next_meeting_of_a_known_committee_takes_over_its_people(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    with begin_committee(workplace.meetings_folder / "last") as last:
        workplace.refresh(last)
        people = {person.full_name for person in last.people.all()}
    window = new_window()
    page = the_library(qtbot, window, 1)
    window.shell.actions.run("library.new")
    assert page.sheet.body.currentText() == "Harbour Committee"
    page.sheet.make.click()
    store = window.session.store
    assert store is not None
    assert {person.full_name for person in store.people.all()} == people
    assert store.meeting.last_minutes_of == date(2026, 5, 12)
    assert store.body.numbering.first == 4


def test_search_finds_what_was_said_and_enter_leads_there(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    a_meeting(workplace, "Planning Committee", date(2026, 5, 6), said("Nothing of note."))
    a_meeting(
        workplace,
        "Parks Committee",
        date(2026, 3, 4),
        said("Good evening.", "The paddling pool leaks.", "We shall mend it."),
    )
    window = new_window()
    page = the_library(qtbot, window, 2)
    qtbot.keyClicks(page.search, "paddling po")
    qtbot.waitUntil(lambda: page.found.rowCount() == 1)
    assert page.found.index(0, 0).data() == "Parks Committee, 4 March 2026"
    assert page.found.index(0, 1).data() == "0:00:10"
    assert "paddling pool" in str(page.found.index(0, 2).data())


def test_escape_ends_the_search_and_shows_all_meetings_again(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    a_meeting(workplace, "Parks Committee", date(2026, 3, 4), said("Good evening."))
    page = the_library(qtbot, new_window(), 1)
    qtbot.keyClicks(page.search, "evening")
    qtbot.waitUntil(lambda: page.results.isVisible())
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    qtbot.waitUntil(lambda: page.table.isVisible())


def test_what_is_not_found_is_said(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    a_meeting(workplace, "Parks Committee", date(2026, 3, 4), said("Good evening."))
    page = the_library(qtbot, new_window(), 1)
    qtbot.keyClicks(page.search, "dirigible")
    qtbot.waitUntil(lambda: empty_words(page)[0] == "“dirigible” was not found in any meeting.")


def test_taking_a_meeting_off_the_list_leaves_its_folder_and_can_be_taken_back(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    folder = a_meeting(workplace, "Parks Committee", date(2026, 3, 4))
    window = new_window()
    page = the_library(qtbot, window, 1)
    window.shell.actions.run("library.forget")
    the_library(qtbot, window, 0)
    assert (folder / "meeting.db").is_file()
    qtbot.waitUntil(lambda: window.message_bar.message is not None)
    window.message_bar.offer_button.click()
    qtbot.waitUntil(lambda: page.meetings.rowCount() == 1)


def test_a_meeting_open_elsewhere_is_refused_in_a_sentence(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    folder = a_meeting(workplace, "Parks Committee", date(2026, 3, 4))
    window = new_window()
    the_library(qtbot, window, 1)
    with open_meeting(folder), qtbot.waitSignal(window.messages.posted) as posted:
        window.shell.actions.run("library.open_selected")
    assert "is open by" in posted.args[0].text
    assert window.session.store is None


def test_an_interrupted_recording_stands_on_top_until_it_is_kept(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window]
) -> None:
    def broken_off(store: MeetingStore) -> None:
        """Two minutes of sound whose recorder was never told to stop."""
        start = datetime(2026, 3, 4, 19, tzinfo=UTC)
        append_line(store.folder / "audio", SessionStarted(start, 0, "room", 8_000, 1, "test"))
        name = SegmentName(1, start, 8_000, 1)
        append_line(store.folder / "audio", SegmentOpened(str(name), start, 0))
        sound = WavWriter(store.folder / "audio" / str(name), 8_000, 1)
        sound.write(bytes(2 * 8_000 * 120))
        sound.close()
        take_sound(store)

    a_meeting(workplace, "Parks Committee", date(2026, 3, 4), broken_off)
    window = new_window()
    page = the_library(qtbot, window, 1)
    words, buttons = interrupted(page)
    assert words[:3] == ["1 recording was interrupted", "▲ Interrupted", "Parks Committee, 4 March 2026"]
    assert "2 min of sound recovered, up to" in words[3]
    assert "Nothing was deleted." in words[3]
    assert [button.text() for button in buttons] == ["Continue", "Keep", "Listen"]
    buttons[1].click()
    qtbot.waitUntil(lambda: interrupted(page)[1] == [])
    assert window.session.store is not None
    assert window.session.store.recording_state is RecordingState.DONE


def test_the_search_field_is_one_key_away(qtbot: QtBot, window: Window) -> None:
    page = the_library(qtbot, window, 0)
    page.table.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
