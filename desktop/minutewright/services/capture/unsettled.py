"""Whether a recording may have been broken off: a glance that every meeting gets when the library is shown."""

from pathlib import Path

from minutewright.services.processes.filelock import is_locked
from minutewright.services.sound.audio_folder import CLOCK_FILE, LOCK_FILE

# The types of two lines of the clock file (clock_file.py), which is not read any further here, nor are its modules.
_STARTED, _STOPPED = b'"type":"SessionStarted"', b'"type":"SessionStopped"'


def may_be_unsettled(folder: Path) -> bool:
    """Whether `recover` is worth asking if the recording in a meeting folder goes on or was interrupted.

    False is certain: there is none, or the last recorder was stopped as it should be and none is at work.
    """
    audio = folder / "audio"
    try:
        lines = (audio / CLOCK_FILE).read_bytes()
    except OSError:
        return audio.is_dir() and any(audio.iterdir())
    return lines.rfind(_STARTED) > lines.rfind(_STOPPED) or is_locked(audio / LOCK_FILE)
