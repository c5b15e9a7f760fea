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
    NOTHING_HEARD = "nothing_heard"
    DEVICE_LOST = "device_lost"
    DEVICE_CHANGED = "device_changed"
    DEVICE_RETURNED = "device_returned"
    CLOCK_CHANGED = "clock_changed"
    OVERRUN = "overrun"
    LOW_DISK = "low_disk"
    COPY_FAILED = "copy_failed"
    COPY_RETURNED = "copy_returned"
    DISK_NEARLY_FULL = "disk_nearly_full"
    SLEPT = "slept"
    RECORDER_DIED = "recorder_died"


class CopyState(StrEnum):
    """How the second copy of the recording stands."""

    NONE = "none"
    RUNNING = "running"
    FAILED = "failed"


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
    `copy` says how the second copy stands, `copy_to` is its meeting folder once it is there.
    `speech_ms` is the recording time at which somebody spoke last, `clipped_times` how often it was too loud.
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
    speech_ms: int | None = None
    clipped_times: int = 0
    copy: CopyState = CopyState.NONE
    copy_to: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """About ten times a second while recording: loudest sample and mean power in dBFS (-96 at the least), over all
    channels; `clipped`: three full-scale samples in a row. `position_ms` is the recording time at the end of it.
    `loudest` is the channel (1, 2, …) before which somebody seems to speak, of several that are kept; 0 for none.
    `speech`: it sounds as if somebody speaks."""

    position_ms: int
    peak_dbfs: float
    rms_dbfs: float
    clipped: bool
    loudest: int = 0
    speech: bool = False


@dataclass(frozen=True, slots=True)
class ComputerState:
    """How the second source, the sound of this computer, stands: on every change. Its failure concerns it alone;
    `words` say in one sentence what the clerk should know, if anything."""

    state: RecorderState
    device: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ComputerLevel:
    """As `Level`, of the sound of this computer."""

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
class Restarting:
    """The recorder ends, since its sound system hangs, and another begins in its place and goes on: a watcher waits
    for it. What is missing from `lost_ns` of the steady clock on is filled by the next one."""

    words: str
    lost_ns: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The recording could not begin. `error` is the class in `domain.errors`, `words` its sentence."""

    error: str
    words: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The recording is finished and whole on the disk. When the clerk did not ask for it, `error` (a class in
    `domain.errors`) and `words` say why. `copy_words` tell what came of the second copy, if there was one; `copy_complete`: it has
    everything."""

    position_ms: int
    error: str = ""
    words: str = ""
    copy_words: str = ""
    copy_complete: bool = False


Command = Pause | Resume | Stop
Event = (
    State
    | Level
    | ComputerState
    | ComputerLevel
    | FileOpened
    | FileClosed
    | GapOpened
    | GapClosed
    | Warned
    | Restarting
    | Failed
    | Stopped
)

RECORDER: MessageSet[Command | Event] = MessageSet(
    "recorder",
    2,
    (
        Pause,
        Resume,
        Stop,
        State,
        Level,
        ComputerState,
        ComputerLevel,
        FileOpened,
        FileClosed,
        GapOpened,
        GapClosed,
        Warned,
        Restarting,
        Failed,
        Stopped,
    ),
)
