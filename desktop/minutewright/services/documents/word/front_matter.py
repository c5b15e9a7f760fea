"""The head of the minutes: council, body, opening sentence, and who was there.

The attendance list is set with a tab and a hanging indent, not with a table: it reads in order aloud.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutewright.domain.attendance import Attendance
from minutewright.domain.house_style import AttendanceGroup, GroupLayout, HouseStyle
from minutewright.domain.minutes import Run
from minutewright.domain.people import Person
from minutewright.domain.phrase import fill, fill_runs
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.word.elements import element, run
from minutewright.services.documents.word.sheet import Sheet
from minutewright.services.documents.word.widths import bold_width_pt

_SMALLEST_PT, _WIDEST_PT = 142.0, 227.0  # 5 and 8 cm
_GAP_PT = 8.0


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group that has somebody in it: its words and its lines, both filled in."""

    label: str
    layout: GroupLayout
    lines: tuple[str, ...]


def listed_groups(record: MeetingRecord, style: HouseStyle) -> tuple[ListedGroup, ...]:
    """The attendance list as it prints. A label of the meeting's own makes a group of its own, above its names."""
    rows = sorted((row for row in record.attendance if row.listed), key=lambda row: row.order)
    groups: list[ListedGroup] = []
    for group in style.attendance:
        members = [row for row in rows if _belongs(row, group)]
        for label in dict.fromkeys(row.group_label for row in members):
            lines = tuple(
                attendance_line(record, style, group, row, person)
                for row in members
                if row.group_label == label and (person := record.person(row.person_id)) is not None
            )
            if not lines:
                continue
            if label:
                groups.append(ListedGroup(label, _own_layout(group.layout), lines))
            else:
                groups.append(ListedGroup(_label(record, group), _fitting_layout(record, group), lines))
    return tuple(groups)


def _belongs(row: Attendance, group: AttendanceGroup) -> bool:
    return row.capacity in group.capacities and row.status in group.statuses


def _own_layout(layout: GroupLayout) -> GroupLayout:
    return layout if layout is GroupLayout.SENTENCE else GroupLayout.ABOVE


def _label(record: MeetingRecord, group: AttendanceGroup) -> str:
    body = record.body
    values = {"council": record.council.name, "body": body.name, "body_short": body.short or body.name}
    return fill(group.label, values)


def _fitting_layout(record: MeetingRecord, group: AttendanceGroup) -> GroupLayout:
    """A label too long to stand beside the names goes above them."""
    beside = group.layout is GroupLayout.BESIDE
    too_long = beside and bold_width_pt(_label(record, group)) + _GAP_PT > _WIDEST_PT
    return GroupLayout.ABOVE if too_long else group.layout


def attendance_line(
    record: MeetingRecord, style: HouseStyle, group: AttendanceGroup, row: Attendance, person: Person
) -> str:
    """One person's line, such as `Councillor A B Marsh, OBE (Chairman)` or `Ines Toft – Licensing Officer`.

    Whose officers they are is said over the list, so the council's own name is not said again after each.
    """
    names = style.names
    name = person.full_name
    if person.honours:
        name += names.honours_separator + names.honours_between.join(person.honours)
    told = row.role.casefold() != person.title.casefold()
    role = fill(names.role, {"role": row.role}) if row.role and told else ""
    stands_for = record.person(row.substituting_for)
    if stands_for is not None:
        role += fill(names.substitute, {"name": stands_for.full_name})
    if row.remote:
        role += names.remote
    own = person.organisation.casefold() == record.council.name.casefold()
    values = {
        "name": name, "role": role, "post": person.post, "organisation": "" if own else person.organisation,
        "portfolio": person.portfolio,
    }  # fmt: skip
    return fill(group.line, values)


def column_width_pt(groups: tuple[ListedGroup, ...]) -> float:
    """Where names beside a label begin: 5 cm, or farther if a label is longer."""
    labels = [group.label for group in groups if group.layout is GroupLayout.BESIDE]
    return max([_SMALLEST_PT, *(bold_width_pt(label) + _GAP_PT for label in labels)])


def write_title(sheet: Sheet) -> None:
    """Council and body."""
    sheet.add("Title", sheet.runs([Run(sheet.record.council.name)]))
    sheet.add("Subtitle", sheet.runs([Run(sheet.record.body.name)]))


def write_front_matter(sheet: Sheet, groups: tuple[ListedGroup, ...]) -> None:
    """Title block, opening sentence, attendance."""
    record, style = sheet.record, sheet.style
    meeting = record.meeting
    write_title(sheet)
    starts = meeting.starts_at
    values = {
        "council": record.council.name,
        "body": record.body.name,
        "kind": style.title.kinds[meeting.kind],
        "date": style.dates.long_date(meeting.held_on),
        "time": style.dates.time_of_day(starts) if starts else "",
        "venue": meeting.venue,
    }
    sheet.add("MinutesOpening", sheet.runs(fill_runs(style.title.opening, values)))
    if style.title.called_to_order and meeting.opened_at is not None:
        values = {
            "chair": name_beside_title(record.opening_chair(), record.body.chair_title),
            "chair_title": record.body.chair_title,
            "time": style.dates.time_of_day(meeting.opened_at),
        }
        sheet.add("MinutesFrontNote", sheet.runs(fill_runs(style.title.called_to_order, values)))
    for group in groups:
        _write_group(sheet, group)
    for line in _attendance_notes(record, style):
        sheet.add("MinutesFrontNote", sheet.runs(line))


def name_beside_title(person: Person | None, chair_title: str) -> str:
    """A name where the title of the chair stands beside it: “Mayor” is not said twice of the Mayor."""
    if person is None:
        return ""
    same = person.title.casefold() == chair_title.casefold()
    return replace(person, title="").full_name if same else person.full_name


def _attendance_notes(record: MeetingRecord, style: HouseStyle) -> tuple[tuple[Run, ...], ...]:
    """What stands below the attendance: the quorum, how many of the public were there."""
    words, meeting = style.title, record.meeting
    lines = []
    members = sum(row.may_vote_at(0) for row in record.attendance)
    quorum = record.body.quorum
    if words.quorum and quorum is not None and members >= quorum:
        lines.append(fill_runs(words.quorum, {"count": str(members), "quorum": str(quorum)}))
    count = meeting.public_count
    phrase = words.public_one if count == 1 else words.public_many
    if count is not None and phrase:
        lines.append(fill_runs(phrase, {"count": str(count)}))
    return tuple(lines)


def _write_group(sheet: Sheet, group: ListedGroup) -> None:
    if group.layout is GroupLayout.SENTENCE:
        text = f" {sheet.style.names.listed(group.lines)}."
        sheet.add("MinutesAttendanceSentence", sheet.runs([Run(group.label, bold=True), Run(text)]))
        return
    if group.layout is GroupLayout.ABOVE:
        sheet.add("MinutesAttendanceGroup", sheet.runs([Run(group.label)]))
        rest: Iterator[str] = iter(group.lines)
    else:
        first, *others = group.lines
        tab = run(element("tab"))
        sheet.add(
            "MinutesAttendance", [*sheet.runs([Run(group.label, bold=True)]), tab, *sheet.runs([Run(first)])]
        )
        rest = iter(others)
    for line in rest:
        sheet.add("MinutesAttendanceContinued", sheet.runs([Run(line)]))
