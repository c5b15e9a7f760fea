"""The transcript as JSON: segments with speaker, agenda item, text and words, times in seconds.

Speakers stand as `{id, name, role}` under `speakers`; a segment names its speaker by that id, and its agenda item by
the agenda's own number.
"""

import json
from collections import defaultdict
from itertools import groupby
from typing import Any

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId
from minutewright.domain.pauses import asked_to_leave
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import Gap, recording_length_ms
from minutewright.domain.transcript import Word
from minutewright.services.documents.transcript_export.content import Utterance


def transcript_json(
    record: MeetingRecord, rows: tuple[Utterance, ...], *, include_exempt: bool = False
) -> str:
    """The document as text."""
    runs: defaultdict[ItemId, list[tuple[int, int]]] = defaultdict(list)
    for item_id, group in groupby((row.segment for row in rows), key=lambda segment: segment.item_id):
        spoken_under = list(group)
        if item_id is not None:
            runs[item_id].append((spoken_under[0].start_ms, spoken_under[-1].end_ms))
    roles = {row.person_id: row.role for row in record.attendance}
    spoken = dict.fromkeys(row.segment.speaker_id for row in rows if row.segment.speaker_id)
    known = [*spoken, *(row.person_id for row in record.attendance if row.person_id not in spoken)]
    people = [person for person in map(record.person, known) if person is not None]
    document: dict[str, Any] = {
        "title": record.body.name,
        "body": record.council.name,
        "date": record.meeting.held_on.isoformat(),
        "venue": record.meeting.venue,
        "duration": _seconds(max([recording_length_ms(record.files), *(row.segment.end_ms for row in rows)])),
        "speakers": [
            {"id": person.id, "name": person.full_name, "role": roles.get(person.id) or person.post}
            for person in people
        ],
        "names": list(dict.fromkeys(person.surname for person in people if person.surname)),
        "agenda": [_agenda_item(item, runs[item.id]) for item in record.items],
        "gaps": [_gap(record, gap, include_exempt) for gap in record.gaps],
        "segments": [_segment(number, row) for number, row in enumerate(rows, 1)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _agenda_item(item: AgendaItem, runs: list[tuple[int, int]]) -> dict[str, Any]:
    """An item with the time it was taken, unless it was not taken, or was left and come back to."""
    shown: dict[str, Any] = {"item": item.number, "title": item.title}
    if len(runs) == 1:
        shown |= {"start": _seconds(runs[0][0]), "end": _seconds(runs[0][1])}
    return shown


def _gap(record: MeetingRecord, gap: Gap, include_exempt: bool) -> dict[str, Any]:
    """What was not recorded, on both clocks; the clerk's words and names only where exempt business is included."""
    shown: dict[str, Any] = {
        "at": _seconds(gap.at_ms),
        "silence": _seconds(gap.filled_ms),
        "from": gap.started_at.isoformat(),
        "to": gap.ended_at.isoformat() if gap.ended_at else None,
        "reason": gap.reason.value,
    }
    if include_exempt:
        shown |= {"note": gap.note, "asked_to_leave": list(asked_to_leave(record, gap))}
    return shown


def _segment(number: int, row: Utterance) -> dict[str, Any]:
    segment = row.segment
    return {
        "id": number,
        "start": _seconds(segment.start_ms),
        "end": _seconds(segment.end_ms),
        "speaker": segment.speaker_id or segment.voice_id,
        "agenda_item": row.item_number or None,
        "text": segment.text,
        "words": [_word(word) for word in segment.words],
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "start": _seconds(word.start_ms),
        "end": _seconds(word.end_ms),
        "word": word.text,
        "probability": round(word.probability, 4),
    }


def _seconds(ms: int) -> float:
    return round(ms / 1000, 3)
