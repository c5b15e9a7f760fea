"""`proof`: whether a recording is still what was recorded, and how it came to be."""

from pathlib import Path
from typing import Annotated

import typer
from cattrs.preconf.json import make_converter

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import ProgressLine, give, say


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(proof)


def proof(
    folder: Folder,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write it to this file (.docx, .html or .txt) instead of the screen.", dir_okay=False
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read every sound file of a meeting again and hold it against the SHA-256 noted when it was closed.

    Ends with exit code 14 when something does not match. Changes nothing in the recording.
    """
    from minutewright.app.proof import prove, require_match, write_proof
    from minutewright.services.documents.proof.content import proof_page, verdict_of
    from minutewright.services.documents.proof.plain import proof_text

    line = ProgressLine()
    with context.workplace() as place, place.open(folder) as store:
        proven = prove(store, lambda done: line.show(f"Reading {done:.0%}"))
        line.end()
        if out is not None:
            write_proof(store, proven, out)
    if as_json:
        converted = make_converter().unstructure(proven)
        give({"matches": proven.sound.matches, "verdict": verdict_of(proven.sound), **converted})
    elif out is not None:
        say(f"Wrote {out}. {verdict_of(proven.sound)}")
    else:
        say(proof_text(proof_page(proven)))
    require_match(proven)
