"""The clerk takes a meeting down with one hand: every key stamps, nothing gets in the way, everything can be put right."""

from pathlib import Path

import pytest
from fake_desk import FakeDesk, FakeRecording
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reachable import focusables

from committee import begin_committee, item_id, person_id
from minutewright.app.workplace import Workplace
from minutewright.domain.business import MotionOutcome
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.recording import GapReason
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.running_order import item_times
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.widgets.label import Role
from minutewright.ui.window import Window

# The list under a field is a window of its own, which the headless platform only complains about.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def meeting(workplace: Workplace, new_window, tmp_path: Path, monkeypatch, qtbot: QtBot) -> MeetingPage:
    """The Meeting page of a window on the harbour committee, nothing recorded yet."""
    desks: dict[int, FakeDesk] = {}
    monkeypatch.setattr(workplace, "desk", lambda store: desks.setdefault(id(store), FakeDesk(store)))
    window: Window = new_window()
    store = begin_committee(tmp_path / "harbour")
    window.session.take(store)
    window.go("meeting")
    page = window.page("meeting")
    assert isinstance(page, MeetingPage)
    page.desk = desks[id(store)]  # type: ignore[attr-defined]
    page.store = store  # type: ignore[attr-defined]
    return page


def recording_of(page: MeetingPage) -> FakeRecording:
    return page.desk.recording  # type: ignore[attr-defined]


def store_of(page: MeetingPage) -> MeetingStore:
    return page.store  # type: ignore[attr-defined]


def record(page: MeetingPage, at_ms: int) -> None:
    """The recorder has run for so long."""
    recording_of(page).time_ms = at_ms
    if recording_of(page).state == "idle":
        page.shell.actions.run("meeting.start")
    QApplication.processEvents()


def press(page: MeetingPage, key: Key | str, modifier: Modifier = Modifier.NoModifier) -> None:
    """A key goes to whatever has the focus in the window."""
    target: QWidget = QApplication.focusWidget() or page
    if isinstance(key, str):
        QTest.keyClicks(target, key)
    else:
        QTest.keyClick(target, key, modifier)
    QApplication.processEvents()


def take_down(page: MeetingPage) -> None:
    """Enter, once more where the first only chose a name from the list under a field."""
    press(page, Key.Key_Return)
    if page.strips.open_one is not None:
        press(page, Key.Key_Return)
    assert page.strips.open_one is None


def marks(page: MeetingPage, kind: MarkKind) -> tuple[Mark, ...]:
    return store_of(page).marks.all("kind = ?", (kind.value,))


def test_a_click_on_an_item_takes_it_now_on_both_clocks(meeting: MeetingPage) -> None:
    record(meeting, 61_000)
    rect = meeting.agenda.visualRect(meeting.order.index(1))
    QTest.mouseClick(meeting.agenda.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    (mark,) = marks(meeting, MarkKind.ITEM)
    assert (mark.item_id, mark.at_ms) == (item_id(store_of(meeting), "2"), 61_000)
    assert mark.wall is not None
    assert mark.wall.tzinfo is not None


def test_ctrl_down_takes_the_next_item_and_ctrl_up_the_one_before(meeting: MeetingPage) -> None:
    for at_ms, key in ((1_000, Key.Key_Down), (5_000, Key.Key_Down), (9_000, Key.Key_Up)):
        record(meeting, at_ms)
        press(meeting, key, Modifier.ControlModifier)
    numbers = {item.id: item.number for item in store_of(meeting).items.all()}
    assert [(numbers[mark.item_id], mark.at_ms) for mark in marks(meeting, MarkKind.ITEM) if mark.item_id] == [
        ("1", 1_000), ("2", 5_000), ("1", 9_000),
    ]  # fmt: skip


def test_taking_the_item_that_is_being_taken_stamps_nothing(meeting: MeetingPage) -> None:
    record(meeting, 1_000)
    meeting.agenda.taken.emit(item_id(store_of(meeting), "1"))
    record(meeting, 3_000)
    meeting.agenda.taken.emit(item_id(store_of(meeting), "1"))
    assert len(marks(meeting, MarkKind.ITEM)) == 1


def test_once_the_meeting_has_closed_no_item_is_taken_and_the_last_took_no_longer(
    meeting: MeetingPage,
) -> None:
    record(meeting, 1_000)
    meeting.agenda.taken.emit(item_id(store_of(meeting), "1"))
    record(meeting, 5_000)
    meeting.shell.actions.run("meeting.closed")
    times = item_times(store_of(meeting).marks.all(), 60_000)
    assert times.current is None
    assert times.taken_ms == {item_id(store_of(meeting), "1"): 4_000}


def test_the_key_of_a_seat_says_who_speaks_back_dated_by_the_reaction(meeting: MeetingPage) -> None:
    record(meeting, 20_000)
    press(meeting, Key.Key_2)
    (mark,) = marks(meeting, MarkKind.SPEAKER)
    assert (mark.person_id, mark.at_ms) == (person_id("Oduya"), 19_300)
    assert meeting.seats.button(person_id("Oduya")).isChecked()


def test_shift_and_a_key_corrects_the_last_speaker_and_stamps_nothing_new(meeting: MeetingPage) -> None:
    record(meeting, 20_000)
    press(meeting, Key.Key_2)
    press(meeting, Key.Key_3, Modifier.ShiftModifier)
    (mark,) = marks(meeting, MarkKind.SPEAKER)
    assert (mark.person_id, mark.at_ms) == (person_id("Penhale"), 19_300)


def test_who_sent_an_apology_has_no_seat(meeting: MeetingPage) -> None:
    record(meeting, 20_000)
    press(meeting, Key.Key_4)
    assert not marks(meeting, MarkKind.SPEAKER)


def test_a_note_is_stamped_at_its_first_keystroke(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    press(meeting, Key.Key_N)
    press(meeting, "a")
    record(meeting, 25_000)
    press(meeting, "sk for figures")
    press(meeting, Key.Key_Return)
    (mark,) = marks(meeting, MarkKind.NOTE)
    assert (mark.text, mark.at_ms) == ("ask for figures", 10_000)
    assert meeting.note.text() == ""


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [("! agreed to wait", MarkKind.DECISION, "agreed to wait"), ("?spelling", MarkKind.CHECK, "spelling")],
)
def test_a_sign_makes_a_note_a_decision_or_something_to_check(
    meeting: MeetingPage, typed: str, kind: MarkKind, text: str
) -> None:
    record(meeting, 10_000)
    press(meeting, Key.Key_N)
    press(meeting, typed)
    press(meeting, Key.Key_Return)
    assert [mark.text for mark in marks(meeting, kind)] == [text]


def test_letters_in_a_note_are_words_and_not_keys(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    press(meeting, Key.Key_N)
    press(meeting, "map 12 adv")
    assert meeting.note.text() == "map 12 adv"
    assert meeting.strips.open_one is None
    assert not store_of(meeting).marks.count()


def test_a_strip_takes_nothing_from_the_note_that_is_being_written(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    press(meeting, Key.Key_N)
    press(meeting, "half a note")
    press(meeting, Key.Key_Escape)
    press(meeting, Key.Key_D)
    assert meeting.strips.open_one is meeting.declaration
    press(meeting, Key.Key_Escape)
    assert meeting.note.text() == "half a note"
    assert meeting.note.begun is not None
    assert meeting.note.begun.at_ms == 10_000


def test_a_note_that_was_begun_is_taken_down_when_the_page_is_left(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    press(meeting, Key.Key_N)
    press(meeting, "begun")
    meeting.shell.go("prepare")
    assert [mark.text for mark in marks(meeting, MarkKind.NOTE)] == ["begun"]


def test_a_motion_is_moved_seconded_and_voted_on_with_the_keyboard_alone(meeting: MeetingPage) -> None:
    record(meeting, 30_000)
    press(meeting, Key.Key_Down, Modifier.ControlModifier)
    press(meeting, Key.Key_M)
    press(meeting, "oduya")
    meeting.motion.words.setFocus()
    press(meeting, "That the quay be repaired")
    meeting.motion.seconder.setFocus()
    press(meeting, "3")
    take_down(meeting)
    (motion,) = store_of(meeting).motions.all()
    assert (motion.mover, motion.seconder) == (person_id("Oduya"), person_id("Penhale"))
    assert (motion.text, motion.at_ms) == ("That the quay be repaired", 30_000)
    press(meeting, Key.Key_V)
    press(meeting, "1")
    meeting.vote.counts["Against"].setFocus()
    meeting.vote.counts["Against"].selectAll()
    press(meeting, "2")
    take_down(meeting)
    (motion,) = store_of(meeting).motions.all()
    assert motion.vote is not None
    assert (motion.vote.votes_for, motion.vote.votes_against) == (1, 2)
    assert motion.outcome is MotionOutcome.LOST


def test_a_motion_that_cannot_be_taken_stays_in_its_strip(meeting: MeetingPage, qtbot: QtBot) -> None:
    record(meeting, 30_000)
    press(meeting, Key.Key_Down, Modifier.ControlModifier)
    press(meeting, Key.Key_M)
    meeting.motion.words.setText("That it be so")
    meeting.motion.mover.setText("Nobodaddy")
    with qtbot.waitSignal(meeting.shell.messages.posted) as said:
        meeting.motion.accept()
    assert "Nobodaddy" in said.args[0].text
    assert meeting.motion.words.text() == "That it be so"
    assert not meeting.motion.isHidden()
    assert not store_of(meeting).motions.count()


def test_a_declaration_names_the_item_that_is_being_taken(meeting: MeetingPage) -> None:
    record(meeting, 30_000)
    meeting.agenda.taken.emit(item_id(store_of(meeting), "2"))
    press(meeting, Key.Key_D)
    press(meeting, "penhale")
    meeting.declaration.nature.setText("as a mooring holder")
    take_down(meeting)
    (row,) = store_of(meeting).declarations.all()
    assert (row.person_id, row.item_id) == (person_id("Penhale"), item_id(store_of(meeting), "2"))


def test_enter_says_left_for_who_is_in_the_room_and_arrived_for_who_left(meeting: MeetingPage) -> None:
    for at_ms, kind in ((30_000, MarkKind.LEFT), (50_000, MarkKind.ARRIVED)):
        record(meeting, at_ms)
        press(meeting, Key.Key_A)
        press(meeting, "oduya")
        take_down(meeting)
        assert [mark.at_ms for mark in marks(meeting, kind)] == [at_ms]
    (row,) = store_of(meeting).attendance.all("person_id = ?", (person_id("Oduya"),))
    assert [row.present_at(at_ms) for at_ms in (20_000, 40_000, 60_000)] == [True, False, True]


def test_pausing_asks_for_the_reason_and_p_goes_on(meeting: MeetingPage) -> None:
    record(meeting, 30_000)
    press(meeting, Key.Key_P)
    assert recording_of(meeting).state == "recording"
    press(meeting, Key.Key_2)
    assert recording_of(meeting).reasons == [(GapReason.EXEMPT, "")]
    assert meeting.bar.state.text() == "Paused"
    press(meeting, Key.Key_P)
    assert recording_of(meeting).state == "recording"
    assert meeting.strips.open_one is None
    assert not marks(meeting, MarkKind.SPEAKER)


def test_ending_takes_down_when_the_meeting_closed(meeting: MeetingPage) -> None:
    record(meeting, 90_000)
    meeting.shell.actions.run("meeting.end")
    press(meeting, Key.Key_Return)
    assert recording_of(meeting).state == "idle"
    assert [mark.at_ms for mark in marks(meeting, MarkKind.CLOSED)] == [90_000]
    assert store_of(meeting).meeting.closed_at is not None


def test_marks_can_be_made_at_a_typed_time_when_nothing_is_recorded(meeting: MeetingPage) -> None:
    meeting.bar.typed_time.setText("0:12:30")
    meeting.agenda.setFocus()
    press(meeting, Key.Key_1)
    (mark,) = marks(meeting, MarkKind.SPEAKER)
    assert (mark.at_ms, mark.person_id) == (750_000, person_id("Thackeray"))


def test_a_time_that_is_none_is_said_and_nothing_is_stamped(meeting: MeetingPage, qtbot: QtBot) -> None:
    meeting.bar.typed_time.setText("soon")
    with qtbot.waitSignal(meeting.shell.messages.posted) as said:
        meeting.agenda.taken.emit(item_id(store_of(meeting), "1"))
    assert "soon" in said.args[0].text
    assert not store_of(meeting).marks.count()


def test_the_time_of_a_mark_is_put_right_in_the_list_and_taken_back(meeting: MeetingPage) -> None:
    record(meeting, 60_000)
    meeting.agenda.taken.emit(item_id(store_of(meeting), "1"))
    QApplication.processEvents()
    index = meeting.marks.model.index(0, 0)
    assert meeting.marks.model.setData(index, "0:00:45")
    assert marks(meeting, MarkKind.ITEM)[0].at_ms == 45_000
    meeting.shell.session.undo()
    assert marks(meeting, MarkKind.ITEM)[0].at_ms == 60_000


def test_a_deleted_mark_comes_back_with_undo(meeting: MeetingPage) -> None:
    record(meeting, 60_000)
    press(meeting, Key.Key_1)
    meeting.marks.table.setFocus()
    meeting.marks.table.setCurrentIndex(meeting.marks.model.index(0, 0))
    press(meeting, Key.Key_Delete)
    assert not marks(meeting, MarkKind.SPEAKER)
    meeting.shell.session.undo()
    assert len(marks(meeting, MarkKind.SPEAKER)) == 1


def test_the_clip_lamp_counts_and_stays_lit_until_somebody_has_seen_it(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    bar = meeting.bar
    for clipped in (True, True, False, True, False, False):
        bar.show_level(-8.0, 0.0, clipped, 10_000)
    assert bar.clips.text() == "▲ clipped 2×"
    assert bar.clips.isVisible()
    bar.show_level(-30.0, -20.0, False, 900_000)
    assert bar.clips.isVisible()
    press(meeting, Key.Key_F12)
    assert not bar.clips.isVisible()
    bar.show_level(-8.0, 0.0, True, 910_000)
    assert bar.clips.text() == "▲ clipped"


def test_the_peak_is_held_while_the_loudness_falls(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    meeting.bar.show_level(-20.0, -6.0, False, 10_000)
    meeting.bar.show_level(-50.0, -40.0, False, 10_100)
    assert meeting.bar.peak.text() == "peak −6 dB"


def test_the_bar_says_how_long_ago_somebody_spoke(meeting: MeetingPage) -> None:
    record(meeting, 10_000)
    bar = meeting.bar
    bar.show_level(-60.0, -50.0, False, 10_000)
    assert bar.heard.text() == "no speech yet"
    bar.show_level(-30.0, -20.0, False, 11_000, speech=True)
    assert bar.heard.text() == "speech now"
    bar.show_level(-60.0, -50.0, False, 53_000)
    assert bar.heard.text() == "last speech 0:42 ago"
    assert bar.heard.role is Role.QUIET
    bar.show_level(-60.0, -50.0, False, 773_000)
    assert bar.heard.text() == "▲ last speech 12:42 ago"
    assert bar.heard.role is Role.ATTENTION


@pytest.mark.parametrize(
    ("hours", "words", "role"),
    [
        (29.4, "disk 29 h", Role.QUIET),
        (2.0, "disk 2 h", Role.QUIET),
        (1.99, "▲ 1 h 59 min of disk left", Role.ATTENTION),
        (0.25, "▲ 0 h 15 min of disk left", Role.ATTENTION),
        (0.2, "✖ 12 min of disk left", Role.RECORDING),
    ],
)
def test_little_room_and_the_last_of_it_have_signs_of_their_own(
    meeting: MeetingPage, hours: float, words: str, role: Role
) -> None:
    meeting.bar.show_disk(hours)
    assert meeting.bar.disk.text() == words
    assert meeting.bar.disk.role is role


def test_everything_the_keyboard_reaches_has_a_name(meeting: MeetingPage) -> None:
    record(meeting, 1_000)
    for name in ("motion", "vote", "declaration", "arrival", "pause", "end"):
        getattr(meeting, name).show()
    nameless = [
        widget for widget in focusables(meeting) if not widget.accessibleName() and not widget.isHidden()
    ]
    assert not [
        widget for widget in nameless if not isinstance(widget.parent(), QWidget) or widget.isVisible()
    ]


def focus(field: QWidget, what: QEvent.Type, reason: Qt.FocusReason) -> None:
    QApplication.sendEvent(field, QFocusEvent(what, reason))


def test_the_list_of_names_that_closes_takes_no_letter_from_who_is_typing(meeting: MeetingPage) -> None:
    record(meeting, 30_000)
    press(meeting, Key.Key_Down, Modifier.ControlModifier)
    press(meeting, Key.Key_M)
    field = meeting.motion.mover
    field.setText("od")
    focus(field, QEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason)
    assert not field.selectedText()
    focus(field, QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    assert field.selectedText() == "od"


def test_a_part_of_a_name_is_made_whole_when_the_field_is_left(meeting: MeetingPage) -> None:
    record(meeting, 30_000)
    press(meeting, Key.Key_Down, Modifier.ControlModifier)
    press(meeting, Key.Key_M)
    field = meeting.motion.mover
    for typed, left_as in (("odu", "Oduya"), ("nobodaddy", "nobodaddy")):
        field.setText(typed)
        focus(field, QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
        assert left_as in field.text()


def test_marks_go_to_the_end_of_the_recording_once_it_has_ended(meeting: MeetingPage) -> None:
    record(meeting, 95_000)
    recording_of(meeting).state = "idle"
    meeting._tick()
    assert meeting.bar.typed_time.text() == "0:01:35"
    press(meeting, Key.Key_N)
    press(meeting, "after it ended")
    press(meeting, Key.Key_Return)
    (note,) = marks(meeting, MarkKind.NOTE)
    assert note.at_ms == 95_000
