"""What follows from a mark follows it when it is moved, and goes when it is deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from minutewright.domain.attendance import Attendance, Capacity
from minutewright.domain.ids import AttendanceId, AudioFileId, PersonId
from minutewright.domain.marks import MarkKind
from minutewright.domain.people import Person
from minutewright.domain.recording import AudioFile
from minutewright.services.clerk import marking, preparing
from minutewright.services.storage.store import MeetingStore

START = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
ABEL = PersonId("abel")


@pytest.fixture
def recorded(store: MeetingStore) -> MeetingStore:
    row = Attendance(AttendanceId("attendance-abel"), ABEL, Capacity.MEMBER, 0, seat="1")
    preparing.add_person(store, Person(ABEL, "Abel"), row)
    store.put_sound([AudioFile(AudioFileId("file-1"), 1, "1.wav", 0, 6_000_000, 1000, 1, START)], [])
    return store


def there(store: MeetingStore, *seconds: int) -> list[bool]:
    return [store.attendance.all()[0].present_at(second * 1000) for second in seconds]


def test_who_left_and_came_back_is_away_in_between(recorded: MeetingStore) -> None:
    marking.add_mark(recorded, MarkKind.LEFT, 100_000, person_id=ABEL)
    marking.add_mark(recorded, MarkKind.ARRIVED, 200_000, person_id=ABEL)
    marking.add_mark(recorded, MarkKind.LEFT, 300_000, person_id=ABEL)
    assert there(recorded, 50, 150, 250, 350) == [True, False, True, False]


def test_a_departure_that_is_moved_moves_the_absence(recorded: MeetingStore) -> None:
    mark = marking.add_mark(recorded, MarkKind.LEFT, 100_000, person_id=ABEL)
    marking.move_mark(recorded, mark.id, 200_000)
    assert there(recorded, 150, 250) == [True, False]


def test_a_departure_that_is_deleted_never_was_and_undo_brings_it_back(recorded: MeetingStore) -> None:
    mark = marking.add_mark(recorded, MarkKind.LEFT, 100_000, person_id=ABEL)
    marking.delete_mark(recorded, mark.id)
    assert there(recorded, 50, 150) == [True, True]
    assert recorded.attendance.all()[0].spans == ()
    recorded.undo()
    assert there(recorded, 50, 150) == [True, False]


def test_an_arrival_that_is_deleted_leaves_the_departure_as_it_was(recorded: MeetingStore) -> None:
    arrival = marking.add_mark(recorded, MarkKind.ARRIVED, 100_000, person_id=ABEL)
    marking.add_mark(recorded, MarkKind.LEFT, 200_000, person_id=ABEL)
    assert there(recorded, 50, 150, 250) == [False, True, False]
    marking.delete_mark(recorded, arrival.id)
    assert there(recorded, 50, 150, 250) == [True, True, False]


def test_the_closing_time_follows_its_mark_and_goes_with_it(recorded: MeetingStore) -> None:
    mark = marking.add_mark(recorded, MarkKind.CLOSED, 60_000)
    assert recorded.meeting.closed_at == START + timedelta(minutes=1)
    marking.move_mark(recorded, mark.id, 120_000)
    assert recorded.meeting.closed_at == START + timedelta(minutes=2)
    marking.delete_mark(recorded, mark.id)
    assert recorded.meeting.closed_at is None


def test_the_last_speaker_can_be_put_right_to_somebody_unnamed(recorded: MeetingStore) -> None:
    marking.mark_speaker_live(recorded, ABEL, 10_000, START)
    marking.correct_last_speaker(recorded, None)
    assert [mark.person_id for mark in recorded.marks.all()] == [None]
