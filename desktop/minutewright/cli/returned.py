"""`returned`: a draft that came back from Word, its changes listed and taken."""

from pathlib import Path
from typing import Annotated

import typer

from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import give, say
from minutewright.domain.errors import BadInput
from minutewright.domain.returned import ChangeKind, ReturnedChange, ReturnedDraft

_KINDS = {
    ChangeKind.CHANGED: "changed", ChangeKind.ADDED: "added", ChangeKind.REMOVED: "taken out",
    ChangeKind.MOVED: "moved", ChangeKind.COMMENT: "comment",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(returned)


def returned(
    folder: Folder,
    file: Annotated[Path, typer.Argument(help="The .docx that came back.", dir_okay=False)],
    take: Annotated[str, typer.Option(help="Take these changes: all, or their ids with commas.")] = "",
    leave: Annotated[
        str, typer.Option(help="Leave these changes for good: all, or their ids with commas.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List what was changed in a draft that came back, who did it and when; take or leave each of it."""
    from minutewright.app.returned import read_returned
    from minutewright.services.clerk.returning import leave_change, take_change, take_changes

    with context.meeting(folder) as (_, store):
        draft = read_returned(store, file)
        wanted, unwanted = _chosen(draft, take), _chosen(draft, leave)
        if both := {row.id for row in wanted} & {row.id for row in unwanted}:
            raise BadInput(f"The change {min(both)} cannot be both taken and left. Nothing was done.")
        if take.strip() == "all":
            take_changes(store, wanted, draft.file_name)
        else:
            for change in wanted:
                take_change(store, change, draft.file_name)
        for change in unwanted:
            leave_change(store, change)
    done = {row.id: "taken" for row in wanted} | {row.id: "left" for row in unwanted}
    if as_json:
        give(_as_json(draft, done))
        return
    for remark in draft.remarks:
        say(remark)
    for change in draft.changes:
        _say(change, done.get(change.id, ""))
    say(_summary(draft))


def _chosen(draft: ReturnedDraft, words: str) -> tuple[ReturnedChange, ...]:
    if words.strip() == "all":
        return draft.changes
    keys = [key.strip() for key in words.split(",") if key.strip()]
    known = {change.id: change for change in draft.changes}
    for key in keys:
        if key not in known:
            raise BadInput(
                f"There is no open change “{key}” in this draft. Nothing was done. Without --take they are listed."
            )
    return tuple(known[key] for key in keys)


def _say(change: ReturnedChange, done: str) -> None:
    who = ", ".join(change.who) or "not tracked"
    when = f", {change.at:%d %B %Y %H:%M}" if change.at else ""
    say(f"{change.id}  {_KINDS[change.kind]}  {change.place}  ({who}{when}){f'  {done}' if done else ''}")
    if change.ours:
        say(f"    ours:   {change.ours}")
    if change.theirs:
        say(f"    theirs: {change.theirs}")
    if change.changed_here_too and change.sent:
        say(f"    sent:   {change.sent}")
    if not change.takeable:
        say("    Taking it keeps it as an open point.")


def _summary(draft: ReturnedDraft) -> str:
    version = f"version {draft.version}" if draft.version else "an unknown version"
    count = (
        "no change"
        if not draft.changes
        else "1 change"
        if len(draft.changes) == 1
        else f"{len(draft.changes)} changes"
    )
    more = f", {draft.answered} answered before" if draft.answered else ""
    look = f", {draft.formatting} of look passed over" if draft.formatting else ""
    return f"“{draft.file_name}” is {version}: {count}{more}{look}."


def _as_json(draft: ReturnedDraft, done: dict[str, str]) -> dict[str, object]:
    return {
        "file": draft.file_name,
        "version": draft.version,
        "remarks": list(draft.remarks),
        "answered_before": draft.answered,
        "formatting": draft.formatting,
        "changes": [
            {
                "id": row.id, "kind": row.kind.value, "place": row.place, "ours": row.ours, "theirs": row.theirs,
                "sent": row.sent, "who": list(row.who), "at": row.at.isoformat() if row.at else None,
                "tracked": row.tracked, "can_be_taken": row.takeable, "done": done.get(row.id, ""),
            }
            for row in draft.changes
        ],
    }  # fmt: skip
