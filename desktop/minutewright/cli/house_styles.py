"""`style`: house styles listed, checked, taken in, given out as one file, and chosen for a meeting."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say

File = Annotated[
    Path, typer.Argument(help="The house style’s .toml file.", dir_okay=False, show_default=False)
]
Name = Annotated[
    str, typer.Argument(help="The house style’s name, as `style list` has it.", show_default=False)
]
_styles = typer.Typer(help="House styles: the wording and forms of the minutes.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_styles, name="style")


@_styles.command("list")
def list_(as_json: Json = False) -> None:
    """List the house styles to choose from."""
    with context.workplace() as place:
        styles = place.house_styles.styles()
    if as_json:
        give(
            [
                {"style": row.identifier, "name": row.name, "own": row.own, "fault": row.fault or None}
                for row in styles
            ]
        )
        return
    for row in styles:
        own = " (your own)" if row.own else ""
        say(f"{row.identifier:<16} {row.name}{own}" + (f": {row.fault}" if row.fault else ""))


@_styles.command()
def check(file: File, as_json: Json = False) -> None:
    """Say whether a house style can be used; if not, what is wrong and in which line."""
    from minutewright.services.documents.house_style import read_house_style

    style = read_house_style(file)
    if as_json:
        give({"file": str(file.resolve()), "name": style.name, "language": style.language})
    else:
        say(f"“{style.name}” can be used.")


@_styles.command("export")
def give_out(
    name: Name,
    out: Annotated[Path, typer.Argument(help="The .toml file to write.", dir_okay=False, show_default=False)],
    as_json: Json = False,
) -> None:
    """Write a house style to one file, to be changed or handed on."""
    with context.workplace() as place:
        place.house_styles.give_out(name, out)
    if as_json:
        give({"style": name, "file": str(out.resolve())})
    else:
        say(f"Wrote {out}.")


@_styles.command("import")
def take_in(
    file: File,
    as_: Annotated[str, typer.Option("--as", help="Another name than the file’s.")] = "",
    replace: Annotated[bool, typer.Option(help="Replace your own style of that name.")] = False,
    as_json: Json = False,
) -> None:
    """Check a house style and add it to those to choose from."""
    with context.workplace() as place:
        row = place.house_styles.take_in(file, as_, replace=replace)
    if as_json:
        give({"style": row.identifier, "name": row.name})
    else:
        say(f"Added “{row.name}” as {row.identifier}.")


@_styles.command()
def use(folder: Folder, name: Name, as_json: Json = False) -> None:
    """Choose the house style in which a meeting’s minutes print. An own one is copied into the meeting."""
    from minutewright.services.clerk.preparing import choose_house_style

    with context.meeting(folder) as (place, store):
        style = place.house_styles.style(name)
        choose_house_style(store, name, place.house_styles.own_text(name))
    if as_json:
        give({"style": name, "name": style.name})
    else:
        say(f"The minutes will print as “{style.name}”.")
