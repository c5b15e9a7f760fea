"""A meeting taken down step by step as the clerk does it, every step an action on the store: what the fixtures share."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from minutewright.app.papers import draft_minutes
from minutewright.domain.agenda import AgendaItem, ItemKind, Paper
from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.business import Motion, MotionOutcome, Vote
from minutewright.domain.ids import AttendanceId, AudioFileId, ItemId, PersonId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import BlockKind, Run
from minutewright.domain.people import Person
from minutewright.domain.recording import AudioFile
from minutewright.services.clerk.business import record_motion, record_vote
from minutewright.services.clerk.marking import add_mark
from minutewright.services.clerk.minuting import add_block, change_block, write_block
from minutewright.services.clerk.preparing import add_person, take_agenda
from minutewright.services.storage.store import MeetingStore

MINUTE = 60_000


class Clerk:
    """The clerk at one meeting. Times are minutes since the recording began, at which the meeting opened."""

    def __init__(self, store: MeetingStore, opened: datetime, minutes: int) -> None:
        self.store, self.opened = store, opened
        file = AudioFile(AudioFileId("file-1"), 1, "000001.wav", 0, 16_000 * 60 * minutes, 16_000, 1, opened)
        store.put_sound((file,), ())
        add_mark(store, MarkKind.OPENED, 0, wall=opened)

    def person(
        self, key: str, person: Person, capacity: Capacity = Capacity.MEMBER, *,
        role: str = "", status: AttendanceStatus = AttendanceStatus.PRESENT, stands_for: str | None = None,
    ) -> PersonId:  # fmt: skip
        place = self.store.people.count() + 1
        row = Attendance(
            AttendanceId(f"attendance-{key}"), PersonId(key), capacity, place, status, role,
            PersonId(stands_for) if stands_for else None,
        )  # fmt: skip
        add_person(self.store, person, row)
        return PersonId(key)

    def agenda(self, *rows: tuple[str, str, ItemKind, dict[str, object]]) -> None:
        """Items as (number, title, kind, what else); an item `4a` or `4.1` stands under item 4."""
        items = []
        for order, (number, title, kind, more) in enumerate(rows):
            parent = number[:-1] if number[-1].isalpha() else number.partition(".")[0]
            above = ItemId(f"item-{parent}") if parent != number else None
            items.append(
                AgendaItem(ItemId(f"item-{number}"), number, title, order, kind, above, **more)  # type: ignore[arg-type]
            )
        take_agenda(self.store, items)

    def take(self, number: str, at: float) -> None:
        """Item `number` is taken from here."""
        add_mark(self.store, MarkKind.ITEM, round(at * MINUTE), item_id=ItemId(f"item-{number}"))

    def mark(self, kind: MarkKind, at: float, who: str | None = None) -> None:
        add_mark(self.store, kind, round(at * MINUTE), person_id=PersonId(who) if who else None)

    def write(
        self, number: str, *words: str | Run, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 1
    ) -> None:
        """A paragraph under an item, of words and references."""
        block = add_block(self.store, ItemId(f"item-{number}"), kind=kind)
        write_block(
            self.store, block.id, tuple(Run(word) if isinstance(word, str) else word for word in words)
        )
        stored = self.store.blocks.get(block.id)
        if level > 1 and stored is not None:
            change_block(self.store, replace(stored, level=level))

    def points(self, number: str, kind: BlockKind, texts: Iterable[tuple[int, str]]) -> None:
        for level, text in texts:
            self.write(number, text, kind=kind, level=level)

    def voted(
        self, number: str, text: str, vote: Vote | None, outcome: MotionOutcome | None, **more: object
    ) -> Motion:
        motion = record_motion(self.store, ItemId(f"item-{number}"), text, **more)  # type: ignore[arg-type]
        if vote is not None and outcome is not None:
            record_vote(self.store, motion.id, vote, outcome)
        return motion

    def finish(self, at: float) -> None:
        """The meeting closes; the minutes are brought up to what is confirmed."""
        add_mark(self.store, MarkKind.CLOSED, round(at * MINUTE))
        draft_minutes(self.store)


def evening(year: int, month: int, day: int, hour: int, minute: int = 0, *, offset: int = 1) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone(timedelta(hours=offset)))


def member(title: str, initials: str, surname: str) -> tuple[str, Person]:
    key = surname.lower()
    return key, Person(PersonId(key), surname, title, initials=initials)


def paper(label: str, pages: str = "", appendix: str = "", **more: object) -> Paper:
    return Paper(label, pages, appendix, **more)  # type: ignore[arg-type]
