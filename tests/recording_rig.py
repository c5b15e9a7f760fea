"""A real recorder under a test's hands: started, watched, waited for, and never left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pytest

from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.messages import ComputerLevel, Event, Level, RecorderState, State
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.recovery import RecoveredSound, recover
from minutewright.services.capture.take import Wanted
from minutewright.services.sound.timeline import SoundTimeline

E = TypeVar("E")
PATIENCE_S = 60.0


class Recorder:
    """One meeting folder and whoever watches its recorder. `events` are all but the levels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events: list[Event] = []
        self.levels: list[Level | ComputerLevel] = []
        self._heard = threading.Condition()
        self._client: RecorderClient | None = None

    @property
    def client(self) -> RecorderClient:
        assert self._client
        return self._client

    def start(
        self,
        device: str | None = "room",
        *,
        rate: int = 48_000,
        channels: int = 2,
        segment_ms: int = 60_000,
        copy_to: Path | None = None,
        computer_sound: str | None = None,
        revive: bool = False,
        **more: int,
    ) -> State:
        """Record and wait until sound is being captured."""
        plan = RecorderPlan(
            self.folder,
            Wanted(device, rate, channels),
            segment_ms=segment_ms,
            copy_to=copy_to,
            computer_sound=computer_sound,
            **more,
        )
        self._client = RecorderClient.start_plan(plan, on_event=self._take_in, revive=revive)
        return self._client.wait_until_recording()

    def attach(self, revive_as: RecorderPlan | None = None) -> None:
        """Watch the recorder that is running, as a second window would."""
        self._client = RecorderClient.attach(self.folder, on_event=self._take_in, revive_as=revive_as)

    def stop(self) -> RecoveredSound:
        """Stop, wait, and tell what there is."""
        self.client.stop()
        self.client.wait_stopped()
        return recover(self.folder)

    def until(self, kind: type[E], fits: Callable[[E], bool] = lambda event: True) -> E:
        """Wait for an event, among those that came already or are to come."""

        def found() -> E | None:
            return next(
                (
                    event
                    for event in (*self.events, *self.levels[-1:])
                    if isinstance(event, kind) and fits(event)
                ),
                None,
            )

        with self._heard:
            self._heard.wait_for(lambda: found() is not None, PATIENCE_S)
            event = found()
        assert event is not None, f"no {kind.__name__} came; there were {self.events}"
        return event

    def until_state(self, state: RecorderState) -> None:
        """Wait until the recorder says that it is in a state now."""
        with self._heard:
            assert self._heard.wait_for(lambda: self._state_is(state), PATIENCE_S), self.events

    def record_until(self, position_ms: int) -> None:
        """Wait until the recording time has come to `position_ms`."""
        deadline = time.monotonic() + PATIENCE_S
        while self.client.position_ms < position_ms:
            assert time.monotonic() < deadline, self.events
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        """The recorder's process id."""
        place = running_recorder(self.folder / "audio")
        assert place
        return place.pid

    def sound(self) -> SoundTimeline:
        """All sound of the meeting."""
        return SoundTimeline(self.folder / "audio", recover(self.folder).files)

    def frames(self) -> npt.NDArray[np.int16]:
        """Every recorded frame in order, int16 of shape (n, channels)."""
        timeline = self.sound()
        return np.concatenate([timeline.frames(file, 0, file.frames) for file in timeline.files])

    def end(self) -> None:
        """Whatever state it is in: leave no process behind."""
        place = running_recorder(self.folder / "audio")
        if place is not None:
            os.kill(place.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        if self._client is not None:
            self._client.close()

    def _state_is(self, wanted: RecorderState) -> bool:
        states = [event for event in self.events if isinstance(event, State)]
        return bool(states) and states[-1].state is wanted

    def _take_in(self, event: Event) -> None:
        with self._heard:
            if isinstance(event, Level | ComputerLevel):
                self.levels.append(event)
            else:
                self.events.append(event)
            self._heard.notify_all()


_WINDOW = """
import sys
from pathlib import Path
from minutewright.services.capture.client import RecorderClient
folder = Path(sys.argv[1])
client = RecorderClient.attach(folder) if sys.argv[2] == "attach" else RecorderClient.start(folder, "room", 48000, 2)
client.wait_until_recording()
print("here", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def window(folder: Path, how: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A process that has started a recorder in `folder` ("start") or attached to one ("attach"); killed at the end."""
    command = [sys.executable, "-c", _WINDOW, str(folder), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().strip() == b"here"
            yield process
        finally:
            process.kill()


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    """A recorder in a meeting folder of its own."""
    recorder = Recorder(tmp_path / "meeting")
    yield recorder
    recorder.end()
