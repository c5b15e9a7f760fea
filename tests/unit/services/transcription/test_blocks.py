"""Blocks cover the recording, fall into pauses, and come out the same again; words make sentences."""

from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.transcript import Word
from minutewright.services.transcription.blocks import LONGEST_MS, SHORTEST_MS, cut_blocks
from minutewright.services.transcription.engine import Stretch, Utterance
from minutewright.services.transcription.utterances import join_pieces, split_sentences


def utterance(*words: tuple[str, int, int]) -> Utterance:
    made = tuple(Word(start, end, text) for text, start, end in words)
    return Utterance(made[0].start_ms, made[-1].end_ms, " ".join(word.text for word in made), made)


GAPS = st.lists(st.tuples(st.integers(1, 40_000), st.integers(100, 60_000)), max_size=60)


def laid_out(gaps: list[tuple[int, int]]) -> tuple[list[Stretch], int]:
    """Speech from pauses and lengths in ms, and where it ends."""
    speech, at = [], 0
    for pause, length in gaps:
        speech.append(Stretch(at + pause, at + pause + length))
        at += pause + length
    return speech, at


@given(GAPS, st.integers(0, 30_000))
def test_blocks_cover_the_recording_without_a_hole_and_are_never_too_long(gaps, tail) -> None:
    speech, at = laid_out(gaps)
    blocks = cut_blocks(speech, at + tail)
    edges = [block.start_ms for block in blocks] + [block.end_ms for block in blocks[-1:]]
    assert edges == sorted(set(edges))
    assert (edges[0], edges[-1]) == (0, at + tail) if edges else at + tail == 0
    assert all(block.end_ms - block.start_ms <= LONGEST_MS for block in blocks)
    assert all(block.end_ms - block.start_ms >= SHORTEST_MS for block in blocks[:-1])
    assert blocks == cut_blocks(speech, at + tail)


@given(GAPS, st.sets(st.integers(0, 20)))
def test_what_is_left_after_any_blocks_are_done_is_cut_as_it_would_have_been(gaps, finished) -> None:
    speech, length = laid_out(gaps)
    whole = cut_blocks(speech, length)
    done = [block for number, block in enumerate(whole) if number in finished]
    assert cut_blocks(speech, length, done) == tuple(block for block in whole if block not in done)


@given(GAPS, GAPS)
def test_when_the_recording_has_grown_only_what_is_new_is_left(before, after) -> None:
    speech, length = laid_out(before)
    done = cut_blocks(speech, length)
    grown, grown_length = laid_out(before + after)
    blocks = cut_blocks(grown, grown_length, done)
    assert sum(block.end_ms - block.start_ms for block in blocks) == grown_length - length
    assert all(block.start_ms >= length for block in blocks)


def test_a_block_is_cut_in_the_longest_pause_not_in_a_word() -> None:
    speech = [
        Stretch(0, 80_000),
        Stretch(80_400, 95_000),
        Stretch(98_000, 140_000),
        Stretch(141_000, 200_000),
    ]
    first = cut_blocks(speech, 200_000)[0]
    assert 95_000 < first.end_ms < 98_000


def test_pieces_of_a_word_are_joined_and_the_worse_doubt_is_kept() -> None:
    words = join_pieces(
        [(" seven", 0, 300, 0.9), (" o", 300, 400, 0.8), ("'clock", 400, 700, 0.5), (" ", 700, 710, 1.0)]
    )
    assert [(word.text, word.start_ms, word.end_ms, word.probability) for word in words] == [
        ("seven", 0, 300, 0.9),
        ("o'clock", 300, 700, 0.5),
    ]


def test_an_utterance_is_one_sentence_but_mr_does_not_end_one() -> None:
    whole = utterance(
        ("Thank", 0, 1), ("you,", 1, 2), ("Mr.", 2, 3), ("Pell.", 3, 4), ("Agreed?", 5, 6), ("Yes", 7, 8)
    )
    assert [part.text for part in split_sentences(whole)] == ["Thank you, Mr. Pell.", "Agreed?", "Yes"]


def test_a_long_pause_ends_an_utterance_too() -> None:
    whole = utterance(("Those", 0, 200), ("against", 200, 400), ("none", 2_000, 2_400))
    assert [part.text for part in split_sentences(whole)] == ["Those against", "none"]
