"""Seats before channels, and suggestions taken: one action each, never over what somebody said."""

from pathlib import Path

import numpy as np
import pytest

from minutewright.app.sound import refresh_sound
from minutewright.app.suggesting import accept, read_channels
from minutewright.domain.attendance import Attendance, Capacity
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import AttendanceId, PassId, PersonId, SegmentId
from minutewright.domain.people import Person
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind, TagSource
from minutewright.services.clerk.editing import set_speaker
from minutewright.services.clerk.seating import assign_channel
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from minutewright.services.storage.store import MeetingStore

RATE = 16_000


@pytest.fixture
def spoken(store: MeetingStore) -> MeetingStore:
    """Four seconds before channel 1, four before channel 2, and what was heard of them."""
    from datetime import UTC, datetime

    at = datetime(2026, 3, 4, 19, tzinfo=UTC)
    chance = np.random.default_rng(2)
    sound = 0.002 * chance.standard_normal((12 * RATE, 2))
    sound[2 * RATE : 6 * RATE, 0] += 0.1 * chance.standard_normal(4 * RATE)
    sound[6 * RATE : 10 * RATE, 1] += 0.1 * chance.standard_normal(4 * RATE)
    audio: Path = store.folder / "audio"
    writer = WavWriter(audio / str(SegmentName(1, at, RATE, 2)), RATE, 2)
    writer.write((sound * 32767).astype(np.int16).tobytes())
    writer.close()
    refresh_sound(store)
    with store.action("People"):
        for place, name in enumerate(("Hale", "Okoro")):
            store.people.put(Person(PersonId(name), name))
            store.attendance.put(Attendance(AttendanceId(name), PersonId(name), Capacity.MEMBER, place))
    a_pass = Pass(PassId("p"), PassKind.FINAL, "e", "1", "m", "0", "en", at, at)
    store.begin_pass(a_pass)
    heard = [
        HeardSegment(SegmentId(name), a_pass.id, start, end, "words")
        for name, start, end in (("one", 2100, 5900), ("two", 6100, 9900))
    ]
    store.put_block(PassBlock(a_pass.id, 0, 12_000), heard)
    return store


def speakers(store: MeetingStore) -> list[tuple[str | None, TagSource]]:
    return [(segment.speaker_id, segment.speaker_source) for segment in store.segments()]


def test_a_suggestion_names_nobody_until_it_is_taken_and_can_be_undone(spoken: MeetingStore) -> None:
    assign_channel(spoken, PersonId("Hale"), 1)
    assign_channel(spoken, PersonId("Okoro"), 2)
    reading = read_channels(spoken)
    assert [(each.segment_id, each.person_id) for each in reading.suggestions] == [
        ("one", "Hale"),
        ("two", "Okoro"),
    ]
    assert speakers(spoken) == [(None, TagSource.NONE)] * 2
    assert accept(spoken, reading.suggestions) == 2
    assert speakers(spoken) == [("Hale", TagSource.CLERK), ("Okoro", TagSource.CLERK)]
    spoken.undo()
    assert speakers(spoken) == [(None, TagSource.NONE)] * 2


def test_what_somebody_said_meanwhile_stands(spoken: MeetingStore) -> None:
    assign_channel(spoken, PersonId("Hale"), 1)
    suggestions = read_channels(spoken).suggestions
    set_speaker(spoken, [SegmentId("one")], PersonId("Okoro"))
    assert accept(spoken, suggestions) == 0
    assert speakers(spoken)[0] == ("Okoro", TagSource.CLERK)


def test_a_seat_is_for_those_who_attend(spoken: MeetingStore) -> None:
    with pytest.raises(BadInput):
        assign_channel(spoken, PersonId("nobody"), 1)
