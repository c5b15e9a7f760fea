"""The clerk's hand on the transcript: every change lies over what was heard and can be taken back."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, PassId, PersonId, SegmentId, VoiceId
from minutewright.domain.transcript import (
    HeardSegment,
    Pass,
    PassBlock,
    PassKind,
    Segment,
    TagSource,
    Voice,
    Word,
)
from minutewright.services.clerk import editing
from minutewright.services.storage.store import MeetingStore

LINES = ["Good evening everybody", "Item one apologies", "We have one from Councillor Abel", "Thank you"]


@pytest.fixture
def heard(store: MeetingStore) -> MeetingStore:
    """A meeting in which four sentences were heard, two seconds each."""
    a_pass = Pass(PassId("p"), PassKind.FINAL, "faster-whisper", "1", "base", "", "en", datetime.now(UTC))
    store.begin_pass(a_pass)
    segments = []
    for number, line in enumerate(LINES):
        start, texts = number * 2000, line.split()
        step = 2000 // len(texts)
        words = tuple(
            Word(start + i * step, start + (i + 1) * step, text, 0.9) for i, text in enumerate(texts)
        )
        segments.append(
            HeardSegment(SegmentId(f"s{number}"), a_pass.id, start, start + 2000, line, words, VoiceId("v"))
        )
    store.put_block(PassBlock(a_pass.id, 0, 8000), segments)
    return store


def texts(store: MeetingStore) -> list[str]:
    return [segment.text for segment in store.segments()]


def test_edited_words_keep_the_times_of_those_that_stayed(heard: MeetingStore) -> None:
    editing.edit_text(heard, SegmentId("s2"), "We have one apology from Councillor Abell")
    segment = heard.segments()[2]
    assert segment.edited
    assert segment.heard_text == LINES[2]
    times = {word.text: word.start_ms for word in segment.words}
    originals = {word.text: word.start_ms for word in heard.heard.get("s2").words}
    assert {word: times[word] for word in ("We", "have", "one", "from", "Councillor")} == {
        word: originals[word] for word in ("We", "have", "one", "from", "Councillor")
    }
    assert times["Abell"] == originals["Abel"]


def test_what_the_machine_heard_is_never_changed(heard: MeetingStore) -> None:
    before = heard.heard.all()
    editing.edit_text(heard, SegmentId("s0"), "Something else entirely")
    second = editing.split(heard, SegmentId("s1"), len("Item one"))
    editing.join_with_previous(heard, second)
    editing.delete_segment(heard, SegmentId("s3"))
    assert heard.heard.all() == before


def test_a_split_falls_between_two_words_at_their_time(heard: MeetingStore) -> None:
    second = editing.split(heard, SegmentId("s1"), len("Item one"))
    assert texts(heard) == [LINES[0], "Item one", "apologies", LINES[2], LINES[3]]
    halves = heard.segments()[1:3]
    assert halves[1].id == second
    assert halves[0].end_ms == halves[1].start_ms == heard.heard.get("s1").words[2].start_ms


@pytest.mark.parametrize("at", [0, 99])
def test_a_split_that_would_leave_nothing_is_refused(heard: MeetingStore, at: int) -> None:
    with pytest.raises(BadInput, match="between two words"):
        editing.split(heard, SegmentId("s1"), at)
    assert texts(heard) == LINES


def test_split_and_join_come_back_to_the_words_they_began_with(heard: MeetingStore) -> None:
    second = editing.split(heard, SegmentId("s2"), len("We have"))
    editing.join_with_previous(heard, second)
    assert texts(heard) == LINES
    assert heard.segments()[2].words == heard.heard.get("s2").words


def test_joining_two_utterances_makes_one_with_all_words(heard: MeetingStore) -> None:
    editing.join_with_previous(heard, SegmentId("s1"))
    assert texts(heard) == [f"{LINES[0]} {LINES[1]}", LINES[2], LINES[3]]
    assert (heard.segments()[0].start_ms, heard.segments()[0].end_ms) == (0, 4000)
    heard.undo()
    assert texts(heard) == LINES


def test_the_first_utterance_has_nothing_to_join(heard: MeetingStore) -> None:
    with pytest.raises(BadInput, match="nothing above"):
        editing.join_with_previous(heard, SegmentId("s0"))


def test_speaker_and_item_of_a_range_are_set_in_one_step(heard: MeetingStore) -> None:
    ids = [SegmentId("s1"), SegmentId("s2")]
    editing.set_speaker(heard, ids, PersonId("hall"))
    editing.set_item(heard, ids, ItemId("one"))
    tagged = heard.segments()[1:3]
    assert {(s.speaker_id, s.speaker_source, s.item_id) for s in tagged} == {("hall", TagSource.CLERK, "one")}
    heard.undo()
    heard.undo()
    assert all(s.speaker_id is None and s.item_id is None for s in heard.segments())


def test_naming_a_voice_names_all_its_segments_but_not_those_the_clerk_named(heard: MeetingStore) -> None:
    editing.set_speaker(heard, [SegmentId("s0")], PersonId("chair"))
    editing.name_voice(heard, Voice(VoiceId("v"), "Voice 1"), PersonId("abel"))
    assert [s.speaker_id for s in heard.segments()] == ["chair", "abel", "abel", "abel"]


def test_replacing_everywhere_is_one_step(heard: MeetingStore) -> None:
    count = editing.replace_everywhere(
        heard, {SegmentId("s0"): "Good morning everybody", SegmentId("s3"): "Thank you"}
    )
    assert count == 1
    heard.undo()
    assert texts(heard) == LINES


def test_a_segment_that_is_gone_is_said_to_be_gone(heard: MeetingStore) -> None:
    with pytest.raises(BadInput, match="no longer there"):
        editing.edit_text(heard, SegmentId("nowhere"), "x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=8),
    st.lists(st.sampled_from(["a", "b", "c", "x", "y"]), max_size=8),
)
def test_realigned_words_are_the_new_text_in_order_of_time(old: list[str], new: list[str]) -> None:
    words = tuple(Word(1000 + i * 100, 1100 + i * 100, text) for i, text in enumerate(old))
    within = Segment(SegmentId("s"), 1000, 1000 + max(len(old), 1) * 100, " ".join(old), words)
    result = editing.realign(words, " ".join(new), within)
    assert [word.text for word in result] == new
    assert all(within.start_ms <= w.start_ms <= w.end_ms <= within.end_ms for w in result)
    assert all(a.start_ms <= b.start_ms for a, b in zip(result, result[1:], strict=False))


EDITS = {
    "edit": lambda store, segment, n: editing.edit_text(store, segment.id, f"{segment.text} more {n}"),
    "split": lambda store, segment, n: editing.split(store, segment.id, n),
    "join": lambda store, segment, n: editing.join_with_previous(store, segment.id),
    "delete": lambda store, segment, n: editing.delete_segment(store, segment.id),
    "speaker": lambda store, segment, n: editing.set_speaker(store, [segment.id], PersonId(f"p{n}")),
    "item": lambda store, segment, n: editing.set_item(store, [segment.id], ItemId(f"i{n}")),
    "checked": lambda store, segment, n: editing.set_checked(store, [segment.id]),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 30), st.integers(1, 12)), max_size=25)
)
def test_whatever_was_done_undoing_all_gives_the_original_back(heard: MeetingStore, edits) -> None:
    original, before = heard.segments(), heard.next_undo()
    for edit, which, number in edits:
        segments = heard.segments()
        if segments:
            with suppress(BadInput):
                EDITS[edit](heard, segments[which % len(segments)], number)
        assert all(s.text.split() == [word.text for word in s.words] for s in heard.segments())
    final = heard.segments()
    undone = 0
    while heard.next_undo() != before:
        heard.undo()
        undone += 1
    assert heard.segments() == original
    for _ in range(undone):
        heard.redo()
    assert heard.segments() == final
    while heard.next_undo() != before:
        heard.undo()
