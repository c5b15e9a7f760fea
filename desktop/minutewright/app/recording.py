"""The recording of an open meeting: its recorder commanded and watched, what it writes told to the store."""

import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from minutewright.app.destroying import finish_destructions
from minutewright.app.keeping import RecordCopy, compact_if_wanted
from minutewright.app.recording_plan import recording_plan
from minutewright.domain.meeting import RecordingState
from minutewright.domain.recording import GapReason, recording_length_ms
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.levels import SILENCE_DBFS
from minutewright.services.capture.messages import (
    ComputerLevel,
    ComputerState,
    Event,
    Failed,
    FileClosed,
    FileOpened,
    GapClosed,
    GapOpened,
    Level,
    RecorderState,
    State,
    Stopped,
)
from minutewright.services.capture.recovery import mend, recover
from minutewright.services.playback.alert import Alert
from minutewright.services.settings.options import ALERT_SOUND, LOUDSPEAKER
from minutewright.services.settings.store import Settings
from minutewright.services.storage.store import MeetingStore

_BYTES_PER_HOUR = 48_000 * 2 * 3600


class LiveState(StrEnum):
    """What the recording is doing."""

    IDLE = "idle"
    STARTING = "starting"
    RECORDING = "recording"
    PAUSED = "paused"
    LOST = "lost"


_LIVE = {
    RecorderState.STARTING: LiveState.STARTING,
    RecorderState.RECORDING: LiveState.RECORDING,
    RecorderState.PAUSED: LiveState.PAUSED,
    RecorderState.DEVICE_LOST: LiveState.LOST,
    RecorderState.STOPPED: LiveState.IDLE,
}


def take_sound(store: MeetingStore) -> bool:
    """Tell the store what sound lies in its folder and how the recording stands; finish what a dead recorder left.

    Returns whether a recorder is at work there now.

    Raises:
        DiskFull, FolderError: the folder cannot be written.
    """
    found = recover(store.folder)
    if found.live:
        state = RecordingState.RECORDING
    elif not found.complete:
        found = mend(store.folder)
        state = RecordingState.INTERRUPTED
    else:
        state = RecordingState.DONE if found.files else RecordingState.NONE
        if not found.computer_settled:
            found = mend(store.folder)
    if store.recording_state is not state:
        store.set_recording_state(state)
    store.put_sound(found.files, found.gaps)
    return found.live


class Recording:
    """One for an open meeting. A recorder that runs already, left by a window that is gone, is attached to at once.

    Events are passed on from the recorder client's thread, after the store knows of them.
    """

    def __init__(self, store: MeetingStore, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._client: RecorderClient | None = None
        self._listeners: list[Callable[[Event], None]] = []
        self.level: Level | None = None
        self.computer: ComputerState | None = None
        self.computer_level: ComputerLevel | None = None
        self._alert = Alert()
        self._record_copy = RecordCopy(store)
        if take_sound(store):
            plan = recording_plan(store.folder, settings)
            self._client = RecorderClient.attach(store.folder, on_event=self._take_in, revive_as=plan)
        else:
            compact_if_wanted(store.folder, settings)

    @property
    def state(self) -> LiveState:
        """What it is doing now."""
        if self._client is None:
            return LiveState.IDLE
        state = self._client.state
        return LiveState.STARTING if state is None else _LIVE[state.state]

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with every event of the recorder; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def start(self, device: str | None = None, *, wait: bool = False) -> None:
        """Record, after what is there already; None takes the microphone of the settings, or the computer's default.

        Returns at once (what prevents it comes as the event `Failed`), or with `wait` once sound is captured.

        Raises:
            FolderError, RecorderError, ProcessError: it cannot begin.
            NoMicrophone, DeviceBusy, DeviceError, DiskFull: with `wait`.
        """
        if self._client is not None:
            return
        plan = recording_plan(self._store.folder, self._settings, device=device)
        self._client = RecorderClient.start_plan(plan, on_event=self._take_in, revive=True)
        if wait:
            self._client.wait_until_recording()

    def pause(self, reason: GapReason, note: str = "") -> None:
        """Capture nothing from now on; the reason goes on the record."""
        if self._client is not None:
            self._client.pause(reason, note)

    def resume(self) -> None:
        """Capture again."""
        if self._client is not None:
            self._client.resume()

    def stop(self, *, wait: bool = False) -> None:
        """Finish; `Stopped` follows when all is on the disk.

        Raises:
            RecorderError: with `wait`, it does not end in time; what it has written is kept.
        """
        client = self._client
        if client is not None:
            client.stop()
            if wait:
                client.wait_stopped()

    def now_ms(self) -> int:
        """The recording time at this moment; where nothing records, the length of what is recorded."""
        if self._client is not None and self._client.state is not None:
            return self._client.position_ms
        return recording_length_ms(self._store.files.all())

    def hours_left(self) -> float:
        """Hours of sound that the disk has room for."""
        if self._client is not None and self._client.state is not None:
            return self._client.state.minutes_left / 60
        try:
            return shutil.disk_usage(self._store.folder).free / _BYTES_PER_HOUR
        except OSError:
            return 0.0

    @property
    def hears_alerts(self) -> bool:
        """Whether an alert from the loudspeaker would be recorded: the room is being taken in and is not mute, or the
        sound of this computer is."""
        if self.computer is not None and self.computer.state is RecorderState.RECORDING:
            return True
        mute = self.level is not None and self.level.peak_dbfs <= SILENCE_DBFS
        return self.state is LiveState.RECORDING and not mute

    def sound_alert(self) -> bool:
        """Sound the alert; False where that is set off, or where it would be recorded."""
        if not self._settings.get(ALERT_SOUND) or self.hears_alerts:
            return False
        return self._alert.sound(self._settings.get(LOUDSPEAKER) or None)

    def close(self) -> None:
        """Watch no longer. A recording goes on in its own process, and the next opening finds it."""
        if self._client is not None:
            self._client.close()
            self._client = None
        self._listeners.clear()

    def _take_in(self, event: Event) -> None:
        if isinstance(event, Level):
            self.level = event
        elif isinstance(event, ComputerLevel):
            self.computer_level = event
        elif isinstance(event, ComputerState):
            self.computer = event
        elif isinstance(event, Failed):
            self._client = None
        elif isinstance(event, State):
            if (
                event.state is RecorderState.RECORDING
                and self._store.recording_state is not RecordingState.RECORDING
            ):
                self._store.set_recording_state(RecordingState.RECORDING)
        elif isinstance(event, FileOpened | FileClosed | GapOpened | GapClosed | Stopped):
            self._tell_store(event)
        for listener in tuple(self._listeners):
            listener(event)

    def _tell_store(self, event: Event) -> None:
        state = self._client.state if self._client else None
        if isinstance(event, Stopped):
            self._client = self.level = self.computer = self.computer_level = None
        take_sound(self._store)
        if isinstance(event, FileClosed | Stopped):
            finish_destructions(self._store, None)
        if state is not None and state.copy_to and isinstance(event, FileClosed | Stopped):
            self._record_copy.bring(Path(state.copy_to))
        if isinstance(event, Stopped):
            compact_if_wanted(self._store.folder, self._settings)
