"""Words that the machine may have heard wrongly, and where the words of a segment stand in its text."""

import difflib
import re
from dataclasses import dataclass

from minutewright.domain.transcript import Segment, Word

DOUBTFUL = 0.6
"""Words below this probability are shown as doubtful: 6 in 10 of all errors by looking at 1 word in 6 to 9 (measured)."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with where it stands: characters `start` up to `end` of the segment's text."""

    word: Word
    start: int
    end: int


def placed_words(segment: Segment) -> tuple[PlacedWord, ...]:
    """The words in order, each where it stands in the text; a word that is not in the text is left out."""
    found, at = [], 0
    for word in segment.words:
        start = segment.text.find(word.text, at)
        if start >= 0:
            at = start + len(word.text)
            found.append(PlacedWord(word, start, at))
    return tuple(found)


def is_doubtful(word: Word) -> bool:
    """Whether a word should be listened to again."""
    return word.probability < DOUBTFUL


def doubtful_words(segment: Segment) -> tuple[Word, ...]:
    """The doubtful words of a segment; none once a human has listened to it."""
    return () if segment.checked else tuple(word for word in segment.words if is_doubtful(word))


def changed_spans(segment: Segment) -> tuple[tuple[int, int], ...]:
    """Where a human put other words: characters from and up to, of the text. Empty for a segment as it was heard."""
    if not segment.edited:
        return ()
    places = [match.span() for match in re.finditer(r"\S+", segment.text)]
    matcher = difflib.SequenceMatcher(None, segment.heard_text.split(), segment.text.split(), autojunk=False)
    return tuple(
        (places[first][0], places[last - 1][1])
        for verb, _, _, first, last in matcher.get_opcodes()
        if verb != "equal" and last > first
    )


def word_at(segment: Segment, character: int) -> Word | None:
    """The word at or before a character of the text: what a click there plays; None in a segment without words."""
    best: Word | None = None
    for place in placed_words(segment):
        if best is not None and place.start > character:
            break
        best = place.word
    return best


def word_spoken_at(segment: Segment, at_ms: int) -> int:
    """The number (from 0) of the word that is being spoken at a recording time (ms), -1 before the first."""
    found = -1
    for number, word in enumerate(segment.words):
        if word.start_ms > at_ms:
            break
        found = number
    return found
