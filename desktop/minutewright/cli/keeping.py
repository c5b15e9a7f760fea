"""`compact`, `copy` and `recover`: what happens to a recording after it is made."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import ProgressLine, give, say
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.timecode import format_ms

_MB = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(compact)
    app.command()(copy)
    app.command()(recover)


def compact(folder: Folder, as_json: Json = False) -> None:
    """Keep the finished sound of a meeting as FLAC: the same sound in about half the room, compared before the WAV goes."""
    from minutewright.services.sound.compacting import compact_meeting

    line = ProgressLine()
    with context.meeting(folder):
        done = compact_meeting(folder, lambda share: line.show(f"Compacting {share:.0%}"))
    with context.meeting(folder):
        line.end()  # the record knows the new files by now
    if as_json:
        given = {"files": done.files, "bytes_before": done.bytes_before, "bytes_after": done.bytes_after}
        give({**given, "notes": list(done.notes)})
        return
    say(f"{done.files} files: {done.bytes_before / _MB:.1f} MB before, {done.bytes_after / _MB:.1f} MB now.")
    for note in done.notes:
        say(f"  {note}")


def copy(
    folder: Folder,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            help="Folder on another disk; without it, every second copy there ever was.",
            file_okay=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Bring a meeting's second copy up to date: sound and record, compared file by file."""
    from minutewright.app.keeping import bring_copies

    with context.meeting(folder) as (_, store):
        done = bring_copies(store, to)
    if as_json:
        give(
            [
                {
                    "folder": str(each.folder),
                    "alike": each.result.alike,
                    "lacking": list(each.result.lacking),
                    "repaired": list(each.result.repaired),
                }
                for each in done
            ]
        )
        return
    for each in done:
        say(f"{each.folder}: {each.result.alike} files alike.")
        for name in each.result.lacking:
            say(f"  {name} differs. Check that disk.")


def recover(folder: Folder, as_json: Json = False) -> None:
    """Open a broken-off meeting, or a second copy whose first is lost, and settle its recording as it is."""
    from minutewright.app.keeping import recover_meeting

    with context.workplace() as place:
        store, made = recover_meeting(folder)
        with store:
            place.refresh(store)
            files, gaps = store.files.all(), len(store.gaps.all())
            title = store.body.name
    length = recording_length_ms(files)
    if as_json:
        give({"title": title, "recorded_ms": length, "gaps": gaps, "new_record": made})
        return
    say(f"{title}: {format_ms(length)} recovered, {len(files)} files, {gaps} gaps.")
    if made:
        say(
            "There was no record beside the sound; a new one was made. Set its date and committee under Prepare."
        )
