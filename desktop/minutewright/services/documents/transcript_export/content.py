"""The transcript as it is exported: segments with the names of their speakers and the numbers of their items."""

from dataclasses import dataclass

from minutewright.domain.people import calling_name
from minutewright.domain.record import MeetingRecord
from minutewright.domain.transcript import Segment
from minutewright.services.documents.edition import public_segments

UNNAMED = "Unnamed speaker"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One segment with its speaker's name, empty if nobody is named, and its item's agenda number, empty if none."""

    segment: Segment
    speaker: str
    item_number: str
    item_title: str


def utterances(record: MeetingRecord, *, include_exempt: bool) -> tuple[Utterance, ...]:
    """The transcript in order of time; without what was said under exempt items unless it is asked for."""
    segments = record.segments if include_exempt else public_segments(record)
    rows = []
    for segment in segments:
        person, item = record.person(segment.speaker_id), record.item(segment.item_id)
        rows.append(
            Utterance(
                segment,
                calling_name(person, record.people) if person else "",
                item.number if item else "",
                item.title if item else "",
            )
        )
    return tuple(rows)
