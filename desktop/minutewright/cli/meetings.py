"""`new`, `show` and `mark`: a meeting made, looked at and tagged."""

import contextlib
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from minutewright.cli import context
from minutewright.cli.business_json import business, minute_numbers
from minutewright.cli.output import counted, give, say
from minutewright.domain.agenda import AgendaHead, AgendaItem
from minutewright.domain.errors import BadInput
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.meeting import RecordingState
from minutewright.domain.numbering import number_pattern
from minutewright.domain.people import Person, calling_name, find_person
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.tagging import count_unassigned
from minutewright.domain.time_account import account_of
from minutewright.domain.timecode import format_ms, parse_ms
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.clerk.marking import add_mark
from minutewright.services.clerk.preparing import take_agenda, take_register
from minutewright.services.storage.store import MeetingStore

Folder = Annotated[Path, typer.Argument(help="The meeting's folder.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(new)
    app.command()(show)
    app.command()(mark)


def new(
    folder: Folder,
    body: Annotated[str, typer.Option(help="The committee that meets; else as the agenda says.")] = "",
    held_on: Annotated[
        str, typer.Option("--date", help="The day, as 2026-11-22 or 22/11/2026; else as the agenda says.")
    ] = "",
    starts: Annotated[str, typer.Option(help="The hour, as 19:00; else as the agenda says.")] = "",
    agenda: Annotated[Path | None, typer.Option(help="Agenda: .docx, .pdf or .txt.")] = None,
    people: Annotated[Path | None, typer.Option("--register", help="Register of people: .csv.")] = None,
    council: Annotated[str, typer.Option(help="The council.")] = "",
    venue: Annotated[str, typer.Option(help="Where it meets.")] = "",
    style: Annotated[
        str, typer.Option(help="House style of the minutes; `style list` names them.")
    ] = "uk-borough",
    first_minute: Annotated[int, typer.Option(help="The number of the first minute.", min=1)] = 1,
    numbers: Annotated[
        str | None, typer.Option(help="Pattern of minute numbers, such as {n}/{yy}; else the house style’s.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a new meeting in a folder, with its agenda and register."""
    from minutewright.services.documents.agenda.read import read_agenda, read_head
    from minutewright.services.documents.register import read_register

    head = read_head(agenda) if agenda else AgendaHead()
    items = read_agenda(agenda) if agenda else ()
    body, day = body or head.body, _day(held_on) if held_on else head.held_on
    if not body or day is None:
        raise BadInput(
            "A meeting needs its committee and its day: give --body and --date, or an agenda with both."
        )
    starts_at = _hour(starts) if starts else head.starts_at
    register = read_register(people) if people else None
    with context.workplace() as place:
        numbering = place.house_styles.style(style).numbering
        if numbers is not None:
            numbering = replace(numbering, pattern=numbers)
            number_pattern(numbering, day)
        own = place.house_styles.own_text(style)
    with (
        context.workplace() as place,
        begin_meeting(
            folder, body, day, council=council or head.council, starts_at=starts_at, venue=venue or head.venue,
            house_style=style, style_text=own,
            first_minute=first_minute, numbering=numbering,
        ) as store,
    ):  # fmt: skip
        if items:
            take_agenda(store, items)
        if register:
            take_register(store, register.people, register.attendance)
        place.refresh(store)
        if as_json:
            give(_summary(store))
        else:
            say(
                f"Made {folder}: {body}, {day:%d %B %Y}, {counted(len(items), 'agenda item')}, "
                f"{counted(store.people.count(), 'person', 'people')}."
            )
            for note in register.notes if register else ():
                say(f"  {note}")


def show(folder: Folder, as_json: Json = False) -> None:
    """Show what a meeting holds."""
    with context.meeting(folder) as (_, store):
        summary = _summary(store)
    if as_json:
        give(summary)
        return
    say(f"{summary['body']}, {summary['date']}")
    say(f"{summary['recorded']} recorded, {summary['segments']} segments, {summary['state']}")
    account = summary["account"]
    say(
        ", ".join(f"{time} {kind}" for kind, time in account.items() if time != format_ms(0))
        or "Nothing heard yet"
    )
    for item in summary["agenda"]:
        exempt = "  (exempt)" if item["exempt"] else ""
        say(f"  {item['number']:>4}  {item['title']}  {item['spoken']}{exempt}")
    say(
        f"Under no item: {summary['unassigned']['item']}; without a speaker: {summary['unassigned']['speaker']}"
    )


def mark(
    folder: Folder,
    at: Annotated[str, typer.Option(help="Recording time, as 0:01:23.")],
    item: Annotated[str | None, typer.Option(help="Number of the agenda item taken from here.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Who speaks from here.")] = None,
    note: Annotated[str | None, typer.Option(help="A note at this moment.")] = None,
    as_json: Json = False,
) -> None:
    """Mark an agenda item, a speaker or a note at a recording time."""
    at_ms = parse_ms(at)
    if item is None and speaker is None and note is None:
        raise BadInput("Nothing to mark. Give --item, --speaker or --note.")
    with context.meeting(folder) as (_, store):
        record = store.record()
        _within(record, store, at_ms)
        an_item = _item(record, item) if item is not None else None
        person = _person(record, speaker) if speaker is not None else None
        marks: list[Mark] = []
        with store.action("Mark"):
            if an_item:
                marks.append(add_mark(store, MarkKind.ITEM, at_ms, item_id=an_item.id))
            if person:
                marks.append(add_mark(store, MarkKind.SPEAKER, at_ms, person_id=person.id))
            if note is not None:
                marks.append(add_mark(store, MarkKind.NOTE, at_ms, text=note))
    if as_json:
        give([_mark(record, each) for each in marks])
    else:
        for each in marks:
            say(f"{format_ms(at_ms)}  {_marked(record, each)}")


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, form).date()
    raise BadInput(f"“{text}” is not a date. Write it as year-month-day, for example 2026-11-22.")


def _hour(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” is not an hour. Write it as 19:00.") from None


def _within(record: MeetingRecord, store: MeetingStore, at_ms: int) -> None:
    """Nothing can be marked that is not recorded yet; while it is being recorded only the recorder knows the end."""
    end_ms = recording_length_ms(record.files)
    if record.files and at_ms > end_ms and store.recording_state is not RecordingState.RECORDING:
        raise BadInput(
            f"{format_ms(at_ms)} is after the end of the recording, which is {format_ms(end_ms)} long."
        )


def _marked(record: MeetingRecord, each: Mark) -> str:
    item, person = record.item(each.item_id), record.person(each.person_id)
    if item:
        return f"Item {item.number}, {item.title}"
    if person:
        return f"{calling_name(person, record.people)} speaks"
    return f"Note: {each.text}"


def _item(record: MeetingRecord, number: str) -> AgendaItem:
    wanted = number.strip().rstrip(".").casefold()
    for item in record.items:
        if item.number.casefold() == wanted:
            return item
    numbers = ", ".join(item.number for item in record.items) or "none"
    raise BadInput(f"There is no item {number} on the agenda. Its items are: {numbers}.")


def _person(record: MeetingRecord, name: str) -> Person:
    person = find_person(record.people, name)
    if person is None:
        names = ", ".join(calling_name(person, record.people) for person in record.people) or "nobody yet"
        raise BadInput(f"“{name}” is not one person of the register. It holds: {names}.")
    return person


def _summary(store: MeetingStore) -> dict[str, Any]:
    record = store.record()
    unassigned, account = count_unassigned(record.segments), account_of(record)
    shown = store.shown_pass()
    numbers = minute_numbers(record)
    return {
        "folder": str(store.folder.resolve()),
        "council": record.council.name,
        "body": record.body.name,
        "date": record.meeting.held_on.isoformat(),
        "state": record.meeting.state.value,
        "recording": store.recording_state.value,
        "recorded_ms": recording_length_ms(record.files),
        "recorded": format_ms(recording_length_ms(record.files)),
        "account": {
            "spoken": format_ms(account.spoken_ms),
            "destroyed": format_ms(account.destroyed_ms),
            "lost": format_ms(account.lost_ms),
            "silent": format_ms(account.silent_ms),
        },
        "files": [{"name": file.name, "sha256": file.sha256} for file in record.files],
        "gaps": [
            {"at": format_ms(gap.at_ms), "reason": gap.reason.value, "note": gap.note} for gap in record.gaps
        ],
        "people": [person.full_name for person in record.people],
        "house_style": record.council.house_style,
        "business": business(record),
        "agenda": [
            {
                "number": item.number,
                "minute": numbers.get(item.id),
                "title": item.title,
                "kind": item.kind.value,
                "exempt": item.exempt,
                "spoken": _spoken(record, item),
            }
            for item in record.items
        ],
        "marks": [_mark(record, each) for each in record.marks],
        "segments": len(record.segments),
        "pass": {"engine": shown.engine, "model": shown.model} if shown else None,
        "unassigned": {
            "item": format_ms(unassigned.without_item_ms),
            "speaker": format_ms(unassigned.without_speaker_ms),
        },
    }


def _spoken(record: MeetingRecord, item: AgendaItem) -> str:
    spoken = sum(
        segment.end_ms - segment.start_ms for segment in record.segments if segment.item_id == item.id
    )
    return format_ms(spoken)


def _mark(record: MeetingRecord, each: Mark) -> dict[str, Any]:
    item, person = record.item(each.item_id), record.person(each.person_id)
    return {
        "at": format_ms(each.at_ms),
        "at_ms": each.at_ms,
        "wall": each.wall.isoformat() if each.wall else None,
        "kind": each.kind.value,
        "item": item.number if item else None,
        "speaker": calling_name(person, record.people) if person else None,
        "text": each.text,
    }
