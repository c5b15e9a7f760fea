"""The recorder process: started by the program with a hidden command, and going on even if the program ends."""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace

from minutewright.domain import errors
from minutewright.domain.errors import MinutewrightError, RecorderError
from minutewright.services.capture.awake import Awake
from minutewright.services.capture.companion import Companion, follow_room
from minutewright.services.capture.lock import RecorderPlace, lock_path, lock_text
from minutewright.services.capture.messages import (
    Command,
    Event,
    Failed,
    Restarting,
    State,
    Stop,
    Stopped,
)
from minutewright.services.capture.plan import COMMAND, RecorderPlan, read_plan
from minutewright.services.capture.rank import permit_real_time
from minutewright.services.capture.recovery import mend_files
from minutewright.services.capture.room_on_disk import RoomOnDisk
from minutewright.services.capture.server import RecorderServer
from minutewright.services.capture.session import Session
from minutewright.services.processes.child import Priority, start_child
from minutewright.services.processes.filelock import FileLock
from minutewright.services.sound.inventory import names_in, read_inventory
from minutewright.services.sound.wav import folder_error

logger = logging.getLogger(__name__)
# A recorder that could not begin waits this long to say so to whoever started it.
_HEAR_ME_OUT_S = 20.0
_USUAL_RATE = 48000


def main(arguments: Sequence[str] | None = None) -> int:
    """Record into a meeting folder until told to stop; the exit code is that of the error that prevented it."""
    plan = read_plan(sys.argv[1:] if arguments is None else arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        lock = _lock(plan)
    except MinutewrightError as error:
        logger.error("%s", error)
        return error.exit_code
    permit_real_time()
    recorder = _Recorder(plan, lock)
    outcome = recorder.run()
    logger.info("%s", outcome)
    if isinstance(outcome, Restarting):
        _start_successor(recorder.plan, outcome.lost_ns)
    # A sound system that hangs must not keep a recorder alive that has written everything down.
    sys.stderr.flush()
    os._exit(_exit_code(outcome.error) if isinstance(outcome, Stopped | Failed) else 0)


class _Recorder:
    """Joins the session to the door."""

    def __init__(self, plan: RecorderPlan, lock: FileLock) -> None:
        self.plan = plan
        self._lock = lock
        self._session: Session | None = None
        self._companion: Companion | None = None
        self._server = RecorderServer(self._greet, self._on_command)

    def run(self) -> Stopped | Failed | Restarting:
        outcome: Stopped | Failed | Restarting
        try:
            session = self._session = self._prepare()
        except MinutewrightError as error:
            self._open_door()
            outcome = Failed(type(error).__name__, str(error))
        else:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: session.tell(Stop()))
            self._open_door()
            awake = Awake()
            if plan_of_second := self.plan.companion:
                self._companion = Companion(plan_of_second, self._server.publish)
            if self.plan.wanted.computer:
                follow_room(self.plan.folder, lambda: session.tell(Stop()))
            outcome = session.run()
            awake.close()
            self.plan = replace(self.plan, wanted=session.wanted)
            self._end_companion(outcome)
        if isinstance(outcome, Failed):
            self._server.somebody_came.wait(_HEAR_ME_OUT_S)
        self._lock.release()
        self._server.close(outcome)
        return outcome

    def _open_door(self) -> None:
        """Let it be known where this recorder can be reached."""
        self._lock.write(lock_text(RecorderPlace(os.getpid(), self._server.address)))

    def _prepare(self) -> Session:
        plan = self.plan
        wanted = plan.wanted
        RoomOnDisk(plan.audio, plan.reserve_mb << 20).require(
            plan.needed_minutes, wanted.rate or _USUAL_RATE, wanted.channels
        )
        files = read_inventory(plan.audio).files
        mend_files(plan.audio, files)
        first = max((name.number for name in names_in(plan.audio)), default=0) + 1
        return Session(plan, files, first, self._publish)

    def _publish(self, event: Event) -> None:
        self._server.publish(event)
        if self._companion is not None and isinstance(event, State):
            self._companion.follow(event.state)

    def _end_companion(self, outcome: Stopped | Failed | Restarting) -> None:
        if self._companion is not None and isinstance(outcome, Restarting):
            self._companion.leave()  # the next recorder finds it
        elif self._companion is not None:
            self._companion.stop()

    def _greet(self) -> Event | None:
        return self._session.state() if self._session else None

    def _on_command(self, command: Command) -> None:
        if self._session is not None:
            self._session.tell(command)


def _lock(plan: RecorderPlan) -> FileLock:
    """Make the folder and take its lock.

    Raises:
        FolderError: the folder cannot be made or written.
        RecorderError: a recording is running there.
    """
    try:
        plan.audio.mkdir(parents=True, exist_ok=True)
        lock = FileLock.acquire(lock_path(plan.audio))
    except OSError as error:
        raise folder_error(error, plan.folder) from error
    if lock is None:
        raise RecorderError(
            "A recording is running in this meeting already. Open the meeting to watch it, or stop it: minutewright stop."
        )
    return lock


def _start_successor(plan: RecorderPlan, lost_ns: int) -> None:
    """Start the recorder that goes on in this one's place."""
    successor = replace(plan, needed_minutes=0, lost_ns=lost_ns, attempt=plan.attempt + 1)
    start_child(
        COMMAND,
        successor.arguments(),
        log=plan.log,
        detached=True,
        priority=Priority.HIGHER,
    )


def _exit_code(error: str) -> int:
    kind = getattr(errors, error, None) if error else None
    return kind.exit_code if isinstance(kind, type) and issubclass(kind, MinutewrightError) else 0


if __name__ == "__main__":
    sys.exit(main())
