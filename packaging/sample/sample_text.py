"""Reads what the sample meeting is made from: script.txt (the words) and meeting.toml (people, agenda, business)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the register; `voice` is empty for those who are not heard."""

    id: str
    title: str
    forename: str
    surname: str
    capacity: str
    initials: str = ""
    honours: str = ""
    role: str = ""
    post: str = ""
    organisation: str = ""
    voice: str = ""

    @property
    def full_name(self) -> str:
        """As minutes have it: `Councillor M J Halloran`, `Mr Daniel Pell`."""
        return f"{self.title} {self.initials or self.forename} {self.surname}"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda as it was sent out."""

    number: str
    title: str
    pages: str = ""
    under: str = ""
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a stretch under one item."""

    item: str
    speaker: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: start and end in seconds, who said it under which item, and the number of the turn from 1."""

    start: float
    end: float
    speaker: str
    item: str
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """How the room sounds: reverberation time in seconds and speech to noise in dB."""

    reverberation_s: float
    snr_db: float


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the clerk pressed or minuted, after certain words; `since` is where those words begin.

    `details` is what the kind needs besides and goes into the JSON file as it stands.
    """

    kind: str
    item: str
    since: str
    after: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The whole sample meeting in words."""

    council: str
    body: str
    date: date
    time: str
    venue: str
    published: date
    contact: Mapping[str, str]
    seed: int
    names: tuple[str, ...]
    room: Room
    people: Mapping[str, Person]
    items: tuple[Item, ...]
    spoken_titles: Mapping[str, str]
    turns: tuple[Turn, ...]
    keys: tuple[Entry, ...]
    business: tuple[Entry, ...]


def read_meeting(folder: Path = HERE) -> Meeting:
    """Read both files of `folder`.

    Raises:
        ValueError: the script lets somebody speak who has no voice.
    """
    facts = tomllib.loads((folder / "meeting.toml").read_text(encoding="utf-8"))
    people = {row["id"]: Person(**row) for row in facts.pop("people")}
    titles, turns = _read_script((folder / "script.txt").read_text(encoding="utf-8"))
    silent = {turn.speaker for turn in turns} - {person.id for person in people.values() if person.voice}
    if silent:
        raise ValueError(f"These speak in script.txt and have no voice in meeting.toml: {sorted(silent)}")
    return Meeting(
        names=tuple(facts.pop("names")),
        room=Room(**facts.pop("room")),
        people=people,
        items=tuple(Item(**row) for row in facts.pop("agenda")),
        keys=tuple(_entry(row) for row in facts.pop("keys")),
        business=tuple(_entry(row) for row in facts.pop("business")),
        spoken_titles=titles,
        turns=turns,
        **facts,
    )


def _read_script(text: str) -> tuple[dict[str, str], tuple[Turn, ...]]:
    titles: dict[str, str] = {}
    turns: list[Turn] = []
    item = ""
    for line in text.splitlines():
        if heading := re.fullmatch(r"== (\S+) \| (.+)", line):
            item, titles[heading[1]] = heading[1], heading[2]
        elif spoken := re.fullmatch(r"([A-Z]+): (.+)", line):
            turns.append(Turn(item, spoken[1], tuple(re.split(r"(?<=[.?!]) ", spoken[2]))))
    return titles, tuple(turns)


def _entry(row: dict[str, Any]) -> Entry:
    kind, item, after = row.pop("kind"), row.pop("item", ""), row.pop("after")
    return Entry(kind, item, row.pop("since", after), after, row)
