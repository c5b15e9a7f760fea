"""Approval of minutes across meetings: this meeting confirms the minutes of the last one."""

import getpass
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minutewright.domain.approval import BEFORE_CONFIRMATION
from minutewright.domain.errors import BadInput
from minutewright.domain.meeting import MinutesState
from minutewright.services.clerk.approving import take_step
from minutewright.services.storage.library import Library
from minutewright.services.storage.store import MeetingStore, open_meeting


@dataclass(frozen=True, slots=True)
class ConfirmedMinutes:
    """The meeting whose minutes were confirmed, and who signs them."""

    folder: Path
    held_on: date
    signatory: str


def who_acts(store: MeetingStore) -> str:
    """Who takes a step: the meeting's clerk, else whoever is logged in to this computer."""
    clerk = store.record().person(store.meeting.clerk)
    if clerk is not None:
        return clerk.full_name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name is known where nobody is logged in
        return ""


def last_minutes_waiting(store: MeetingStore, library: Library) -> Path | None:
    """The meeting of the same body whose minutes this one has before it: that of `last_minutes_of`, else the newest
    earlier one; None where there is none or it is confirmed already."""
    meeting, body = store.meeting, store.body.name.casefold()
    earlier = [
        entry
        for entry in library.entries()
        if entry.body.casefold() == body
        and entry.held_on < meeting.held_on
        and entry.folder.resolve() != store.folder.resolve()
        and meeting.last_minutes_of in (None, entry.held_on)
    ]
    newest = max(earlier, key=lambda entry: entry.held_on, default=None)
    return newest.folder if newest is not None and newest.state in BEFORE_CONFIRMATION else None


def confirm_last_minutes(
    store: MeetingStore, library: Library, *, who: str = "", corrections: str = ""
) -> ConfirmedMinutes:
    """Mark the minutes of the last meeting as confirmed by this one, as they are or with `corrections`.

    Whoever presides here signs them (Local Government Act 1972, Sch 12 para 41(1)). It is a step of that meeting and is
    undone there.

    Raises:
        BadInput: no such meeting waits in the library, or nobody presides here.
        FolderError, MeetingInUse, NewerVersion: that meeting cannot be opened.
    """
    folder = last_minutes_waiting(store, library)
    if folder is None:
        raise BadInput(
            "No earlier meeting of this committee in the library has minutes that wait to be confirmed. Nothing was changed."
        )
    record = store.record()
    chair = record.chair()
    if chair is None:
        raise BadInput(
            f"Nobody is down as {record.body.chair_title} of this meeting, and whoever presides signs the last minutes. "
            "Put that in under Prepare, then confirm them."
        )
    with open_meeting(folder) as last:
        take_step(
            last, MinutesState.CONFIRMED, who or who_acts(store), note=corrections,
            signatory=chair.full_name, confirmed_on=record.meeting.held_on,
        )  # fmt: skip
        held_on = last.meeting.held_on
        library.index(last)
    return ConfirmedMinutes(folder, held_on, chair.full_name)
