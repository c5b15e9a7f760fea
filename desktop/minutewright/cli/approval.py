"""`state` and `public-title`: how far the minutes are, and what the public reads of an exempt item."""

from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say
from minutewright.domain.errors import BadInput
from minutewright.domain.meeting import MinutesState
from minutewright.services.storage.store import MeetingStore


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(state)
    app.command("public-title")(public_title)


def state(
    folder: Folder,
    set_: Annotated[MinutesState | None, typer.Option("--set", help="The state to bring them into.")] = None,
    confirm_last: Annotated[
        bool, typer.Option(help="This meeting confirmed the minutes of the last one: mark those.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who does it; without it, the meeting's clerk.")] = "",
    note: Annotated[str, typer.Option(help="A remark, or the corrections that were resolved.")] = "",
    changes: Annotated[
        bool, typer.Option(help="Tell what changed between the two newest versions of the minutes.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show how far the minutes are and every step they took, or take the next one."""
    from minutewright.app.approval import confirm_last_minutes, who_acts
    from minutewright.services.clerk.approving import take_step

    with context.meeting(folder) as (place, store):
        if confirm_last:
            done = confirm_last_minutes(store, place.library, who=by, corrections=note)
            if not as_json:
                say(
                    f"The minutes of {done.held_on} are confirmed. {done.signatory} signs them ({done.folder})."
                )
        if set_ is not None:
            # Where no other meeting is known to have confirmed them, whoever signs is not guessed.
            take_step(store, set_, by or who_acts(store), note=note)
        if changes and not as_json:
            _tell_changes(store)
        now, steps = store.meeting.state, store.approval_steps.all()
    if as_json:
        rows = [
            {
                "state": step.state.value, "before": step.before.value, "at": step.at.isoformat(), "who": step.who,
                "file": step.file_name, "sha256": step.sha256, "note": step.note,
            }
            for step in steps
        ]  # fmt: skip
        give({"state": now.value, "steps": rows})
        return
    say(f"State: {_words(now)}")
    for step in steps:
        file = f", {step.file_name} {step.sha256[:12]}" if step.file_name else ""
        told = f": {step.note}" if step.note else ""
        say(f"  {step.at:%Y-%m-%d %H:%M}  {_words(step.state)}, by {step.who or 'nobody named'}{file}{told}")


def _tell_changes(store: MeetingStore) -> None:
    """The paragraphs that differ between the newest version and the one before it of the same edition."""
    from minutewright.services.documents.kept_versions import kept_version
    from minutewright.services.documents.version_changes import changes_between

    versions = sorted(store.versions.all(), key=lambda version: version.number)
    same = [version for version in versions if version.edition is versions[-1].edition]
    kept = [kept_version(store.folder, version.number) for version in same[-2:]]
    if len(kept) < 2 or kept[0] is None or kept[1] is None:
        raise BadInput("There are not yet two versions of one edition to compare.")
    for change in changes_between(kept[0], kept[1]):
        said = f"“{change.before}” now reads “{change.after}”"
        say(f"  {change.kind}: {said if change.before and change.after else change.before or change.after}")


def public_title(
    folder: Folder,
    item: Annotated[str, typer.Argument(help="The number of an exempt item on the agenda.")],
    title: Annotated[str, typer.Argument(help="What the public reads; empty for the title itself.")],
) -> None:
    """Give an exempt item a title for the public."""
    from minutewright.services.clerk.preparing import set_public_title

    with context.meeting(folder) as (_, store):
        found = next((row for row in store.items.all() if row.number == item), None)
        if found is None:
            raise BadInput(f"There is no item {item} on the agenda. Nothing was changed.")
        set_public_title(store, found.id, title)
    say(f"The public reads “{title or found.title}” for item {item}.")


def _words(state: MinutesState) -> str:
    return state.value.replace("_", " ")
