"""A recording being made: what the recorder does about commands, failing microphones and the disk."""

import contextlib
import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction

from minutewright import __version__
from minutewright.domain.errors import DeviceError, FolderError, MinutewrightError
from minutewright.domain.recording import AudioFile, GapReason
from minutewright.services.capture.cautions import Cautions
from minutewright.services.capture.device_keeper import DeviceKeeper
from minutewright.services.capture.messages import (
    Command,
    Event,
    Failed,
    GapClosed,
    GapOpened,
    Level,
    Pause,
    RecorderState,
    Resume,
    State,
    Stop,
    Stopped,
)
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.pulse_watch import PulseWatch
from minutewright.services.capture.room_on_disk import RoomOnDisk
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.capture.steady import steady_ns, wall_at
from minutewright.services.capture.take import Take
from minutewright.services.capture.vigil import Finding, Vigil
from minutewright.services.capture.writer import Writer
from minutewright.services.sound.clock_file import Paused, Resumed, SessionStarted, SessionStopped, SoundLost
from minutewright.services.sound.gaps import make_gap

logger = logging.getLogger(__name__)
_TICK_S = 0.1
_STATE_EVERY_NS = 2_000_000_000
_LAST_WRITES_S = 60.0
_CLOSE_S = 3.0


@dataclass(frozen=True, slots=True)
class _Opened:
    take: Take


@dataclass(frozen=True, slots=True)
class _Unopened:
    error: DeviceError


@dataclass(frozen=True, slots=True)
class _Moved:
    source: str


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
        self._inbox: queue.SimpleQueue[Command | _Opened | _Unopened | _Moved | _DiskFailed] = (
            queue.SimpleQueue()
        )
        start = sum((Fraction(file.frames, file.sample_rate) for file in files), Fraction(0))
        self._track = SegmentTrack(plan.audio, first_number, start, plan.segment_ms, publish)
        self._writer = Writer(self._track, self._on_level, lambda error: self._inbox.put(_DiskFailed(error)))
        self._keeper = DeviceKeeper(self._on_opened, lambda error: self._inbox.put(_Unopened(error)))
        self._watch = PulseWatch(lambda before, after: self._inbox.put(_Moved(after)))
        self._vigil = Vigil()
        self._take: Take | None = None
        self._state = RecorderState.STARTING
        self._paused: Paused | None = None
        self._started_at = datetime.now(UTC)
        self._cautions = Cautions(publish)
        self._told_ns = 0
        self._unfilled_ms = 0
        self._outcome: Stopped | Failed | None = None

    # -- from any thread ---------------------------------------------------------------------------------------------

    def tell(self, command: Command) -> None:
        """Hand a command in; it is carried out within a tenth of a second."""
        self._inbox.put(command)

    def state(self) -> State:
        """What the recorder is doing now."""
        take = self._take
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
            max(self._room.minutes_left(rate or 48000, channels), 0),
            self._writer.overrun_ms,
            self._paused.reason if self._paused else None,
        )

    # -- the life of a recording -------------------------------------------------------------------------------------

    def run(self) -> Stopped | Failed:
        """Record until told to stop, until the disk is full, or until the first microphone cannot be opened."""
        self._keeper.open(self._plan.wanted)
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
        self._watch.close()
        return self._outcome

    def _handle(self, item: Command | _Opened | _Unopened | _Moved | _DiskFailed) -> None:
        match item:
            case _Opened(take):
                if self._take is None:
                    self._begin(take)
                else:
                    self._go_on_with(take)
            case _Unopened(error):
                self._outcome = Failed(type(error).__name__, str(error))
            case _Moved() if self._take is not None and not self._vigil.has_given_up(self._take):
                self._lose_for_good(self._take)
            case _DiskFailed(error):
                self._end(error, disk_failed=True)
            case Pause():
                self._pause(item)
            case Resume():
                self._resume()
            case Stop():
                self._end(None)
            case _:
                pass

    def _begin(self, take: Take) -> None:
        now = steady_ns()
        self._take = take
        self._started_at = wall_at(now)
        self._track.take_ballast()
        line = SessionStarted(self._started_at, now, take.device, take.rate, take.channels, __version__)
        self._track.tell(line)
        self._writer.start()
        self._writer.switch(None, take)
        take.tap.capturing = True
        self._become(RecorderState.RECORDING)

    def _pause(self, command: Pause) -> None:
        take = self._take
        if take is None or self._paused is not None:
            return
        take.tap.capturing = False
        now = steady_ns()
        self._settle()
        line = self._paused = Paused(wall_at(now), now, command.reason, command.note)

        def write() -> None:
            self._track.cut()
            self._track.tell(line)
            gap = make_gap(self._track.position_ms, line.at, None, line.reason, note=line.note)
            self._publish(GapOpened(gap))

        self._writer.after(take, write)
        self._become(RecorderState.PAUSED)

    def _resume(self) -> None:
        take, paused = self._take, self._paused
        if take is None or paused is None:
            return
        now = steady_ns()
        line = Resumed(wall_at(now), now)

        def write() -> None:
            self._writer.forget_quiet()
            self._track.tell(line)
            gap = make_gap(self._track.position_ms, paused.at, line.at, paused.reason, note=paused.note)
            self._publish(GapClosed(gap))

        self._writer.after(take, write)
        self._paused = None
        take.tap.resume(take.began_ns())
        take.forget_timing()
        self._become(RecorderState.RECORDING)

    def _end(self, why: MinutewrightError | None, *, disk_failed: bool = False) -> None:
        take = self._take
        if take is not None:
            take.tap.capturing = False
            self._settle()
            now = steady_ns()
            line = SessionStopped(wall_at(now), now, str(why or ""))
            if disk_failed:
                with contextlib.suppress(FolderError):
                    self._track.tell(line)
            else:
                self._writer.finish(take, lambda: self._finish_files(line), _LAST_WRITES_S)
                why = why or self._writer.failure
        self._keeper.close(take, _CLOSE_S)
        self._state = RecorderState.STOPPED
        self._outcome = Stopped(self._track.position_ms, type(why).__name__ if why else "", str(why or ""))

    def _finish_files(self, line: SessionStopped) -> None:
        self._track.drop_ballast()
        self._track.cut()
        self._track.tell(line)

    # -- watching over it --------------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        take = self._take
        if take is None or self._outcome is not None:
            return
        match self._vigil.look(take):
            case Finding.STALLED:
                self._lose(take)
            case Finding.ENDED:
                self._lose_for_good(take)
            case Finding.BACK:
                assert self._vigil.hole
                self._vigil.hole.came_back(take)
                self._become(RecorderState.RECORDING)
            case Finding.SETTLED:
                self._settle()
            case Finding.STEPPED:
                self._fill_step(take)
            case None:
                pass
        self._look_for_cautions()
        if steady_ns() - self._told_ns > _STATE_EVERY_NS:
            left = self._room.minutes_left(take.rate, take.channels)
            self._cautions.look_at_disk(left)
            self._become(self._state)
            if left < 0:
                self._end(self._room.full())

    def _look_for_cautions(self) -> None:
        recording = self._state is RecorderState.RECORDING
        self._cautions.look_at_sound(self._writer.quiet_ns if recording else 0, self._writer.overrun_ms)
        line = self._cautions.look_at_clock()
        if line is not None:
            self._writer.after(self._take, lambda: self._track.tell(line))

    def _lose(self, take: Take) -> None:
        """Nothing comes: put the file aside until it is known how much is missing."""
        if self._paused is not None:
            return
        self._settle()
        hole = self._vigil.open_hole(take)
        line = SoundLost(wall_at(hole.lost_ns), hole.lost_ns, take.device)

        def write() -> None:
            self._track.hold()
            self._writer.await_burst()
            self._track.tell(line)
            self._publish(GapOpened(make_gap(self._track.position_ms, line.at, None, GapReason.DEVICE_LOST)))

        self._writer.after(take, write)
        self._become(RecorderState.DEVICE_LOST)

    def _lose_for_good(self, take: Take) -> None:
        """Nothing will come from this stream, or nothing that is meant: open the microphone anew."""
        take.tap.capturing = False
        if self._vigil.hole is None or self._vigil.hole.after is not None:
            self._lose(take)
        self._vigil.give_up(take)
        self._keeper.reopen(take, self._plan.wanted)

    def _go_on_with(self, take: Take) -> None:
        old, self._take = self._take, take
        self._writer.switch(old, take)
        take.tap.capturing = self._paused is None
        if old is not None and old.device != take.device:
            self._cautions.device_changed(old.device, take.device)
        self._become(self._state)

    def _settle(self) -> None:
        """Fill the hole that is open, if any, with silence of its true length."""
        hole, self._vigil.hole = self._vigil.hole, None
        if hole is None:
            return
        lost_ns = hole.lost_for_ns
        device = hole.after.device if hole.after else hole.before.device
        note = (
            ""
            if device == hole.before.device
            else f"The microphone changed from “{hole.before.device}” to “{device}”."
        )
        self._fill(lost_ns, hole.lost_ns, note)

    def _fill_step(self, take: Take) -> None:
        missing_ns = self._vigil.step_ns(take)
        take.forget_timing()
        if self._paused is not None:
            return
        self._writer.after(take, self._track.hold)
        self._fill(
            missing_ns, steady_ns() - missing_ns, "Some sound was lost on its way from the microphone."
        )

    def _fill(self, missing_ns: int, from_ns: int, note: str) -> None:
        lost_at, back_at = wall_at(from_ns), wall_at(from_ns + missing_ns)
        self._unfilled_ms = missing_ns // 1_000_000

        def write() -> None:
            frames = missing_ns * self._track.held_rate // 1_000_000_000
            before_ms = self._track.held_end_ms
            filled_ms = self._track.fill(frames, lost_at, back_at, note)
            self._unfilled_ms = 0
            gap = make_gap(before_ms, lost_at, back_at, GapReason.DEVICE_LOST, filled_ms, note)
            self._publish(GapClosed(gap))

        self._writer.after(self._take, write)

    # -- telling -----------------------------------------------------------------------------------------------------

    def _on_opened(self, take: Take) -> None:
        self._inbox.put(_Opened(take))
        self._watch.listen()
        self._watch.expect_here()

    def _on_level(self, level: Level) -> None:
        self._publish(replace(level, position_ms=level.position_ms + self._pending_ms()))

    def _become(self, state: RecorderState) -> None:
        if self._outcome is None:
            self._state = state
            self._told_ns = steady_ns()
            self._publish(self.state())

    def _pending_ms(self) -> int:
        """How long the hole that is not filled yet is by now."""
        hole = self._vigil.hole
        return self._unfilled_ms + (hole.lost_for_ns // 1_000_000 if hole else 0)

    def _position_ms(self) -> int:
        take = self._take
        if take is None:
            return self._track.position_ms
        ring = take.tap.ring
        ahead_ms = (ring.written - ring.taken) * 1000 // take.rate
        return self._track.position_ms + ahead_ms + self._pending_ms()
