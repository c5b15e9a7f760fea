"""`transcript` and `minutes`: what was said and what was decided, as files."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Edition
from minutewright.services.documents.template.shelf import ChosenTemplate
from minutewright.services.documents.transcript_export.write import TranscriptFormat
from minutewright.services.drafting.open_points import open_points


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(transcript)
    app.command()(minutes)


def transcript(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="The file to write.", dir_okay=False)],
    format_: Annotated[
        TranscriptFormat, typer.Option("--format", help="What to write.")
    ] = TranscriptFormat.JSON,
    include_exempt: Annotated[bool, typer.Option(help="Include what was said in exempt business.")] = False,
    as_json: Json = False,
) -> None:
    """Write the transcript to a file. Exempt business is left out unless asked for."""
    from minutewright.app.papers import export_transcript

    with context.meeting(folder) as (_, store):
        export_transcript(store, out, format_.value, include_exempt=include_exempt)
    if as_json:
        give({"file": str(out.resolve())})
    else:
        say(f"Wrote {out}.")


def minutes(
    folder: Folder,
    edition: Annotated[Edition, typer.Option(help="Who it is for.")] = Edition.FULL,
    out: Annotated[
        Path | None,
        typer.Option(help="The .docx to write; without it, a free name in exports/.", dir_okay=False),
    ] = None,
    appendix: Annotated[bool, typer.Option(help="Add the transcript as an appendix.")] = False,
    audio_times: Annotated[
        bool, typer.Option(help="Add comments with the times of the recording, for your own copy.")
    ] = False,
    replace: Annotated[
        bool, typer.Option(help="Replace a file that was changed since it was exported.")
    ] = False,
    template: Annotated[
        Path | None, typer.Option(help="Write into this template instead of the committee's.", dir_okay=False)
    ] = None,
    no_template: Annotated[bool, typer.Option(help="Write in Minutewright's own look.")] = False,
    as_json: Json = False,
) -> None:
    """Draft what follows from the confirmed facts, and write the minutes as a Word file."""
    from minutewright.app.papers import draft_minutes, export_minutes

    if template is not None and no_template:
        raise BadInput("Give --template or --no-template, not both.")
    with context.meeting(folder) as (place, store):
        draft_minutes(store)
        chosen = None if no_template else place.templates.of(store.council.name, store.body.name)
        if template is not None:
            chosen = ChosenTemplate(template, template.name)
        written = export_minutes(
            store, edition, out, transcript_appendix=appendix, audio_times=audio_times, replace=replace,
            template=chosen,
        )  # fmt: skip
        points = open_points(store.record())
    if as_json:
        give(
            {
                "file": str(written.resolve()),
                "edition": edition.value,
                "open": [point.sentence for point in points],
            }
        )
        return
    say(f"Wrote {written}.")
    if out is not None and written != out:
        say(f"“{out.name}” has been changed since it was exported, or is another document. It was left as it is.")
    for point in points:
        say(f"  open: {point.sentence}")
