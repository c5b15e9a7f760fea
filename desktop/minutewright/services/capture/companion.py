"""The second recorder, for the sound of this computer: started, paused and stopped by the first, and never in its way.

It is a process of its own with files of its own. Whatever becomes of it, the room's recording does not notice.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from minutewright.domain.errors import DiskFull, MinutewrightError, RecorderError
from minutewright.domain.recording import GapReason
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.lock import lock_path
from minutewright.services.capture.messages import (
    ComputerLevel,
    ComputerState,
    Event,
    Failed,
    Level,
    RecorderState,
    State,
    Stopped,
)
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.processes.filelock import is_locked

logger = logging.getLogger(__name__)
_WAITS_S = (2.0, 5.0, 10.0, 30.0)
_STOP_MS = 8_000
_LOOK_S = 1.0
# A recorder that was killed is started again by the clerk, or not at all; so long the second one waits for it.
_ORPHAN_S = 20.0
_AS_BEFORE = "The microphone is recorded as before."


class Companion:
    """Watches and commands the second recorder from the first one's process. No method but `stop` blocks."""

    def __init__(self, plan: RecorderPlan, publish: Callable[[Event], None]) -> None:
        """`publish` gets `ComputerState` and `ComputerLevel`, from other threads."""
        self._plan = plan
        self._publish = publish
        self._client: RecorderClient | None = None
        self._wanted = RecorderState.STARTING  # what the room's recorder does
        self._told: ComputerState | None = None
        self._changed = threading.Condition()
        self._over = False
        self._hopeless = False
        self._thread = threading.Thread(target=self._run, name="companion", daemon=True)
        self._thread.start()

    def follow(self, state: RecorderState) -> None:
        """The room's recorder is in this state now; a lost microphone is no reason not to record the computer."""
        state = RecorderState.RECORDING if state is RecorderState.DEVICE_LOST else state
        with self._changed:
            if state is self._wanted:
                return
            self._wanted = state
            self._command(self._client)
            self._changed.notify_all()

    def leave(self) -> None:
        """Let it go on without this process."""
        with self._changed:
            self._over = True
            client, self._client = self._client, None
            self._changed.notify_all()
        if client is not None:
            client.close()

    def stop(self) -> None:
        """Finish its files, and wait a little for that; one that does not answer is ended."""
        with self._changed:
            self._over = True
            client, self._client = self._client, None
            self._changed.notify_all()
        if client is None:
            return
        client.stop()
        try:
            client.wait_stopped(_STOP_MS)
        except MinutewrightError as error:
            logger.warning("The second recorder: %s", error)
            client.kill()
        client.close()

    def _run(self) -> None:
        """Start it whenever it is wanted and not there."""
        tries = 0
        while self._wait_until_wanted():
            ended = threading.Event()
            began = time.monotonic()
            try:
                client = self._reach(ended)
            except MinutewrightError as error:
                self._tell(RecorderState.STOPPED, f"{error} {_AS_BEFORE}")
            else:
                with self._changed:
                    late = self._over
                    self._client = None if late else client
                if late:
                    client.stop()
                    return
                ended.wait()
            if self._hopeless:
                return
            tries = tries + 1 if time.monotonic() - began < _WAITS_S[-1] else 0
            with self._changed:
                self._client = None
                self._changed.wait_for(lambda: self._over, _WAITS_S[min(tries, len(_WAITS_S) - 1)])

    def _wait_until_wanted(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._wanted is RecorderState.RECORDING)
            return not self._over

    def _reach(self, ended: threading.Event) -> RecorderClient:
        def on_event(event: Event) -> None:
            self._hear(event)
            if isinstance(event, Failed | Stopped):
                ended.set()

        if is_locked(lock_path(self._plan.audio)):
            return RecorderClient.attach(self._plan.folder, on_event=on_event, audio=self._plan.audio)
        return RecorderClient.start_plan(self._plan, on_event=on_event)

    def _hear(self, event: Event) -> None:
        match event:
            case Level():
                self._publish(ComputerLevel(event.peak_dbfs, event.rms_dbfs, event.clipped))
            case State():
                lost = event.state is RecorderState.DEVICE_LOST
                words = f"The sound of this computer does not come any more. {_AS_BEFORE}" if lost else ""
                self._tell(event.state, words, event.device)
                with self._changed:
                    if (event.state is RecorderState.PAUSED) != (self._wanted is RecorderState.PAUSED):
                        self._command(self._client)
            case Failed() | Stopped():
                self._hopeless = event.error == DiskFull.__name__
                words = event.words
                if event.error == RecorderError.__name__:
                    words = "The recording of this computer's sound broke off and is begun anew."
                self._tell(RecorderState.STOPPED, f"{words} {_AS_BEFORE}" if words else "")
            case _:
                pass

    def _command(self, client: RecorderClient | None) -> None:
        if client is None:
            return
        if self._wanted is RecorderState.PAUSED:
            client.pause(GapReason.OTHER, "with the room")
        elif self._wanted is RecorderState.RECORDING:
            client.resume()

    def _tell(self, state: RecorderState, words: str, device: str = "") -> None:
        told = ComputerState(state, device or self._plan.wanted.device or "", words)
        if told != self._told and not self._over:
            self._told = told
            self._publish(told)


def follow_room(folder: Path, stop: Callable[[], None]) -> None:
    """In the second recorder: call `stop` when nobody has recorded the room of this meeting folder for a while."""

    def watch() -> None:
        room, seen = lock_path(folder / "audio"), time.monotonic()
        while time.monotonic() - seen < _ORPHAN_S:
            if is_locked(room):
                seen = time.monotonic()
            time.sleep(_LOOK_S)
        stop()

    threading.Thread(target=watch, name="follow-room", daemon=True).start()
