"""The register of a committee: who its members and officers are, from and to a CSV file.

Columns, in any order: title, forename, initials, surname, honours, capacity, role, attendance, post, organisation,
portfolio. Only `surname` (or, for an officer known by one name, `forename`) must be filled. Several honours stand in
one cell. Headings that spreadsheets of councils have are understood too; what is not understood is named.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import AttendanceId, PersonId, new_id
from minutewright.domain.people import Person
from minutewright.services.documents.atomic import write_whole

COLUMNS = (
    "title", "forename", "initials", "surname", "honours", "capacity", "role", "attendance", "post", "organisation",
    "portfolio",
)  # fmt: skip
_OTHER_NAMES = {
    "forenames": "forename", "first name": "forename", "first names": "forename", "given name": "forename",
    "last name": "surname", "family name": "surname", "name": "surname", "honors": "honours", "type": "capacity",
    "position": "post", "job title": "post", "organization": "organisation",
    "role on committee": "role", "role on cttee": "role", "committee role": "role", "office held": "role",
    "attending": "attendance", "present": "attendance", "status": "attendance",
}  # fmt: skip
_CAPACITIES = {
    "": Capacity.MEMBER, "councillor": Capacity.MEMBER, "sub": Capacity.SUBSTITUTE, "cabinet member": Capacity.EXECUTIVE,
    "cabinet": Capacity.EXECUTIVE, "staff": Capacity.OFFICER, "guest": Capacity.INVITEE, "visitor": Capacity.INVITEE,
    "coopted": Capacity.CO_OPTED, "co-optee": Capacity.CO_OPTED, "co opted": Capacity.CO_OPTED,
}  # fmt: skip
_STATUSES = {
    "": AttendanceStatus.PRESENT, "yes": AttendanceStatus.PRESENT, "y": AttendanceStatus.PRESENT,
    "attending": AttendanceStatus.PRESENT, "apologies": AttendanceStatus.APOLOGY, "sent apologies": AttendanceStatus.APOLOGY,
    "no": AttendanceStatus.ABSENT, "n": AttendanceStatus.ABSENT, "not attending": AttendanceStatus.ABSENT,
}  # fmt: skip
_PRESIDES = re.compile(r"(?:the\s+)?(?:chair|mayor|president|convener|leader)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Register:
    """The people, and a row of attendance for each, present unless it says otherwise, in the order of the file.

    `notes` are plain sentences on what the clerk should know: columns that were not read, nobody in the chair."""

    people: tuple[Person, ...]
    attendance: tuple[Attendance, ...]
    notes: tuple[str, ...] = ()


def read_register(path: Path) -> Register:
    """Reads a register. Comma, semicolon or tab; UTF-8 with or without mark, UTF-16, or the old Windows encoding.

    Raises:
        BadInput: the file cannot be read, is no table, lacks the column `surname`, or a line is wrong; the sentence
            gives the number of the line.
    """
    rows = _rows(_text(path), path.name)
    if not rows:
        raise BadInput(
            f"The register “{path.name}” is empty. Its first line must name the columns: {', '.join(COLUMNS)}."
        )
    header = _header(rows[0][1], path.name)
    people: list[Person] = []
    attendance: list[Attendance] = []
    for line, cells in rows[1:]:
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise BadInput(
                f"Line {line} of the register “{path.name}” has {len(cells)} cells, but there are {len(header)} columns. "
                "A cell with a comma in it must stand in quotes."
            )
        values = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        person = _person(values, line, path.name)
        if any(_same(person, known) for known in people):
            raise BadInput(
                f"Line {line} of the register “{path.name}” names {person.full_name} a second time."
            )
        people.append(person)
        capacity, role = values.get("capacity", ""), values.get("role", "")
        if not capacity and _is_capacity(role):
            capacity, role = role, ""
        attendance.append(
            Attendance(
                AttendanceId(new_id("attendance")),
                person.id,
                _capacity(capacity, line, path.name),
                len(people),
                status=_status(values.get("attendance", ""), line, path.name),
                role=role,
            )
        )
    if not people:
        raise BadInput(f"The register “{path.name}” names its columns and nobody under them.")
    return Register(tuple(people), tuple(attendance), _notes(rows[0][1], header, attendance))


def write_register(path: Path, people: tuple[Person, ...], attendance: tuple[Attendance, ...]) -> None:
    """Writes a register that `read_register` reads back, in the order of attendance; Excel opens it as it is.

    Raises:
        FolderError, DiskFull: it could not be written; what was there before is untouched.
    """
    by_id = {person.id: person for person in people}
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for row in sorted(attendance, key=lambda row: row.order):
        person = by_id.get(row.person_id)
        if person is not None:
            table.writerow(
                (person.title, person.forename, person.initials, person.surname, " ".join(person.honours),
                 row.capacity.value, row.role, row.status.value, person.post, person.organisation, person.portfolio)
            )  # fmt: skip
    # Excel takes a CSV file for UTF-8 only with the mark.
    write_whole(path, lambda file: file.write(text.getvalue().encode("utf-8-sig")))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"The register “{path.name}” cannot be opened: {error.strerror or error}.") from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if data[:2] == b"PK" or b"\x00" in data:
        raise BadInput(
            f"The register “{path.name}” is no text. In a spreadsheet choose Save As, CSV, and take that file."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The filled rows with the line each begins on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows, begins = [], 1
    try:
        for cells in reader:
            tidy = [" ".join(cell.split()) for cell in cells]
            if any(tidy):
                rows.append((begins, tidy))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            f"Line {reader.line_num} of the register “{name}” cannot be read: its quotes do not match."
        ) from error
    return rows


def _header(cells: list[str], name: str) -> list[str]:
    header = []
    for cell in cells:
        plain = re.sub(r"[_\s]+", " ", cell).strip(" ?*:.").casefold()
        header.append(_OTHER_NAMES.get(plain, plain) if plain not in COLUMNS else plain)
    twice = next((column for column in header if column in COLUMNS and header.count(column) > 1), None)
    if twice:
        raise BadInput(f"The register “{name}” has the column “{twice}” twice.")
    if "surname" not in header:
        raise BadInput(
            f"The first line of the register “{name}” must name the columns, and one must be “surname”. "
            f"It may have: {', '.join(COLUMNS)}."
        )
    return [column if column in COLUMNS else "" for column in header]


def _person(values: dict[str, str], line: int, name: str) -> Person:
    surname, forename = values.get("surname", ""), values.get("forename", "")
    if not surname and not forename:
        raise BadInput(f"Line {line} of the register “{name}” has no surname.")
    return Person(
        PersonId(new_id("person")),
        surname or forename,
        title=values.get("title", ""),
        forename=forename if surname else "",
        initials=values.get("initials", ""),
        honours=tuple(part for part in re.split(r"[\s,;]+", values.get("honours", "")) if part),
        post=values.get("post", ""),
        organisation=values.get("organisation", ""),
        portfolio=values.get("portfolio", ""),
    )


def _notes(cells: list[str], header: list[str], attendance: list[Attendance]) -> tuple[str, ...]:
    unread = [cell for cell, column in zip(cells, header, strict=True) if cell and not column]
    notes = []
    if unread:
        columns = ", ".join(f"“{cell}”" for cell in unread)
        notes.append(f"Not read from the register: {columns}. It may have the columns: {', '.join(COLUMNS)}.")
    if not any(_PRESIDES.match(row.role) for row in attendance):
        notes.append("The register names nobody as chair; choose who presides under Who is coming.")
    return tuple(notes)


def _is_capacity(text: str) -> bool:
    plain = text.casefold()
    return bool(plain) and (plain in _CAPACITIES or plain in list(Capacity))


def _status(text: str, line: int, name: str) -> AttendanceStatus:
    plain = text.strip(" .").casefold()
    if plain in _STATUSES:
        return _STATUSES[plain]
    if plain in list(AttendanceStatus):
        return AttendanceStatus(plain)
    raise BadInput(
        f"Line {line} of the register “{name}”: “{text}” is no attendance. Write one of: {', '.join(AttendanceStatus)}."
    )


def _capacity(text: str, line: int, name: str) -> Capacity:
    plain = text.casefold()
    if plain in _CAPACITIES:
        return _CAPACITIES[plain]
    if plain in list(Capacity):
        return Capacity(plain)
    raise BadInput(
        f"Line {line} of the register “{name}”: “{text}” is no capacity. Write one of: {', '.join(Capacity)}."
    )


def _same(one: Person, two: Person) -> bool:
    return (one.full_name, one.post, one.organisation) == (two.full_name, two.post, two.organisation)
