"""Doubtful and changed words are found where they stand in the text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.doubt import changed_spans, doubtful_words, placed_words, word_at, word_spoken_at
from minutewright.domain.ids import SegmentId
from minutewright.domain.transcript import Segment, Word

HEARD = "the key wall has moved by four inches"


def segment(text: str = HEARD, *, edited: str = "") -> Segment:
    words = tuple(
        Word(400 * n, 400 * n + 350, word, 0.3 if word in ("key", "four") else 0.95)
        for n, word in enumerate(text.split())
    )
    made = Segment(SegmentId("s"), 0, 4000, text, words, heard_text=text)
    return replace(made, text=edited, edited=True) if edited else made


def test_words_below_the_threshold_are_doubtful_until_a_human_has_listened() -> None:
    assert [word.text for word in doubtful_words(segment())] == ["key", "four"]
    assert doubtful_words(replace(segment(), checked=True)) == ()


@given(st.lists(st.sampled_from(["the", "key", "wall", "a", "key-wall"]), min_size=1, max_size=12))
def test_every_word_is_placed_on_its_own_characters(words: list[str]) -> None:
    made = segment(" ".join(words))
    placed = placed_words(made)
    assert [made.text[each.start : each.end] for each in placed] == words
    assert all(first.end < second.start for first, second in zip(placed, placed[1:], strict=False))


def test_a_click_between_two_words_plays_the_first_of_them() -> None:
    made = segment()
    assert word_at(made, 0).text == "the"  # type: ignore[union-attr]
    assert word_at(made, 5).text == "key"  # type: ignore[union-attr]
    assert word_at(made, 7).text == "key"  # type: ignore[union-attr]
    assert word_at(made, 999).text == "inches"  # type: ignore[union-attr]
    assert word_at(replace(made, words=()), 3) is None


def test_the_word_that_is_spoken_is_the_last_that_began() -> None:
    made = segment()
    assert [word_spoken_at(made, at) for at in (-1, 0, 399, 400, 9999)] == [-1, 0, 0, 1, 7]


def test_only_what_a_human_put_there_counts_as_changed() -> None:
    assert changed_spans(segment()) == ()
    made = segment(edited="the quay wall has moved by four inches since March")
    assert [made.text[start:end] for start, end in changed_spans(made)] == ["quay", "since March"]
    assert changed_spans(segment(edited="the wall has moved by four inches")) == ()
