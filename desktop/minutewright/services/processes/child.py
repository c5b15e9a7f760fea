"""Starting, ranking and ending the program's own child processes."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from minutewright.domain.errors import ProcessError


class Priority(Enum):
    """How eagerly the system runs a process; the value is its niceness on Linux and macOS."""

    LOWER = 10
    NORMAL = 0
    HIGHER = -8


_WINDOWS_CLASS = {Priority.LOWER: 0x4000, Priority.NORMAL: 0x20, Priority.HIGHER: 0x8000}
_WINDOWS_DETACHED = 0x8 | 0x200  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
_WINDOWS_NO_CONSOLE = 0x08000000


class Child:
    """A started child process. It is reaped when it ends, whether or not anybody waits for it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._ended = threading.Event()
        threading.Thread(target=self._reap, name=f"child-{process.pid}", daemon=True).start()

    def _reap(self) -> None:
        self._process.wait()
        self._ended.set()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it is still running."""
        return not self._ended.is_set()

    def wait(self, timeout_ms: int | None = None) -> int | None:
        """The exit code (negative: the signal that ended it), or None when it still runs after `timeout_ms`."""
        return (
            self._process.returncode
            if self._ended.wait(None if timeout_ms is None else timeout_ms / 1000)
            else None
        )

    def kill(self, timeout_ms: int = 5000) -> None:
        """End it at once and wait until it is gone; does nothing when it has ended already."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._ended.wait(timeout_ms / 1000)

    def set_priority(self, priority: Priority) -> None:
        """Rank the whole running process anew.

        On Linux and macOS an ordinary user may lower a process but not raise it again; the system's refusal is
        accepted in silence, since priority is a courtesy and never a condition.
        """
        if sys.platform == "win32":
            import ctypes

            handle = int(self._process._handle)  # type: ignore[attr-defined]
            ctypes.windll.kernel32.SetPriorityClass(handle, _WINDOWS_CLASS[priority])  # type: ignore[attr-defined]
            return
        tasks = Path(f"/proc/{self.pid}/task")
        with contextlib.suppress(OSError):
            # Linux ranks each thread by itself.
            for task in [int(entry.name) for entry in tasks.iterdir()] if tasks.is_dir() else [self.pid]:
                os.setpriority(os.PRIO_PROCESS, task, priority.value)


def start_child(
    command: str,
    arguments: Sequence[str] = (),
    *,
    log: Path | None = None,
    detached: bool = False,
    priority: Priority = Priority.NORMAL,
    environment: Mapping[str, str] | None = None,
) -> Child:
    """Start this program once more with one of its hidden commands.

    Args:
        command: the hidden command, such as `recorder`.
        arguments: what follows it.
        log: file to which its stdout and stderr are appended; None discards them.
        detached: it goes on when this process ends, and Ctrl+C in this process's terminal does not reach it.
        priority: its rank from the start.
        environment: variables set on top of this process's own.

    Raises:
        ProcessError: the system could not start it, or the log file cannot be written.
    """
    frozen = bool(getattr(sys, "frozen", False))
    line = [sys.executable, *([] if frozen else ["-m", "minutewright"]), command, *arguments]
    try:
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(open(log, "ab")) if log is not None else subprocess.DEVNULL
            process = subprocess.Popen(
                line,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **(environment or {})},
                close_fds=True,
                start_new_session=detached and sys.platform != "win32",
                creationflags=_windows_flags(detached, priority),
            )
    except OSError as error:
        raise ProcessError(f"A part of the program could not be started: {error.strerror}.") from error
    child = Child(process)
    if priority is not Priority.NORMAL and sys.platform != "win32":
        child.set_priority(priority)
    return child


def _windows_flags(detached: bool, priority: Priority) -> int:
    if sys.platform == "win32":
        return _WINDOWS_CLASS[priority] | (_WINDOWS_DETACHED if detached else _WINDOWS_NO_CONSOLE)
    return 0
