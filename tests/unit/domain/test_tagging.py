"""Segments take item and speaker from the marks."""

from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.ids import ItemId, MarkId, PassId, PersonId, SegmentId, VoiceId
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.reading import read_transcript
from minutewright.domain.tagging import Timeline, count_unassigned
from minutewright.domain.transcript import ClerkSegment, HeardSegment, TagSource, Voice


def heard(name: str, start: int, end: int, text: str = "words", voice: str | None = None) -> HeardSegment:
    return HeardSegment(
        SegmentId(name), PassId("p"), start, end, text, voice_id=VoiceId(voice) if voice else None
    )


def item(at: int, name: str | None) -> Mark:
    return Mark(MarkId(f"i{at}"), MarkKind.ITEM, at, item_id=ItemId(name) if name else None)


def speaker(at: int, name: str | None) -> Mark:
    return Mark(MarkId(f"s{at}"), MarkKind.SPEAKER, at, person_id=PersonId(name) if name else None)


def test_a_segment_takes_the_mark_in_force_when_it_was_spoken() -> None:
    segments = read_transcript(
        [heard("a", 0, 900), heard("b", 2000, 3000)],
        [],
        (item(0, "one"), item(1000, "two"), speaker(1900, "mote")),
    )
    assert [segment.item_id for segment in segments] == ["one", "two"]
    assert [segment.speaker_id for segment in segments] == [None, "mote"]
    assert segments[1].speaker_source is TagSource.MARK


def test_a_stamp_made_a_little_late_still_takes_the_utterance_it_was_made_for() -> None:
    (segment,) = read_transcript([heard("a", 1000, 5000)], [], (speaker(0, "hall"), speaker(1800, "mote")))
    assert segment.speaker_id == "mote"


def test_a_mark_without_an_item_closes_the_one_before() -> None:
    (segment,) = read_transcript([heard("a", 2000, 3000)], [], (item(0, "one"), item(1500, None)))
    assert segment.item_id is None


def test_moving_a_mark_moves_the_segments_it_governs() -> None:
    spoken = [heard("a", 0, 1000), heard("b", 1000, 2000), heard("c", 2000, 3000)]
    before = read_transcript(spoken, [], (item(0, "one"), item(1000, "two")))
    after = read_transcript(spoken, [], (item(0, "one"), item(2000, "two")))
    assert [s.item_id for s in before] == ["one", "two", "two"]
    assert [s.item_id for s in after] == ["one", "one", "two"]


def test_the_clerks_own_word_stands_above_voice_and_mark() -> None:
    own = ClerkSegment(SegmentId("a"), 0, 1000, (SegmentId("a"),), speaker_id=PersonId("clerk says"))
    voices = [Voice(VoiceId("v"), "Voice 1", PersonId("voice says"))]
    spoken = [heard("a", 0, 1000, voice="v"), heard("b", 1000, 2000, voice="v"), heard("c", 2000, 3000)]
    segments = read_transcript(spoken, [own], (speaker(0, "mark says"),), voices)
    assert [s.speaker_id for s in segments] == ["clerk says", "voice says", "mark says"]
    assert [s.speaker_source for s in segments] == [TagSource.CLERK, TagSource.VOICE, TagSource.MARK]


def test_a_new_pass_never_hides_what_the_clerk_wrote() -> None:
    edit = ClerkSegment(SegmentId("old"), 1000, 3000, (SegmentId("old"),), text="The clerk's words")
    segments = read_transcript([heard("x", 0, 900), heard("y", 1100, 2900), heard("z", 3000, 4000)], [edit])
    assert [s.text for s in segments] == ["words", "The clerk's words", "words"]


def test_a_deleted_segment_stays_deleted_in_a_new_pass() -> None:
    gone = ClerkSegment(SegmentId("old"), 1000, 3000, (SegmentId("old"),), deleted=True)
    segments = read_transcript([heard("x", 0, 900), heard("y", 1100, 2900)], [gone])
    assert [s.id for s in segments] == ["x"]


def test_time_that_nobody_tagged_is_counted() -> None:
    segments = read_transcript([heard("a", 0, 1000), heard("b", 5000, 5500)], [], (item(2000, "one"),))
    unassigned = count_unassigned(segments)
    assert (unassigned.without_item_ms, unassigned.without_speaker_ms) == (1000, 1500)


@given(
    st.lists(st.integers(0, 100), max_size=12, unique=True),
    st.integers(-5, 110),
    st.integers(1, 40),
)
def test_the_governing_mark_is_the_one_with_the_largest_share(
    starts: list[int], start: int, length: int
) -> None:
    marks = tuple(item(at, f"n{at}") for at in starts)
    end = start + length
    shares: dict[str | None, int] = {}
    for moment in range(start, end):
        before = [at for at in starts if at <= moment]
        name = f"n{max(before)}" if before else None
        shares[name] = shares.get(name, 0) + 1
    found = Timeline(marks, MarkKind.ITEM).over(start, end)
    assert shares.get(found.item_id if found else None) == max(shares.values())
