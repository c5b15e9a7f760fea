"""The gaps in a recording, told by the lines of its clock file."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from minutewright.domain.ids import GapId
from minutewright.domain.recording import AudioFile, Gap, GapReason
from minutewright.services.sound.clock_file import (
    ClockLine,
    DestructionBegun,
    HandedOver,
    Imported,
    Overrun,
    Paused,
    Resumed,
    SegmentOpened,
    SessionStarted,
    SessionStopped,
    Slept,
    SoundFilled,
)

# Between files of which no line tells: a smaller step is the jitter of two clocks.
_UNTOLD_GAP = timedelta(seconds=2)


def find_gaps(lines: Sequence[ClockLine], files: Sequence[AudioFile]) -> tuple[Gap, ...]:
    """All gaps, in order of the wall clock, given the files that there are."""
    gaps = [*_Story(lines, files).tell(), *_untold_gaps(lines, files), *_destroyed(lines)]
    slept = [line for line in lines if isinstance(line, Slept)]
    return tuple(sorted((_explained(gap, slept) for gap in gaps), key=lambda gap: gap.started_at))


def _explained(gap: Gap, slept: Sequence[Slept]) -> Gap:
    """The gap with its true reason: the microphone that fell silent while the computer slept was not to blame."""
    if gap.reason is not GapReason.DEVICE_LOST or gap.ended_at is None:
        return gap
    for line in slept:
        if gap.started_at < line.woke_at and line.at < gap.ended_at:
            note = f"The computer was asleep for {round(line.ms / 1000)} seconds."
            return make_gap(
                *(gap.at_ms, gap.started_at, gap.ended_at, GapReason.SLEPT, gap.filled_ms),
                note=f"{note} {gap.note}".strip(),
            )
    return gap


class _Story:
    """Goes through the lines once, remembering what is open."""

    def __init__(self, lines: Sequence[ClockLine], files: Sequence[AudioFile]) -> None:
        self._lines = lines
        self._files = {_stem(file.name): file for file in files}
        self._end_ms = max((file.end_ms for file in files), default=0)
        self._gaps: list[Gap] = []
        self._pause: tuple[Paused, int] | None = None
        self._stopped: SessionStopped | None = None
        self._handed_over = False
        self._last: AudioFile | None = None  # the newest file of the session that is open

    def tell(self) -> list[Gap]:
        for number, line in enumerate(self._lines):
            match line:
                case SegmentOpened():
                    self._last = self._files.get(_stem(line.name), self._last)
                case Paused():
                    self._pause = (line, self._start_after(number))
                case Resumed():
                    self._end_pause(line.at)
                case SessionStopped():
                    self._end_pause(line.at)
                    self._stopped = line
                case HandedOver():
                    self._handed_over = True
                case SessionStarted():
                    self._begin_session(line, self._start_after(number))
                case SoundFilled() | Overrun() if _stem(line.name) in self._files:
                    self._gaps.append(_silence(line, self._files[_stem(line.name)]))
                case _:
                    pass
        if self._pause:
            self._end_pause(None)
        return self._gaps

    def _end_pause(self, at: datetime | None) -> None:
        if self._pause:
            line, at_ms = self._pause
            self._gaps.append(make_gap(at_ms, line.at, at, line.reason, note=line.note))
            self._pause = None

    def _begin_session(self, line: SessionStarted, at_ms: int) -> None:
        if self._handed_over:
            pass  # the silence that the next recorder fills in tells of it
        elif self._stopped:
            reason = GapReason.INTERRUPTED if self._stopped.why else GapReason.STOPPED
            self._gaps.append(make_gap(at_ms, self._stopped.at, line.at, reason, note=self._stopped.why))
        elif self._pause:
            self._end_pause(line.at)
        elif self._last:
            self._gaps.append(make_gap(at_ms, wall_end(self._last), line.at, GapReason.INTERRUPTED))
        self._stopped = self._last = None
        self._handed_over = False

    def _start_after(self, number: int) -> int:
        """The recording time (ms) at which the sound goes on after a line."""
        for line in self._lines[number + 1 :]:
            if isinstance(line, SegmentOpened) and _stem(line.name) in self._files:
                return self._files[_stem(line.name)].start_ms
        return self._end_ms


def _untold_gaps(lines: Sequence[ClockLine], files: Sequence[AudioFile]) -> list[Gap]:
    """Steps in the wall clock between files of which the clock file says nothing (it was lost)."""
    told = {_stem(line.name) for line in lines if isinstance(line, SegmentOpened | Imported)}
    return [
        make_gap(after.start_ms, wall_end(before), after.started_at, GapReason.INTERRUPTED)
        for before, after in zip(files, files[1:], strict=False)
        if not {_stem(before.name), _stem(after.name)} <= told
        and after.started_at - wall_end(before) > _UNTOLD_GAP
    ]


def _destroyed(lines: Sequence[ClockLine]) -> list[Gap]:
    """The silence that stands for what was destroyed, from the moment at which that was decided."""
    return [
        make_gap(
            *(line.start_ms, line.wall_from, line.wall_to, GapReason.DESTROYED),
            filled_ms=line.end_ms - line.start_ms,
            note=line.reason,
        )
        for line in lines
        if isinstance(line, DestructionBegun)
    ]


def _silence(line: SoundFilled | Overrun, file: AudioFile) -> Gap:
    """The gap of a silence inside a file, as long as the file really has it."""
    offset_ms = round(line.first_frame * 1000 / file.sample_rate)
    frames = max(min(line.frames, file.frames - line.first_frame), 0)
    filled_ms = round(frames * 1000 / file.sample_rate)
    at_ms = file.start_ms + offset_ms
    if isinstance(line, SoundFilled):
        return make_gap(at_ms, line.lost_at, line.back_at, GapReason.DEVICE_LOST, filled_ms, line.note)
    lost_at = file.started_at + timedelta(milliseconds=offset_ms)
    back_at = lost_at + timedelta(milliseconds=filled_ms)
    note = "The computer was too busy to write the sound down in time."
    return make_gap(at_ms, lost_at, back_at, GapReason.INTERRUPTED, filled_ms, note)


def make_gap(
    at_ms: int,
    started_at: datetime,
    ended_at: datetime | None,
    reason: GapReason,
    filled_ms: int = 0,
    note: str = "",
) -> Gap:
    """A gap whose id is the same every time it is read."""
    identity = GapId(f"gap-{round(started_at.timestamp() * 1000):012x}-{reason.value}")
    return Gap(identity, at_ms, started_at, ended_at, reason, filled_ms, note)


def wall_end(file: AudioFile) -> datetime:
    """The wall clock (aware) at the end of a file."""
    return file.started_at + timedelta(milliseconds=file.length_ms)


def _stem(name: str) -> str:
    """A file's name whatever form (WAV, FLAC) it is kept in by now."""
    return name.rpartition(".")[0]
