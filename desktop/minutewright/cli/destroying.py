"""`destroy` and `destroyed`: a span of a meeting destroyed for good, and the list of what was."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from minutewright.app.destroying import (
    Going,
    destroy_span,
    destroyed_list,
    plan_destruction,
    wait_for_sound,
)
from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say
from minutewright.domain.destruction import DestroyedSpan, Scope
from minutewright.domain.errors import BadInput, Cancelled
from minutewright.domain.meeting import RecordingState
from minutewright.domain.timecode import format_ms, parse_ms
from minutewright.services.sound.destroying import destroyed_spans

WORD = "DESTROY"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(destroy)
    app.command()(destroyed)


def destroy(
    folder: Folder,
    start: Annotated[str, typer.Option("--from", help="Recording time at which it begins, as 0:42:10.")],
    end: Annotated[str, typer.Option("--to", help="Recording time at which it ends, as 0:44:30.")],
    reason: Annotated[str, typer.Option(help="Why; it goes on the list.")],
    keep_notes: Annotated[
        bool, typer.Option("--keep-notes", help="Leave the notes taken down in it.")
    ] = False,
    paragraphs: Annotated[
        bool,
        typer.Option("--paragraphs", help="Also confirmed paragraphs of the minutes that repeat its words."),
    ] = False,
    exports: Annotated[
        bool, typer.Option("--exports", help="Also the exported files that repeat its words.")
    ] = False,
    yes: Annotated[str, typer.Option(help=f"For scripts: {WORD} answers the second question.")] = "",
    as_json: Json = False,
) -> None:
    """Destroy what was captured by mistake: sound, words, history and copies of a span, for good."""
    start_ms, end_ms = parse_ms(start), parse_ms(end)
    with context.meeting(folder) as (place, store):
        if store.recording_state is RecordingState.RECORDING:
            wait_for_sound(store, end_ms)
        going = plan_destruction(store, start_ms, end_ms)
        if yes != WORD:
            _ask(going)
        scope = Scope(notes=not keep_notes, paragraphs=paragraphs, exports=exports)
        done = destroy_span(store, place.library, going, reason, scope)
    if as_json:
        give({**_shown(done.span), "left": list(done.left)})
    else:
        say(done.words)


def destroyed(
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="Write the list to this file, to be printed.")] = None,
    as_json: Json = False,
) -> None:
    """List what was destroyed in a meeting: when, why, by whom, and the SHA-256 of each file before and after."""
    with context.meeting(folder) as (_, store):
        text, spans = destroyed_list(store), destroyed_spans(store.folder)
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise BadInput(f"“{out}” cannot be written. Choose another place.") from error
    if as_json:
        give([_shown(span) for span in spans])
    elif out is None:
        say(text.rstrip())


def _ask(going: Going) -> None:
    """The second question. Only the word itself is a yes."""
    for sentence in ("This goes for good:", going.question, *going.notices):
        print(sentence, file=sys.stderr)  # noqa: T201 - JSON may be asked for on the other door
    try:
        answer = input(f"Type {WORD} to go on: ")
    except EOFError:
        answer = ""
    if answer.strip() != WORD:
        raise Cancelled("Nothing was destroyed.")


def _shown(span: DestroyedSpan) -> dict[str, object]:
    return {
        "from": format_ms(span.start_ms),
        "to": format_ms(span.end_ms),
        "from_wall": span.wall_from.isoformat(),
        "to_wall": span.wall_to.isoformat(),
        "reason": span.reason,
        "who": span.who,
        "at": span.at.isoformat(),
        "finished": span.ended_at.isoformat() if span.ended_at else None,
        "exports_left": list(span.named_exports),
        "files": [
            {"name": file.name, "copy": file.copy, "sha256_before": file.sha256_before, "sha256": file.sha256}
            for file in span.files
        ],
    }
