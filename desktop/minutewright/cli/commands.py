"""The typer application: every command, gathered from its module."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from minutewright import __version__
from minutewright.cli import context

MODULES = {
    "new": "meetings",
    "show": "meetings",
    "mark": "meetings",
    "record": "recording",
    "stop": "recording",
    "import-audio": "recording",
    "devices": "recording",
    "channels": "channels",
    "compact": "keeping",
    "copy": "keeping",
    "recover": "keeping",
    "destroy": "destroying",
    "destroyed": "destroying",
    "transcribe": "speech",
    "models": "speech",
    "proof": "proof",
    "transcript": "documents",
    "minutes": "documents",
    "state": "approval",
    "public-title": "approval",
    "style": "house_styles",
    "template": "templates",
    "returned": "returned",
    "demo": "sample",
    "self-test": "self_test",
    "gui": "gui",
}
"""Every command and the module it is in. Only the module that is asked for is loaded: the window starts light."""

app = typer.Typer(
    help="Records, transcribes and minutes formal meetings, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done; 2-4 what was given cannot be used; 10-14 the meeting folder; 20-24 the microphone or "
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


def load(arguments: Sequence[str]) -> typer.Typer:
    """The application with the command that these arguments ask for; with all, where they ask for none (`--help`)."""
    asked = [
        argument
        for before, argument in zip(["", *arguments], arguments, strict=False)
        if before != "--profile" and not argument.startswith("-")
    ][:1]
    names = [MODULES[asked[0]]] if asked and asked[0] in MODULES else dict.fromkeys(MODULES.values())
    for name in names:
        import_module(f"minutewright.cli.{name}").register(app)
    return app
