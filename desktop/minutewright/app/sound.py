"""The sound of an open meeting: what lies in its folder, told to its store."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from minutewright.domain.meeting import RecordingState
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.storage.store import MeetingStore


def refresh_sound(store: MeetingStore) -> None:
    """Tell the store which sound files and gaps lie in the folder now; the files are always right."""
    inventory = read_inventory(store.folder / "audio")
    store.put_sound(inventory.files, inventory.gaps)


def sound_of(store: MeetingStore) -> SoundTimeline:
    """The recording as one stretch of sound."""
    return SoundTimeline(store.folder / "audio", store.files.all())


def import_sound(
    store: MeetingStore,
    sources: Sequence[Path],
    started_at: datetime | None = None,
    progress: Callable[[float], None] = lambda done: None,
) -> tuple[str, ...]:
    """Add sound files to the end of the recording; returns plain notes about them.

    Without `started_at` (aware) the meeting's own date and starting time are taken for the first.

    Raises:
        BadInput, NotAudio, FolderError, DiskFull: nothing was added.
    """
    from minutewright.services.sound.import_audio import import_audio

    imported = import_audio(
        store.folder / "audio", sources, started_at=started_at or _planned_start(store), progress=progress
    )
    refresh_sound(store)
    if store.recording_state is RecordingState.NONE:
        store.set_recording_state(RecordingState.DONE)
    return imported.notes


def _planned_start(store: MeetingStore) -> datetime:
    meeting = store.meeting
    if meeting.opened_at is not None:
        return meeting.opened_at
    planned = datetime.combine(meeting.held_on, meeting.starts_at or time.min)
    try:
        return planned.astimezone()
    except (OverflowError, ValueError, OSError):
        return planned.replace(tzinfo=UTC)  # a day the computer's own clock cannot tell
