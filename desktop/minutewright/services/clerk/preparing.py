"""Before the meeting: its details, the agenda and who is coming."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from minutewright.domain.agenda import AgendaHead, AgendaItem, ItemKind, exempt_item_ids
from minutewright.domain.attendance import Attendance, AttendanceStatus
from minutewright.domain.council import Body, Council, Numbering
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import AttendanceId, ItemId, PersonId, new_id
from minutewright.domain.meeting import Meeting
from minutewright.domain.numbering import number_pattern
from minutewright.domain.people import Person
from minutewright.services.storage.store import MeetingStore

SEATS = "1234567890bcefghijklqrstuwxyz"
"""The keys of the seat map in order, without the letters that mean something else on the Meeting page (a d m n o p v)."""


def change_meeting(
    store: MeetingStore, meeting: Meeting, body: Body | None = None, council: Council | None = None
) -> None:
    """Change the date, time, venue, body or council."""
    with store.action("Change meeting details"):
        store.meetings.put(meeting)
        if body is not None:
            store.bodies.put(body)
        if council is not None:
            store.councils.put(council)


def choose_house_style(store: MeetingStore, identifier: str, own_text: str = "") -> None:
    """Print the minutes in another house style. `own_text` is the file of a council's own, which the meeting keeps."""
    council = replace(store.council, house_style=identifier, style_text=own_text)
    if council != store.council:
        with store.action("Choose house style"):
            store.councils.put(council)


def change_numbering(store: MeetingStore, numbering: Numbering) -> None:
    """Number the minutes otherwise: pattern, first number, how far numbers run on.

    Raises:
        BadInput: the pattern makes no number.
    """
    number_pattern(numbering, store.meeting.held_on)
    if numbering != store.body.numbering:
        with store.action("Change minute numbers"):
            store.bodies.put(replace(store.body, numbering=numbering))


def take_agenda(
    store: MeetingStore, items: Sequence[AgendaItem], head: AgendaHead | None = None
) -> tuple[str, ...]:
    """Put these items in place of the agenda.

    One with the number and title, or else the title, of a present item keeps its id, and stays exempt if it was. An
    item that is not among them goes, unless marks or minutes rest on it: then it stays, after the others.
    What the agenda's head says of council, hour and place is taken where the meeting does not say it yet.

    Returns plain sentences on where the agenda and the meeting disagree.
    """
    present = store.items.all()
    known: dict[ItemId, AgendaItem] = {}
    for same in (_number_and_title, _title):
        free = {same(old): old for old in reversed(present) if old not in known.values()}
        known |= {
            item.id: free.pop(same(item)) for item in items if item.id not in known and same(item) in free
        }
    ids = {item.id: known[item.id].id if item.id in known else item.id for item in items}
    used = _used_items(store)
    left = [old for old in present if old not in known.values()]
    stay = [old for old in left if old.id in used]
    with store.action("Read agenda"):
        store.items.delete(*(old.id for old in left if old.id not in used))
        for place, item in enumerate(items):
            parent = ids.get(item.parent, item.parent) if item.parent else None
            exempt = item.exempt or (item.id in known and known[item.id].exempt)
            title = known[item.id].public_title if item.id in known else item.public_title
            store.items.put(
                replace(item, id=ids[item.id], parent=parent, order=place, exempt=exempt, public_title=title)
            )
        there = {*ids.values(), *(old.id for old in stay)}
        for place, old in enumerate(stay, start=len(items)):
            store.items.put(replace(old, order=place, parent=old.parent if old.parent in there else None))
        return _take_head(store, head) if head else ()


def _take_head(store: MeetingStore, head: AgendaHead) -> tuple[str, ...]:
    meeting, council = store.meeting, store.council
    new = replace(meeting, starts_at=meeting.starts_at or head.starts_at, venue=meeting.venue or head.venue)
    change_meeting(store, new, store.body, replace(council, name=council.name or head.council))
    told = []
    if head.held_on and head.held_on != meeting.held_on:
        told.append(
            f"The agenda is for {_day(head.held_on)}, but this meeting is dated {_day(meeting.held_on)}."
        )
    if head.starts_at and new.starts_at != head.starts_at:
        told.append(f"The agenda says {head.starts_at:%H:%M}, this meeting {new.starts_at:%H:%M}.")
    return tuple(told)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _number_and_title(item: AgendaItem) -> tuple[str, str]:
    return item.number, item.title.casefold()


def _title(item: AgendaItem) -> str:
    return item.title.casefold()


def _used_items(store: MeetingStore) -> set[ItemId | None]:
    """The items on which something rests that the clerk took down."""
    tables = (
        store.marks, store.blocks, store.motions, store.decisions, store.declarations, store.actions,
        store.clerk_segments, store.exclusions,
    )  # fmt: skip
    return {row.item_id for table in tables for row in table.all()}


def add_item(
    store: MeetingStore, title: str, *, number: str = "", urgent: bool = False, after: ItemId | None = None
) -> AgendaItem:
    """Add an item at the end or after another; without a number it gets the one that follows the highest."""
    items = list(store.items.all())
    if not number:
        whole = [int(item.number) for item in items if item.number.isdecimal()]
        number = str(max(whole, default=0) + 1)
    kind = ItemKind.URGENT if urgent else ItemKind.REPORT
    item = AgendaItem(ItemId(new_id("item")), number, title, order=len(items), kind=kind, urgent=urgent)
    place = next((place + 1 for place, other in enumerate(items) if other.id == after), len(items))
    items.insert(place, item)
    with store.action("Add agenda item"):
        _number_order(store, items)
    return items[place]


def change_item(store: MeetingStore, item: AgendaItem) -> None:
    """Store an item's new number, title, kind or papers."""
    with store.action("Change agenda item"):
        store.items.put(item)


def set_public_title(store: MeetingStore, item_id: ItemId, title: str) -> None:
    """Say what the public reads in place of an exempt item's title; empty lets the title itself print.

    Raises:
        BadInput: the item is not there, or the public may read its title anyway.
    """
    item = store.items.get(item_id)
    if item is None or item.id not in exempt_item_ids(store.items.all()):
        raise BadInput("Only an exempt item has a title for the public. Nothing was changed.")
    title = " ".join(title.split())
    if title != item.public_title:
        with store.action("Change title for the public"):
            store.items.put(replace(item, public_title=title))


def move_item(store: MeetingStore, item_id: ItemId, steps: int) -> None:
    """Move an item up (negative) or down the agenda by so many places."""
    items = list(store.items.all())
    place = next((place for place, item in enumerate(items) if item.id == item_id), None)
    if place is None:
        return
    item = items.pop(place)
    items.insert(max(0, min(place + steps, len(items))), item)
    with store.action("Move agenda item"):
        _number_order(store, items)


def delete_item(store: MeetingStore, item_id: ItemId) -> None:
    """Take an item off the agenda, with its marks and its part of the minutes.

    What was said under it then belongs to what the marks before it say, so an exempt item that was taken stays: its
    words must not become those of a public item.

    Raises:
        BadInput: the item is exempt, and the meeting has taken it.
    """
    item = store.items.get(item_id)
    marks = store.marks.all("item_id = ?", (item_id,))
    if (
        item is not None
        and item.exempt
        and (marks or any(row.item_id == item_id for row in store.segments()))
    ):
        raise BadInput(
            f"Item {item.number} is exempt and was taken in the meeting, so it stays: what was said under it would "
            "become public. Nothing was changed. If it was marked exempt by mistake, take that mark off first."
        )
    with store.action("Delete agenda item"):
        store.items.delete(item_id)
        store.marks.delete(*(mark.id for mark in marks))
        store.blocks.delete(*(block.id for block in store.blocks.all("item_id = ?", (item_id,))))
        store.motions.delete(*(motion.id for motion in store.motions.all("item_id = ?", (item_id,))))
        store.decisions.delete(*(decision.id for decision in store.decisions.all("item_id = ?", (item_id,))))
        store.actions.delete(*(action.id for action in store.actions.all("item_id = ?", (item_id,))))
        store.exclusions.delete(*(row.id for row in store.exclusions.all("item_id = ?", (item_id,))))
        for declaration in store.declarations.all("item_id = ?", (item_id,)):
            store.declarations.put(replace(declaration, item_id=None))
        for child in store.items.all("parent = ?", (item_id,)):
            store.items.put(replace(child, parent=None))
        for row in store.clerk_segments.all("item_id = ?", (item_id,)):
            store.clerk_segments.put(replace(row, item_id=None))


def take_register(store: MeetingStore, people: Iterable[Person], attendance: Iterable[Attendance]) -> None:
    """Add people from a register. Somebody who is known by the same full name keeps their id, and their attendance."""
    known = {person.full_name.casefold(): person.id for person in store.people.all()}
    attends = {row.person_id: row for row in store.attendance.all()}
    people = tuple(people)
    ids = {person.id: known.get(person.full_name.casefold(), person.id) for person in people}
    seats = [seat for seat in SEATS if seat not in {row.seat for row in attends.values()}]
    with store.action("Read register"):
        store.people.put_all(replace(person, id=ids[person.id]) for person in people)
        for row in attendance:
            person_id = ids.get(row.person_id, row.person_id)
            old = attends.get(person_id)
            seat = old.seat if old else row.seat or (seats.pop(0) if seats else "")
            store.attendance.put(replace(row, id=old.id if old else row.id, person_id=person_id, seat=seat))


def add_person(store: MeetingStore, person: Person, row: Attendance | None = None) -> None:
    """Add somebody to the register, and to the attendance if `row` is given."""
    with store.action(f"Add {person.short_name}"):
        store.people.put(person)
        if row is not None:
            store.attendance.put(row)


def change_person(store: MeetingStore, person: Person) -> None:
    """Store a person's new name or post; everywhere they are named follows."""
    with store.action("Change person"):
        store.people.put(person)


def set_status(store: MeetingStore, person_id: PersonId, status: AttendanceStatus) -> None:
    """Tick somebody as present, apologised or absent."""
    row = _attendance_of(store, person_id)
    if row is not None:
        with store.action("Change attendance"):
            store.attendance.put(replace(row, status=status))


def change_attendance(store: MeetingStore, row: Attendance) -> None:
    """Store a new role, capacity, seat or order of somebody's attendance."""
    with store.action("Change attendance"):
        store.attendance.put(row)


def remove_attendance(store: MeetingStore, attendance_id: AttendanceId) -> None:
    """Take somebody off the attendance; they stay in the register."""
    with store.action("Remove from attendance"):
        store.attendance.delete(attendance_id)


def _attendance_of(store: MeetingStore, person_id: PersonId) -> Attendance | None:
    return next(iter(store.attendance.all("person_id = ?", (person_id,))), None)


def _number_order(store: MeetingStore, items: list[AgendaItem]) -> None:
    for place, item in enumerate(items):
        items[place] = replace(item, order=place)
    store.items.put_all(items)
