"""Paragraphs of the minutes are cut, joined and deleted as in a document, each as one step that can be taken back."""

import pytest

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId
from minutewright.domain.minutes import BlockKind, Origin, Run, Source
from minutewright.services.clerk import business, minuting, preparing
from minutewright.services.storage.store import MeetingStore

ITEM = ItemId("item-1")


@pytest.fixture
def minutes(store: MeetingStore) -> MeetingStore:
    preparing.take_agenda(store, [AgendaItem(ITEM, "1", "Play area", 0)])
    return store


def texts(store: MeetingStore) -> list[str]:
    return [block.text for block in store.blocks.all()]


def test_a_paragraph_is_cut_in_two_and_both_halves_can_still_be_heard(minutes: MeetingStore) -> None:
    heard = (Source(1000, 9000),)
    block = minuting.add_block(minutes, ITEM, "The pavilion leaks. A survey is due.", sources=heard)
    minuting.add_block(minutes, ITEM, "Members thanked the officers.")
    minuting.split_block(
        minutes, block.id, (Run("The pavilion leaks."),), (Run("A survey is due.", bold=True),)
    )
    assert texts(minutes) == ["The pavilion leaks.", "A survey is due.", "Members thanked the officers."]
    assert [row.sources for row in minutes.blocks.all()] == [heard, heard, ()]
    minutes.undo()
    assert texts(minutes) == ["The pavilion leaks. A survey is due.", "Members thanked the officers."]


def test_what_follows_a_sub_heading_is_a_paragraph(minutes: MeetingStore) -> None:
    heading = minuting.add_block(minutes, ITEM, "The roof", kind=BlockKind.SUBHEADING)
    minuting.split_block(minutes, heading.id, (Run("The roof"),), ())
    assert [row.kind for row in minutes.blocks.all()] == [BlockKind.SUBHEADING, BlockKind.PARAGRAPH]


def test_joined_paragraphs_rest_on_what_both_rested_on(minutes: MeetingStore) -> None:
    first = minuting.add_block(minutes, ITEM, "One. ", sources=(Source(0, 10),))
    second = minuting.add_block(minutes, ITEM, "Two.", sources=(Source(20, 30),))
    assert minuting.join_block(minutes, second.id) == first.id
    (joined,) = minutes.blocks.all()
    assert (joined.text, joined.sources) == ("One. Two.", (Source(0, 10), Source(20, 30)))
    minutes.undo()
    assert texts(minutes) == ["One. ", "Two."]


def test_nothing_is_joined_to_a_decision(minutes: MeetingStore) -> None:
    business.record_decision(minutes, ITEM, ["That the roof be mended"])
    after = minuting.add_block(minutes, ITEM, "The meeting noted the cost.")
    assert minuting.join_block(minutes, after.id) is None
    assert minutes.blocks.count() == 2


def test_a_stretch_over_several_paragraphs_is_deleted_in_one_step(minutes: MeetingStore) -> None:
    blocks = [
        minuting.add_block(minutes, ITEM, text, origin=Origin.PHRASE)
        for text in ("One", "Two", "Three", "Four")
    ]
    minuting.delete_between(minutes, blocks[0].id, blocks[2].id, (Run("One ree"),))
    assert texts(minutes) == ["One ree", "Four"]
    assert minutes.blocks.all()[0].origin is Origin.CLERK
    minutes.undo()
    assert texts(minutes) == ["One", "Two", "Three", "Four"]
