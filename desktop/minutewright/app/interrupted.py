"""Recordings that were broken off: found in the library, and settled when the clerk keeps what there is."""

from pathlib import Path

from minutewright.domain.errors import RecorderError
from minutewright.services.storage.store import MeetingStore


def is_interrupted(folder: Path) -> bool:
    """Whether a recording in this meeting folder ended without being stopped, and nothing records there now."""
    from minutewright.services.capture.recovery import recover

    found = recover(folder)
    return bool(found.files) and not found.live and not found.complete


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
