"""`channels`: who sits before which channel of the microphone, and who may be speaking by that."""

from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import counted, give, say
from minutewright.domain.errors import BadInput
from minutewright.domain.people import find_person
from minutewright.domain.timecode import format_ms


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(channels)


def channels(
    folder: Folder,
    seat: Annotated[
        list[str] | None, typer.Option(help="Who sits where, as 3=Hale; 3= for nobody. Several times.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Name the suggested speakers.")] = False,
    as_json: Json = False,
) -> None:
    """Suggest who speaks, by the loudest channel of the microphone. Nothing is named without --accept."""
    from minutewright.app import suggesting
    from minutewright.services.clerk.seating import assign_channel

    with context.meeting(folder) as (_, store):
        for text in seat or ():
            number, _, name = text.partition("=")
            if not number.isdecimal() or not 1 <= int(number) <= 32:
                raise BadInput(f"“{text}” does not say who sits where. Write it as 3=Hale.")
            for row in store.attendance.all("channel = ?", (int(number),)):
                assign_channel(store, row.person_id, None)
            if name.strip():
                person = find_person(store.people.all(), name)
                if person is None:
                    raise BadInput(
                        f"“{name}” is nobody in this meeting, or more than one. Give the whole name."
                    )
                assign_channel(store, person.id, int(number))
        reading = suggesting.read_channels(store)
        people = {person.id: person.short_name for person in store.people.all()}
        segments = {segment.id: segment for segment in store.segments()}
        taken = suggesting.accept(store, reading.suggestions) if accept else 0
    rows = [
        {
            "segment": each.segment_id,
            "start": segments[each.segment_id].start_ms / 1000,
            "channel": each.channel,
            "speaker": people.get(each.person_id, ""),
            "share": round(each.share, 2),
        }
        for each in reading.suggestions
    ]
    if as_json:
        give({"stretches": len(reading.hints), "suggestions": rows, "named": taken})
        return
    if not reading.hints:
        say("The recording has one channel, or nobody stands out before any.")
    for each in reading.suggestions:
        segment = segments[each.segment_id]
        say(f"{format_ms(segment.start_ms)}  channel {each.channel}: {people.get(each.person_id, '')}?")
    say(f"{counted(len(rows), 'suggestion')}, {taken} named.")
