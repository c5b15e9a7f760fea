"""The clerk writes the minutes on the page as it will print, and every word that is typed is stored where it stands."""

from dataclasses import replace
from pathlib import Path

import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from committee import begin_committee, item_id, person_id
from minutewright.app.workplace import Workplace
from minutewright.domain.agenda import ItemKind
from minutewright.domain.ids import PassId, SegmentId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import Block, BlockKind, Origin, Publicity, Run, Source
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind
from minutewright.services.clerk.business import record_decision
from minutewright.services.clerk.marking import add_mark
from minutewright.services.clerk.minuting import add_block
from minutewright.services.clerk.preparing import change_item
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.pages.minutes import MinutesPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Desk:
    """The Minutes page on a meeting of the harbour committee, with what tests ask of it."""

    def __init__(self, page: MinutesPage, store: MeetingStore, desk: FakeDesk) -> None:
        self.page, self.store, self.desk = page, store, desk

    def settle(self) -> None:
        QApplication.processEvents()

    def add(self, number: str, text: str = "", **more: object) -> Block:
        block = add_block(self.store, item_id(self.store, number), text, **more)  # type: ignore[arg-type]
        self.settle()
        return block

    def at(self, block: Block, place: int | None = None) -> None:
        """The caret in a paragraph: at its end, or at a character."""
        self.page.paper.go_to_block(block.id)
        if place is not None:
            cursor = self.page.paper.textCursor()
            cursor.setPosition(cursor.block().position() + place)
            self.page.paper.setTextCursor(cursor)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.paper, text)

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
        QTest.keyClick(self.page.paper, key, modifier)
        self.settle()

    def run(self, name: str) -> None:
        self.page.shell.actions.run(f"minutes.{name}")
        self.settle()

    def leave(self) -> None:
        self.page.paper.finish()
        self.settle()

    def texts(self, number: str) -> list[str]:
        return [block.text for block in self.store.record().blocks_of(item_id(self.store, number))]

    def shown(self) -> list[str]:
        return self.page.paper.toPlainText().split("\n")


@pytest.fixture
def minutes(workplace: Workplace, new_window, tmp_path: Path, monkeypatch) -> Desk:
    desks: dict[int, FakeDesk] = {}
    monkeypatch.setattr(workplace, "desk", lambda store: desks.setdefault(id(store), FakeDesk(store)))
    window = new_window()
    store = begin_committee(tmp_path / "harbour")
    window.session.take(store)
    window.go("minutes")
    page = window.page("minutes")
    assert isinstance(page, MinutesPage)
    return Desk(page, store, desks[id(store)])


def test_the_page_shows_the_items_in_capitals_with_their_numbers_beside_them(minutes: Desk) -> None:
    assert "Quay repairs" in minutes.shown()
    labels = [line.label for line in minutes.page.paper.lines]
    assert labels == ["1.", "2.", "3."]


def test_what_is_typed_is_stored_after_a_pause(minutes: Desk, qtbot: QtBot) -> None:
    block = minutes.add("2", "The quay leans.")
    minutes.at(block)
    minutes.type(" It leans more in spring.")
    assert minutes.texts("2") == ["The quay leans."]
    qtbot.waitUntil(lambda: minutes.texts("2") == ["The quay leans. It leans more in spring."])


def test_what_is_typed_is_stored_when_the_paragraph_is_left(minutes: Desk) -> None:
    first, second = minutes.add("2", "First."), minutes.add("2", "Second.")
    minutes.at(first)
    minutes.type(" More.")
    minutes.at(second)
    assert minutes.texts("2") == ["First. More.", "Second."]


def test_what_is_typed_is_stored_when_the_page_is_left(minutes: Desk) -> None:
    block = minutes.add("2", "First.")
    minutes.at(block)
    minutes.type(" More.")
    minutes.page.shell.go("prepare")
    assert minutes.texts("2") == ["First. More."]


def test_the_caret_stays_where_it_is_while_what_was_typed_is_stored(minutes: Desk) -> None:
    block = minutes.add("2", "The quay leans.")
    minutes.at(block, 8)
    minutes.type("s wall")
    minutes.leave()
    minutes.type("!")
    minutes.leave()
    assert minutes.texts("2") == ["The quays wall! leans."]


def test_undo_takes_back_what_was_typed_a_moment_ago(minutes: Desk) -> None:
    block = minutes.add("2", "The quay leans.")
    minutes.at(block)
    minutes.type(" More.")
    minutes.page.paper.setFocus()
    minutes.press(Key.Key_Z, Modifier.ControlModifier)
    assert minutes.texts("2") == ["The quay leans."]
    assert "The quay leans." in minutes.shown()


def test_enter_makes_two_paragraphs_and_backspace_one_again(minutes: Desk) -> None:
    block = minutes.add("2", "One. Two.")
    minutes.at(block, 5)
    minutes.press(Key.Key_Return)
    assert minutes.texts("2") == ["One. ", "Two."]
    minutes.type("And ")
    minutes.leave()
    assert minutes.texts("2") == ["One. ", "And Two."]
    minutes.at(block)
    minutes.press(Key.Key_Delete)
    assert minutes.texts("2") == ["One. And Two."]


def test_a_selection_over_paragraphs_is_deleted_as_in_any_document(minutes: Desk) -> None:
    first = minutes.add("2", "Keep this not")
    minutes.add("2", "nor this")
    last = minutes.add("2", "nor that but this")
    minutes.at(first, 10)
    start = minutes.page.paper.textCursor().position()
    minutes.at(last, 8)
    cursor = minutes.page.paper.textCursor()
    cursor.setPosition(start, QTextCursor.MoveMode.MoveAnchor)
    minutes.at(last, 8)
    end = minutes.page.paper.textCursor().position()
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    minutes.page.paper.setTextCursor(cursor)
    minutes.press(Key.Key_Backspace)
    assert minutes.texts("2") == ["Keep this  but this"]


def test_headings_cannot_be_typed_over(minutes: Desk) -> None:
    minutes.page.paper.go_to_item(item_id(minutes.store, "2"))
    minutes.type("nonsense")
    minutes.press(Key.Key_Backspace)
    minutes.leave()
    assert "Quay repairs" in minutes.shown()
    assert minutes.store.items.all()[1].title == "Quay repairs"


def test_everything_selected_and_typed_over_leaves_the_minutes_as_they_are(minutes: Desk) -> None:
    minutes.add("2", "The quay leans.")
    before = minutes.shown()
    minutes.page.paper.selectAll()
    minutes.type("x")
    minutes.press(Key.Key_Delete)
    minutes.leave()
    assert minutes.shown() == before
    assert minutes.texts("2") == ["The quay leans."]


def test_bold_words_and_cited_minutes_are_kept_when_words_beside_them_change(minutes: Desk) -> None:
    item = item_id(minutes.store, "3")
    block = minutes.add("2")
    from minutewright.services.clerk.minuting import write_block

    write_block(
        minutes.store,
        block.id,
        (Run("See minute "), Run("", item_ref=item), Run(" on "), Run("dates", bold=True)),
    )
    minutes.settle()
    assert "See minute 3 on dates" in minutes.shown()
    minutes.at(block, len("See minute 3"))
    minutes.type(", and minute 2,")
    minutes.leave()
    (stored,) = minutes.store.record().blocks_of(item_id(minutes.store, "2"))
    assert stored.runs == (
        Run("See minute "), Run("", item_ref=item), Run(", and minute 2, on "), Run("dates", bold=True),
    )  # fmt: skip


def test_the_clauses_of_a_decision_are_numbered_afresh_and_written_in_place(minutes: Desk) -> None:
    for number in ("2", "3"):
        record_decision(minutes.store, item_id(minutes.store, number), ["That it be so;", "That it last."])
    minutes.settle()
    labels = [line.label for line in minutes.page.paper.lines if line.decision_id and line.label]
    assert labels == ["1.", "2.", "1.", "2."]
    first = minutes.store.decisions.all()[0]
    row = minutes.shown().index("That it last.")
    cursor = QTextCursor(minutes.page.paper.document().findBlockByNumber(row))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    minutes.page.paper.setTextCursor(cursor)
    minutes.press(Key.Key_Return)
    minutes.type("That it end well.")
    minutes.leave()
    stored = minutes.store.decisions.get(first.id)
    assert stored is not None
    assert [clause.text for clause in stored.resolutions] == [
        "That it be so;",
        "That it last.",
        "That it end well.",
    ]


def test_a_suggestion_is_not_on_the_page_until_it_is_accepted(minutes: Desk) -> None:
    minutes.add("2", "Somebody said so.", confirmed=False, origin=Origin.SUGGESTION)
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.settle()
    assert "Somebody said so." not in minutes.shown()
    minutes.run("accept")
    assert "Somebody said so." in minutes.shown()
    assert minutes.store.blocks.all()[0].confirmed
    assert minutes.page.evidence.suggestion() is None


def test_a_rejected_suggestion_is_gone_and_undo_brings_it_back(minutes: Desk) -> None:
    minutes.add("2", "Somebody said so.", confirmed=False, origin=Origin.SUGGESTION)
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.run("reject")
    assert minutes.texts("2") == []
    minutes.page.shell.session.undo()
    minutes.settle()
    assert minutes.page.evidence.suggestion() is not None


def test_editing_a_suggestion_takes_it_and_puts_the_caret_at_its_end(minutes: Desk) -> None:
    minutes.add("2", "Somebody said so", confirmed=False, origin=Origin.SUGGESTION)
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.run("edit")
    minutes.type(", twice.")
    minutes.leave()
    assert minutes.texts("2") == ["Somebody said so, twice."]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("paragraph", BlockKind.PARAGRAPH), ("subheading", BlockKind.SUBHEADING), ("bullet", BlockKind.BULLET)],
)
def test_what_is_added_stands_under_the_caret_and_can_be_typed_into_at_once(
    minutes: Desk, name: str, kind: BlockKind
) -> None:
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.run(name)
    minutes.type("New words")
    minutes.leave()
    (block,) = minutes.store.record().blocks_of(item_id(minutes.store, "2"))
    assert (block.kind, block.text) == (kind, "New words")


def test_a_paragraph_is_kept_out_of_the_public_minutes_and_let_in_again(minutes: Desk) -> None:
    block = minutes.add("2", "The tender was low.")
    minutes.at(block)
    minutes.run("exempt")
    assert minutes.store.blocks.all()[0].publicity is Publicity.EXEMPT
    minutes.run("exempt")
    assert minutes.store.blocks.all()[0].publicity is Publicity.PUBLIC


def test_a_decision_is_taken_down_in_a_strip_with_the_keyboard_alone(minutes: Desk) -> None:
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.run("decision")
    clauses = minutes.page.decision.clauses
    QTest.keyClicks(clauses, "That the quay be propped;")
    QTest.keyClick(clauses, Key.Key_Return)
    QTest.keyClicks(clauses, "That it be painted.")
    QTest.keyClick(clauses, Key.Key_Return, Modifier.ControlModifier)
    minutes.settle()
    (decision,) = minutes.store.decisions.all()
    assert [clause.text for clause in decision.resolutions] == [
        "That the quay be propped;",
        "That it be painted.",
    ]
    assert "That it be painted." in minutes.shown()


def test_enter_on_a_motion_opens_it_to_be_changed(minutes: Desk) -> None:
    from minutewright.services.clerk.business import record_motion

    item = item_id(minutes.store, "2")
    motion = record_motion(minutes.store, item, "That it be done", mover=person_id("Oduya"))
    minutes.settle()
    minutes.page.paper.go_to_block(minutes.store.blocks.all("motion_id = ?", (motion.id,))[0].id)
    minutes.press(Key.Key_Return)
    minutes.page.motion.words.setText("That it be done soon")
    minutes.page.motion.accept()
    minutes.settle()
    assert minutes.store.motions.all()[0].text == "That it be done soon"


def transcribe(minutes: Desk) -> None:
    """Two utterances under item 2."""
    add_mark(minutes.store, MarkKind.ITEM, 0, item_id=item_id(minutes.store, "2"))
    made = Pass(
        PassId("pass-1"), PassKind.FINAL, "engine", "1", "base", "", "en", minutes.store.trail()[0].at
    )
    minutes.store.begin_pass(made)
    said = [
        HeardSegment(SegmentId(f"segment-{place}"), made.id, place * 5_000, place * 5_000 + 4_000, text)
        for place, text in enumerate(("The quay leans.", "It always has."))
    ]
    minutes.store.put_block(PassBlock(made.id, 0, 10_000), said)
    minutes.settle()


def test_beside_a_paragraph_stands_what_it_rests_on_and_can_be_heard(minutes: Desk, qtbot: QtBot) -> None:
    transcribe(minutes)
    block = minutes.add(
        "2", "The quay had always leant.", sources=(Source(5_000, 9_000, (SegmentId("segment-1"),)),)
    )
    minutes.at(block)
    minutes.settle()
    utterance = minutes.page.evidence.utterance()
    assert utterance is not None
    assert utterance.text == "It always has."
    minutes.page.evidence.play()
    assert minutes.desk.player().playing
    assert minutes.desk.player().position_ms == 5_000
    minutes.desk.player().position_ms = 9_500
    qtbot.waitUntil(lambda: not minutes.desk.player().playing)
    assert not minutes.page.plays


def test_drafting_brings_what_is_confirmed_to_the_page_and_what_was_said_as_suggestions(
    minutes: Desk,
) -> None:
    transcribe(minutes)
    minutes.run("draft")
    assert any("Quist" in text for text in minutes.texts("1"))
    assert any("Quist" in text for text in minutes.shown())
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.settle()
    assert minutes.page.evidence.suggestions.rowCount() > 0
    assert "The quay leans. It always has." not in minutes.shown()


def test_an_item_without_an_outcome_has_a_sign_and_says_so(minutes: Desk) -> None:
    from minutewright.ui.models.running_order import SIGN_ROLE

    model = minutes.page.outcomes
    assert model.index(1).data(SIGN_ROLE) == "!"
    record_decision(minutes.store, item_id(minutes.store, "2"), ["That it be so."])
    minutes.settle()
    assert model.index(1).data(SIGN_ROLE) == "✓"


def test_enter_on_a_heading_begins_a_paragraph_under_it(minutes: Desk) -> None:
    minutes.page.show_item(item_id(minutes.store, "3"))
    minutes.press(Key.Key_Return)
    minutes.type("The next meeting is in June.")
    minutes.leave()
    assert minutes.texts("3") == ["The next meeting is in June."]


def test_the_page_stands_while_large_text_is_chosen_and_taken_back(minutes: Desk) -> None:
    block = minutes.add("2", "The quay leans.")
    minutes.at(block)
    minutes.type(" More.")
    theme = minutes.page.shell.theme
    theme.set_text_scale(200)
    minutes.settle()
    theme.set_text_scale(100)
    minutes.settle()
    minutes.leave()
    assert minutes.texts("2") == ["The quay leans. More."]


def test_marking_an_item_as_nil_brings_its_sentence_and_one_undo_takes_both_back(minutes: Desk) -> None:
    store = minutes.store
    change_item(store, replace(store.items.all()[1], kind=ItemKind.URGENT))
    minutes.settle()
    minutes.page.show_item(item_id(store, "2"))
    minutes.run("nil")
    assert store.items.all()[1].nil
    assert minutes.texts("2") == ["No urgent business was raised."]
    store.undo()
    minutes.settle()
    assert not store.items.all()[1].nil
    assert minutes.texts("2") == []


def test_a_summary_stands_in_the_public_minutes_for_what_is_exempt(minutes: Desk) -> None:
    block = minutes.add("2", "Members took one of two offers.")
    minutes.at(block)
    minutes.run("summary")
    assert minutes.store.blocks.all()[0].publicity is Publicity.SUMMARY


def test_a_list_point_goes_one_step_in_and_out_again(minutes: Desk) -> None:
    block = minutes.add("2", "the baker;", kind=BlockKind.BULLET)
    minutes.at(block)
    minutes.run("deeper")
    assert minutes.store.blocks.all()[0].level == 2
    assert [line.label for line in minutes.page.paper.lines if line.block_id] == ["–"]
    minutes.run("less_deep")
    assert minutes.store.blocks.all()[0].level == 1


def test_the_keys_of_the_suggestions_are_theirs_also_where_the_page_has_them(minutes: Desk) -> None:
    record_decision(minutes.store, item_id(minutes.store, "2"), ["That it be so."])
    minutes.add("2", "Somebody said so.", confirmed=False, origin=Origin.SUGGESTION)
    minutes.page.show_item(item_id(minutes.store, "2"))
    minutes.settle()
    assert minutes.page.can_change()
    minutes.page.evidence.chips.setFocus()
    QTest.keyClick(minutes.page.evidence.chips, Key.Key_F2)
    minutes.settle()
    assert minutes.page.strips.open_one is None
    assert "Somebody said so." in minutes.shown()
