"""Opens, closes and reopens the microphone in a thread of its own: each of these can hang with the sound system."""

import queue
import threading
from collections.abc import Callable
from dataclasses import replace

from minutewright.domain.errors import DeviceError
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
        self._thread = threading.Thread(target=self._run, name="device", daemon=True)
        self._thread.start()

    def open(self, wanted: Wanted) -> None:
        """Open the microphone once; the answer is `opened` or `failed`."""
        self._jobs.put(lambda: self._open(wanted))

    def reopen(self, old: Take, wanted: Wanted) -> None:
        """Close a take that failed and try for ever to open the same microphone, in the end the default one."""
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

    def _open(self, wanted: Wanted) -> None:
        try:
            take = _open_and_start(wanted)
        except DeviceError as error:
            self._failed(error)
        else:
            self._opened(take)

    def _reopen(self, old: Take, wanted: Wanted) -> None:
        old.close()
        same = replace(wanted, device=old.device, rate=old.rate, channels=old.channels)
        tries = 0
        while not self._stopping.is_set():
            tries += 1
            for choice in [same] if tries <= _SAME_DEVICE_TRIES else [same, replace(same, device=None)]:
                try:
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
