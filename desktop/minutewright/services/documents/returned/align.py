"""Lays the paragraphs of a returned file beside those that were sent: by our bookmarks, and where they are gone by words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from minutewright.services.documents.returned.read import Line

_ALIKE = 55.0  # per cent: less alike is another paragraph
_SAME_WORDS = 90.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """`pairs` is the place in theirs of each paragraph that was sent, None where it is gone; `moved` are those that
    stand in another order; `new` are the places in theirs that nothing was sent for."""

    pairs: tuple[int | None, ...]
    moved: frozenset[int]
    new: tuple[int, ...]


def align(sent: Sequence[Line], theirs: Sequence[Line]) -> Pairing:
    """Pair the paragraphs."""
    pairs: list[int | None] = [None] * len(sent)
    _by_anchor(sent, theirs, pairs)
    _by_words(sent, theirs, pairs)
    _by_move(sent, theirs, pairs)
    taken = {place for place in pairs if place is not None}
    new = tuple(place for place, line in enumerate(theirs) if place not in taken and line.text.strip())
    return Pairing(tuple(pairs), _moved(pairs), new)


def _by_anchor(sent: Sequence[Line], theirs: Sequence[Line], pairs: list[int | None]) -> None:
    places: dict[str, int] = {}
    for place, line in enumerate(theirs):
        for name in line.anchors:
            places.setdefault(name, place)
    taken: set[int] = set()
    for number, line in enumerate(sent):
        found = next((places[name] for name in line.anchors if name in places), None)
        if found is None or found in taken:
            continue
        place = _slipped(line, found, theirs)
        if place not in taken:
            pairs[number] = place
            taken.add(place)


def _slipped(line: Line, place: int, theirs: Sequence[Line]) -> int:
    """A paragraph typed in front of another one takes its bookmark along; the words tell which is which."""
    following = theirs[place + 1] if place + 1 < len(theirs) else None
    if following is None or following.anchors or theirs[place].key == line.key or not line.key:
        return place
    here, there = fuzz.ratio(line.key, theirs[place].key), fuzz.ratio(line.key, following.key)
    return place + 1 if there >= _SAME_WORDS and here < _ALIKE else place


def _by_words(sent: Sequence[Line], theirs: Sequence[Line], pairs: list[int | None]) -> None:
    """Between what is paired already, the same words are the same paragraph, then those that are most alike."""
    back = {place: number for number, place in enumerate(pairs) if place is not None}
    left = [
        ("pair", str(number)) if pairs[number] is not None else ("words", line.key)
        for number, line in enumerate(sent)
    ]
    right = [
        ("pair", str(back[place])) if place in back else ("words", line.key)
        for place, line in enumerate(theirs)
    ]
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            for number, place in zip(range(a, b), range(c, d), strict=True):
                if pairs[number] is None:
                    pairs[number] = place
        elif kind == "replace":
            _most_alike(sent, theirs, pairs, range(a, b), range(c, d), back)


def _most_alike(
    sent: Sequence[Line],
    theirs: Sequence[Line],
    pairs: list[int | None],
    numbers: range,
    places: range,
    back: dict[int, int],
) -> None:
    start = places.start
    for number in numbers:
        if pairs[number] is not None or not sent[number].key:
            continue
        rated = [
            (fuzz.ratio(sent[number].key, theirs[place].key), -place)
            for place in range(start, places.stop)
            if place not in back and place not in pairs and theirs[place].key and not theirs[place].anchors
        ]
        if rated and max(rated)[0] >= _ALIKE:
            pairs[number] = -max(rated)[1]
            start = -max(rated)[1] + 1


def _by_move(sent: Sequence[Line], theirs: Sequence[Line], pairs: list[int | None]) -> None:
    """A paragraph that is gone in one place and stands word for word in another was moved."""
    taken = {place for place in pairs if place is not None}
    free: dict[str, list[int]] = {}
    for place, line in enumerate(theirs):
        if place not in taken and line.key:
            free.setdefault(line.key, []).append(place)
    for number, line in enumerate(sent):
        if pairs[number] is None and free.get(line.key):
            pairs[number] = free[line.key].pop(0)


def _moved(pairs: Sequence[int | None]) -> frozenset[int]:
    """Those outside the longest run that kept its order."""
    paired = [(number, place) for number, place in enumerate(pairs) if place is not None]
    ends: list[int] = []
    at_end: list[int] = []
    before: dict[int, int | None] = {}
    for number, place in paired:
        length = bisect_left(ends, place)
        before[number] = at_end[length - 1] if length else None
        ends[length : length + 1] = [place]
        at_end[length : length + 1] = [number]
    kept: set[int] = set()
    last: int | None = at_end[-1] if at_end else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(number for number, _ in paired if number not in kept)
