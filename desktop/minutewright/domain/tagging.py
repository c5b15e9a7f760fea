"""Who speaks and which item is taken at a moment, from the marks; and the transcript that follows from it.

Tags are derived, never copied: a mark that is moved, changed or deleted moves every segment it governs.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from minutewright.domain.ids import ItemId, PersonId, SegmentId, VoiceId
from minutewright.domain.marks import Mark, MarkKind, marks_of
from minutewright.domain.transcript import ClerkSegment, HeardSegment, Segment, TagSource, Voice, Word


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
class _Tags:
    items: Timeline
    speakers: Timeline
    voices: dict[VoiceId, Voice]

    def speaker(
        self, own: PersonId | None, voice: VoiceId | None, start: int, end: int
    ) -> tuple[PersonId | None, TagSource]:
        if own is not None:
            return own, TagSource.CLERK
        named = self.voices[voice].person_id if voice in self.voices else None
        if named is not None:
            return named, TagSource.VOICE
        mark = self.speakers.over(start, end)
        if mark is not None and mark.person_id is not None:
            return mark.person_id, TagSource.MARK
        return None, TagSource.NONE

    def item(self, own: ItemId | None, start: int, end: int) -> tuple[ItemId | None, TagSource]:
        if own is not None:
            return own, TagSource.CLERK
        mark = self.items.over(start, end)
        if mark is not None and mark.item_id is not None:
            return mark.item_id, TagSource.MARK
        return None, TagSource.NONE


def read_transcript(
    heard: Iterable[HeardSegment],
    clerk: Iterable[ClerkSegment],
    marks: tuple[Mark, ...] = (),
    voices: Iterable[Voice] = (),
) -> tuple[Segment, ...]:
    """The transcript as the clerk reads it, in order of time.

    `heard` are the segments of the pass being shown. A clerk's segment stands for the heard ones it replaces; heard
    segments of another pass that lie for more than half under a clerk's segment with text, or a deletion, give way.
    """
    heard = sorted(heard, key=lambda segment: (segment.start_ms, segment.end_ms, segment.id))
    clerk = tuple(clerk)
    tags = _Tags(
        Timeline(marks, MarkKind.ITEM),
        Timeline(marks, MarkKind.SPEAKER),
        {voice.id: voice for voice in voices},
    )
    by_id = {segment.id: segment for segment in heard}
    replaced = {old for row in clerk for old in row.replaces}
    foreign = [
        row for row in clerk if (row.text is not None or row.deleted) and not by_id.keys() & set(row.replaces)
    ]
    segments = [
        _overlay(_untouched(segment), [segment], tags)
        for segment in heard
        if segment.id not in replaced and not _gives_way(segment, foreign)
    ]
    for row in clerk:
        originals = [by_id[old] for old in row.replaces if old in by_id]
        if not row.deleted and (originals or row.text is not None):
            segments.append(_overlay(row, originals, tags))
    return tuple(sorted(segments, key=lambda segment: (segment.start_ms, segment.end_ms, segment.id)))


def _gives_way(segment: HeardSegment, edits: list[ClerkSegment]) -> bool:
    length = max(segment.end_ms - segment.start_ms, 1)
    covered = sum(
        max(0, min(segment.end_ms, row.end_ms) - max(segment.start_ms, row.start_ms)) for row in edits
    )
    return covered * 2 > length


def _overlay(row: ClerkSegment, originals: list[HeardSegment], tags: _Tags) -> Segment:
    heard_text = " ".join(original.text for original in originals)
    heard_words: tuple[Word, ...] = tuple(word for original in originals for word in original.words)
    voice = row.voice_id or next((original.voice_id for original in originals if original.voice_id), None)
    speaker, speaker_source = tags.speaker(row.speaker_id, voice, row.start_ms, row.end_ms)
    item, item_source = tags.item(row.item_id, row.start_ms, row.end_ms)
    return Segment(
        id=row.id,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        text=heard_text if row.text is None else row.text,
        words=heard_words if row.words is None else row.words,
        heard_text=heard_text,
        speaker_id=speaker,
        speaker_source=speaker_source,
        item_id=item,
        item_source=item_source,
        voice_id=voice,
        edited=row.text is not None and row.text != heard_text,
        checked=row.checked,
    )


def _untouched(segment: HeardSegment) -> ClerkSegment:
    return ClerkSegment(segment.id, segment.start_ms, segment.end_ms, replaces=(segment.id,))


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


def segment_at(segments: tuple[Segment, ...], at_ms: int) -> SegmentId | None:
    """The last segment that began by this recording time (ms): what playback should light up."""
    place = bisect_right([segment.start_ms for segment in segments], at_ms)
    return segments[place - 1].id if place else None
