"""Names against the register, and speakers against the attendance."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.record import MeetingRecord
from minutewright.services.checking.finding import Finding, Rule, Words

_NAMED = re.compile(
    r"\b(?:Councillor|Cllr|Alderman|Mr|Mrs|Ms|Miss|Dr)\.? (?:(?:[A-Z]\.?\s?){1,4} |([A-Z][\w’'-]+) )?"
    r"([A-Z][\w’'-]+[a-z])\b"
)


def name_findings(record: MeetingRecord, words: tuple[Words, ...]) -> Iterator[Finding]:
    """People named with a title whom the register does not know; one finding for each name, at its first place."""
    known = {
        part
        for person in record.people
        for name in (person.surname, person.forename, *person.aliases)
        for part in name.split()
    }
    told: set[str] = set()
    for each in words:
        for forename, name in _NAMED.findall(each.text):
            bare = re.sub(r"[’']s?$", "", name)
            if {bare, forename} & known or bare in told:
                continue
            told.add(bare)
            near = get_close_matches(bare, known, 1, 0.75)
            meant = f" Is it {near[0]}?" if near else ""
            yield Finding(
                Rule.UNKNOWN_NAME, f"{bare} is not in the register.{meant}", each.item_id, each.block_id
            )


def attendance_findings(record: MeetingRecord) -> Iterator[Finding]:
    """Speakers who are not down as present, substitutes for nobody, two people in the chair."""
    present = {row.person_id for row in record.attendance if row.status is AttendanceStatus.PRESENT}
    heard = {
        segment.speaker_id: segment.item_id for segment in reversed(record.segments) if segment.speaker_id
    }
    for speaker, item_id in heard.items():
        person = record.person(speaker)
        if person is not None and speaker not in present:
            yield Finding(
                Rule.SPEAKER_NOT_LISTED, f"{person.full_name} speaks, but is not down as present.", item_id
            )
    for row in record.attendance:
        if row.capacity is Capacity.SUBSTITUTE and row.status is AttendanceStatus.PRESENT:
            yield from _substitute(record, row, row.substituting_for in present)
    title = record.body.chair_title.casefold()
    chairs = [row for row in record.attendance if row.role.casefold() == title and row.person_id in present]
    if len(chairs) > 1:
        yield Finding(Rule.TWO_CHAIRS, f"{len(chairs)} people are down as {record.body.chair_title}.")


def _substitute(record: MeetingRecord, row: Attendance, replaced_is_here: bool) -> Iterator[Finding]:
    person, instead = record.person(row.person_id), record.person(row.substituting_for)
    name = person.full_name if person else "Somebody"
    if instead is None:
        yield Finding(Rule.SUBSTITUTE, f"{name} is a substitute for nobody.")
    elif replaced_is_here:
        yield Finding(Rule.SUBSTITUTE, f"{name} is a substitute for {instead.full_name}, who is present.")
