"""`record`, `import-audio` and `devices`: sound into a meeting."""

import contextlib
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from minutewright.app.keeping import compact_if_wanted, copy_folder, write_record
from minutewright.app.recording import take_sound
from minutewright.app.sound import import_sound
from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import ProgressLine, give, quiet_libraries, say
from minutewright.domain.errors import BadInput
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.timecode import format_ms
from minutewright.services.capture.client import RecorderClient, error_of
from minutewright.services.capture.messages import RecorderState
from minutewright.services.settings.options import MICROPHONE


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(record)
    app.command("import-audio")(import_files)
    app.command()(devices)


def record(
    folder: Folder,
    device: Annotated[str | None, typer.Option(help="Microphone by name; see: minutewright devices.")] = None,
    seconds: Annotated[
        float | None, typer.Option(help="Stop after so many seconds; else with Ctrl+C.", min=0.1)
    ] = None,
    copy_to: Annotated[
        Path | None,
        typer.Option(
            help="Folder on another disk for a second copy; without it, the one in the settings.",
            file_okay=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Record into a meeting until Ctrl+C, or for so many seconds. The meeting can be marked meanwhile."""
    with context.meeting(folder) as (place, _):
        chosen = device or place.settings.get(MICROPHONE) or None
        copy_to = copy_to or copy_folder(place.settings)
    client = RecorderClient.start(folder, chosen, copy_to=copy_to)
    line, microphone = ProgressLine(), ""
    try:
        microphone = client.wait_until_recording().device
        began = time.monotonic()
        if not as_json:
            say(f"Recording from {microphone}. Stop with Ctrl+C.")
        while seconds is None or time.monotonic() - began < seconds:
            line.show(f"● {format_ms(client.position_ms)}")
            if client.state is None or client.state.state is RecorderState.STOPPED:
                break
            time.sleep(min(0.2, seconds or 0.2))
    except KeyboardInterrupt:
        pass
    finally:
        client.stop()
    stopped = client.wait_stopped()
    line.end()
    with context.meeting(folder) as (place, store):
        take_sound(store)
        length, gaps = recording_length_ms(store.files.all()), len(store.gaps.all())
        if client.state is not None and client.state.copy_to:
            with contextlib.suppress(OSError):  # what became of the copy was said by the recorder
                write_record(Path(client.state.copy_to), store.as_file())
        compact_if_wanted(store.folder, place.settings)
    if as_json:
        copied = {"copy": stopped.copy_words} if stopped.copy_words else {}
        give({"recorded_ms": length, "gaps": gaps, "device": microphone, **copied})
    else:
        say(f"{format_ms(length)} recorded in all, {gaps} gaps.")
        if stopped.copy_words:
            say(stopped.copy_words)
    if stopped.error:
        raise error_of(stopped.error, stopped.words)


def import_files(
    folder: Folder,
    files: Annotated[list[Path], typer.Argument(help="Sound files in the order they were recorded.")],
    started_at: Annotated[str, typer.Option(help="When the first began, as 2026-11-22T19:00:00.")] = "",
    as_json: Json = False,
) -> None:
    """Add sound files (wav, flac, mp3, m4a, mp4, ogg) to a meeting's recording."""
    began = _moment(started_at) if started_at else None
    line = ProgressLine()
    with context.meeting(folder) as (_, store):
        with quiet_libraries():
            notes = import_sound(store, files, began, lambda done: line.show(f"Reading {done:.0%}"))
        line.end()
        length = recording_length_ms(store.files.all())
    if as_json:
        give({"recorded_ms": length, "notes": notes})
        return
    say(f"{len(files)} added; {format_ms(length)} recorded in all.")
    for note in notes:
        say(f"  {note}")


def devices(as_json: Json = False) -> None:
    """List the recording devices of this computer."""
    from minutewright.services.capture.devices import list_inputs

    found = list_inputs()
    if as_json:
        give(
            [
                {
                    "name": each.name,
                    "channels": each.channels,
                    "rate": each.sample_rate,
                    "default": each.is_default,
                }
                for each in found
            ]
        )
        return
    if not found:
        say("This computer has no recording device.")
    for each in found:
        say(
            f"{'default' if each.is_default else '':<9}{each.name}  ({each.channels} channels, {each.sample_rate} Hz)"
        )


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise BadInput(f"“{text}” is not a date and time. Write it as 2026-11-22T19:00:00.") from None
