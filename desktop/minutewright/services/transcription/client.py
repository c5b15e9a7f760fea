"""The window's side of transcription: starts the transcriber, listens to it, ends it."""

import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from minutewright.domain.errors import ChannelClosed, EngineError, MinutewrightError, ProcessError
from minutewright.services.processes.channel import Channel, ChannelListener
from minutewright.services.processes.child import Child, Priority, start_child
from minutewright.services.transcription.messages import (
    LINE_VARIABLE,
    MESSAGES,
    Advanced,
    BlockHeard,
    Failed,
    Finished,
    Message,
    Started,
    Transcribe,
)

log = logging.getLogger(__name__)

Answer = Started | BlockHeard | Advanced | Finished | Failed
_START_MS, _LOOK_MS = 60_000, 200
_STOP_S = 5.0
_NOT_STARTED = "The transcriber did not start. The recording is kept. Start the program again; if that does not help, install it again."
_BROKE_OFF = "The transcription stopped unexpectedly. What was transcribed is kept. Transcribe again to go on after it."
_NOT_KEPT = "What was transcribed could not be stored. What was stored before is kept. Transcribe again to go on after it."


class Transcriber:
    """One transcriber process, started when first needed and kept warm. One job at a time.

    Answers come on a thread of its own; the last is always Finished or Failed, except after `cancel`.
    A process that dies is not started again by itself.
    """

    def __init__(self, log_file: Path | None = None) -> None:
        self._log_file = log_file
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._channel: Channel[Message] | None = None
        self._thread: threading.Thread | None = None
        self._busy = False
        self._cancelled = False

    @property
    def busy(self) -> bool:
        """Whether a job runs; no longer when its last answer comes."""
        return self._busy

    @property
    def pid(self) -> int | None:
        """The process id of the transcriber while it runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def start(self, job: Transcribe, on_answer: Callable[[Answer], None]) -> None:
        """Begin a job; returns at once.

        When `on_answer` raises, the job ends, and the error's sentence comes as Failed.

        Raises:
            EngineError: another job runs.
        """
        with self._lock:
            if self._busy:
                raise EngineError("A transcription is running already. Wait for it, or stop it first.")
            self._busy, self._cancelled = True, False
            self._thread = threading.Thread(
                target=self._run, args=(job, on_answer), name="transcription", daemon=True
            )
            self._thread.start()

    def cancel(self) -> None:
        """End the job now; blocks that were answered are good. No answer comes after this returns.

        The process is killed, since an engine cannot be stopped within a block.
        """
        self._cancelled = True
        self._end()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(_STOP_S)

    def close(self) -> None:
        """End the process, and the job if one runs."""
        self.cancel()

    def _run(self, job: Transcribe, on_answer: Callable[[Answer], None]) -> None:
        last: Answer = Failed(_BROKE_OFF, EngineError.exit_code)
        try:
            last = self._listen(job, on_answer)
        finally:
            cancelled, self._busy = self._cancelled, False
            if not cancelled:
                on_answer(last)

    def _listen(self, job: Transcribe, on_answer: Callable[[Answer], None]) -> Finished | Failed:
        sentence = _NOT_STARTED
        try:
            channel = self._line()
            channel.send(job)
            sentence = _BROKE_OFF
            while True:
                answer = channel.receive()
                if isinstance(answer, Finished | Failed):
                    return answer
                if answer is not None and not isinstance(answer, Transcribe) and not self._cancelled:
                    self._tell(answer, on_answer)
        except ProcessError as error:
            log.warning("The transcriber ended: %s", error)
            failed = Failed(sentence, EngineError.exit_code)
        except _NotKept as error:
            failed = error.told
        self._end()
        return failed

    def _tell(self, answer: Answer, on_answer: Callable[[Answer], None]) -> None:
        try:
            on_answer(answer)
        except MinutewrightError as error:
            raise _NotKept(Failed(str(error), error.exit_code)) from error
        except Exception as error:
            log.exception("An answer of the transcriber could not be taken")
            raise _NotKept(Failed(_NOT_KEPT, EngineError.exit_code)) from error

    def _line(self) -> Channel[Message]:
        with self._lock:
            if self._child is not None and self._child.alive and self._channel is not None:
                return self._channel
            if self._cancelled:
                raise ChannelClosed("The transcription was stopped.")
            listener: ChannelListener[Message] = ChannelListener(MESSAGES)
            try:
                child = start_child(
                    "transcriber",
                    log=self._log_file,
                    priority=Priority.LOWER,
                    environment={LINE_VARIABLE: json.dumps([listener.address.path, listener.address.key])},
                )
            except ProcessError:
                listener.close()
                raise
            self._child = child
        called = threading.Event()
        threading.Thread(target=_close_if_it_dies, args=(child, listener, called), daemon=True).start()
        try:
            caller = listener.accept()
            channel = listener.admit(caller) if caller is not None else None
        finally:
            called.set()
            listener.close()
        if channel is None:
            raise ProcessError("The transcriber did not call.")
        with self._lock:
            if self._child is child:
                self._channel = channel
                return channel
        channel.close()
        raise ChannelClosed("The transcription was stopped.")

    def _end(self) -> None:
        with self._lock:
            child, channel, self._child, self._channel = self._child, self._channel, None, None
        if child is not None:
            child.kill()
        if channel is not None:
            channel.close()


class _NotKept(Exception):
    """The one who listens could not take an answer; `told` is what to say of it."""

    def __init__(self, told: Failed) -> None:
        super().__init__(told.sentence)
        self.told = told


def _close_if_it_dies(child: Child, listener: ChannelListener[Message], called: threading.Event) -> None:
    """Free the thread that waits for the child's call when the child ends before, or does not call in a minute."""
    for _ in range(_START_MS // _LOOK_MS):
        if called.is_set() or child.wait(_LOOK_MS) is not None:
            break
    if not called.is_set():
        listener.close()
