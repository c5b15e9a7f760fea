"""Recorded sound on two clocks: recording time for listening, wall-clock time for the record.

Recording time runs only while sound is captured; paused time is not in it. A hole that a lost device tears
is filled with silence of its true length, so inside a file both clocks run together.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from minutewright.domain.ids import AudioFileId, GapId


@dataclass(frozen=True, slots=True)
class AudioFile:
    """One file of the recording, in the folder `audio/`, in order of `number` (1, 2, …).

    `start_ms` is its first sample in recording time, `started_at` (aware) the same moment on the wall clock.
    `sha256` is set once the file is closed. `source` names the file it was imported from, empty when recorded.
    """

    id: AudioFileId
    number: int
    name: str
    start_ms: int
    frames: int
    sample_rate: int
    channels: int
    started_at: datetime
    sha256: str = ""
    source: str = ""

    @property
    def length_ms(self) -> int:
        """Length in ms, rounded to the nearest."""
        return round(self.frames * 1000 / self.sample_rate)

    @property
    def end_ms(self) -> int:
        """The first ms of recording time after the file."""
        return self.start_ms + self.length_ms


class GapReason(StrEnum):
    """Why the two clocks part, or why silence stands where sound should."""

    ADJOURNED = "adjourned"
    EXEMPT = "exempt"
    OTHER = "other"
    STOPPED = "stopped"
    DEVICE_LOST = "device_lost"
    INTERRUPTED = "interrupted"
    SLEPT = "slept"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that was not captured: at `at_ms` of recording time, from and to on the wall clock (aware).

    `filled_ms` is the silence written in its place (a lost device, a span that was destroyed); 0 for a pause, which recording time skips.
    `ended_at` is None while it lasts.
    """

    id: GapId
    at_ms: int
    started_at: datetime
    ended_at: datetime | None
    reason: GapReason
    filled_ms: int = 0
    note: str = ""


def recording_length_ms(files: tuple[AudioFile, ...]) -> int:
    """Total recording time in ms."""
    return max((file.end_ms for file in files), default=0)


def wall_clock_at(files: tuple[AudioFile, ...], at_ms: int) -> datetime | None:
    """The wall-clock moment (aware) of a recording time; None where nothing was recorded.

    Past the end it goes on from the last file, so that a mark made while a block is still being written has a time.
    """
    earlier = [file for file in files if file.start_ms <= at_ms]
    if not earlier:
        return None
    file = max(earlier, key=lambda file: (file.start_ms, file.number))
    return file.started_at + timedelta(milliseconds=at_ms - file.start_ms)


def recording_time_at(files: tuple[AudioFile, ...], moment: datetime) -> int | None:
    """The recording time (ms) of a wall-clock moment; inside a pause, the moment at which the pause began."""
    earlier = [file for file in files if file.started_at <= moment]
    if not earlier:
        return None
    file = max(earlier, key=lambda file: (file.started_at, file.number))
    offset = round((moment - file.started_at) / timedelta(milliseconds=1))
    return file.start_ms + min(offset, file.length_ms)
