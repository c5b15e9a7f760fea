"""The model tells views of the rows that came, went or differ, and of no others."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from spoken import EVENING, begin_evening, start_of

from committee import item_id, person_id
from minutewright.domain.marks import MarkKind
from minutewright.services.clerk import editing, marking
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.transcript_model import TranscriptModel


@pytest.fixture
def store(tmp_path: Path, qtbot: QtBot):
    with begin_evening(tmp_path / "harbour") as opened:
        yield opened


@pytest.fixture
def model(store: MeetingStore) -> TranscriptModel:
    made = TranscriptModel()
    made.show(store)
    return made


class Told:
    """What a view would have heard."""

    def __init__(self, model: TranscriptModel) -> None:
        self.changed: set[int] = set()
        self.inserted: list[tuple[int, int]] = []
        self.removed: list[tuple[int, int]] = []
        self.resets = 0
        model.dataChanged.connect(
            lambda first, last, _: self.changed.update(range(first.row(), last.row() + 1))
        )
        model.rowsInserted.connect(lambda _, first, last: self.inserted.append((first, last)))
        model.rowsRemoved.connect(lambda _, first, last: self.removed.append((first, last)))
        model.modelReset.connect(lambda: setattr(self, "resets", self.resets + 1))


def test_an_edit_is_told_of_its_row_and_the_one_below(store: MeetingStore, model: TranscriptModel) -> None:
    told = Told(model)
    editing.edit_text(store, store.segments()[4].id, "The quay wall has moved")
    model.show(store)
    assert (told.changed, told.inserted, told.removed, told.resets) == ({4, 5}, [], [], 0)
    assert model.row(4).segment.text == "The quay wall has moved"


def test_a_split_inserts_one_row_and_a_join_removes_it(store: MeetingStore, model: TranscriptModel) -> None:
    told = Told(model)
    second = editing.split(store, store.segments()[4].id, 13)
    model.show(store)
    assert (told.inserted, told.removed, told.resets) == ([(5, 5)], [], 0)
    assert {4, 5} <= told.changed
    assert model.rowCount() == len(EVENING) + 1
    editing.join_with_previous(store, second)
    model.show(store)
    assert (told.removed, told.resets) == ([(5, 5)], 0)
    assert [segment.text for segment in model.segments] == [segment.text for segment in store.segments()]


def test_deleting_in_the_middle_removes_that_row(store: MeetingStore, model: TranscriptModel) -> None:
    told = Told(model)
    editing.delete_segment(store, store.segments()[3].id)
    model.show(store)
    assert (told.removed, told.inserted, told.resets) == ([(3, 3)], [], 0)


def test_a_moved_mark_is_told_of_the_rows_it_moves(store: MeetingStore, model: TranscriptModel) -> None:
    told = Told(model)
    mark = next(mark for mark in store.marks.all() if mark.item_id == item_id(store, "2"))
    marking.move_mark(store, mark.id, start_of(5))
    model.show(store)
    assert {3, 4} <= told.changed <= {2, 3, 4, 5}
    assert model.row(5).begins_item
    assert not model.row(3).begins_item


def test_nothing_is_told_when_nothing_changed(store: MeetingStore, model: TranscriptModel) -> None:
    told = Told(model)
    marking.add_mark(store, MarkKind.NOTE, 1000, text="ask for the figures")
    model.show(store)
    assert (told.changed, told.inserted, told.removed, told.resets) == (set(), [], [], 0)


def test_turns_are_of_one_speaker_under_one_item(store: MeetingStore, model: TranscriptModel) -> None:
    begins = [row for row in range(model.rowCount()) if model.row(row).begins_turn]
    assert begins == [0, 1, 2, 3, 4, 6, 7, 8]
    assert list(model.turn_of(5)) == [4, 5]
    assert list(model.turn_of(6)) == [6]
    editing.set_speaker(store, [store.segments()[6].id], person_id("Penhale"))
    model.show(store)
    assert list(model.turn_of(5)) == [4, 5, 6, 7]
