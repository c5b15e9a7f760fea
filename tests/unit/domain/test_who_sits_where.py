"""Suggestions who speaks, from the loudest channel: only for segments nobody is named for, only where it is clear."""

from minutewright.domain.attendance import Attendance, Capacity
from minutewright.domain.channels import ChannelHint, person_at, suggest_speakers
from minutewright.domain.ids import AttendanceId, PersonId, SegmentId
from minutewright.domain.transcript import Segment

HALE, OKORO = PersonId("hale"), PersonId("okoro")
SEATS = (
    Attendance(AttendanceId("a1"), HALE, Capacity.MEMBER, 0, channel=1),
    Attendance(AttendanceId("a2"), OKORO, Capacity.MEMBER, 1, channel=3),
)
HINTS = (ChannelHint(0, 2000, 1), ChannelHint(2000, 5000, 3), ChannelHint(8000, 9000, 2))


def segment(start_ms: int, end_ms: int, speaker: PersonId | None = None) -> Segment:
    return Segment(SegmentId(f"s{start_ms}"), start_ms, end_ms, "words", speaker_id=speaker)


def test_the_channel_that_leads_suggests_who_sits_there() -> None:
    (first, second) = suggest_speakers([segment(100, 1900), segment(2100, 4800)], HINTS, SEATS)
    assert (first.person_id, first.channel, first.share) == (HALE, 1, 1.0)
    assert (second.person_id, second.channel) == (OKORO, 3)


def test_a_segment_that_has_a_speaker_is_left_alone() -> None:
    assert suggest_speakers([segment(100, 1900, OKORO)], HINTS, SEATS) == ()


def test_an_utterance_shared_by_two_channels_suggests_nobody() -> None:
    assert suggest_speakers([segment(500, 3500)], HINTS, SEATS) == ()


def test_a_channel_nobody_sits_at_suggests_nobody() -> None:
    assert suggest_speakers([segment(8000, 9000)], HINTS, SEATS) == ()


def test_a_short_noise_in_a_long_utterance_suggests_nobody() -> None:
    assert suggest_speakers([segment(4700, 7900)], HINTS, SEATS) == ()


def test_two_at_one_channel_are_no_suggestion() -> None:
    both = (*SEATS, Attendance(AttendanceId("a3"), PersonId("penn"), Capacity.OFFICER, 2, channel=1))
    assert person_at(both, 1) is None
    assert person_at(both, 3) == OKORO
    assert person_at(both, 0) is None
