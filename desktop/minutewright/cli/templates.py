"""`template`: the council's own Word template checked, chosen for a committee, and let go again."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say
from minutewright.domain.errors import BadInput
from minutewright.services.documents.template.check import TemplateReport, check_template
from minutewright.services.documents.template.markers import MARKERS
from minutewright.services.documents.template.shelf import ChosenTemplate

File = Annotated[Path, typer.Argument(help="The .docx or .dotx template.", dir_okay=False)]
Styles = Annotated[
    list[str] | None,
    typer.Option("--style", help="“Minutes Body=Body Text”: our style, and the template’s to use for it."),
]
_templates = typer.Typer(help="The council’s own Word template.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_templates, name="template")


@_templates.command()
def markers(as_json: Json = False) -> None:
    """List the markers a template may hold, and what each stands for."""
    if as_json:
        give(
            [
                {"marker": row.written, "place": row.place.value, "need": row.need.value, "words": row.words}
                for row in MARKERS
            ]
        )
        return
    for row in MARKERS:
        say(
            f"{row.written:<16} {row.words}{' (on a line of its own)' if row.place.value == 'paragraphs' else ''}"
        )


@_templates.command()
def check(
    file: File,
    style: Styles = None,
    with_: Annotated[
        Path | None, typer.Option("--with", help="Fill it with this meeting, for --preview.", file_okay=False)
    ] = None,
    preview: Annotated[
        Path | None, typer.Option(help="Write what it would look like to this .docx.", dir_okay=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Say which markers a template has, lacks and misspells, and whose styles the minutes will take."""
    from minutewright.app.papers import house_style_of, write_edition
    from minutewright.domain.minutes import Edition

    if (with_ is None) is not (preview is None):
        raise BadInput("A preview needs a meeting: give --with FOLDER and --preview FILE together.")
    chosen = _styles(style)
    report = check_template(file, chosen)
    if with_ is not None and preview is not None:
        with context.meeting(with_) as (_, store):
            template = ChosenTemplate(file, file.name, chosen)
            write_edition(store.record(), house_style_of(store), Edition.FULL, preview, template=template)
    if as_json:
        give(_as_json(report))
        return
    for found in report.found:
        say(f"found    {found.written} in {found.where}{': ' + found.trouble if found.trouble else ''}")
    for missing in report.missing:
        say(f"missing  {missing.written}: {missing.missing}")
    for unknown in report.unknown:
        meant = f" Did you mean [[{unknown.meant}]]?" if unknown.meant else ""
        say(f"unknown  {unknown.written} in {unknown.where}: “{unknown.line}”.{meant}")
    for row in report.styles:
        say(f"style    {row.ours}: {_source(row.origin.value, row.theirs)}")
    for remark in report.remarks:
        say(f"note     {remark}")
    if report.usable:
        say(f"“{report.file_name}” can be used.")
    else:
        raise BadInput(f"“{report.file_name}” cannot be used yet. {report.troubles[0]}")


@_templates.command()
def use(folder: Folder, file: File, style: Styles = None, as_json: Json = False) -> None:
    """Use a template for all minutes of the committee that this meeting is of. A copy of it is kept."""
    with context.meeting(folder) as (place, store):
        place.templates.choose(store.council.name, store.body.name, file, _styles(style))
        body = store.body.name
    if as_json:
        give({"body": body, "template": file.name})
    else:
        say(f"The minutes of the {body} are now written into “{file.name}”.")


@_templates.command()
def forget(folder: Folder, as_json: Json = False) -> None:
    """Write the minutes of this meeting’s committee in Minutewright’s own look again."""
    with context.meeting(folder) as (place, store):
        had = place.templates.forget(store.council.name, store.body.name)
        body = store.body.name
    if as_json:
        give({"body": body, "had_template": had})
    else:
        say(f"The {body} has no template{' any more' if had else ''}.")


def _styles(rows: list[str] | None) -> dict[str, str]:
    chosen = {}
    for row in rows or ():
        ours, equals, theirs = row.partition("=")
        if not equals or not ours.strip() or not theirs.strip():
            raise BadInput(f"“{row}” is no pair of styles. Write it as “Minutes Body=Body Text”.")
        chosen[ours.strip()] = theirs.strip()
    return chosen


def _source(origin: str, theirs: str) -> str:
    words = {
        "chosen": f"“{theirs}”, as you chose", "same_name": f"“{theirs}” of the template",
        "alike": f"“{theirs}” of the template, which does the same", "copied": "ours, added to the document",
    }  # fmt: skip
    return words[origin]


def _as_json(report: TemplateReport) -> dict[str, object]:
    return {
        "file": report.file_name,
        "usable": report.usable,
        "found": [
            {"marker": row.name, "written": row.written, "where": row.where, "trouble": row.trouble}
            for row in report.found
        ],
        "missing": [
            {"marker": row.name, "need": row.need.value, "words": row.missing} for row in report.missing
        ],
        "unknown": [
            {"written": row.written, "where": row.where, "line": row.line, "meant": row.meant}
            for row in report.unknown
        ],
        "styles": [
            {"ours": row.ours, "theirs": row.theirs, "from": row.origin.value} for row in report.styles
        ],
        "troubles": list(report.troubles),
        "remarks": list(report.remarks),
    }
