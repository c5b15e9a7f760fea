"""Keeping the computer from falling asleep while it records, as each system lets a program ask for it."""

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import threading
from typing import Protocol

logger = logging.getLogger(__name__)
_WHY = "A meeting is being recorded"
_ANSWER_S = 5.0


class AwakeError(Exception):
    """The system would not, or cannot, promise to stay awake; the reason goes into the log."""


class Wakefulness(Protocol):
    """One system's way. The promise ends with `release`, and with this process however it ends."""

    def hold(self) -> None:
        """Ask the system to stay awake; the screen may go dark.

        Raises:
            AwakeError: it will not.
        """
        ...

    def release(self) -> None:
        """Let it sleep again; never raises."""
        ...


class LogindInhibitor:
    """Linux: systemd's own program holds the lock for as long as a line to this process is open.

    The lid's switch is asked for too, and left out where the system does not let us have it.
    """

    def __init__(self) -> None:
        self._holder: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Raises AwakeError."""
        program = shutil.which("systemd-inhibit")
        if program is None:
            raise AwakeError("systemd-inhibit is not on this computer")
        reasons = ""
        for what in ("sleep:idle:handle-lid-switch", "sleep:idle"):
            options = [f"--what={what}", "--who=Minutewright", f"--why={_WHY}", "--mode=block"]
            # `cat` ends when our end of its line does: a killed recorder must not leave a computer that never sleeps.
            holder = subprocess.Popen(
                [program, *options, "cat"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            if _echoes(holder):
                self._holder = holder
                return
            holder.kill()
            reasons = holder.communicate()[1].decode(errors="replace").strip()
        raise AwakeError(reasons or "systemd-inhibit does not answer")

    def release(self) -> None:
        """Close the line; the holder ends by itself."""
        holder, self._holder = self._holder, None
        if holder is not None:
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                holder.communicate(timeout=_ANSWER_S)


class CaffeinateChild:
    """macOS: the system's own program holds the assertion and watches this process."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Raises AwakeError."""
        try:
            self._child = subprocess.Popen(
                ["/usr/bin/caffeinate", "-i", "-m", "-s", "-w", str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise AwakeError(str(error)) from error

    def release(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.terminate()
            child.wait()


class ExecutionState:
    """Windows: the wish belongs to the thread that made it, so that thread stays until it is withdrawn."""

    _CONTINUOUS = 0x80000000
    _SYSTEM_REQUIRED = 0x00000001

    def __init__(self) -> None:
        self._release = threading.Event()
        self._asked = threading.Event()
        self._granted = False
        self._thread: threading.Thread | None = None

    def hold(self) -> None:
        """Raises AwakeError."""
        self._thread = threading.Thread(target=self._keep, name="awake", daemon=True)
        self._thread.start()
        self._asked.wait(_ANSWER_S)
        if not self._granted:
            raise AwakeError("SetThreadExecutionState was refused")

    def release(self) -> None:
        """Withdraw the wish."""
        self._release.set()
        if self._thread is not None:
            self._thread.join(_ANSWER_S)

    def _keep(self) -> None:
        import ctypes

        ask = getattr(ctypes, "windll").kernel32.SetThreadExecutionState  # noqa: B009 - not there on other systems
        self._granted = bool(ask(self._CONTINUOUS | self._SYSTEM_REQUIRED))
        self._asked.set()
        self._release.wait()
        ask(self._CONTINUOUS)


def wakefulness() -> Wakefulness:
    """The way of this system."""
    if sys.platform == "win32":
        return ExecutionState()
    return CaffeinateChild() if sys.platform == "darwin" else LogindInhibitor()


class Awake:
    """Keeps this computer awake until `close`. Where it cannot, the log says why, and the recording goes on."""

    def __init__(self, way: Wakefulness | None = None) -> None:
        self._way = way or wakefulness()
        self._held = False
        self._thread = threading.Thread(target=self._hold, name="stay-awake", daemon=True)
        self._thread.start()

    @property
    def held(self) -> bool:
        """Whether the system has promised; waits until it has answered."""
        self._thread.join()
        return self._held

    def close(self) -> None:
        """Let the computer sleep again."""
        self._thread.join(_ANSWER_S)
        self._way.release()

    def _hold(self) -> None:
        try:
            self._way.hold()
        except (AwakeError, OSError) as error:
            logger.warning("This computer may fall asleep while it records: %s", error)
        else:
            self._held = True
            logger.info("This computer stays awake while it records.")


def _echoes(holder: "subprocess.Popen[bytes]") -> bool:
    """Whether the program that holds the lock has begun: it sends back what it is sent."""
    assert holder.stdin
    assert holder.stdout
    heard: list[bytes] = []
    listener = threading.Thread(target=lambda: heard.append(holder.stdout.readline()), daemon=True)  # type: ignore[union-attr]
    with contextlib.suppress(OSError):
        holder.stdin.write(b"awake\n")
        holder.stdin.flush()
    listener.start()
    listener.join(_ANSWER_S)
    return heard == [b"awake\n"]
