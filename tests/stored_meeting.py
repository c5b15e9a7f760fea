"""An invented record put into a meeting folder of its own."""

from pathlib import Path

from minutewright.domain.record import MeetingRecord
from minutewright.services.storage.store import MeetingStore, create_meeting


def store_record(folder: Path, record: MeetingRecord) -> MeetingStore:
    """A new meeting that holds what the clerk would have entered; sound and transcript are left out."""
    store = create_meeting(folder, record.council, record.body, record.meeting)
    with store.action("Enter everything"):
        for table in (
            "people",
            "attendance",
            "items",
            "motions",
            "decisions",
            "declarations",
            "actions",
            "blocks",
            "exclusions",
        ):
            getattr(store, table).put_all(getattr(record, table))
    return store
