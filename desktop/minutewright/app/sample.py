"""The sample meeting made into a real one: agenda and register read, sound imported, marks and business as taken down."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

from minutewright.app.sound import import_sound
from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.business import MotionOutcome, Vote
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import Source
from minutewright.domain.people import find_person
from minutewright.domain.recording import wall_clock_at
from minutewright.services.clerk import business, marking, minuting, preparing
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.resources import resource
from minutewright.services.storage.store import MeetingStore


def prepare_sample(folder: Path) -> MeetingStore:
    """Make the sample meeting in a folder, with agenda and register but no sound yet.

    Raises:
        FolderError, DiskFull: nothing was made.
    """
    from minutewright.services.documents.agenda.read import read_agenda
    from minutewright.services.documents.register import read_register

    reference = load_sample("reference.json")
    store = begin_meeting(
        folder,
        reference["title"],
        date.fromisoformat(reference["date"]),
        council=reference["body"],
        starts_at=time.fromisoformat(reference["time"]),
        venue=reference["venue"],
    )
    register = read_register(resource("sample", "register.csv"))
    preparing.take_agenda(store, read_agenda(resource("sample", "agenda.docx")))
    preparing.take_register(store, register.people, register.attendance)
    return store


def make_sample(folder: Path) -> MeetingStore:
    """Make the whole sample meeting: with its sound, the clerk's marks and the business taken down.

    Raises:
        FolderError, DiskFull: with the sentence for the clerk.
    """
    store = prepare_sample(folder)
    import_sound(store, [resource("sample", "meeting.flac")])
    add_marks(store)
    add_business(store)
    return store


def load_sample(name: str) -> Any:
    """One of the sample's JSON files (see resources/sample/README.md)."""
    return json.loads(resource("sample", name).read_text(encoding="utf-8"))


def add_marks(store: MeetingStore, offset_ms: int = 0) -> int:
    """Stamp the clerk's marks, `offset_ms` later than in the sample's own sound; returns how many.

    They are keys as they were pressed; a speaker's is back-dated by the usual reaction, as on the Meeting page.
    """
    marks = load_sample("marks.json")
    with store.action("Marks of the sample meeting"):
        for mark in marks:
            kind = MarkKind(mark["kind"])
            reaction_ms = marking.REACTION_MS if kind is MarkKind.SPEAKER else 0
            marking.add_mark(
                store,
                kind,
                mark["at_ms"] + offset_ms - reaction_ms,
                item_id=_item(store, mark["item"]) if "item" in mark else None,
                person_id=_person(store, mark["speaker"]) if "speaker" in mark else None,
                text=mark.get("text", ""),
            )
        opened = wall_clock_at(store.files.all(), offset_ms)
        if opened is not None:
            marking.add_mark(store, MarkKind.OPENED, offset_ms, wall=opened)
    return len(marks)


def add_business(store: MeetingStore, offset_ms: int = 0) -> None:
    """Record the apology, declaration, motion, vote, decisions, action and notes that the clerk took down."""
    rows = load_sample("business.json")
    with store.action("Business of the sample meeting"):
        motion_id = None
        for row in rows:
            row |= {"from_ms": row["from_ms"] + offset_ms, "at_ms": row["at_ms"] + offset_ms}
            if row["kind"] == "motion":
                motion_id = _motion(store, row)
            elif row["kind"] == "decision":
                item = _item(store, row["item"])
                chosen = motion_id if row.get("motion") else None
                business.record_decision(
                    store, item, row["resolutions"], motion_id=chosen, at_ms=row["at_ms"]
                )
            else:
                _other(store, row)


def _motion(store: MeetingStore, row: dict[str, Any]) -> Any:
    motion = business.record_motion(
        store,
        _item(store, row["item"]),
        row["text"],
        mover=_person(store, row["mover"]),
        seconder=_person(store, row["seconder"]),
        at_ms=row["at_ms"],
    )
    vote = Vote(row["for"], row["against"], row["abstained"])
    business.record_vote(store, motion.id, vote, MotionOutcome.CARRIED)
    return motion.id


def _other(store: MeetingStore, row: dict[str, Any]) -> None:
    at_ms = row["at_ms"]
    if row["kind"] == "apology":
        preparing.set_status(store, _person(store, row["person"]), AttendanceStatus.APOLOGY)
    elif row["kind"] == "declaration":
        about = _item(store, row["about"])
        business.declare_interest(store, _person(store, row["person"]), about, row["nature"], at_ms=at_ms)
    elif row["kind"] == "action":
        due = date.fromisoformat(row["due"])
        owner = _person(store, row["owner"])
        business.record_action(
            store, _item(store, row["item"]), row["text"], owner=owner, due=due, at_ms=at_ms
        )
    else:
        heard = Source(row["from_ms"], at_ms)
        minuting.add_block(store, _item(store, row["item"]), row["text"], sources=(heard,))


def _item(store: MeetingStore, number: str) -> ItemId:
    return next(item.id for item in store.items.all() if item.number == number)


def _person(store: MeetingStore, name: str) -> PersonId:
    person = find_person(store.people.all(), name)
    if person is None:
        raise LookupError(name)
    return person.id
