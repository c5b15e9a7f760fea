"""`gui`: open the window. The only module outside ui/ that knows the window exists."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(gui)


def gui(
    folder: Annotated[Path | None, typer.Argument(help="A meeting's folder to open.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Open the sample meeting.")] = False,
    exit_after_paint: Annotated[bool, typer.Option("--exit-after-paint", hidden=True)] = False,
) -> None:
    """Open the window."""
    from minutewright.ui.start import StartOptions, start

    with context.workplace() as place:
        code = start(StartOptions(folder, sample, exit_after_paint), place)
    raise typer.Exit(code)
