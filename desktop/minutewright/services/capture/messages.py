"""What the recorder and whoever watches it say to each other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minutewright.domain.recording import Gap, GapReason
from minutewright.services.processes.messages import MessageSet


class RecorderState(StrEnum):
    """What the recorder is doing."""

    STARTING = "starting"
    RECORDING = "recording"
    PAUSED = "paused"
    DEVICE_LOST = "device_lost"
    STOPPED = "stopped"


class WarningKind(StrEnum):
    """What the clerk is warned of while the recording goes on."""

    NO_SOUND = "no_sound"
    DEVICE_CHANGED = "device_changed"
    CLOCK_CHANGED = "clock_changed"
    OVERRUN = "overrun"
    LOW_DISK = "low_disk"


@dataclass(frozen=True, slots=True)
class Pause:
    """To the recorder: capture nothing from now on."""

    reason: GapReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """To the recorder: capture again, sound from this moment on."""


@dataclass(frozen=True, slots=True)
class Stop:
    """To the recorder: finish the files and end."""


@dataclass(frozen=True, slots=True)
class State:
    """What the recorder is doing now; sent on attaching, on every change and every few seconds.

    `position_ms` is the recording time now; while the device is lost it runs on, for the hole will be filled.
    `minutes_left` is the room on the disk, `overrun_ms` the sound dropped so far because the computer was too busy.
    """

    state: RecorderState
    position_ms: int
    started_at: datetime
    device: str
    sample_rate: int
    channels: int
    minutes_left: int
    overrun_ms: int = 0
    reason: GapReason | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """About ten times a second while recording: loudest sample and mean power in dBFS (-96 at the least), over all
    channels; `clipped`: three full-scale samples in a row. `position_ms` is the recording time at the end of it."""

    position_ms: int
    peak_dbfs: float
    rms_dbfs: float
    clipped: bool


@dataclass(frozen=True, slots=True)
class FileOpened:
    """A new sound file was begun; `recover` tells the rest."""

    name: str


@dataclass(frozen=True, slots=True)
class FileClosed:
    """A sound file is finished and sealed with its SHA-256; `recover` tells the rest."""

    name: str


@dataclass(frozen=True, slots=True)
class GapOpened:
    """Sound stopped coming: paused, or the device is lost."""

    gap: Gap


@dataclass(frozen=True, slots=True)
class GapClosed:
    """Sound comes again. A device gap with `filled_ms` 0 turned out to be none: everything arrived, only late."""

    gap: Gap


@dataclass(frozen=True, slots=True)
class Warned:
    """The recording goes on, but the clerk should know: one plain sentence."""

    kind: WarningKind
    words: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The recording could not begin. `error` is the class in `domain.errors`, `words` its sentence."""

    error: str
    words: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The recording is finished and whole on the disk. When the clerk did not ask for it, `error` (a class in
    `domain.errors`) and `words` say why."""

    position_ms: int
    error: str = ""
    words: str = ""


Command = Pause | Resume | Stop
Event = State | Level | FileOpened | FileClosed | GapOpened | GapClosed | Warned | Failed | Stopped

RECORDER: MessageSet[Command | Event] = MessageSet(
    "recorder",
    1,
    (
        Pause,
        Resume,
        Stop,
        State,
        Level,
        FileOpened,
        FileClosed,
        GapOpened,
        GapClosed,
        Warned,
        Failed,
        Stopped,
    ),
)
