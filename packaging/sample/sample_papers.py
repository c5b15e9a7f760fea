"""The JSON and CSV files of the sample meeting, made from its words and the times at which they were said."""

import csv
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sample_text import Entry, Meeting, Segment

REGISTER = ("title", "forename", "initials", "surname", "honours", "capacity", "role", "post", "organisation")
# From when something begins until the clerk's finger is on the key, in ms.
REACTION_MS = (200, 900)
_PEOPLE = ("person", "mover", "seconder", "owner")


def reference(
    meeting: Meeting,
    segments: Sequence[Segment],
    duration_s: float,
    gains_db: dict[str, float],
    sample_rate: int,
) -> dict[str, Any]:
    """What was said, by whom, when and under which item, and what the minutes should hold."""
    return {
        "audio": "meeting.flac",
        "sample_rate": sample_rate,
        "duration": round(duration_s, 3),
        "kind": "synthetic",
        "title": meeting.body,
        "body": meeting.council,
        "date": meeting.date.isoformat(),
        "time": meeting.time,
        "venue": meeting.venue,
        "room": {"rt60": meeting.room.reverberation_s, "snr_db": meeting.room.snr_db},
        "speakers": [
            {
                "id": person.id,
                "name": person.full_name,
                "role": person.role or person.post or person.capacity.capitalize(),
                "voice": f"kokoro:{person.voice}",
                "gain_db": gains_db[person.id],
            }
            for person in meeting.people.values()
            if person.voice
        ],
        "names": list(meeting.names),
        "agenda": [
            {"item": number, "title": title, "start": said[0].start, "end": said[-1].end}
            for number, title in meeting.spoken_titles.items()
            if (said := [segment for segment in segments if segment.item == number])
        ],
        "events": [event for row in business(meeting, segments) for event in _events(row)]
        + [{"event": "close", "agenda_item": segments[-1].item, "at": segments[-1].end}],
        "segments": [
            {
                "start": segment.start,
                "end": segment.end,
                "speaker": segment.speaker,
                "agenda_item": segment.item,
                "turn": segment.turn,
                "overlap": False,
                "text": segment.text,
            }
            for segment in segments
        ],
    }


def marks(meeting: Meeting, segments: Sequence[Segment]) -> list[dict[str, Any]]:
    """The keys the clerk pressed, a moment after each item and speaker began and after what else was marked."""
    finger = random.Random(meeting.seed)
    stamps: list[dict[str, Any]] = []
    item, speaker = "0", ""
    for segment in segments:
        begins = round(segment.start * 1000)
        if segment.item != item:
            item = segment.item
            stamps.append({"at_ms": begins + finger.randint(*REACTION_MS), "kind": "item", "item": item})
        if segment.speaker != speaker:
            speaker = segment.speaker
            name = meeting.people[speaker].full_name
            stamps.append(
                {"at_ms": begins + finger.randint(*REACTION_MS), "kind": "speaker", "speaker": name}
            )
    for key in meeting.keys:
        ends = round(_place(key.item, key.after, segments).end * 1000)
        at_item = {"item": key.item} if key.item else {}
        stamps.append(
            {"at_ms": ends + finger.randint(*REACTION_MS), "kind": key.kind, **at_item, **key.details}
        )
    return sorted(stamps, key=lambda stamp: stamp["at_ms"])


def business(meeting: Meeting, segments: Sequence[Segment]) -> list[dict[str, Any]]:
    """What the clerk minuted, in order, each with the recording time of the words on which it rests."""
    return [_minuted(meeting, entry, segments) for entry in meeting.business]


def write_register(path: Path, meeting: Meeting) -> None:
    """The register as a spreadsheet would save it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(REGISTER)
        table.writerows(
            [getattr(person, column) for column in REGISTER] for person in meeting.people.values()
        )


def _minuted(meeting: Meeting, entry: Entry, segments: Sequence[Segment]) -> dict[str, Any]:
    first = _place(entry.item, entry.since, segments)
    last = _place(entry.item, entry.after, segments)
    row: dict[str, Any] = {
        "kind": entry.kind,
        "item": entry.item,
        "from_ms": round(first.start * 1000),
        "at_ms": round(last.end * 1000),
    }
    for name, value in entry.details.items():
        if name in _PEOPLE:
            row[name] = meeting.people[value].full_name
        else:
            row[name] = value.isoformat() if isinstance(value, date) else value
    return row


def _place(item: str, words: str, segments: Sequence[Segment]) -> Segment:
    speaker, part = words.split(": ", 1)
    for segment in segments:
        if segment.speaker == speaker and item in ("", segment.item) and part in segment.text:
            return segment
    raise ValueError(f"Nobody says “{words}” under item {item or 'any'} in script.txt.")


def _events(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What a scorer of draft minutes looks for: apologies, declarations, resolutions and actions."""
    head = {"event": row["kind"], "agenda_item": row["item"], "at": row["at_ms"] / 1000}
    match row["kind"]:
        case "apology":
            return [{**head, "member": row["person"]}]
        case "declaration":
            return [{**head, "member": row["person"], "kind": row["interest"], "item": row["about"]}]
        case "motion":
            votes = {
                "for": str(row["for"]),
                "against": str(row["against"]),
                "abstain": str(row["abstained"]),
            }
            moved = {"moved": row["mover"], "seconded": row["seconder"]}
            return [{**head, **moved, **votes, "text": row["text"]}]
        case "decision":
            return [{**head, "event": "resolution", "text": text} for text in row["resolutions"]]
        case "action":
            return [{**head, "owner": row["owner"], "due": row["due"], "text": row["text"]}]
    return []
