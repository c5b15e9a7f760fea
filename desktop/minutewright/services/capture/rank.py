"""The rank of the thread that takes the sound in: before all ordinary ones, and never at the cost of the computer.

Measured in the project's recording study: on two cores kept busy by transcription the longest wait for this thread
falls from 2-12 s to 0.2-0.4 s with a real-time rank. Such a thread that runs wild would stop everything else, so
the system is told to interrupt it, and then it is ranked like any other.
"""

import contextlib
import logging
import os
import signal
import sys
import threading
from pathlib import Path

logger = logging.getLogger(__name__)

# Above every ordinary program, below what the system itself needs.
_PRIORITY = 30
# A callback takes about a ms. This long without ever waiting for anything, it is no longer doing its work.
_LONGEST_RUN_US = 200_000

_permitted = False


def permit_real_time() -> None:
    """Allow this process a real-time thread, guarded; to be called by the main thread of the recorder, on its own.

    Linux only; Windows and macOS rank sound threads by themselves. Where the guard cannot be set, nothing is allowed.
    """
    global _permitted
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_RTTIME)
        soft = _LONGEST_RUN_US if hard == resource.RLIM_INFINITY else min(_LONGEST_RUN_US, hard // 2)
        with contextlib.suppress(OSError, ValueError):
            signal.signal(signal.SIGXCPU, _on_wild_thread)
            resource.setrlimit(resource.RLIMIT_RTTIME, (soft, hard))
            _permitted = True


def raise_own_thread() -> None:
    """Rank this thread as real-time if that is permitted here; without the right to, it stays as it is.

    The rank is this thread's alone: a main thread never takes it, and nothing that it starts inherits it.
    """
    if sys.platform == "linux" and _permitted and threading.current_thread() is not threading.main_thread():
        policy = os.SCHED_FIFO | os.SCHED_RESET_ON_FORK
        with contextlib.suppress(OSError):
            os.sched_setscheduler(threading.get_native_id(), policy, os.sched_param(_PRIORITY))


def _on_wild_thread(number: int, frame: object) -> None:
    """The system says that a real-time thread of this process never pauses: rank every thread like any other."""
    global _permitted
    _permitted = False
    if sys.platform == "linux":
        for task in Path("/proc/self/task").iterdir():
            with contextlib.suppress(OSError):
                os.sched_setscheduler(int(task.name), os.SCHED_OTHER, os.sched_param(0))
    logger.warning("The sound thread ran wild and has lost its rank; the recording goes on.")
