"""`transcript` and `minutes`: what was said and what was decided, as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Edition, ShortEdition
from minutewright.services.documents.template.shelf import ChosenTemplate
from minutewright.services.documents.transcript_export.write import TranscriptFormat
from minutewright.services.storage.store import MeetingStore


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


class AnyEdition(StrEnum):
    """Every edition of the command line: the minutes themselves, and what is made from them."""

    FULL = Edition.FULL.value
    PUBLIC = Edition.PUBLIC.value
    EXEMPT = Edition.EXEMPT.value
    DECISION_NOTE = ShortEdition.DECISION_NOTE.value
    ACTION_LIST = ShortEdition.ACTION_LIST.value
    EXTRACT = ShortEdition.EXTRACT.value
    ITEM_TEXT = ShortEdition.ITEM_TEXT.value
    TRANSCRIPT = ShortEdition.TRANSCRIPT.value


def minutes(
    folder: Folder,
    edition: Annotated[AnyEdition, typer.Option(help="What is written, or whom it is for.")] = AnyEdition(
        "full"
    ),
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
    item: Annotated[str, typer.Option(help="The agenda number of the item of an extract.")] = "",
    include_exempt: Annotated[
        bool,
        typer.Option(help="Keep exempt matter in a decision note, action list, extract, text or transcript."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Draft what follows from the confirmed facts, and write the minutes as a Word file."""
    from minutewright.app.checking import points_to_settle
    from minutewright.app.papers import draft_minutes, export_minutes, house_style_of

    if template is not None and no_template:
        raise BadInput("Give --template or --no-template, not both.")
    with context.meeting(folder) as (place, store):
        draft_minutes(store)
        chosen = None if no_template else place.templates.of(store.council.name, store.body.name)
        if template is not None:
            chosen = ChosenTemplate(template, template.name)
        written = _short(store, edition, out, item, include_exempt) or export_minutes(
            store, Edition(edition.value), out, transcript_appendix=appendix, audio_times=audio_times, replace=replace,
            template=chosen,
        )  # fmt: skip
        points = points_to_settle(store.record(), house_style_of(store))
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
        say(
            f"“{out.name}” has been changed since it was exported, or is another document. It was left as it is."
        )
    for point in points:
        say(f"  open: {point.sentence}")


def _short(
    store: MeetingStore, edition: StrEnum, out: Path | None, item: str, include_exempt: bool
) -> Path | None:
    """Write one of the short editions; None where the minutes themselves are asked for."""
    from minutewright.app.papers import export_short_edition

    if edition.value not in list(ShortEdition):
        return None
    found = next((row.id for row in store.items.all() if row.number == item), None)
    return export_short_edition(
        store, ShortEdition(edition.value), out, item_id=found, include_exempt=include_exempt
    )
