"""The lock file by which a recorder says that it records here, and where it can be reached."""

import json
from dataclasses import dataclass
from pathlib import Path

from minutewright.services.processes.channel import Address
from minutewright.services.processes.filelock import is_locked
from minutewright.services.sound.inventory import LOCK_FILE


@dataclass(frozen=True, slots=True)
class RecorderPlace:
    """A running recorder: its process id and where it listens."""

    pid: int
    address: Address


def lock_path(audio: Path) -> Path:
    """The lock file of an `audio/` folder."""
    return audio / LOCK_FILE


def lock_text(place: RecorderPlace) -> str:
    """What stands in the file (which only its owner may read: it holds the key)."""
    return json.dumps({"pid": place.pid, "path": place.address.path, "key": place.address.key})


def running_recorder(audio: Path) -> RecorderPlace | None:
    """The recorder that is alive in this `audio/` folder; None when there is none, or it is not ready yet."""
    path = lock_path(audio)
    if not is_locked(path):
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return RecorderPlace(int(found["pid"]), Address(str(found["path"]), str(found["key"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None
