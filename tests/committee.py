"""A small invented committee in a real store, for the pages that work on an open meeting."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.ids import AttendanceId, ItemId, PersonId
from minutewright.domain.people import Person
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.clerk.preparing import add_item, change_item, take_register
from minutewright.services.storage.store import MeetingStore

NAMES = ("Thackeray", "Oduya", "Penhale", "Quist")


def begin_committee(folder: Path) -> MeetingStore:
    """Three items, four members with the seats 1 to 4, of whom Quist has sent an apology."""
    store = begin_meeting(folder, "Harbour Committee", date(2026, 5, 12), council="Saltmere Town Council")
    for title in ("Apologies for absence", "Quay repairs", "Date of the next meeting"):
        add_item(store, title)
    change_item(store, replace(store.items.all()[0], kind=ItemKind.APOLOGIES))
    take_register(
        store,
        [Person(person_id(name), name, title="Councillor", initials="A") for name in NAMES],
        [
            Attendance(
                AttendanceId(f"attendance-{name}"),
                person_id(name),
                Capacity.MEMBER,
                place,
                AttendanceStatus.APOLOGY if name == "Quist" else AttendanceStatus.PRESENT,
                role="Chairman" if place == 0 else "",
                seat=str(place + 1),
            )
            for place, name in enumerate(NAMES)
        ],
    )
    return store


def person_id(name: str) -> PersonId:
    """The id of a member."""
    return PersonId(f"person-{name}")


def item_id(store: MeetingStore, number: str) -> ItemId:
    """The id of an item by its number."""
    return next(item.id for item in store.items.all() if item.number == number)
