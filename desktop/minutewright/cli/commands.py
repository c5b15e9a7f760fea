"""The typer application: every command, gathered from its module."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright import __version__
from minutewright.cli import context, documents, gui, meetings, recording, sample, self_test, speech

app = typer.Typer(
    help="Records, transcribes and minutes formal meetings, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done; 2-4 what was given cannot be used; 10-13 the meeting folder; 20-24 the microphone or "
    "recorder; 30-32 the speech model or engine; 40 stopped; 70 unexpected. docs/command-line.md lists them.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    profile: Annotated[
        Path | None,
        typer.Option(help="Keep settings, library and new meetings under this folder.", file_okay=False),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Records, transcribes and minutes formal meetings, offline."""
    context.choose_profile(profile)


for _module in (meetings, recording, speech, documents, sample, self_test, gui):
    _module.register(app)
