"""The clerk goes through the transcript by keyboard alone: corrects, tags, listens, finds, and takes it all back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from spoken import EVENING, FakeReviewDesk, begin_evening, put_recording, start_of, transcribe

from committee import begin_committee, item_id, person_id
from minutewright.app.transcribing import Progress
from minutewright.app.workplace import Workplace
from minutewright.domain.ids import VoiceId
from minutewright.domain.transcript import TagSource
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.pages.review import ReviewPage
from minutewright.ui.window import Window

# The list under a field is a window of its own, which the headless platform only complains about.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
KEY_WALL = 4


@pytest.fixture
def store(tmp_path: Path) -> MeetingStore:
    return begin_evening(tmp_path / "harbour")


@pytest.fixture
def review_of(
    workplace: Workplace, new_window, monkeypatch, qtbot: QtBot
) -> Callable[[MeetingStore], ReviewPage]:
    """Opens a window on the Review page of a meeting."""

    def open_review(store: MeetingStore) -> ReviewPage:
        desk = FakeReviewDesk(store)
        monkeypatch.setattr(workplace, "desk", lambda _: desk)
        window: Window = new_window()
        window.session.take(store)
        window.go("review")
        page = window.page("review")
        assert isinstance(page, ReviewPage)
        page.desk = desk  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return page

    return open_review


@pytest.fixture
def review(review_of: Callable[[MeetingStore], ReviewPage], store: MeetingStore) -> ReviewPage:
    """The Review page on the evening."""
    return review_of(store)


def long_evening(folder: Path, lines: int = 400) -> MeetingStore:
    """So many lines, nobody marked."""
    store = begin_committee(folder)
    put_recording(store, 5_000 * lines)
    transcribe(store, tuple(EVENING[number % len(EVENING)][1] for number in range(lines)))
    return store


def press(key: Key | str, modifier: Modifier = Modifier.NoModifier) -> None:
    """A key, or one after the other those of a text, goes to whatever has the focus."""
    for each in key if isinstance(key, str) else (key,):
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(each, str):
            QTest.keyClicks(focused, each, modifier)
        else:
            QTest.keyClick(focused, each, modifier)
    QApplication.processEvents()


def texts(store: MeetingStore) -> list[str]:
    return [segment.text for segment in store.segments()]


def heard_texts() -> list[str]:
    return [text.replace("~", "") for _, text in EVENING]


def at(review: ReviewPage, row: int) -> None:
    """Walk to a row with the arrow keys."""
    review.view.setFocus()
    press(Key.Key_Home)
    for _ in range(row):
        press(Key.Key_Down)
    assert review.view.currentIndex().row() == row


def player(review: ReviewPage):
    return review.desk.player()  # type: ignore[attr-defined]


# -- words ---------------------------------------------------------------------------------------------------------------


def test_typing_in_the_list_writes_in_the_words_and_enter_stores_them(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 1)
    press("today")
    press(Key.Key_Return)
    assert texts(store)[1] == "Item one is apologies for absence today"
    press(Key.Key_Z, CTRL)
    assert texts(store) == heard_texts()
    press(Key.Key_Y, CTRL)
    assert texts(store)[1].endswith("today")


def test_a_pause_in_typing_stores_what_was_typed(
    review: ReviewPage, store: MeetingStore, qtbot: QtBot
) -> None:
    at(review, 0)
    press(Key.Key_Return)
    press(" all")
    qtbot.waitUntil(lambda: texts(store)[0].endswith("committee all"), timeout=5_000)
    assert review.view.is_editing
    press(" of you")
    press(Key.Key_Return)
    assert texts(store)[0].endswith("committee all of you")


def test_undo_while_typing_takes_back_what_was_typed_and_the_editor_shows_it(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 0)
    press(Key.Key_Return)
    press(" tonight")
    press(Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert texts(store) == heard_texts()
    assert review.view.is_editing
    assert review.view.editor.words() == heard_texts()[0]


def test_what_is_being_typed_is_kept_when_another_place_is_gone_to(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 2)
    press(Key.Key_Return)
    press(" sir")
    review.shell.go("library")
    assert texts(store)[2].endswith("chairman sir")


def test_ctrl_enter_splits_at_the_caret_and_backspace_at_the_start_joins_again(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 7)
    press(Key.Key_Return)
    press(Key.Key_Home)
    for _ in "About forty thousand pounds":
        press(Key.Key_Right)
    press(Key.Key_Return, CTRL)
    assert texts(store)[7:9] == ["About forty thousand pounds", "for the key wall alone"]
    assert store.segments()[8].start_ms == store.segments()[8].words[0].start_ms == start_of(7) + 4 * 400
    assert review.view.is_editing
    assert review.view.caret() == 0
    press(Key.Key_Backspace)
    assert texts(store) == heard_texts()
    assert review.view.caret() == len("About forty thousand pounds")


def test_arrows_leave_an_utterance_over_its_edges(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 3)
    press(Key.Key_Return)
    press(Key.Key_Down)
    assert review.view.is_editing
    assert review.view.currentIndex().row() == 4
    press(Key.Key_Up)
    press("then ")
    press(Key.Key_Return)
    assert "then" in texts(store)[3]


def test_an_utterance_is_deleted_and_comes_back(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 5)
    press(Key.Key_Delete)
    assert len(store.segments()) == len(EVENING) - 1
    assert review.view.currentIndex().row() == 5
    press(Key.Key_Z, CTRL)
    assert texts(store) == heard_texts()


def test_the_key_to_delete_does_nothing_while_another_list_has_the_focus(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 5)
    review.side.people.setFocus()
    press(Key.Key_Delete)
    assert texts(store) == heard_texts()


def test_everything_can_be_undone_in_order_until_the_transcript_is_as_it_was_heard(
    review: ReviewPage, store: MeetingStore
) -> None:
    before = store.segments()
    at(review, 4)
    press("indeed")
    press(Key.Key_Return)
    press(Key.Key_2, CTRL)
    press(Key.Key_M, CTRL)
    press(Key.Key_J, CTRL)
    press(Key.Key_Delete)
    assert store.segments() != before
    while store.next_undo() is not None:
        press(Key.Key_Z, CTRL)
    assert store.segments() == before
    while store.next_redo() is not None:
        press(Key.Key_Y, CTRL)
    assert len(store.segments()) == len(before) - 2


def test_words_typed_while_a_new_transcription_comes_in_are_not_lost(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 4)
    press(Key.Key_Return)
    press(" or more")
    transcribe(store, tuple(text.replace("~", "") for _, text in EVENING), "pass-2")
    QApplication.processEvents()
    press(Key.Key_Return)
    edited = [segment.text for segment in store.segments() if segment.edited or "or more" in segment.text]
    assert edited == ["The key wall has moved by four inches since March or more"]
    assert len(store.segments()) == len(EVENING)


# -- speakers and items ------------------------------------------------------------------------------------------------------


def test_ctrl_and_a_seat_give_the_turn_to_whoever_sits_there(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 4)
    press(Key.Key_2, CTRL)
    speakers = [segment.speaker_id for segment in store.segments()]
    assert speakers[4:6] == [person_id("Oduya")] * 2
    assert store.segments()[4].speaker_source is TagSource.CLERK
    assert speakers[7] == person_id("Penhale")
    assert store.next_undo().words == "Assign speaker"  # type: ignore[union-attr]


def test_an_unnamed_utterance_is_tagged_alone(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 6)
    press(Key.Key_1, CTRL)
    speakers = [segment.speaker_id for segment in store.segments()]
    assert speakers[6] == person_id("Thackeray")
    assert speakers[5] == person_id("Penhale")


def test_selected_utterances_are_tagged_together(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 4)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_1, CTRL)
    assert [segment.speaker_id for segment in store.segments()[4:7]] == [person_id("Thackeray")] * 3


def test_a_seat_where_nobody_sits_changes_nothing(review: ReviewPage, store: MeetingStore) -> None:
    before = store.segments()
    at(review, 4)
    press(Key.Key_9, CTRL)
    assert store.segments() == before


def test_a_name_typed_in_part_gives_the_turn_and_shift_enter_this_utterance_only(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 5)
    press(Key.Key_R, CTRL)
    press("odu")
    press(Key.Key_Return, SHIFT)
    speakers = [segment.speaker_id for segment in store.segments()]
    assert speakers[4:6] == [person_id("Penhale"), person_id("Oduya")]
    at(review, 4)
    press(Key.Key_R, CTRL)
    press("thack")
    press(Key.Key_Return)
    assert store.segments()[4].speaker_id == person_id("Thackeray")


def test_naming_a_voice_once_names_it_everywhere_but_where_the_clerk_said_otherwise(
    review: ReviewPage, store: MeetingStore
) -> None:
    voices = (
        "Voice 1",
        "Voice 1",
        "Voice 2",
        "Voice 1",
        "Voice 2",
        "Voice 2",
        "Voice 3",
        "Voice 2",
        "Voice 1",
    )
    lines = tuple(text for _, text in EVENING)
    with store.action("No marks", undoable=False):
        store.marks.delete(*(mark.id for mark in store.marks.all()))
    transcribe(store, lines, "pass-3", voices)
    QApplication.processEvents()
    at(review, 7)
    press(Key.Key_R, CTRL)
    press("oduya")
    press(Key.Key_Return, SHIFT)
    at(review, 2)
    press(Key.Key_R, CTRL)
    press("penhale")
    press(Key.Key_Return)
    named = [segment.speaker_id for segment in store.segments()]
    assert [place for place, who in enumerate(named) if who == person_id("Penhale")] == [2, 4, 5]
    assert named[7] == person_id("Oduya")
    assert store.voices.get(VoiceId("Voice 2")).person_id == person_id("Penhale")  # type: ignore[union-attr]


def test_nobody_is_guessed_from_a_name_that_is_not_known(
    review: ReviewPage, store: MeetingStore, qtbot: QtBot
) -> None:
    before = store.segments()
    at(review, 4)
    press(Key.Key_R, CTRL)
    press("zebedee")
    with qtbot.waitSignal(review.shell.messages.posted) as said:
        press(Key.Key_Return)
    assert "zebedee" in said.args[0].text
    assert store.segments() == before
    assert review.side.speaker.text() == "zebedee"


def test_an_item_is_given_by_its_number_and_taken_back_to_the_marks(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 0)
    assert store.segments()[0].item_id is None
    press(Key.Key_T, CTRL)
    press("1")
    press(Key.Key_Return)
    assert store.segments()[0].item_id == item_id(store, "1")
    press(Key.Key_T, CTRL)
    press("as the marks say")
    press(Key.Key_Return)
    assert store.segments()[0].item_id is None


def test_time_under_no_item_and_with_nobody_named_is_counted(review: ReviewPage, store: MeetingStore) -> None:
    words = review.unassigned.text()
    assert words.startswith("Unassigned: ")
    assert "under no item" in words
    assert "with nobody named" in words
    rows = review.side.items
    assert rows.row(item_id(store, "2")).cells[2] == "3 ?"
    assert rows.row(None).words == "Under no item"
    at(review, 0)
    press(Key.Key_T, CTRL)
    press("1")
    press(Key.Key_Return)
    at(review, 6)
    press(Key.Key_3, CTRL)
    assert review.unassigned.text() == ""
    assert None not in [row.key for row in rows.rows]


def test_a_renamed_person_is_renamed_in_the_transcript(review: ReviewPage, store: MeetingStore) -> None:
    from dataclasses import replace

    from minutewright.services.clerk.preparing import change_person

    person = store.people.get(person_id("Penhale"))
    assert person is not None
    change_person(store, replace(person, surname="Penhallow"))
    QApplication.processEvents()
    assert review.model.row(4).surname == "Penhallow"
    assert any("Penhallow" in row.words for row in review.side.people.rows)


# -- finding ---------------------------------------------------------------------------------------------------------------


def test_a_wrong_name_is_replaced_everywhere_in_one_step_after_its_count_was_seen(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 0)
    press(Key.Key_H, CTRL)
    press("key wall")
    assert review.find_bar.count.text() == "2 found in 2 utterances"
    press(Key.Key_Tab)
    press("quay wall")
    press(Key.Key_Return)
    assert texts(store)[4].startswith("The quay wall has moved")
    assert texts(store)[7].endswith("for the quay wall alone")
    assert review.find_bar.count.text() == "not found"
    press(Key.Key_Escape)
    press(Key.Key_Z, CTRL)
    assert texts(store) == heard_texts()


def test_finding_goes_on_from_where_the_reader_is_and_back_with_shift(review: ReviewPage) -> None:
    at(review, 3)
    press(Key.Key_F, CTRL)
    press("wall")
    rows = []
    for modifier in (Modifier.NoModifier, Modifier.NoModifier, Modifier.NoModifier, SHIFT):
        press(Key.Key_Return, modifier)
        rows.append(review.view.currentIndex().row())
    assert rows == [4, 7, 4, 7]


def test_a_search_can_be_held_to_whole_words_letter_case_and_one_item(
    review: ReviewPage, store: MeetingStore
) -> None:
    press(Key.Key_F, CTRL)
    bar = review.find_bar
    press("item")
    assert bar.count.text() == "1 found in 1 utterance"
    bar.words.setText("chair")
    assert bar.count.text() == "1 found in 1 utterance"
    bar.whole.setChecked(True)
    assert bar.count.text() == "not found"
    bar.whole.setChecked(False)
    bar.words.setText("ITEM")
    bar.case.setChecked(True)
    assert bar.count.text() == "not found"
    bar.case.setChecked(False)
    bar.words.setText("the")
    everywhere = bar.count.text()
    bar.where.setCurrentIndex(bar.where.findData(item_id(store, "2")))
    assert bar.count.text() != everywhere


# -- sound -------------------------------------------------------------------------------------------------------------------


def test_esc_plays_and_pauses_also_while_typing(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 4)
    press(Key.Key_Return)
    press(" x")
    press(Key.Key_Escape)
    assert player(review).playing
    assert review.view.is_editing
    press(Key.Key_Escape)
    assert not player(review).playing
    assert review.view.editor.hasFocus()


def test_foot_pedal_keys_go_back_forward_slower_and_faster(review: ReviewPage) -> None:
    player(review).seek(20_000)
    press(Key.Key_F2)
    assert player(review).position_ms == 17_000
    press(Key.Key_F3)
    press(Key.Key_F3)
    assert player(review).position_ms == 23_000
    press(Key.Key_F5)
    assert player(review).speed == 0.9
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert player(review).speed > 1.0


def word_point(review: ReviewPage, row: int, word: int) -> QPoint:
    """The middle of a word on the screen."""
    box = review.view.rows.words_rect(review.view.row_rect(row), review.model.row(row))
    metrics = review.view.rows.font()
    from PySide6.QtGui import QFontMetricsF

    text = review.model.segments[row].text.split()
    before = QFontMetricsF(metrics).horizontalAdvance(" ".join([*text[:word], ""]))
    half = QFontMetricsF(metrics).horizontalAdvance(text[word]) / 2
    return QPoint(round(box.left() + before + half), box.top() + review.view.rows.line_height // 2)


def test_a_click_plays_from_the_word_under_it(review: ReviewPage) -> None:
    QTest.mouseClick(review.view.viewport(), Qt.MouseButton.LeftButton, pos=word_point(review, 4, 3))
    assert player(review).playing
    assert player(review).position_ms == start_of(4) + 3 * 400
    review.listening.pause()


def test_a_double_click_opens_the_words_at_the_word(review: ReviewPage) -> None:
    QTest.mouseDClick(review.view.viewport(), Qt.MouseButton.LeftButton, pos=word_point(review, 4, 3))
    assert review.view.is_editing
    start = len("The key wall ")
    assert start <= review.view.caret() <= start + len("has")  # type: ignore[operator]
    review.listening.pause()


def test_f8_goes_through_the_doubtful_words_in_order_and_plays_around_them(
    review: ReviewPage, store: MeetingStore
) -> None:
    at(review, 0)
    visited = []
    for _ in range(5):
        press(Key.Key_F8)
        visited.append((review.view.currentIndex().row(), player(review).position_ms))
    rows = [row for row, _ in visited]
    assert rows == [2, 4, 7, 8, 2]
    assert visited[1][1] == start_of(4) + 400 - 2_000
    review.listening.pause()


def test_a_checked_utterance_holds_no_doubtful_words(review: ReviewPage, store: MeetingStore) -> None:
    at(review, 2)
    press(Key.Key_M, CTRL)
    assert store.segments()[2].checked
    assert review.view.currentIndex().row() == 3
    assert review.side.doubts.text() == "3 doubtful words, 1 of 9 utterances checked"
    press(Key.Key_F8)
    assert review.view.currentIndex().row() == 4
    review.listening.pause()


def test_the_word_that_is_heard_is_marked(review: ReviewPage, store: MeetingStore) -> None:
    segment = store.segments()[4]
    review.tick(segment.words[2].start_ms + 50, 1.0)
    assert review.view.heard == (segment.id, 2)


def test_scrolling_away_ends_the_following_and_f7_comes_back(review_of, tmp_path: Path) -> None:
    page = review_of(long_evening(tmp_path / "long"))
    page.listening.play(0)
    page.tick(start_of(100), 1.0)
    assert page.view.row_rect(100).top() > 0
    seen = page.view.verticalOffset()
    press(Key.Key_Home)
    assert not page.view.following
    page.tick(start_of(150), 1.0)
    assert page.view.verticalOffset() < seen
    assert page.way_back.isVisible()
    player(page).position_ms = start_of(150)
    press(Key.Key_F7)
    assert page.view.following
    assert page.view.viewport().rect().contains(page.view.row_rect(150))
    page.listening.pause()


# -- transcribing ------------------------------------------------------------------------------------------------------------


def test_transcribing_shows_how_long_it_still_takes_and_can_be_stopped(review: ReviewPage) -> None:
    transcription = review.desk.transcription  # type: ignore[attr-defined]
    review.shell.actions.run("review.transcribe")
    assert transcription.started == [("faster-whisper", "base")]
    transcription.tell(Progress(done_ms=20_000, speech_ms=60_000, seconds_left=120))
    QApplication.processEvents()
    assert "about 2 min left" in review.transcribe_bar.words.text()
    assert review.transcribe_bar.stop.isVisible()
    review.transcribe_bar.stop.click()
    QApplication.processEvents()
    assert not review.transcribe_bar.stop.isVisible()


def test_what_an_hour_takes_is_said_for_the_model_that_is_chosen(review: ReviewPage) -> None:
    bar = review.transcribe_bar
    assert bar.estimate.text() == "an hour takes about 14 min"
    bar.model.setCurrentIndex(bar.model.findData("tiny.en"))
    assert bar.estimate.text() == ""


def test_a_transcription_that_failed_says_why(review: ReviewPage, qtbot: QtBot) -> None:
    transcription = review.desk.transcription  # type: ignore[attr-defined]
    with qtbot.waitSignal(review.shell.messages.posted) as said:
        transcription.tell(Progress(running=False, failure="The speech model is damaged."))
    assert said.args[0].text == "The speech model is damaged."


# -- long meetings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [5, 200, 395])
def test_the_reader_keeps_the_place_when_words_are_changed_split_and_joined(
    review_of, tmp_path: Path, row: int
) -> None:
    page = review_of(long_evening(tmp_path / "long"))
    view = page.view
    view.choose(row)
    QApplication.processEvents()
    top = view.row_rect(row).top()
    press("and")
    press(Key.Key_Return)
    assert view.row_rect(row).top() == top
    press(Key.Key_Return)
    press(Key.Key_Home)
    for _ in range(12):
        press(Key.Key_Right)
    press(Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert abs(view.row_rect(row).top() - top) <= view.rows.line_height
    press(Key.Key_Backspace)
    press(Key.Key_Return)
    QApplication.processEvents()
    assert abs(view.row_rect(row).top() - top) <= view.rows.line_height


def test_what_a_reader_sees_is_all_that_is_measured(review_of, tmp_path: Path, monkeypatch) -> None:
    from minutewright.ui.widgets.transcript_rows import TranscriptRows

    measured: list[str] = []
    real = TranscriptRows.measure
    monkeypatch.setattr(
        TranscriptRows, "measure", lambda rows, row: measured.append(row.segment.id) or real(rows, row)
    )
    page = review_of(long_evening(tmp_path / "long", 3_000))
    QApplication.processEvents()
    assert len(set(measured)) < 60
    measured.clear()
    page.view.choose(2_900)
    press("and")
    press(Key.Key_Return)
    QApplication.processEvents()
    assert len(set(measured)) < 120


def test_a_screen_reader_hears_time_speaker_and_item_of_each_utterance(review: ReviewPage) -> None:
    from PySide6.QtGui import QAccessible

    listed = QAccessible.queryAccessibleInterface(review.view)
    assert listed.childCount() == len(EVENING)
    words = listed.child(4).text(QAccessible.Text.Name)
    assert words == "0:00:20, Councillor Penhale, item 2: The key wall has moved by four inches since March"


def test_the_strip_shows_the_items_and_leads_to_a_time(review: ReviewPage) -> None:
    assert [band[2] for band in review.strip.bands] == ["", "1", "2"]
    review.strip.setFocus()
    press(Key.Key_Right)
    assert player(review).position_ms == 5_000
    press(Key.Key_End)
    assert player(review).position_ms == 60_000


def focus_inside(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def test_the_keyboard_is_in_the_transcript_when_the_page_is_shown(review: ReviewPage) -> None:
    assert focus_inside(review.view)
    assert review.view.currentIndex().row() == 0
