"""Who speaks and which item is taken at a moment, from the marks; and what of the transcript nobody has tagged.

Tags are derived, never copied: a mark that is moved, changed or deleted moves every segment it governs.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from minutewright.domain.ids import ItemId
from minutewright.domain.marks import Mark, MarkKind, marks_of
from minutewright.domain.transcript import Segment


class Timeline:
    """The marks of one kind as steps in time. Ask it what governs a stretch."""

    def __init__(self, marks: tuple[Mark, ...], kind: MarkKind) -> None:
        self._marks = marks_of(marks, kind)
        self._starts = [mark.at_ms for mark in self._marks]

    def at(self, at_ms: int) -> Mark | None:
        """The mark in force at a recording time (ms); None before the first."""
        place = bisect_right(self._starts, at_ms)
        return self._marks[place - 1] if place else None

    def over(self, start_ms: int, end_ms: int) -> Mark | None:
        """The mark that governs most of a stretch (ms), so that a stamp made a little late still takes its utterance."""
        first = max(bisect_right(self._starts, start_ms) - 1, -1)
        best, longest = self.at(start_ms), -1
        for place in range(first, len(self._marks)):
            begins = start_ms if place < 0 else max(self._starts[place], start_ms)
            if begins >= end_ms and place != first:
                break
            ends = self._starts[place + 1] if place + 1 < len(self._marks) else end_ms
            share = min(ends, end_ms) - begins
            if share > longest:
                best, longest = (self._marks[place] if place >= 0 else None), share
        return best


@dataclass(frozen=True, slots=True)
class Unassigned:
    """Spoken time (ms) that belongs to no item, and that has no named speaker."""

    without_item_ms: int
    without_speaker_ms: int


def count_unassigned(segments: Iterable[Segment]) -> Unassigned:
    """How much of the transcript nobody has tagged yet."""
    items = speakers = 0
    for segment in segments:
        length = segment.end_ms - segment.start_ms
        items += length if segment.item_id is None else 0
        speakers += length if segment.speaker_id is None else 0
    return Unassigned(items, speakers)


def segments_in(segments: Iterable[Segment], item_id: ItemId) -> tuple[Segment, ...]:
    """The segments spoken under one item."""
    return tuple(segment for segment in segments if segment.item_id == item_id)
