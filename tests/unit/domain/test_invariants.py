"""Rules of the domain that always hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.attendance import Attendance, AttendanceSpan, AttendanceStatus, Capacity
from minutewright.domain.business import Ballot, Choice, Vote, VoteMethod
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import AttendanceId, AudioFileId, ItemId, PersonId, new_id
from minutewright.domain.numbering import numbered_items
from minutewright.domain.people import Person, find_person
from minutewright.domain.recording import AudioFile, recording_length_ms, recording_time_at, wall_clock_at
from minutewright.domain.timecode import format_ms, format_subtitle_ms, parse_ms

EVENING = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)


@given(st.integers(0, 10**9))
def test_a_written_time_reads_back(ms: int) -> None:
    assert parse_ms(format_ms(ms, with_ms=True)) == ms


@pytest.mark.parametrize(
    ("text", "ms"), [("0:01:23", 83_000), ("1:23", 83_000), ("83", 83_000), ("83.5", 83_500)]
)
def test_times_are_read_as_people_write_them(text: str, ms: int) -> None:
    assert parse_ms(text) == ms


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "-5", "1:23:"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="for example"):
        parse_ms(text)


def test_subtitle_times_have_their_own_form() -> None:
    assert format_subtitle_ms(3_727_042, decimal=",") == "01:02:07,042"


def test_ids_made_later_sort_later() -> None:
    ids = [new_id("item") for _ in range(50)]
    assert len(set(ids)) == 50
    assert [i[:17] for i in ids] == sorted(i[:17] for i in ids)


def test_minute_numbers_follow_from_order_and_skip_what_is_not_minuted() -> None:
    items = tuple(
        AgendaItem(ItemId(name), number, name, order, minuted=minuted)
        for order, (name, number, minuted) in enumerate(
            [("a", "1", True), ("b", "2", False), ("c", "3", True)]
        )
    )
    numbers = {row.item.id: row.number for row in numbered_items(items, 24)}
    assert [numbers.get(item.id) for item in items] == [24, None, 25]


@given(
    st.lists(st.sampled_from([Choice.FOR, Choice.AGAINST, Choice.ABSTAINED]), min_size=1, max_size=20),
    st.data(),
)
def test_a_recorded_vote_adds_up_or_is_refused(choices: list[Choice], data: st.DataObject) -> None:
    ballots = tuple(Ballot(PersonId(f"p{n}"), choice) for n, choice in enumerate(choices))
    counts = [choices.count(choice) for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAINED)]
    vote = Vote(*counts, method=VoteMethod.RECORDED, ballots=ballots)
    assert vote.votes_for == counts[0]
    counts[data.draw(st.integers(0, 2))] += 1
    with pytest.raises(BadInput, match="do not agree"):
        Vote(*counts, method=VoteMethod.RECORDED, ballots=ballots)


def test_nobody_votes_twice_and_no_count_is_negative() -> None:
    with pytest.raises(BadInput, match="twice"):
        Vote(2, 0, ballots=(Ballot(PersonId("p"), Choice.FOR), Ballot(PersonId("p"), Choice.FOR)))
    with pytest.raises(BadInput, match="below zero"):
        Vote(-1, 0)


def test_a_member_who_left_may_not_vote() -> None:
    row = Attendance(
        AttendanceId("a"),
        PersonId("p"),
        Capacity.MEMBER,
        0,
        spans=(AttendanceSpan(left_ms=1000), AttendanceSpan(5000)),
    )
    assert [row.may_vote_at(ms) for ms in (0, 999, 1000, 4999, 5000)] == [True, True, False, False, True]


def test_an_apology_is_not_a_presence() -> None:
    row = Attendance(AttendanceId("a"), PersonId("p"), Capacity.MEMBER, 0, status=AttendanceStatus.APOLOGY)
    assert not row.present_at(0)


def test_people_answer_to_the_ways_they_are_called() -> None:
    people = (
        Person(PersonId("1"), "Hale", title="Councillor", initials="A B", aliases=("Madam Chair",)),
        Person(PersonId("2"), "Hale", title="Mr", forename="Tom"),
        Person(PersonId("3"), "Okoro", forename="Ngozi"),
    )
    assert find_person(people, "councillor hale") == people[0]
    assert find_person(people, "Councillor A B Hale") == people[0]
    assert find_person(people, "madam chair") == people[0]
    assert find_person(people, "Ngozi Okoro") == people[2]
    assert find_person(people, "Hale") is None


def file(number: int, start_ms: int, seconds: float, started_at: datetime) -> AudioFile:
    return AudioFile(
        AudioFileId(str(number)),
        number,
        f"{number}.wav",
        start_ms,
        round(seconds * 16000),
        16000,
        1,
        started_at,
    )


def test_both_clocks_agree_across_a_pause() -> None:
    files = (file(1, 0, 60, EVENING), file(2, 60_000, 30, EVENING + timedelta(minutes=11)))
    assert recording_length_ms(files) == 90_000
    assert wall_clock_at(files, 59_000) == EVENING + timedelta(seconds=59)
    assert wall_clock_at(files, 61_000) == EVENING + timedelta(minutes=11, seconds=1)
    assert recording_time_at(files, EVENING + timedelta(minutes=5)) == 60_000
    assert wall_clock_at((), 0) is None


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 600)), min_size=1, max_size=6), st.data())
def test_recording_time_and_wall_clock_convert_back_and_forth(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    files, start_ms, clock = [], 0, EVENING
    for number, (seconds, pause) in enumerate(parts, 1):
        files.append(file(number, start_ms, seconds, clock))
        start_ms += seconds * 1000
        clock += timedelta(seconds=seconds + pause)
    at_ms = data.draw(st.integers(0, start_ms - 1))
    moment = wall_clock_at(tuple(files), at_ms)
    assert moment is not None
    assert recording_time_at(tuple(files), moment) == at_ms
