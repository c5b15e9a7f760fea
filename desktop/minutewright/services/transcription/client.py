"""The window's side of transcription: starts the transcriber, listens to it, ends it."""

import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from minutewright.domain.errors import ChannelClosed, EngineError, ProcessError
from minutewright.services.processes.channel import Channel, ChannelListener
from minutewright.services.processes.child import Child, Priority, start_child
from minutewright.services.transcription.messages import (
    MESSAGES,
    Advanced,
    BlockHeard,
    Failed,
    Finished,
    Message,
    Started,
    Transcribe,
)
from minutewright.services.transcription.worker import LINE_VARIABLE

log = logging.getLogger(__name__)

Answer = Started | BlockHeard | Advanced | Finished | Failed
_START_MS = 60_000


class Transcriber:
    """One transcriber process, started when first needed and kept warm. One job at a time.

    Answers come on a thread of its own; the last is always Finished or Failed, except after `cancel`.
    """

    def __init__(self, log_file: Path | None = None) -> None:
        self._log_file = log_file
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._channel: Channel[Message] | None = None
        self._busy = False
        self._cancelled = False

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._busy

    def start(self, job: Transcribe, on_answer: Callable[[Answer], None]) -> None:
        """Begin a job; returns at once.

        Raises:
            EngineError: another job runs.
        """
        with self._lock:
            if self._busy:
                raise EngineError("A transcription is running already. Wait for it, or stop it first.")
            self._busy, self._cancelled = True, False
        threading.Thread(target=self._run, args=(job, on_answer), name="transcription", daemon=True).start()

    def cancel(self) -> None:
        """End the job now. The process is killed, since an engine cannot be stopped within a block; blocks sent are good."""
        with self._lock:
            self._cancelled = True
        self._end()

    def close(self) -> None:
        """End the process."""
        self.cancel()

    def _run(self, job: Transcribe, on_answer: Callable[[Answer], None]) -> None:
        last: Answer | None = None
        try:
            channel = self._line()
            channel.send(job)
            while not isinstance(last, Finished | Failed):
                answer = channel.receive()
                if answer is None or isinstance(answer, Transcribe):
                    continue
                last = answer
                if not isinstance(answer, Finished | Failed):
                    on_answer(answer)
        except ProcessError as error:
            self._end()
            log.warning("The transcriber ended: %s", error)
            last = Failed(
                "The transcription stopped unexpectedly. What was transcribed is kept. Transcribe again to go on after it.",
                EngineError.exit_code,
            )
        finally:
            self._busy = False
        if last is not None and not self._cancelled:
            on_answer(last)

    def _line(self) -> Channel[Message]:
        with self._lock:
            if self._child is not None and self._child.alive and self._channel is not None:
                return self._channel
            if self._cancelled:
                raise ChannelClosed("The transcription was stopped.")
            listener: ChannelListener[Message] = ChannelListener(MESSAGES)
            self._child = start_child(
                "transcriber",
                log=self._log_file,
                priority=Priority.LOWER,
                environment={LINE_VARIABLE: json.dumps([listener.address.path, listener.address.key])},
            )
            child = self._child
        threading.Thread(target=_close_if_it_dies, args=(child, listener), daemon=True).start()
        try:
            caller = listener.accept()
            channel = listener.admit(caller) if caller is not None else None
        finally:
            listener.close()
        if channel is None:
            raise ProcessError("The transcriber did not start.")
        with self._lock:
            self._channel = channel
        return channel

    def _end(self) -> None:
        with self._lock:
            child, channel, self._child, self._channel = self._child, self._channel, None, None
        if child is not None:
            child.kill()
        if channel is not None:
            channel.close()


def _close_if_it_dies(child: Child, listener: ChannelListener[Message]) -> None:
    child.wait(_START_MS)
    listener.close()
