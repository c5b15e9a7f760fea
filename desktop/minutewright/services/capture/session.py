"""A recording being made: what the recorder does about commands, failing microphones and the disk."""

import contextlib
import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from pathlib import Path

from minutewright import __version__
from minutewright.domain.errors import DeviceError, FolderError, MinutewrightError
from minutewright.domain.recording import AudioFile
from minutewright.services.capture.cautions import Cautions
from minutewright.services.capture.messages import (
    Command,
    CopyState,
    Event,
    Failed,
    GapClosed,
    GapOpened,
    Level,
    Pause,
    RecorderState,
    Restarting,
    Resume,
    State,
    Stop,
    Stopped,
)
from minutewright.services.capture.microphone import Microphone, Moved, News, Opened, Unopened
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.room_on_disk import RoomOnDisk
from minutewright.services.capture.second_copy import CopyOutcome, SecondCopy
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.capture.steady import steady_ns, wall_at
from minutewright.services.capture.take import Take, Wanted
from minutewright.services.capture.writer import Writer
from minutewright.services.sound.clock_file import (
    CopyKept,
    HandedOver,
    Paused,
    Resumed,
    SessionStarted,
    SessionStopped,
)
from minutewright.services.sound.gaps import make_gap

logger = logging.getLogger(__name__)
_USUAL_RATE = 48000
_TICK_S = 0.1
_STATE_EVERY_NS = 2_000_000_000
_LAST_WRITES_S = 60.0
_CLOSE_S = 3.0
# A sound system that has not answered for so long may never: the next process asks it anew, and waits longer.
_HANGING_NS = 10_000_000_000
_MOST_HANGING_NS = 80_000_000_000


@dataclass(frozen=True, slots=True)
class _DiskFailed:
    error: FolderError


class Session:
    """Runs until it is stopped; `tell` from any thread, everything else happens in the thread of `run`."""

    def __init__(
        self,
        plan: RecorderPlan,
        files: tuple[AudioFile, ...],
        first_number: int,
        publish: Callable[[Event], None],
    ) -> None:
        """`files` are what the meeting has already; the new sound follows them."""
        self._plan = plan
        self._publish = publish
        self._room = RoomOnDisk(plan.audio, plan.reserve_mb << 20)
        self._inbox: queue.SimpleQueue[Command | News | _DiskFailed] = queue.SimpleQueue()
        start = sum((Fraction(file.frames, file.sample_rate) for file in files), Fraction(0))
        self._track = SegmentTrack(plan.audio, first_number, start, plan.segment_ms, publish)
        self._writer = Writer(self._track, self._on_level, lambda error: self._inbox.put(_DiskFailed(error)))
        self._cautions = Cautions(publish)
        self._mic = Microphone(
            plan.wanted, self._track, self._writer, self._cautions, publish, self._inbox.put
        )
        self._copy = SecondCopy(plan.folder, plan.copy_to) if plan.copy_to else None
        self._copy_told: Path | None = None
        self._begun = False
        self._state = RecorderState.STARTING
        self._paused: Paused | None = None
        self._started_at = datetime.now(UTC)
        self._told_ns = 0
        self._outcome: Stopped | Failed | Restarting | None = None

    # -- from any thread ---------------------------------------------------------------------------------------------

    def tell(self, command: Command) -> None:
        """Hand a command in; it is carried out within a tenth of a second."""
        self._inbox.put(command)

    def state(self) -> State:
        """What the recorder is doing now."""
        take = self._mic.take
        rate, channels = (
            (take.rate, take.channels) if take else (self._plan.wanted.rate or 0, self._plan.wanted.channels)
        )
        return State(
            self._state,
            self._position_ms(),
            self._started_at,
            take.device if take else self._plan.wanted.device or "",
            rate,
            channels,
            max(self._room.minutes_left(rate or _USUAL_RATE, channels), 0),
            self._writer.overrun_ms,
            self._paused.reason if self._paused else None,
            self._writer.speech_ms,
            self._writer.hearing.clipped_times,
            self._copy.news().state if self._copy else CopyState.NONE,
            str(self._copy.folder or "") if self._copy else "",
        )

    # -- the life of a recording -------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """The microphone to go back to."""
        return self._mic.wanted

    def run(self) -> Stopped | Failed | Restarting:
        """Record until told to stop, until the disk is full, or until the first microphone cannot be opened.

        `Restarting`: the sound system hangs, and only a new recorder can reach it.
        """
        try:
            self._open()
        except FolderError as error:
            self._end(error, disk_failed=True)
        while self._outcome is None:
            try:
                with contextlib.suppress(queue.Empty):
                    self._handle(self._inbox.get(timeout=_TICK_S))
                self._look_around()
            except FolderError as error:
                self._end(error, disk_failed=True)
            except Exception:
                # Whatever is wrong here, the sound goes on being written by the writer's thread.
                logger.exception("The recorder met a mistake of its own and goes on.")
        return self._outcome

    def _handle(self, item: Command | News | _DiskFailed) -> None:
        match item:
            case Opened(take):
                if self._begun:
                    self._mic.go_on_with(take, capturing=self._paused is None)
                    self._become(self._state)
                else:
                    self._begin(take)
            case Unopened(error):
                self._outcome = Failed(type(error).__name__, str(error))
            case Moved(source):
                self._follow(self._mic.moved(source, paused=self._paused is not None))
            case _DiskFailed(error):
                self._end(error, disk_failed=True)
            case Pause():
                self._pause(item)
            case Resume():
                self._resume()
            case Stop():
                self._end(None)

    def _open(self) -> None:
        lost_ns = self._plan.lost_ns
        if lost_ns is None:
            self._mic.open()
            return
        wanted = self._plan.wanted
        self._tell_begun(steady_ns(), wanted.device or "", wanted.rate or _USUAL_RATE, wanted.channels)
        self._mic.open_after_loss(lost_ns)
        self._become(RecorderState.DEVICE_LOST)

    def _begin(self, take: Take) -> None:
        self._tell_begun(steady_ns(), take.device, take.rate, take.channels)
        self._mic.begin(take)
        self._become(RecorderState.RECORDING)

    def _tell_begun(self, now_ns: int, device: str, rate: int, channels: int) -> None:
        self._started_at = wall_at(now_ns)
        self._track.take_ballast()
        self._track.tell(SessionStarted(self._started_at, now_ns, device, rate, channels, __version__))
        self._writer.start()
        if self._copy is not None:
            self._copy.start()
        self._begun = True

    def _pause(self, command: Pause) -> None:
        if not self._begun or self._paused is not None:
            return
        self._mic.pause()
        now = steady_ns()
        self._mic.settle()
        line = self._paused = Paused(wall_at(now), now, command.reason, command.note)

        def write() -> None:
            self._track.cut()
            self._track.tell(line)
            gap = make_gap(self._track.position_ms, line.at, None, line.reason, note=line.note)
            self._publish(GapOpened(gap))

        self._writer.after(self._mic.take, write)
        self._become(RecorderState.PAUSED)

    def _resume(self) -> None:
        paused = self._paused
        if paused is None:
            return
        now = steady_ns()
        line = Resumed(wall_at(now), now)

        def write() -> None:
            self._writer.hearing.forget()
            self._track.tell(line)
            gap = make_gap(self._track.position_ms, paused.at, line.at, paused.reason, note=paused.note)
            self._publish(GapClosed(gap))

        self._writer.after(self._mic.take, write)
        self._paused = None
        flows = self._mic.resume(now)
        self._become(RecorderState.RECORDING if flows else RecorderState.DEVICE_LOST)

    def _end(self, why: MinutewrightError | None, *, disk_failed: bool = False) -> None:
        if self._begun:
            self._mic.pause()
            self._mic.settle()
            now = steady_ns()
            line = SessionStopped(wall_at(now), now, str(why or ""))
            if disk_failed:
                with contextlib.suppress(FolderError):
                    self._track.tell(line)
            else:
                self._writer.finish(self._mic.take, lambda: self._finish_files(line), _LAST_WRITES_S)
                why = why or self._writer.failure
        self._mic.close(_CLOSE_S)
        self._state = RecorderState.STOPPED
        copied = self._copy.finish() if self._copy is not None and self._begun else CopyOutcome("")
        error = type(why).__name__ if why else ""
        self._outcome = Stopped(self._track.position_ms, error, str(why or ""), copied.words, copied.complete)

    def _hand_over(self) -> None:
        """The sound system hangs, perhaps for ever, and this process with it: a new one goes on from here."""
        self._mic.pause()
        self._mic.settle()
        now = steady_ns()
        line = HandedOver(wall_at(now), now)
        self._writer.finish(self._mic.take, lambda: self._finish_files(line), _LAST_WRITES_S)
        if self._writer.failure is not None:
            self._end(self._writer.failure, disk_failed=True)
            return
        self._outcome = Restarting(
            "The computer's sound system does not answer. The recorder starts anew and goes on.", now
        )

    def _finish_files(self, line: SessionStopped | HandedOver) -> None:
        self._track.drop_ballast()
        self._track.cut()
        self._track.tell(line)

    # -- watching over it --------------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        if self._outcome is not None:
            return
        self._look_at_sound_system()
        if not self._begun or self._outcome is not None:
            return
        self._follow(self._mic.look(paused=self._paused is not None))
        self._look_for_cautions()
        if steady_ns() - self._told_ns > _STATE_EVERY_NS:
            self._become(self._state)
            state = self.state()
            left = self._room.minutes_left(state.sample_rate or _USUAL_RATE, state.channels)
            self._cautions.look_at_disk(left)
            if left < 0:
                self._end(self._room.full())

    def _look_at_sound_system(self) -> None:
        patience_ns = min(_HANGING_NS << self._plan.attempt, _MOST_HANGING_NS)
        if self._mic.hanging_ns <= patience_ns or self._paused is not None:
            return
        if self._begun:
            self._hand_over()
        else:
            words = "The sound system of this computer does not answer. Start the computer again, or wait and try again."
            self._outcome = Failed(DeviceError.__name__, words)

    def _follow(self, state: RecorderState | None) -> None:
        """Take the state that the microphone leads to, and say so."""
        if state is None or state is self._state or self._paused is not None:
            return
        if state is RecorderState.DEVICE_LOST:
            self._cautions.device_lost(self.state().device)
        self._become(state)

    def _look_for_cautions(self) -> None:
        recording = self._state is RecorderState.RECORDING
        self._cautions.look_at_sound(self._writer.hearing if recording else None, self._writer.overrun_ms)
        self._look_at_copy()
        for line in (self._cautions.look_at_clock(), self._cautions.look_at_sleep()):
            if line is not None:
                self._writer.after(self._mic.take, partial(self._track.tell, line))

    def _look_at_copy(self) -> None:
        if self._copy is None:
            return
        self._cautions.look_at_copy(self._copy.news())
        folder = self._copy.folder
        if folder is not None and folder != self._copy_told:
            self._copy_told = folder
            line = CopyKept(datetime.now(UTC), str(folder.absolute()))
            self._writer.after(self._mic.take, partial(self._track.tell, line))

    # -- telling -----------------------------------------------------------------------------------------------------

    def _on_level(self, level: Level) -> None:
        self._publish(replace(level, position_ms=level.position_ms + self._mic.pending_ms))

    def _become(self, state: RecorderState) -> None:
        if self._outcome is None:
            self._state = state
            self._told_ns = steady_ns()
            self._publish(self.state())

    def _position_ms(self) -> int:
        take = self._mic.take
        ahead_ms = 0
        if take is not None:
            ring = take.tap.ring
            ahead_ms = (ring.written - ring.taken) * 1000 // take.rate
        return self._track.position_ms + ahead_ms + self._mic.pending_ms
