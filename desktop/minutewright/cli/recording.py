"""`record`, `import-audio` and `devices`: sound into a meeting."""

import contextlib
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from minutewright.app.keeping import compact_if_wanted, write_record
from minutewright.app.recording import take_sound
from minutewright.app.recording_plan import recording_plan
from minutewright.app.sound import import_sound
from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import ProgressLine, complain, counted, give, quiet_libraries, say
from minutewright.domain.errors import BadInput, MeetingInUse
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.timecode import format_ms
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.messages import ComputerState, Level, Warned
from minutewright.services.capture.reaching import error_of
from minutewright.services.capture.recovery import recover


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(record)
    app.command()(stop)
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
    channels: Annotated[
        int | None, typer.Option(help="Channels to keep; without it, as set (1).", min=1, max=32)
    ] = None,
    computer_sound: Annotated[
        bool | None,
        typer.Option(
            "--with-computer-sound/--without-computer-sound",
            help="Record what this computer plays, such as a remote meeting, on a track of its own; else as set.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Record into a meeting until Ctrl+C, or for so many seconds. The meeting can be marked meanwhile."""
    with context.meeting(folder) as (place, _):
        plan = recording_plan(
            folder,
            place.settings,
            device=device,
            channels=channels,
            computer_sound=computer_sound,
            copy_to=copy_to,
        )
    client = RecorderClient.start_plan(plan, revive=True)
    began = time.monotonic()
    try:
        microphone = client.wait_until_recording().device
        if not as_json:
            say(f"Recording from {microphone}. Stop with Ctrl+C.")
        _watch(client, lambda: seconds is not None and time.monotonic() - began >= seconds)
    finally:
        client.stop()
    _finish(folder, client, as_json)


def stop(folder: Folder, as_json: Json = False) -> None:
    """Stop a recording that is running, whoever started it, and finish its files."""
    client = RecorderClient.attach(folder)
    client.stop()
    _finish(folder, client, as_json)


def _watch(client: RecorderClient, is_time: Callable[[], bool]) -> None:
    """Show clock and level, and say what the recorder warns of, until it ends, it is time, or Ctrl+C."""
    line, level = ProgressLine(), ""
    try:
        while not client.ended and not is_time():
            line.show(f"● {format_ms(client.position_ms)}  {level}")
            for event in client.events(timeout_ms=100):
                if isinstance(event, Level):
                    level = _bar(event)
                elif isinstance(event, Warned | ComputerState) and event.words:
                    line.end()
                    line = ProgressLine()
                    complain(event.words)
                if is_time():
                    break
                line.show(f"● {format_ms(client.position_ms)}  {level}")
    except KeyboardInterrupt:
        pass
    finally:
        line.end()


def _bar(level: Level) -> str:
    """The loudness as a bar of twenty places, from -60 dBFS to full scale."""
    places = min(max(round((level.rms_dbfs + 60) / 3), 0), 20)
    return "▮" * places + "·" * (20 - places) + (" too loud" if level.clipped else "")


def _finish(folder: Path, client: RecorderClient, as_json: bool) -> None:
    """Wait until all is on the disk, tell the meeting what there is, and say how much.

    Raises:
        MinutewrightError: what ended the recording, if not the clerk did.
    """
    stopped = client.wait_stopped()
    state = client.state
    found = recover(folder)
    length, gaps = recording_length_ms(found.files), len(found.gaps)
    # Somebody else who has the meeting open takes in what was recorded: the window, or the command that began it.
    with contextlib.suppress(MeetingInUse), context.meeting(folder) as (place, store):
        take_sound(store)
        if state is not None and state.copy_to:
            with contextlib.suppress(OSError):  # what became of the copy was said by the recorder
                write_record(Path(state.copy_to), store.as_file())
        compact_if_wanted(store.folder, place.settings)
    if as_json:
        copied = {"copy": stopped.copy_words} if stopped.copy_words else {}
        give({"recorded_ms": length, "gaps": gaps, "device": state.device if state else "", **copied})
    else:
        say(f"{format_ms(length)} recorded in all, {counted(gaps, 'gap')}.")
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
    """List the recording devices of this computer, and what of its own sound can be recorded."""
    from minutewright.services.capture.computer_sound import list_computer_sources
    from minutewright.services.capture.devices import list_inputs

    found, sources = list_inputs(), list_computer_sources()
    if as_json:
        give(
            [
                {
                    "kind": "microphone",
                    "name": each.name,
                    "channels": each.channels,
                    "rate": each.sample_rate,
                    "default": each.is_default,
                }
                for each in found
            ]
            + [{"kind": "computer", "name": each.label} for each in sources]
        )
        return
    if not found:
        say("This computer has no recording device.")
    for each in found:
        say(
            f"{'default' if each.is_default else '':<9}{each.name}  ({each.channels} channels, {each.sample_rate} Hz)"
        )
    for source in sources:
        say(f"{'':<9}{source.label}  (record --with-computer-sound)")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise BadInput(f"“{text}” is not a date and time. Write it as 2026-11-22T19:00:00.") from None
