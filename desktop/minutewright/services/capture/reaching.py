"""Starting a recorder process and finding the line to it, whoever started it."""

import contextlib
import os
import time
from pathlib import Path

from minutewright.domain import errors
from minutewright.domain.errors import MinutewrightError, ProcessError, RecorderError
from minutewright.services.capture.lock import lock_path, running_recorder
from minutewright.services.capture.messages import RECORDER, Command, Event
from minutewright.services.capture.plan import COMMAND, LOG_FILE, RecorderPlan
from minutewright.services.processes.channel import Channel, connect
from minutewright.services.processes.child import Child, Priority, start_child
from minutewright.services.processes.filelock import is_locked
from minutewright.services.sound.wav import folder_error

_START_S = 20.0
_RUNS_ALREADY = "A recording is running in this meeting already. Open the meeting to watch it, or stop it: minutewright stop."
_Line = Channel[Command | Event]


def start_recorder(plan: RecorderPlan) -> Child:
    """Start a recorder process that outlives this one.

    Raises:
        ProcessError: the system could not start it.
    """
    return start_child(COMMAND, plan.arguments(), log=plan.log, detached=True, priority=Priority.HIGHER)


def reach(audio: Path) -> _Line:
    """The line to the recorder that is alive in this `audio/` folder.

    Raises:
        RecorderError: there is none.
        ProcessError: it does not answer.
    """
    place = running_recorder(audio)
    if place is None:
        raise RecorderError("No recording is running in this meeting.")
    return connect(place.address, RECORDER)


def reach_soon(audio: Path) -> _Line:
    """The line to a recorder that is about to begin.

    Raises:
        RecorderError: it did not in time.
    """
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        with contextlib.suppress(ProcessError, RecorderError):
            return reach(audio)
        time.sleep(0.05)
    raise RecorderError("The recorder did not start anew.")


def reach_child(audio: Path, child: Child) -> _Line:
    """The line to a recorder that was just started.

    Raises:
        RecorderError: it ended instead, or did not begin in time and was ended.
    """
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        with contextlib.suppress(ProcessError, RecorderError):
            return reach(audio)
        code = child.wait(30)
        if code is not None:
            raise _error_for(code)
    child.kill()
    raise RecorderError("The recorder did not start in time. Try again.")


def error_of(name: str, words: str) -> MinutewrightError:
    """The error that an event names."""
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, MinutewrightError):
        return kind(words)
    return RecorderError(words)


def _error_for(code: int) -> MinutewrightError:
    if code == RecorderError.exit_code:
        return RecorderError(_RUNS_ALREADY)
    return RecorderError(f"The recorder did not start. {LOG_FILE} in the meeting folder says more.")


def check_folder(plan: RecorderPlan) -> None:
    """Make the folder of the plan, and find out what can be known before another process is started.

    Raises:
        DiskFull, FolderError: it cannot be written.
        RecorderError: a recording is running there.
    """
    try:
        plan.audio.mkdir(parents=True, exist_ok=True)
        # The system's answer to "may I write?" is worth less than trying.
        trial = plan.audio / f"trial-{os.getpid()}"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise folder_error(error, plan.folder) from error
    if is_locked(lock_path(plan.audio)):
        raise RecorderError(_RUNS_ALREADY)
