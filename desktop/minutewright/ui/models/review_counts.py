"""What the review still has to do, counted: time under each item and by each voice, doubtful words, nobody named."""

from collections.abc import Sequence
from dataclasses import dataclass

from minutewright.domain.doubt import doubtful_words
from minutewright.domain.ids import ItemId, PersonId, VoiceId
from minutewright.domain.transcript import Segment

Who = tuple[PersonId | None, VoiceId | None]
"""Somebody named, else a voice, else (None, None): nobody."""


@dataclass(slots=True)
class Count:
    """Of some utterances: time spoken and time of those with nobody named (ms), doubtful words, checked utterances."""

    spoken_ms: int = 0
    unnamed_ms: int = 0
    doubtful: int = 0
    utterances: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a transcript: in all, by item (None: under no item), and the time (ms) of each who spoke."""

    whole: Count
    items: dict[ItemId | None, Count]
    people: dict[Who, int]


class Counter:
    """Counts again and again; the words of an utterance that did not change are looked at once."""

    def __init__(self) -> None:
        self._doubts: dict[int, tuple[Segment, int]] = {}

    def count(self, segments: Sequence[Segment]) -> Counts:
        """Count these utterances."""
        whole, items, people = Count(), dict[ItemId | None, Count](), dict[Who, int]()
        known, self._doubts = self._doubts, {}
        for segment in segments:
            kept = known.get(id(segment))
            if kept is None or kept[0] is not segment:
                kept = (segment, len(doubtful_words(segment)))
            self._doubts[id(segment)] = kept
            length = segment.end_ms - segment.start_ms
            under = items.get(segment.item_id)
            if under is None:
                under = items[segment.item_id] = Count()
            for count in (whole, under):
                count.spoken_ms += length
                count.unnamed_ms += 0 if segment.speaker_id else length
                count.doubtful += kept[1]
                count.utterances += 1
                count.checked += segment.checked
            who = (segment.speaker_id, None) if segment.speaker_id else (None, segment.voice_id)
            people[who] = people.get(who, 0) + length
        return Counts(whole, items, people)
