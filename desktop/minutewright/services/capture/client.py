"""Starting a recorder, watching it and commanding it, from the window or the command line."""

import contextlib
import logging
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from minutewright.domain.errors import ChannelClosed, MinutewrightError, ProcessError, RecorderError
from minutewright.domain.recording import GapReason
from minutewright.services.capture.lock import lock_path, running_recorder
from minutewright.services.capture.messages import (
    Command,
    Event,
    Failed,
    Level,
    Pause,
    RecorderState,
    Restarting,
    Resume,
    State,
    Stop,
    Stopped,
    Warned,
    WarningKind,
)
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.reaching import (
    check_folder,
    error_of,
    reach,
    reach_child,
    reach_soon,
    start_recorder,
)
from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.take import Wanted
from minutewright.services.processes.channel import Channel
from minutewright.services.processes.child import Child
from minutewright.services.processes.filelock import is_locked

logger = logging.getLogger(__name__)
_START_S = 20.0
_DYING_S = 3.0
# A recorder that dies so often within so long will not live by being started once more.
_DEATHS = 5
_DEATHS_WITHIN_NS = 60 * 1_000_000_000
_DIED = (
    "The recorder ended unexpectedly and was started again at once. Everything up to then is kept; "
    "what was said in between is missing and marked as a gap."
)
_LOST = (
    "The recorder ended unexpectedly. Everything up to then is kept. "
    "Start the recording again; the meeting goes on from there."
)
_RUNNING = (RecorderState.RECORDING, RecorderState.DEVICE_LOST)


class RecorderClient:
    """One recording. No method but the `wait_…` ones takes longer than a moment; any thread may call them.

    What happens comes as events: to `on_event`, from a thread of the client's, or else from `events()`. The last
    one is `Failed` (the recording could not begin) or `Stopped`.
    """

    def __init__(self, folder: Path, on_event: Callable[[Event], None] | None, audio: Path) -> None:
        """Use `start` or `attach`."""
        self.folder = folder
        self._audio = audio
        self._on_event = on_event
        self._queue: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._commands: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._channel: Channel[Command | Event] | None = None
        self._child: Child | None = None
        self._detached = False
        self._state: State | None = None
        # Recording time (ms) at a moment of the steady clock.
        self._position: tuple[int, int] = (0, steady_ns())
        self._restarting = False
        self._plan: RecorderPlan | None = None
        self._revives = False
        self._asked_to_end = False
        self._deaths: list[int] = []
        self._last: Failed | Stopped | None = None
        self._began = threading.Event()
        self._ended = threading.Event()

    # -- beginning ---------------------------------------------------------------------------------------------------

    @classmethod
    def start(
        cls,
        folder: Path,
        device: str | None = None,
        rate: int | None = None,
        channels: int = 1,
        *,
        on_event: Callable[[Event], None] | None = None,
        needed_minutes: int = 10,
        reserve_mb: int = 16,
        copy_to: Path | None = None,
        revive: bool = False,
        computer_sound: str | None = None,
    ) -> "RecorderClient":
        """Start recording into a meeting folder, after what it holds already.

        Args:
            folder: the meeting folder; its `audio/` is made if need be.
            device: the microphone by name; None is the system's default.
            rate: Hz; None is 48000, or what the microphone prefers when it cannot do that.
            channels: how many to record; a microphone that has fewer or cannot give just these gives its own.
            on_event: gets every event.
            needed_minutes: room that must be on the disk to begin.
            reserve_mb: room at which the recording stops in good order.
            copy_to: a folder, on another disk, in which a second copy is kept.
            revive: start a recorder that dies anew at once; see `start_plan`.
            computer_sound: what of this computer's own sound is recorded besides, on a track of its own (a label of
                `computer_sound.py`, empty for the default); None for nothing.

        Raises:
            FolderError: the folder cannot be written.
            RecorderError: a recording is running in this meeting.
            ProcessError: the system could not start another process.

        Whatever else prevents the recording comes as the event `Failed`, and from `wait_until_recording`.
        """
        plan = RecorderPlan(
            folder,
            Wanted(device, rate, channels),
            needed_minutes,
            reserve_mb,
            copy_to=copy_to,
            computer_sound=computer_sound,
        )
        return cls.start_plan(plan, on_event=on_event, revive=revive)

    @classmethod
    def start_plan(
        cls, plan: RecorderPlan, *, on_event: Callable[[Event], None] | None = None, revive: bool = False
    ) -> "RecorderClient":
        """As `start`, with everything said in a plan.

        With `revive` a recorder that dies while it records is started anew at once, with the warning `RECORDER_DIED`;
        one that was paused is not: nothing may be captured that the clerk does not know of.
        """
        check_folder(plan)
        client = cls(plan.folder, on_event, plan.audio)
        client._plan, client._revives = plan, revive
        client._child = start_recorder(plan)
        client._run(partial(reach_child, plan.audio, client._child))
        return client

    @classmethod
    def attach(
        cls,
        folder: Path,
        *,
        on_event: Callable[[Event], None] | None = None,
        audio: Path | None = None,
        revive_as: RecorderPlan | None = None,
    ) -> "RecorderClient":
        """Watch and command a recorder that is running already, started by a window that is gone.

        `audio` is the folder it records into, if not the meeting's own.

        `revive_as` is what a recorder is asked to do that takes its place at once should it die (see `start_plan`).

        Raises:
            RecorderError: no recording is running in this meeting.
        """
        audio = audio or folder / "audio"
        if running_recorder(audio) is None:
            raise RecorderError("No recording is running in this meeting.")
        client = cls(folder, on_event, audio)
        client._plan, client._revives = revive_as, revive_as is not None
        client._run(partial(reach, audio))
        return client

    # -- commanding --------------------------------------------------------------------------------------------------

    def pause(self, reason: GapReason, note: str = "") -> None:
        """Capture nothing from now on; the reason and the note go on the record."""
        self._commands.put(Pause(reason, note))

    def resume(self) -> None:
        """Capture again."""
        self._commands.put(Resume())

    def stop(self) -> None:
        """Finish the recording; `Stopped` follows when all is on the disk."""
        self._asked_to_end = True
        self._commands.put(Stop())

    def close(self) -> None:
        """Watch no longer; the recording goes on. No event follows."""
        with self._lock:
            self._detached = True
            if self._channel is not None:
                self._channel.close()

    def kill(self) -> None:
        """End a recorder that no longer answers. At most the last second is lost; `recover` tells what there is."""
        self._asked_to_end = True
        place = running_recorder(self._audio)
        if self._child is not None:
            self._child.kill()
        elif place is not None:
            with contextlib.suppress(OSError):
                os.kill(place.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    # -- watching ----------------------------------------------------------------------------------------------------

    @property
    def state(self) -> State | None:
        """What the recorder said of itself last; None before it has said anything."""
        return self._state

    @property
    def ended(self) -> bool:
        """Whether the last event has come: nothing is recorded any more."""
        return self._ended.is_set()

    @property
    def position_ms(self) -> int:
        """The recording time at this moment."""
        position, at = self._position
        state = self._state
        if state is None or state.state not in _RUNNING or self._last is not None:
            return position
        return position + (steady_ns() - at) // 1_000_000

    def events(self, timeout_ms: int | None = None) -> Iterator[Event]:
        """Every event in order, when `on_event` was not given; ends after the last one, or when none came within
        `timeout_ms`."""
        while True:
            try:
                event = self._queue.get(timeout=None if timeout_ms is None else timeout_ms / 1000)
            except queue.Empty:
                return
            yield event
            if isinstance(event, Failed | Stopped):
                return

    def wait_until_recording(self, timeout_ms: int = 30_000) -> State:
        """Wait until sound is being captured.

        Raises:
            NoMicrophone, DeviceBusy, DeviceError, DiskFull, FolderError, RecorderError: why it could not begin.
        """
        if not self._began.wait(timeout_ms / 1000):
            raise RecorderError("The recorder does not answer. Stop it and try again.")
        if isinstance(self._last, Failed):
            raise error_of(self._last.error, self._last.words)
        assert self._state
        return self._state

    def wait_stopped(self, timeout_ms: int = 90_000) -> Stopped:
        """Wait until the recording is finished, however it came to be.

        Raises:
            RecorderError: it is not finished within the time, or never began (or the error that prevented it).
        """
        if not self._ended.wait(timeout_ms / 1000):
            raise RecorderError("The recorder does not answer. What it has written is kept.")
        assert self._last
        if isinstance(self._last, Failed):
            raise error_of(self._last.error, self._last.words)
        return self._last

    # -- the client's own threads ------------------------------------------------------------------------------------

    def _run(self, find: Callable[[], Channel[Command | Event]]) -> None:
        threading.Thread(target=self._watch, args=(find,), name="recorder-client", daemon=True).start()

    def _watch(self, find: Callable[[], Channel[Command | Event]]) -> None:
        while self._last is None and not self._detached:
            try:
                channel = find()
            except MinutewrightError as error:
                self._take_in(
                    Failed(type(error).__name__, str(error)) if self._state is None else self._lost()
                )
                return
            self._converse(channel)
            if self._last is None and not self._detached:
                find = partial(
                    reach, self._audio
                )  # it may have given up on a watcher that had stopped reading
                if self._restarting:
                    self._restarting, find = False, partial(reach_soon, self._audio)
                elif self._is_dead():
                    if not self._start_again():
                        self._take_in(self._lost())
                    elif self._child is not None:
                        find = partial(reach_child, self._audio, self._child)

    def _converse(self, channel: Channel[Command | Event]) -> None:
        """Send and receive until the line is closed or the last event has come."""
        with self._lock:
            self._channel = channel
            if self._detached:
                channel.close()
        end = object()
        sender = threading.Thread(
            target=self._send, args=(channel, end), name="recorder-commands", daemon=True
        )
        sender.start()
        with contextlib.suppress(ChannelClosed):
            self._receive(channel)
        self._commands.put(end)
        sender.join()
        channel.close()

    def _receive(self, channel: Channel[Command | Event]) -> None:
        while self._last is None:
            try:
                event = channel.receive()
            except ChannelClosed:
                raise
            except ProcessError as error:
                logger.warning("%s", error)
                continue
            if event is not None and not isinstance(event, Command):
                self._take_in(event)

    def _is_dead(self) -> bool:
        """Whether the recorder is gone; a process that was killed takes a moment to let its lock go."""
        deadline = time.monotonic() + _DYING_S
        while is_locked(lock_path(self._audio)):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def _start_again(self) -> bool:
        """Start a recorder in the place of one that died, to record as it did; whether that was possible."""
        state, plan, now = self._state, self._plan, steady_ns()
        self._deaths = [death for death in self._deaths if now - death < _DEATHS_WITHIN_NS]
        hopeless = self._asked_to_end or len(self._deaths) >= _DEATHS
        if hopeless or not self._revives or plan is None or state is None or state.state not in _RUNNING:
            return False
        self._deaths.append(now)
        wanted = replace(plan.wanted, rate=state.sample_rate or plan.wanted.rate, channels=state.channels)
        try:
            self._child = start_recorder(replace(plan, wanted=wanted, needed_minutes=0))
        except ProcessError as error:
            logger.warning("%s", error)
            return False
        self._take_in(Warned(WarningKind.RECORDER_DIED, _DIED))
        return True

    def _lost(self) -> Stopped:
        return Stopped(self.position_ms, RecorderError.__name__, _LOST)

    def _send(self, channel: Channel[Command | Event], end: object) -> None:
        while (command := self._commands.get()) is not end:
            if not isinstance(command, Command):
                continue  # the end of an earlier line
            try:
                channel.send(command)
            except ChannelClosed:
                self._commands.put(command)
                return

    def _take_in(self, event: Event) -> None:
        if isinstance(event, Failed) and self._deaths:
            # The one that was to take a dead recorder's place could not begin: what was recorded is there.
            event = Stopped(self.position_ms, event.error, f"{event.words} Everything up to then is kept.")
        match event:
            case State():
                self._position = (event.position_ms, steady_ns())
                self._state = event
                if event.state is not RecorderState.STARTING:
                    self._began.set()
            case Level():
                self._position = (event.position_ms, steady_ns())
            case Restarting():
                self._restarting = True
            case Failed() | Stopped():
                if isinstance(event, Stopped):
                    self._position = (event.position_ms, steady_ns())
                self._last = event
                self._began.set()
                self._ended.set()
            case _:
                pass
        if self._on_event is None:
            self._queue.put(event)
            return
        try:
            self._on_event(event)
        except Exception:
            logger.exception("What should have happened on %s failed.", type(event).__name__)
