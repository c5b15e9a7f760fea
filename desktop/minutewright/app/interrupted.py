"""Recordings that were broken off, or go on unwatched: found in the library, and settled when the clerk keeps what there is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from minutewright.domain.errors import RecorderError
from minutewright.domain.meeting import RecordingState
from minutewright.domain.recording import recording_length_ms, wall_clock_at
from minutewright.services.capture.unsettled import may_be_unsettled
from minutewright.services.storage.library import LibraryEntry
from minutewright.services.storage.store import MeetingStore

if TYPE_CHECKING:
    from minutewright.services.capture.recovery import RecoveredSound


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A meeting whose recording was never ended: what is safe of it, read from its files alone.

    `began_at` and `ended_at` (aware; None without sound) are the first and the last moment on the wall clock;
    `length_ms` is recording time. `live`: a recorder is at work there now.
    """

    entry: LibraryEntry
    began_at: datetime | None
    ended_at: datetime | None
    length_ms: int
    live: bool


def is_interrupted(folder: Path) -> bool:
    """Whether a recording in this meeting folder ended without being stopped, and nothing records there now."""
    from minutewright.services.capture.recovery import recover

    found = recover(folder)
    return bool(found.files) and not found.live and not found.complete


def find_unsettled(entries: Iterable[LibraryEntry]) -> tuple[Unsettled, ...]:
    """Those of the meetings whose recording was never ended, however long ago and whatever the library says of them."""
    unsettled = []
    for entry in entries:
        if may_be_unsettled(entry.folder):
            from minutewright.services.capture.recovery import recover

            found = recover(entry.folder)
            if found.live or (found.files and not found.complete):
                unsettled.append(_unsettled(entry, found))
    return tuple(unsettled)


def _unsettled(entry: LibraryEntry, found: "RecoveredSound") -> Unsettled:
    length_ms = recording_length_ms(found.files)
    state = RecordingState.RECORDING if found.live else RecordingState.INTERRUPTED
    began_at = found.files[0].started_at if found.files else None
    ended_at = wall_clock_at(found.files, length_ms)
    return Unsettled(
        replace(entry, recording=state, length_ms=length_ms), began_at, ended_at, length_ms, found.live
    )


def keep_recording(store: MeetingStore) -> None:
    """Settle an interrupted recording: it counts as complete as it is.

    Raises:
        RecorderError: a recorder is at work there.
        DiskFull, FolderError: the folder cannot be written.
    """
    from minutewright.app.recording import take_sound
    from minutewright.services.capture.recovery import keep

    if keep(store.folder).live:
        raise RecorderError("This meeting is being recorded. Stop the recording first; nothing was changed.")
    take_sound(store)
