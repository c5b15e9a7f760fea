"""Agenda, attendance, marks, business and minutes: what the clerk does, and what follows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from minutewright.domain.agenda import AgendaItem, ItemKind
from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.business import MotionOutcome, Vote
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import AttendanceId, BlockId, ItemId, PersonId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import Block, BlockKind, Origin, Run
from minutewright.domain.people import Person
from minutewright.services.clerk import beginning, business, marking, minuting, preparing
from minutewright.services.storage.store import MeetingStore

NOW = datetime(2026, 3, 4, 19, 5, tzinfo=UTC)


def agenda(*titles: str) -> list[AgendaItem]:
    return [AgendaItem(ItemId(f"new-{n}-{t}"), str(n), t, n) for n, t in enumerate(titles, 1)]


def titles(store: MeetingStore) -> list[str]:
    return [item.title for item in store.items.all()]


@pytest.fixture
def prepared(store: MeetingStore) -> MeetingStore:
    preparing.take_agenda(store, agenda("Apologies", "Declarations", "Play area"))
    people = [
        Person(PersonId(n), n.title(), title="Councillor", initials="A") for n in ("abel", "bone", "carr")
    ]
    rows = [Attendance(AttendanceId(f"a-{p.id}"), p.id, Capacity.MEMBER, n) for n, p in enumerate(people)]
    preparing.take_register(store, people, rows)
    return store


def item_named(store: MeetingStore, title: str) -> ItemId:
    return next(item.id for item in store.items.all() if item.title == title)


def test_reading_the_agenda_again_keeps_the_items_that_were_there(prepared: MeetingStore) -> None:
    before = {item.title: item.id for item in prepared.items.all()}
    preparing.take_agenda(prepared, agenda("Apologies", "Declarations", "Allotments"))
    after = {item.title: item.id for item in prepared.items.all()}
    assert titles(prepared) == ["Apologies", "Declarations", "Allotments"]
    assert before["Declarations"] == after["Declarations"]


def test_an_urgent_item_takes_the_next_number_and_its_place(prepared: MeetingStore) -> None:
    added = preparing.add_item(prepared, "Burst pipe", urgent=True, after=item_named(prepared, "Apologies"))
    assert titles(prepared) == ["Apologies", "Burst pipe", "Declarations", "Play area"]
    assert (added.number, added.kind) == ("4", ItemKind.URGENT)


def test_items_move_and_stop_at_the_ends(prepared: MeetingStore) -> None:
    preparing.move_item(prepared, item_named(prepared, "Play area"), -1)
    preparing.move_item(prepared, item_named(prepared, "Apologies"), -5)
    assert titles(prepared) == ["Apologies", "Play area", "Declarations"]


def test_deleting_an_item_takes_its_marks_and_minutes_and_undo_brings_all_back(
    prepared: MeetingStore,
) -> None:
    play = item_named(prepared, "Play area")
    marking.add_mark(prepared, MarkKind.ITEM, 5000, item_id=play)
    business.record_decision(prepared, play, ["That it be built."])
    before = prepared.record()
    preparing.delete_item(prepared, play)
    assert (prepared.marks.count(), prepared.blocks.count(), prepared.decisions.count()) == (0, 0, 0)
    prepared.undo()
    assert prepared.record() == before


def test_an_exempt_item_that_was_taken_cannot_be_deleted_into_a_public_one(prepared: MeetingStore) -> None:
    play = item_named(prepared, "Play area")
    preparing.change_item(prepared, replace(prepared.items.get(play), exempt=True))
    marking.add_mark(prepared, MarkKind.ITEM, 5000, item_id=play)
    with pytest.raises(BadInput, match="would become public"):
        preparing.delete_item(prepared, play)
    assert prepared.items.get(play) is not None
    assert prepared.marks.count() == 1


def test_a_register_read_twice_doubles_nobody_and_gives_everyone_a_seat(prepared: MeetingStore) -> None:
    again = [Person(PersonId("other-id"), "Abel", title="Councillor", initials="A", post="Chairman")]
    preparing.take_register(
        prepared, again, [Attendance(AttendanceId("x"), PersonId("other-id"), Capacity.MEMBER, 0)]
    )
    assert prepared.people.count() == prepared.attendance.count() == 3
    assert prepared.people.get("abel").post == "Chairman"
    assert [row.seat for row in prepared.attendance.all()] == ["1", "2", "3"]


def test_a_live_speaker_mark_is_back_dated_and_the_last_one_can_be_corrected(prepared: MeetingStore) -> None:
    mark = marking.mark_speaker_live(prepared, PersonId("abel"), 10_000, NOW)
    assert mark.at_ms == 9300
    marking.correct_last_speaker(prepared, PersonId("bone"))
    assert [(m.at_ms, m.person_id) for m in prepared.marks.all()] == [(9300, "bone")]


def test_leaving_and_coming_back_decides_who_may_vote(prepared: MeetingStore) -> None:
    marking.add_mark(prepared, MarkKind.LEFT, 5000, person_id=PersonId("bone"))
    marking.add_mark(prepared, MarkKind.ARRIVED, 9000, person_id=PersonId("bone"))
    row = next(row for row in prepared.attendance.all() if row.person_id == "bone")
    assert [row.may_vote_at(ms) for ms in (1000, 6000, 9500)] == [True, False, True]


def test_the_closing_mark_closes_the_meeting(prepared: MeetingStore) -> None:
    marking.add_mark(prepared, MarkKind.CLOSED, 5000, wall=NOW)
    assert prepared.meeting.closed_at == NOW


def test_more_votes_than_members_in_the_room_are_refused(prepared: MeetingStore) -> None:
    play = item_named(prepared, "Play area")
    preparing.set_status(prepared, PersonId("carr"), AttendanceStatus.APOLOGY)
    motion = business.record_motion(
        prepared, play, "That it be built", mover=PersonId("abel"), seconder=PersonId("bone")
    )
    with pytest.raises(BadInput, match="only 2 members"):
        business.record_vote(prepared, motion.id, Vote(2, 1), MotionOutcome.CARRIED)
    business.record_vote(prepared, motion.id, Vote(1, 1), MotionOutcome.LOST)
    assert prepared.motions.get(motion.id).outcome is MotionOutcome.LOST


def test_nobody_seconds_their_own_motion(prepared: MeetingStore) -> None:
    with pytest.raises(BadInput, match="seconder"):
        business.record_motion(prepared, ItemId("i"), "x", mover=PersonId("abel"), seconder=PersonId("abel"))
    assert prepared.motions.count() == 0


def test_a_stock_phrase_leads_its_item_and_one_without_ground_goes(prepared: MeetingStore) -> None:
    play = item_named(prepared, "Play area")

    def proposal(name: str, text: str, origin: Origin) -> Block:
        return Block(
            BlockId(name), play, 9, BlockKind.PARAGRAPH, (Run(text),), origin=origin, confirmed=False
        )

    minuting.add_block(prepared, play, "What the clerk wrote.")
    first = [proposal("b1", "Heard.", Origin.SUGGESTION), proposal("b2", "Stock phrase.", Origin.PHRASE)]
    minuting.take_proposals(prepared, first)
    assert [block.text for block in prepared.blocks.all()] == [
        "Stock phrase.",
        "What the clerk wrote.",
        "Heard.",
    ]
    minuting.take_proposals(prepared, [], outdated=[BlockId("b2")])
    assert [block.text for block in prepared.blocks.all()] == ["What the clerk wrote.", "Heard."]
    prepared.undo()
    assert prepared.blocks.count() == 3


def test_the_next_meeting_is_carried_forward_from_the_last(prepared: MeetingStore, tmp_path) -> None:
    preparing.set_status(prepared, PersonId("carr"), AttendanceStatus.APOLOGY)
    with beginning.carry_forward(tmp_path / "next", prepared.record(), date(2026, 4, 1)) as following:
        record = following.record()
    assert [person.id for person in record.people] == ["abel", "bone", "carr"]
    assert {row.status for row in record.attendance} == {AttendanceStatus.PRESENT}
    assert record.body.numbering.first == 4
    assert record.meeting.last_minutes_of == date(2026, 3, 4)


@pytest.mark.parametrize("name", ["Parks / Paths", 'What?*:"<>|', "...", "x" * 300])
def test_a_folder_name_is_one_that_every_system_takes(name: str) -> None:
    folder = beginning.folder_name(name, date(2026, 3, 4))
    assert folder.startswith("2026-03-04 ")
    assert not set(folder) & set('<>:"/\\|?*')
    assert len(folder) <= 120


def test_an_agenda_read_again_lets_nothing_fall_that_rests_on_an_item(store: MeetingStore) -> None:
    paths, contract = preparing.add_item(store, "Paths"), preparing.add_item(store, "Camera contract")
    preparing.add_item(store, "Bins")
    preparing.change_item(store, replace(contract, exempt=True))
    marking.add_mark(store, MarkKind.ITEM, 0, item_id=paths.id)
    revised = (
        AgendaItem(ItemId("new-1"), "1", "Fountains", 0),
        AgendaItem(ItemId("new-2"), "3", "Camera Contract", 1),
    )
    preparing.take_agenda(store, revised)
    first, second, last = store.items.all()
    assert first.title == "Fountains"
    assert (second.id, second.number, second.exempt) == (contract.id, "3", True)
    assert (last.id, last.order) == (paths.id, 2), "it has a mark"
