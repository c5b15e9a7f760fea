"""Opens, closes and reopens the microphone in a thread of its own: each of these can hang with the sound system."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from minutewright.domain.errors import DeviceError
from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.take import Take, Wanted, open_take
from minutewright.services.sound.portaudio import renew_devices

# The same microphone is tried this often before any other: a plug that slipped is back in a moment.
_SAME_DEVICE_TRIES = 4
_WAITS_S = (0.2, 0.3, 0.5, 1.0, 2.0, 2.0, 2.0, 5.0)


class DeviceKeeper:
    """Does one thing at a time, in order. Answers come by calling back from its thread."""

    def __init__(self, opened: Callable[[Take], None], failed: Callable[[DeviceError], None]) -> None:
        """`opened` gets each new take, running but not capturing; `failed` why the first could not be opened."""
        self._opened = opened
        self._failed = failed
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._called_ns: int | None = None
        self._thread = threading.Thread(target=self._run, name="device", daemon=True)
        self._thread.start()

    @property
    def hanging_ns(self) -> int:
        """For how long (ns) the sound system has not answered what it was asked; 0 when nothing is asked."""
        called = self._called_ns
        return 0 if called is None else steady_ns() - called

    def open(self, wanted: Wanted) -> None:
        """Open the microphone once; the answer is `opened` or `failed`."""
        self._jobs.put(lambda: self._open(wanted))

    def reopen(self, old: Take | None, wanted: Wanted) -> None:
        """Close a take that failed and try for ever to open the microphone that is wanted, in the end the default one."""
        self._jobs.put(lambda: self._reopen(old, wanted))

    def close(self, take: Take | None, timeout_s: float) -> bool:
        """Close the take and end; False when the sound system hangs and nobody should wait any longer."""
        self._stopping.set()
        if take is not None:
            self._jobs.put(take.close)
        self._jobs.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    @contextlib.contextmanager
    def _calling(self) -> Iterator[None]:
        """The sound system is asked something: note since when."""
        self._called_ns = steady_ns()
        try:
            yield
        finally:
            self._called_ns = None

    def _open(self, wanted: Wanted) -> None:
        try:
            with self._calling():
                take = _open_and_start(wanted)
        except DeviceError as error:
            self._failed(error)
        else:
            self._opened(take)

    def _reopen(self, old: Take | None, wanted: Wanted) -> None:
        if old is not None:
            with self._calling():
                old.close()
        anything = replace(wanted, device=None)
        tries = 0
        while not self._stopping.is_set():
            tries += 1
            for choice in [wanted] if tries <= _SAME_DEVICE_TRIES else [wanted, anything]:
                try:
                    with self._calling():
                        renew_devices(even_with_streams=True)
                        take = _open_and_start(choice)
                except DeviceError:
                    continue
                self._opened(take)
                return
            self._stopping.wait(_WAITS_S[min(tries, len(_WAITS_S)) - 1])


def _open_and_start(wanted: Wanted) -> Take:
    take = open_take(wanted)
    try:
        take.start()
    except DeviceError:
        take.close()
        raise
    return take
