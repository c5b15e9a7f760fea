"""The second copy of a recording being made: a thread of its own, whose troubles the first copy never feels."""

import errno
import logging
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from minutewright.services.capture.messages import CopyState
from minutewright.services.capture.steady import steady_ns
from minutewright.services.sound.copying import CopyAway, CopyResult, SoundCopy

logger = logging.getLogger(__name__)
_STEP_S = 1.0
# So often (steps) even the files that were found alike are looked at again.
_THOROUGH_STEPS = 60
_TRY_AGAIN_S = 2.0
# A disk that answers nothing for this long hangs; a network drive may do so for ever.
_HANGING_NS = 8_000_000_000
# At the end: so long for what is still to be copied, and so long without any progress.
_FINISH_NS, _NO_PROGRESS_NS = 30_000_000_000, 5_000_000_000


@dataclass(frozen=True, slots=True)
class CopyNews:
    """How the copy stands. `words` say why it does not run, or at the end what came of it."""

    state: CopyState
    words: str = ""


@dataclass(frozen=True, slots=True)
class CopyOutcome:
    """What came of the copy in the end, in one or two sentences, and whether it has everything."""

    words: str
    complete: bool = False


class SecondCopy:
    """Runs from `start` until `finish`. `news` may be asked at any time and never waits for anything."""

    def __init__(self, folder: Path, copy_to: Path) -> None:
        """`folder` is the meeting's, `copy_to` the folder in which one of the same name is made for the copy."""
        self._copy_to = copy_to
        self._sound = SoundCopy(folder, copy_to, self._pulse)
        self._news = CopyNews(CopyState.RUNNING)
        self._busy_ns: int | None = None
        self._pulse_ns = steady_ns()
        self._result: CopyResult | None = None
        self._finishing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="second-copy", daemon=True)

    def start(self) -> None:
        """Begin to copy; the meeting's clock file has begun."""
        self._thread.start()

    @property
    def folder(self) -> Path | None:
        """The copy's meeting folder, once it is there."""
        return self._sound.folder

    def news(self) -> CopyNews:
        """How the copy stands now."""
        busy_ns = self._busy_ns
        if busy_ns is not None and steady_ns() - max(busy_ns, self._pulse_ns) > _HANGING_NS:
            return CopyNews(CopyState.FAILED, self._failed("the folder does not answer"))
        return self._news

    def finish(self) -> CopyOutcome:
        """Copy what is still to be copied, compare everything, and say what came of it.

        Returns at once when the copy has failed, and soon when it makes no progress: the recording is long safe.
        """
        hangs = self._busy_ns is not None and self.news().state is CopyState.FAILED
        patience_ns = 0 if hangs else _NO_PROGRESS_NS
        self._finishing.set()
        begun = self._pulse_ns = steady_ns()
        while self._thread.is_alive():
            self._thread.join(0.05)
            now = steady_ns()
            if now - self._pulse_ns > patience_ns or now - begun > _FINISH_NS:
                break
        return self._outcome()

    def _outcome(self) -> CopyOutcome:
        result = self._result
        where = self.folder or self._copy_to
        if result is None or self._thread.is_alive() or self.news().state is CopyState.FAILED:
            return CopyOutcome(
                f"The second copy in “{where}” is not complete. The recording itself is. Connect the folder again and "
                "choose “Bring the second copy up to date” under Prepare."
            )
        if result.lacking:
            lacking = ", ".join(result.lacking[:3]) + (" …" if len(result.lacking) > 3 else "")
            return CopyOutcome(
                f"The second copy in “{where}” differs from the recording in {lacking}. Check that disk."
            )
        repaired = (
            f" {len(result.repaired)} that had changed there were copied anew." if result.repaired else ""
        )
        files = "1 file" if result.alike == 1 else f"{result.alike} files"
        return CopyOutcome(f"The second copy in “{where}” is complete: {files}, compared.{repaired}", True)

    def _pulse(self) -> None:
        self._pulse_ns = steady_ns()

    def _run(self) -> None:
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
        steps = 0
        while True:
            last = self._finishing.is_set()
            self._busy_ns = steady_ns()
            wait_s = _STEP_S
            try:
                thorough = last or not steps % _THOROUGH_STEPS
                self._result = self._sound.step(thorough=thorough)
                self._news = CopyNews(CopyState.RUNNING)
                steps += 1
            except OSError as error:
                self._result, steps = None, 0
                self._news = CopyNews(CopyState.FAILED, self._failed(_why(error)))
                wait_s = _TRY_AGAIN_S
                if last:
                    return
            except Exception:
                logger.exception("The second copy met a mistake of its own.")
                self._result = None
                self._news = CopyNews(CopyState.FAILED, self._failed("of a mistake of the program"))
                return
            finally:
                self._busy_ns = None
            if last:
                return
            self._finishing.wait(wait_s)

    def _failed(self, why: str) -> str:
        return (
            f"The second copy stands still: {why}. The recording goes on unharmed in its own folder; "
            "the copy goes on by itself when that can be written again."
        )


def _why(error: OSError) -> str:
    """What a failed step means to the clerk, as part of a sentence."""
    if isinstance(error, CopyAway):
        return error.strerror or "the folder is not there"
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "its disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "nothing may be written there"
    return f"its disk cannot be written ({error.strerror})"
