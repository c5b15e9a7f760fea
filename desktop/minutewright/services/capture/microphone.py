"""The microphone of a recording: opened, watched over, lost, opened anew, and gone back to."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from minutewright.domain.errors import DeviceError
from minutewright.domain.recording import GapReason
from minutewright.services.capture.cautions import Cautions
from minutewright.services.capture.device_keeper import DeviceKeeper
from minutewright.services.capture.messages import Event, GapClosed, GapOpened, RecorderState
from minutewright.services.capture.probe import ReturnWatch
from minutewright.services.capture.pulse_watch import PulseWatch, source_words
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.capture.steady import steady_ns, wall_at
from minutewright.services.capture.take import Take, Wanted
from minutewright.services.capture.vigil import STALLED_NS, Finding, Vigil
from minutewright.services.capture.writer import Writer
from minutewright.services.sound.clock_file import SoundLost
from minutewright.services.sound.gaps import make_gap

_USUAL_RATE = 48000
# A change of microphones that is meant takes up to a second and a half; past this something is wrong.
_ALARM_NS = 2 * STALLED_NS

# What PortAudio calls the microphone of the sound server's choice.
_WHATEVER = frozenset({"default", "sysdefault", "pulse", "pipewire"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream was opened and runs."""

    take: Take


@dataclass(frozen=True, slots=True)
class Unopened:
    """The first stream could not be opened."""

    error: DeviceError


@dataclass(frozen=True, slots=True)
class Moved:
    """The sound server moved the recording to another microphone."""

    source: str


News = Opened | Unopened | Moved


class Microphone:
    """Used by the session's thread; its news come by `post`, from other threads, for the session to hand back.

    `take` is the stream of now, None before the first. What is missing while there is none is filled with silence.
    """

    def __init__(
        self,
        wanted: Wanted,
        track: SegmentTrack,
        writer: Writer,
        cautions: Cautions,
        publish: Callable[[Event], None],
        post: Callable[[News], None],
    ) -> None:
        self.wanted = wanted
        self.take: Take | None = None
        self._track = track
        self._writer = writer
        self._cautions = cautions
        self._default_became = ""
        self._publish = publish
        self._post = post
        self._keeper = DeviceKeeper(self._on_opened, lambda error: post(Unopened(error)))
        self._watch = PulseWatch(lambda before, after: post(Moved(after)), follow_loudspeaker=wanted.computer)
        self._return = ReturnWatch()
        self._vigil = Vigil()
        self._resumed_ns = 0
        self._unfilled_ms = 0

    # -- opening and closing -----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the microphone that is wanted; `Opened` or `Unopened` follows."""
        self._keeper.open(self.wanted)

    def open_after_loss(self, lost_ns: int) -> None:
        """Go on for a recorder that gave up: nothing has come since `lost_ns`; `Opened` follows, however late."""
        self._lose_at(lost_ns, self.wanted.device or "")
        self._keeper.reopen(None, self.wanted)

    def begin(self, take: Take) -> None:
        """The first stream; its microphone is the one to go back to whenever it is lost."""
        self.take = take
        self.wanted = replace(self.wanted, device=take.device, rate=self.wanted.rate or take.rate)
        self._writer.switch(None, take)
        take.tap.capturing = True

    def go_on_with(self, take: Take, *, capturing: bool) -> None:
        """Another stream in place of the one that was lost."""
        old, self.take = self.take, take
        self._writer.switch(old, take)
        take.tap.capturing = capturing
        before = old.device if old is not None else self.wanted.device or take.device
        if before != take.device and take.device == self.wanted.device:
            self._cautions.device_returned(take.device)
        elif before != take.device:
            self._cautions.device_changed(before, take.device)

    def close(self, timeout_s: float) -> None:
        """Let go of the sound system, or leave it hanging after so many seconds."""
        self._return.close()
        self._keeper.close(self.take, timeout_s)
        self._watch.close()

    @property
    def hanging_ns(self) -> int:
        """For how long (ns) the sound system has not answered what it was asked."""
        return self._keeper.hanging_ns

    # -- pausing -----------------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Capture nothing from this moment on."""
        if self.take is not None:
            self.take.tap.capturing = False

    def resume(self, now_ns: int) -> bool:
        """Capture again; False when there is no stream to capture from, and a hole begins instead."""
        take, self._resumed_ns = self.take, now_ns
        if take is None or self._vigil.has_given_up(take):
            self._lose_at(now_ns, take.device if take is not None else self.wanted.device or "")
            return False
        take.tap.resume(take.began_ns())
        take.forget_timing()
        return True

    # -- watching over it --------------------------------------------------------------------------------------------

    def look(self, *, paused: bool) -> RecorderState | None:
        """What has become of the stream since the last look; the state that follows, if another."""
        take = self.take
        match self._vigil.look(take):
            case Finding.STALLED if take is not None:
                return self._lose(take, paused=paused)
            case Finding.ENDED if take is not None:
                return self.replace(take, paused=paused)
            case Finding.BACK if take is not None and self._vigil.hole is not None:
                self._vigil.hole.came_back(take)
                return None if paused else RecorderState.RECORDING
            case Finding.SETTLED:
                self.settle()
            case Finding.STEPPED if take is not None:
                self._fill_step(take, paused=paused)
            case _:
                pass
        return self._look_after_loss(paused=paused)

    def moved(self, source: str, *, paused: bool) -> RecorderState | None:
        """The sound server moved the recording to another microphone (`source`): open the right one anew."""
        take = self.take
        if take is None or self._vigil.has_given_up(take):
            return None
        if take.device.casefold() in _WHATEVER and not self.wanted.computer:
            # Its name stays the same, whichever microphone it is.
            self._default_became = source_words(source)
            self._cautions.default_changed(self._default_became)
        state = self.replace(take, paused=paused)
        # On a substitute it may well be the chosen one that came back.
        return state if take.device == self.wanted.device else None

    def replace(self, take: Take, *, paused: bool) -> RecorderState | None:
        """Nothing will come from this stream, or nothing that is meant: open the microphone anew."""
        take.tap.capturing = False
        state = None
        if self._vigil.hole is None or self._vigil.hole.after is not None:
            state = self._lose(take, paused=paused)
        self._vigil.give_up(take)
        self._keeper.reopen(take, self.wanted)
        return state

    def settle(self) -> None:
        """Fill the hole that is open, if any, with silence of its true length."""
        hole, self._vigil.hole = self._vigil.hole, None
        if hole is None:
            return
        device = hole.after.device if hole.after else hole.device
        became, self._default_became = self._default_became, ""
        note = f"The computer's microphone became “{became}”." if became else ""
        if device != hole.device:
            note = f"The microphone changed from “{hole.device}” to “{device}”."
        self._fill(hole.lost_for_ns, hole.lost_ns, note)

    @property
    def pending_ms(self) -> int:
        """How long the hole that is not filled yet is by now."""
        hole = self._vigil.hole
        return self._unfilled_ms + (hole.lost_for_ns // 1_000_000 if hole else 0)

    def _look_after_loss(self, *, paused: bool) -> RecorderState | None:
        take, hole = self.take, self._vigil.hole
        if hole is not None:
            late = hole.after is None and steady_ns() - hole.lost_ns > _ALARM_NS
            return RecorderState.DEVICE_LOST if late else None
        elsewhere = take is not None and take.device != self.wanted.device
        if take is not None and elsewhere and not self._vigil.has_given_up(take):
            self._go_back_from(take, paused=paused)
        return None

    def _go_back_from(self, take: Take, *, paused: bool) -> None:
        """Go back to the chosen microphone if it is there again; the hole of the change is too short for an alarm."""
        if self._return.is_back(self.wanted):
            self.replace(take, paused=paused)

    def _lose(self, take: Take, *, paused: bool) -> RecorderState | None:
        """Nothing comes: put the file aside until it is known how much is missing."""
        if paused:
            return None
        self.settle()
        hole = self._vigil.open_hole(take)
        if hole.lost_ns < self._resumed_ns:  # it has brought nothing since the pause
            hole.lost_ns, hole.lost_frame = self._resumed_ns, take.tap.count
        self._put_aside(take, (take.rate, take.channels), hole.lost_ns, take.device)
        return RecorderState.DEVICE_LOST

    def _lose_at(self, lost_ns: int, device: str) -> None:
        self.settle()
        self._vigil.open_hole_at(lost_ns, device)
        shape = (
            (self.take.rate, self.take.channels)
            if self.take is not None
            else (self.wanted.rate or _USUAL_RATE, self.wanted.channels)
        )
        self._put_aside(self.take, shape, lost_ns, device)

    def _put_aside(self, take: Take | None, shape: tuple[int, int], lost_ns: int, device: str) -> None:
        line = SoundLost(wall_at(lost_ns), lost_ns, device)

        def write() -> None:
            self._track.hold(shape, lost_ns)
            self._writer.await_burst()
            self._track.tell(line)
            self._publish(GapOpened(make_gap(self._track.position_ms, line.at, None, GapReason.DEVICE_LOST)))

        self._writer.after(take, write)

    def _fill_step(self, take: Take, *, paused: bool) -> None:
        missing_ns = self._vigil.step_ns(take)
        take.forget_timing()
        if paused:
            return
        from_ns = steady_ns() - missing_ns
        self._writer.after(take, lambda: self._track.hold((take.rate, take.channels), from_ns))
        self._fill(missing_ns, from_ns, "Some sound was lost on its way from the microphone.")

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

        self._writer.after(self.take, write)

    def _on_opened(self, take: Take) -> None:
        self._post(Opened(take))
        self._watch.listen()
        self._watch.expect_here()
