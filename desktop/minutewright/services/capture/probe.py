"""Finding out, from a process that may hang or be thrown away, whether a microphone delivers sound (hidden command)."""

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Sequence

from minutewright.domain.errors import DeviceError, ProcessError
from minutewright.services.capture.steady import steady_ns
from minutewright.services.capture.take import Wanted, open_take
from minutewright.services.processes.child import Child, start_child

COMMAND = "microphone-probe"
_EVERY_NS = 4_000_000_000
_HANGS_NS = 10_000_000_000
_PATIENCE_S = 3.0
_TICK_S = 0.05


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when the microphone can be opened and sound comes from it, else 1."""
    parser = argparse.ArgumentParser(prog=f"minutewright {COMMAND}", description=__doc__)
    parser.add_argument("--rate", type=int)
    parser.add_argument("--channels", type=int, default=1)
    parser.add_argument("device")
    found = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    try:
        take = open_take(Wanted(found.device, found.rate, found.channels))
        take.start()
    except DeviceError:
        return 1
    deadline = time.monotonic() + _PATIENCE_S
    while not take.tap.count and time.monotonic() < deadline:
        time.sleep(_TICK_S)
    heard = take.tap.count > 0
    take.close()
    sys.stderr.flush()
    os._exit(0 if heard else 1)


class ReturnWatch:
    """While the recording goes on with another microphone: asks every few seconds whether the chosen one is back.

    Asking takes a process of its own, since a process that has a stream open never learns of new devices.
    """

    def __init__(self) -> None:
        self._child: Child | None = None
        self._asked_ns = steady_ns()

    def is_back(self, wanted: Wanted) -> bool:
        """Whether the microphone that is wanted delivers sound by now; returns at once, to be asked again and again."""
        now = steady_ns()
        if self._child is None:
            if now - self._asked_ns >= _EVERY_NS and wanted.device is not None:
                self._asked_ns = now
                with contextlib.suppress(ProcessError):  # asked again in a moment
                    self._child = start_child(COMMAND, _arguments(wanted, wanted.device))
            return False
        if self._child.alive:
            if now - self._asked_ns > _HANGS_NS:
                self.close()
            return False
        code, self._child = self._child.wait(0), None
        self._asked_ns = now
        return code == 0

    def close(self) -> None:
        """Ask no more."""
        child, self._child = self._child, None
        if child is not None:
            child.kill(timeout_ms=1000)


def _arguments(wanted: Wanted, device: str) -> list[str]:
    rate = [f"--rate={wanted.rate}"] if wanted.rate is not None else []
    return [f"--channels={wanted.channels}", *rate, "--", device]
