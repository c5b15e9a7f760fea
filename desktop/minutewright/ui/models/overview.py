"""The whole meeting as stretches: under which item, and who speaks. From the transcript, before there is one from the marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.marks import Mark, MarkKind, marks_of
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.transcript import Segment
from minutewright.services.storage.store import MeetingStore


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of recording time (ms) and what it belongs to; None for nothing."""

    start_ms: int
    end_ms: int
    key: ItemId | PersonId | None


Band = tuple[int, int, str, str]
"""An agenda item: start and end (ms), its number ("" for none), and its words for the tooltip."""
Lane = tuple[int, int, int | None]
"""A turn: start and end (ms), the speaker's place in the attendance (None: nobody named)."""


def overview(store: MeetingStore, segments: Sequence[Segment]) -> tuple[tuple[Band, ...], tuple[Lane, ...]]:
    """The bands of the agenda and the lane of the speakers of a meeting."""
    items = {item.id: item for item in store.items.all()}
    places = {row.person_id: place for place, row in enumerate(store.attendance.all())}
    marks, length = store.marks.all(), recording_length_ms(store.files.all())
    bands = []
    for each in item_stretches(segments, marks, length):
        item = items.get(ItemId(each.key)) if each.key else None
        words = f"{item.number}  {item.title}" if item else "Under no item"
        bands.append((each.start_ms, each.end_ms, item.number if item else "", words))
    turns = speaker_stretches(segments, marks, length)
    lanes = [(each.start_ms, each.end_ms, places.get(PersonId(each.key or ""))) for each in turns]
    return tuple(bands), tuple(lanes)


def item_stretches(
    segments: Sequence[Segment], marks: tuple[Mark, ...], length_ms: int
) -> tuple[Stretch, ...]:
    """The agenda items in the order in which they were taken; each lasts until the next begins."""
    if not segments:
        return tuple(_from_marks(marks_of(marks, MarkKind.ITEM), length_ms))
    spoken = list(_joined((row.start_ms, row.end_ms, row.item_id) for row in segments))
    ends = [*(following.start_ms for following in spoken[1:]), max(length_ms, spoken[-1].end_ms)]
    return tuple(Stretch(each.start_ms, end, each.key) for each, end in zip(spoken, ends, strict=True))


def speaker_stretches(
    segments: Sequence[Segment], marks: tuple[Mark, ...], length_ms: int
) -> tuple[Stretch, ...]:
    """Who speaks; between turns there may be silence."""
    if not segments:
        return tuple(_from_marks(marks_of(marks, MarkKind.SPEAKER), length_ms))
    return tuple(_joined((row.start_ms, row.end_ms, row.speaker_id) for row in segments))


def _joined(rows: Iterable[tuple[int, int, ItemId | PersonId | None]]) -> Iterator[Stretch]:
    begun, ended, holder = -1, -1, None
    for start, end, key in rows:
        if begun >= 0 and key == holder:
            ended = max(ended, end)
            continue
        if begun >= 0:
            yield Stretch(begun, ended, holder)
        begun, ended, holder = start, end, key
    if begun >= 0:
        yield Stretch(begun, ended, holder)


def _from_marks(marks: tuple[Mark, ...], length_ms: int) -> Iterator[Stretch]:
    for place, mark in enumerate(marks):
        end = marks[place + 1].at_ms if place + 1 < len(marks) else max(length_ms, mark.at_ms)
        yield Stretch(mark.at_ms, end, mark.item_id or mark.person_id)
