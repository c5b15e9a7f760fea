"""What the clerk puts among the words of the minutes, by keyboard: votes by name, actions, tables, references."""

from pathlib import Path

import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from committee import begin_committee, item_id
from minutewright.app.workplace import Workplace
from minutewright.domain.business import Choice, MotionKind, VoteMethod
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import BlockKind, Run
from minutewright.services.clerk.business import record_motion
from minutewright.services.clerk.minuting import add_block
from minutewright.ui.pages.minutes import MinutesPage
from minutewright.ui.widgets.minutes_strips import table_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Desk:
    def __init__(self, page: MinutesPage, store) -> None:
        self.page, self.store = page, store

    def run(self, name: str) -> None:
        QApplication.processEvents()
        self.page.shell.actions.run(f"minutes.{name}")

    def at(self, block) -> None:
        QApplication.processEvents()
        self.page.paper.go_to_block(block.id)

    def text(self) -> str:
        QApplication.processEvents()
        return self.page.paper.toPlainText()

    def kinds(self) -> list[BlockKind]:
        return [block.kind for block in self.store.record().blocks]


@pytest.fixture
def desk(workplace: Workplace, new_window, tmp_path: Path, monkeypatch) -> Desk:
    desks: dict[int, FakeDesk] = {}
    monkeypatch.setattr(workplace, "desk", lambda store: desks.setdefault(id(store), FakeDesk(store)))
    window = new_window()
    store = begin_committee(tmp_path / "harbour")
    window.session.take(store)
    window.go("minutes")
    return Desk(window.page("minutes"), store)


def test_a_vote_by_name_is_taken_with_one_key_a_member(desk: Desk) -> None:
    motion = record_motion(desk.store, item_id(desk.store, "2"), "That the quay be mended")
    desk.at(desk.store.blocks.all()[0])
    desk.run("by_name")
    names = desk.page.business.ballot.names
    members = names.count()
    assert members > 1
    QTest.keyClick(names, Qt.Key.Key_A)
    desk.page.business.ballot.accept()
    vote = desk.store.motions.get(motion.id).vote
    assert (vote.votes_against, vote.method) == (1, VoteMethod.RECORDED)
    assert vote.ballots[0].choice is Choice.AGAINST
    desk.store.undo()
    assert desk.store.motions.get(motion.id).vote is None


def test_an_amendment_knows_its_motion_and_its_vote_stands_before_the_motions(desk: Desk) -> None:
    item = item_id(desk.store, "2")
    motion = record_motion(desk.store, item, "That the quay be mended")
    desk.at(desk.store.blocks.all()[0])
    desk.run("motion")
    strip = desk.page.motion
    strip.words.setText("That it be left")
    strip.kind.setCurrentIndex(strip.kind.findData(MotionKind.AMENDMENT))
    strip.accept()
    assert desk.store.motions.all()[-1].parent == motion.id
    desk.at(desk.store.blocks.all()[0])
    desk.run("vote")
    desk.page.vote.counts["For"].setValue(2)
    desk.page.vote.amended.setText("That the quay be mended in spring")
    desk.page.vote.accept()
    assert desk.kinds() == [BlockKind.MOTION, BlockKind.MOTION, BlockKind.VOTE]
    assert desk.store.motions.get(motion.id).amended_text == "That the quay be mended in spring"
    desk.store.undo()
    assert desk.kinds() == [BlockKind.MOTION, BlockKind.MOTION]


def test_an_action_is_taken_down_changed_and_printed(desk: Desk) -> None:
    desk.page.paper.go_to_item(item_id(desk.store, "2"))
    desk.run("todo")
    desk.page.business.action.words.setText("ask for a price")
    desk.page.business.action.accept()
    assert desk.store.actions.all()[0].text == "ask for a price"
    desk.at(desk.store.blocks.all()[0])
    desk.run("change")
    desk.page.business.action.words.setText("ask for two prices")
    desk.page.business.action.accept()
    assert "ACTION: ask for two prices." in desk.text()


def test_the_public_is_excluded_on_the_grounds_of_the_house_style(desk: Desk) -> None:
    desk.page.paper.go_to_item(item_id(desk.store, "2"))
    desk.run("exclusion")
    grounds = desk.page.business.exclusion.grounds
    grounds.item(2).setCheckState(Qt.CheckState.Checked)
    desk.page.business.exclusion.accept()
    assert desk.store.exclusions.all()[0].paragraphs == ("3",)
    assert "within paragraph 3 of Part 1 of Schedule 12A" in desk.text()


def test_a_table_is_pasted_and_changed(desk: Desk) -> None:
    desk.page.paper.go_to_item(item_id(desk.store, "2"))
    desk.run("table")
    strip = desk.page.business.table
    strip.caption.setText("Payments")
    strip.rows.setPlainText("To\t£\nGreen & Sons\t1,340.00\nTotal\t1,340.00")
    strip.total.setChecked(True)
    strip.accept()
    block = desk.store.blocks.all()[0]
    assert block.table == table_of(
        "Payments", "To | £\nGreen & Sons | 1,340.00\nTotal | 1,340.00", total=True
    )
    assert block.table.figures == (1,)
    desk.at(block)
    desk.run("change")
    assert strip.rows.toPlainText().splitlines()[0] == "To | £"


@pytest.mark.parametrize(("caption", "rows"), [("", "a|b\nc|d"), ("Payments", "a|b"), ("Payments", "")])
def test_a_table_that_says_nothing_is_refused(caption: str, rows: str) -> None:
    with pytest.raises(BadInput, match="A table needs"):
        table_of(caption, rows, total=False)


def test_a_reference_goes_in_at_the_caret_and_survives_typing(desk: Desk) -> None:
    block = add_block(desk.store, item_id(desk.store, "2"), "As under minute , the quay leans.")
    desk.at(block)
    cursor = desk.page.paper.textCursor()
    cursor.setPosition(cursor.block().position() + len("As under minute "))
    desk.page.paper.setTextCursor(cursor)
    desk.run("reference")
    strip = desk.page.business.reference
    strip.target.setCurrentIndex(2)
    strip.accept()
    target = desk.store.items.all()[2].id
    runs = (Run("As under minute "), Run("", item_ref=target), Run(", the quay leans."))
    assert desk.store.blocks.get(block.id).runs == runs
    assert "As under minute 3, the quay leans." in desk.text()
    desk.at(block)
    QTest.keyClicks(desk.page.paper, " Indeed.")
    desk.page.paper.finish()
    assert desk.store.blocks.get(block.id).runs == (*runs[:2], Run(", the quay leans. Indeed."))


def test_a_minute_of_another_meeting_is_cited_and_kept(desk: Desk) -> None:
    block = add_block(desk.store, item_id(desk.store, "2"), "See ")
    desk.at(block)
    desk.run("reference")
    strip = desk.page.business.reference
    strip.target.setCurrentIndex(strip.target.count() - 1)
    strip.number.setText("36")
    strip.body_name.setText("General Assembly")
    strip.accept()
    assert "See General Assembly Min. No. 36" in desk.text()
    assert desk.store.blocks.get(block.id).runs[-1].minute_ref.number == "36"


def test_house_style_and_numbers_change_in_one_step(desk: Desk) -> None:
    before = desk.store.body.numbering
    desk.run("form")
    strip = desk.page.business.form
    strip.style_choice.setCurrentIndex(strip.style_choice.findData("us-city"))
    strip.pattern.setText("{n}/{yy}")
    strip.first.setValue(41)
    strip.public.setValue(4)
    strip.accept()
    assert desk.store.council.house_style == "us-city"
    assert desk.store.body.numbering.first == 41
    assert desk.store.meeting.public_count == 4
    desk.store.undo()
    assert (desk.store.council.house_style, desk.store.body.numbering) == ("uk-borough", before)


def test_a_pattern_that_makes_no_number_keeps_the_strip_open(desk: Desk) -> None:
    desk.run("form")
    strip = desk.page.business.form
    strip.pattern.setText("minute")
    strip.accept()
    assert strip.isVisible()
    assert desk.store.body.numbering.pattern == "{n}"
