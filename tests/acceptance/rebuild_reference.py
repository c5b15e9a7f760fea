"""Builds the reference minutes through the public model and writer, so that anyone can compare the document.

    python tests/acceptance/rebuild_reference.py --out FILE.docx [--blocks FILE.json]

The reference itself stays outside the project (../shared/seed/). What is stored is the meeting: people, items,
decisions, references; numbers, bullets, labels and capitals all come from the writer and the house style.
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.business import Decision, Resolution
from minutewright.domain.council import Body, Council
from minutewright.domain.ids import (
    AttendanceId,
    BlockId,
    BodyId,
    CouncilId,
    DecisionId,
    ItemId,
    MeetingId,
    PersonId,
)
from minutewright.domain.meeting import Meeting, MinutesState
from minutewright.domain.minutes import Block, BlockKind, Edition, Run
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes

BLOCKS = Path(__file__).resolve().parents[3] / "shared" / "seed" / "dartford_2017-07-26_blocks.json"
# Lines of the reference whose lead is bold (found by where its lines break; minutes-domain.md, element 17).
BOLD_LEADS = {203, 209, 213, 217, 218, 224, 261, 310}
KINDS = {
    "paragraph": BlockKind.PARAGRAPH,
    "subheading": BlockKind.SUBHEADING,
    "bullet": BlockKind.BULLET,
    "lettered": BlockKind.LETTERED,
}
_PERSON = re.compile(
    r"(?P<title>Councillor Mrs\.|Councillor|Insp\.|)\s*(?P<given>(?:[A-Z] )+|[A-Z][a-z]+ |)(?P<surname>[^,(–]+?)"
    r"(?:, (?P<honours>[A-Z]{3}))?(?: \((?P<role>[^)]+)\))?(?: – (?P<post>.+)|, (?P<portfolio>[A-Z][a-z].+))?$"
)
_REFERENCE = re.compile(r"(?<=\[Min\. No\. )\d+(?= refers\])")


@dataclass
class _Meeting:
    items: list[AgendaItem] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def add(self, kind: BlockKind, runs: tuple[Run, ...] = (), decision: DecisionId | None = None) -> None:
        place = len(self.blocks) + 1
        self.blocks.append(
            Block(BlockId(f"block-{place}"), self.items[-1].id, place, kind, runs, decision_id=decision)
        )


def build_record(path: Path = BLOCKS) -> MeetingRecord:
    """The reference meeting as a record of the public model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    front, made = data["front"], _Meeting()
    headings = [row for row in data["blocks"] if row["kind"] == "item_heading"]
    in_meeting = range(1, len(headings) + 1)
    for row in data["blocks"]:
        _take(made, row, in_meeting)
    people, attendance = _attendance(front)
    body = Body(BodyId("body-1"), CouncilId("council-1"), front["body"])
    held = date.fromisoformat(front["date"])
    closing = next(row["text"] for row in data["blocks"] if row["kind"] == "closing")
    hour, minute = (int(part) for part in re.search(r"(\d+)\.(\d+) pm", closing).groups())
    meeting = Meeting(
        MeetingId("meeting-1"),
        body.id,
        held,
        closed_at=datetime(
            held.year, held.month, held.day, hour + 12, minute, tzinfo=ZoneInfo("Europe/London")
        ),
        state=MinutesState.CONFIRMED,
    )
    return MeetingRecord(
        Council(CouncilId("council-1"), front["council"]), body, meeting, people, attendance,
        items=tuple(made.items), blocks=tuple(made.blocks), decisions=tuple(made.decisions),
    )  # fmt: skip


def _take(made: _Meeting, row: dict[str, Any], in_meeting: range) -> None:
    kind, text = row["kind"], row["text"]
    if kind == "item_heading":
        number, title = text.split(". ", 1)
        made.items.append(AgendaItem(ItemId(f"item-{number}"), number, title.capitalize(), int(number)))
    elif kind == "resolved_label":
        key = DecisionId(f"decision-{len(made.decisions) + 1}")
        made.decisions.append(Decision(key, made.items[-1].id, len(made.decisions) + 1, ()))
        made.add(BlockKind.DECISION, decision=key)
    elif kind == "resolution":
        last = made.decisions[-1]
        clauses = (*last.resolutions, Resolution(text.split(". ", 1)[1]))
        made.decisions[-1] = Decision(last.id, last.item_id, last.order, clauses)
    elif kind in KINDS:
        if kind == "lettered":
            text = text.split(") ", 1)[1]
        made.add(KINDS[kind], tuple(_runs(text, row["line"] in BOLD_LEADS, in_meeting)))


def _runs(text: str, bold_lead: bool, in_meeting: range) -> Iterator[Run]:
    if bold_lead:
        lead, dash, text = text.partition(" –")
        yield Run(lead + dash, bold=True)
    end = 0
    for match in _REFERENCE.finditer(text):
        if int(match.group()) in in_meeting:
            yield Run(text[end : match.start()])
            yield Run("", item_ref=ItemId(f"item-{match.group()}"))
            end = match.end()
    yield Run(text[end:])


def _attendance(front: dict[str, Any]) -> tuple[tuple[Person, ...], tuple[Attendance, ...]]:
    groups = [
        (front["present"], Capacity.MEMBER, AttendanceStatus.PRESENT, ""),
        (front["absent"], Capacity.MEMBER, AttendanceStatus.APOLOGY, ""),
        (front["officers"], Capacity.OFFICER, AttendanceStatus.PRESENT, ""),
        (front["cabinet_members"], Capacity.EXECUTIVE, AttendanceStatus.PRESENT, ""),
        (front["also_present"], Capacity.INVITEE, AttendanceStatus.PRESENT, front["also_present_label"]),
    ]
    people: list[Person] = []
    rows: list[Attendance] = []
    for lines, capacity, status, label in groups:
        for line in lines:
            place = len(people) + 1
            person, role = _person(PersonId(f"person-{place}"), line)
            people.append(person)
            rows.append(
                Attendance(
                    AttendanceId(f"attendance-{place}"),
                    person.id,
                    capacity,
                    place,
                    status,
                    role,
                    group_label=label,
                )
            )
    return tuple(people), tuple(rows)


def _person(key: PersonId, line: str) -> tuple[Person, str]:
    match = _PERSON.match(line)
    assert match is not None, line
    found = {name: value or "" for name, value in match.groupdict().items()}
    given = found["given"].strip()
    initials = given if re.fullmatch(r"[A-Z]( [A-Z])*", given) else ""
    person = Person(
        key,
        found["surname"],
        title=found["title"],
        forename="" if initials else given,
        initials=initials,
        honours=(found["honours"],) if found["honours"] else (),
        post=found["post"],
        portfolio=found["portfolio"],
    )
    return person, found["role"]


def main() -> None:
    """Writes the rebuilt reference."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--blocks", type=Path, default=BLOCKS)
    arguments = parser.parse_args()
    write_minutes(
        build_record(arguments.blocks), shipped_house_style("uk-borough"), Edition.PUBLIC, arguments.out
    )
    print(f"wrote {arguments.out}")  # noqa: T201


if __name__ == "__main__":
    main()
