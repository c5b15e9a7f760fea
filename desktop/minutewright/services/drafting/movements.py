"""Who came and went, who took the chair, and when the meeting stood adjourned, as notes under the item that was being taken."""

from dataclasses import dataclass

from minutewright.domain.attendance import AttendanceSpan
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId
from minutewright.domain.marks import MarkKind, marks_of
from minutewright.domain.phrase import fill
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import GapReason, wall_clock_at
from minutewright.domain.tagging import Timeline


@dataclass(frozen=True, slots=True)
class MovementNote:
    """A sentence with its place: recording time in ms and the item then being taken (None: before any)."""

    key: str
    at_ms: int
    item_id: ItemId | None
    text: str


def movement_notes(record: MeetingRecord, style: HouseStyle) -> tuple[MovementNote, ...]:
    """Arrivals and departures from the spans of attendance, adjournments from the gaps of the recording, changes of
    chair from their marks, in time.

    A moment whose wall-clock time is not known (sound imported without a clock) is left out: no time is guessed.
    """
    notes = (
        _comings_and_goings(record, style) + _adjournments(record, style) + _changes_of_chair(record, style)
    )
    return tuple(sorted(notes, key=lambda note: note.at_ms))


def _comings_and_goings(record: MeetingRecord, style: HouseStyle) -> list[MovementNote]:
    timeline = Timeline(record.marks, MarkKind.ITEM)
    notes = []
    for row in record.attendance:
        person = record.person(row.person_id)
        if person is None:
            continue
        for span in row.spans:
            moments = (
                ("arrived", span.arrived_ms, style.phrases.arrived),
                ("left", span.left_ms, style.phrases.left),
            )
            for word, at_ms, phrase in moments:
                wall = None if at_ms is None else wall_clock_at(record.files, at_ms)
                if at_ms is None or wall is None:
                    continue
                text = fill(phrase, {"name": person.full_name, "time": style.dates.time_of_day(wall)})
                item_id = _item_then(span, at_ms, timeline)
                notes.append(MovementNote(f"{word}-{row.id}-{at_ms}", at_ms, item_id, text))
    return notes


def _changes_of_chair(record: MeetingRecord, style: HouseStyle) -> list[MovementNote]:
    """Who took the chair. Its sentence needs no time, so a mark without a wall clock is told as well."""
    timeline = Timeline(record.marks, MarkKind.ITEM)
    notes = []
    for mark in marks_of(record.marks, MarkKind.CHAIR):
        person = record.person(mark.person_id)
        if person is None:
            continue
        time = style.dates.time_of_day(mark.wall) if mark.wall else ""
        text = fill(style.phrases.chair_taken, {"name": person.full_name, "time": time})
        governing = timeline.at(mark.at_ms)
        item_id = (governing.item_id if governing else None) or mark.item_id
        notes.append(MovementNote(f"chair-{mark.id}", mark.at_ms, item_id, text))
    return notes


def _item_then(span: AttendanceSpan, at_ms: int, timeline: Timeline) -> ItemId | None:
    mark = timeline.at(at_ms)
    return (mark.item_id if mark else None) or span.during_item


def _adjournments(record: MeetingRecord, style: HouseStyle) -> list[MovementNote]:
    timeline = Timeline(record.marks, MarkKind.ITEM)
    notes = []
    for gap in record.gaps:
        if gap.reason is not GapReason.ADJOURNED:
            continue
        resumed = style.dates.time_of_day(gap.ended_at) if gap.ended_at else ""
        values = {"time": style.dates.time_of_day(gap.started_at), "resumed": resumed}
        mark = timeline.at(gap.at_ms)
        text = fill(style.phrases.adjourned, values)
        notes.append(MovementNote(f"adjourned-{gap.id}", gap.at_ms, mark.item_id if mark else None, text))
    return notes
