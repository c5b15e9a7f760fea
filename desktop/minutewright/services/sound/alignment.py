"""Laying one recording along another by their clocks: two sound cards are never equally fast.

Each file says when its first frame came, on one steady clock. A line through these moments, a few files at a time, gives
the true speed of the card; a moment that came late (it can never be early) bends it little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.clock_file import ClockLine, SegmentOpened, SessionStarted

# Sessions whose clocks put the start of the computer this near to each other (ns) ran since the same start of it.
_SAME_BOOT_NS = 120_000_000_000
# What follows a file at once may be this far off (ns), and this much (share) for each ns since the last.
_NEAR_NS, _MOST_DRIFT = 150_000_000, 1e-3
# Files (of a minute) on each side through which the line is laid; of fewer than so many the speed is not to be learnt.
_NEIGHBOURS = 7
_FEW = 5
_PIECE_MS = 60_000

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Files of one rate and without a break, and when their frames came: `frames` (counted from the first file's first)
    and `moments` (ns of one clock) are knots of a line, of shape (n,) with n at least 2. `open_end`: it may still grow."""

    files: tuple[AudioFile, ...]
    frames: _Floats
    moments: _Floats
    open_end: bool

    @property
    def rate(self) -> int:
        """Hz, as the card claims."""
        return self.files[0].sample_rate

    @property
    def length(self) -> int:
        """Frames of all files."""
        return sum(file.frames for file in self.files)

    @property
    def end_moment(self) -> float:
        """The moment (ns) at which it ends."""
        return float("inf") if self.open_end else float(self.moments_of(np.array([float(self.length)]))[0])

    def moments_of(self, frames: _Floats) -> _Floats:
        """When frames came (ns)."""
        return _along(frames, self.frames, self.moments)

    def frames_at(self, moments: _Floats) -> _Floats:
        """The frames (fractions too) that came at moments (ns)."""
        return _along(moments, self.moments, self.frames)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start_ms` up to `end_ms` of the first recording's time the second runs evenly from `first_frame` of a stretch
    (its number in the list), `frames_per_ms` for each ms."""

    start_ms: int
    end_ms: int
    stretch: int
    first_frame: float
    frames_per_ms: float


def find_stretches(files: Sequence[AudioFile], lines: Sequence[ClockLine], boots: list[int]) -> list[Stretch]:
    """The files of one track put together, each stretch timed.

    `boots` are the moments (ns on the wall clock) at which the computer was started, as far as they are known; give
    the same list for both tracks. What no line tells is taken from the wall clock in the files' names.
    """
    moments = _first_moments(lines, boots)
    timed = [
        (file, moments.get(_stem(file.name), _wall_ns(file.started_at))) for file in files if file.frames
    ]
    groups: list[list[tuple[AudioFile, float]]] = []
    for entry in timed:
        if groups and _goes_on(groups[-1][-1], entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    last = timed[-1][0] if timed else None
    usual = _usual_slope(groups)
    return [_stretch(group, usual, not group[-1][0].sha256 and group[-1][0] is last) for group in groups]


def lay_along(first: Sequence[Stretch], second: Sequence[Stretch]) -> tuple[Span, ...]:
    """Where the second track lies in the recording time of the first, in order of time."""
    spans: list[Span] = []
    for stretch in first:
        start_ms = stretch.files[0].start_ms
        # What still grows is laid ahead; what is not there yet is silence.
        length_ms = stretch.length * 1000 / stretch.rate + (10 * _PIECE_MS if stretch.open_end else 0)
        knots = np.arange(start_ms, start_ms + length_ms + _PIECE_MS, _PIECE_MS)
        edges = [round(edge) for edge in np.minimum(knots, start_ms + length_ms)]
        for a, b in pairwise(edges):
            frames = (np.array([a, b], np.float64) - start_ms) * stretch.rate / 1000
            spans += _spans_between(a, b, stretch.moments_of(frames), second)
    return tuple(spans)


def drift_ppm(first: Stretch, second: Stretch) -> float:
    """How much faster the second card runs than the first, in millionths, over all that both say."""
    return float((_speed(second) / _speed(first) - 1) * 1e6)


def _speed(stretch: Stretch) -> float:
    """Frames per ns in proportion to what the card claims."""
    passed = stretch.moments[-1] - stretch.moments[0]
    return float((stretch.frames[-1] - stretch.frames[0]) / passed * 1e9 / stretch.rate)


def _spans_between(a: int, b: int, moments: _Floats, second: Sequence[Stretch]) -> list[Span]:
    found = []
    for number, stretch in enumerate(second):
        begins, ends = float(stretch.moments_of(np.zeros(1))[0]), stretch.end_moment
        if b <= a or moments[1] <= begins or moments[0] >= ends:
            continue
        per_ns = (b - a) / (moments[1] - moments[0])
        start = a if begins <= moments[0] else a + round((begins - moments[0]) * per_ns)
        end = b if ends >= moments[1] else a + round((ends - moments[0]) * per_ns)
        if start >= end:
            continue
        low, high = stretch.frames_at(moments)
        per_ms = float(high - low) / (b - a)
        found.append(Span(start, end, number, float(low) + (start - a) * per_ms, per_ms))
    return found


def _usual_slope(groups: list[list[tuple[AudioFile, float]]]) -> float:
    """By how much (ns for each ns) the card of a track is slow, as its longest stretch has it; 0 where all are short."""
    longest = max(groups, key=len, default=[])
    if len(longest) < _FEW:
        return 0.0
    counts = np.cumsum([0, *(file.frames for file, _ in longest[:-1])]).astype(np.float64)
    nominal = counts * 1e9 / longest[0][0].sample_rate
    return _slope(nominal, np.array([moment for _, moment in longest]) - nominal)


def _stretch(group: list[tuple[AudioFile, float]], usual_slope: float, open_end: bool) -> Stretch:
    files = tuple(file for file, _ in group)
    counts = [0, *(file.frames for file in files[:-1])]
    frames = np.cumsum(np.array(counts, np.float64))
    noted = np.array([moment for _, moment in group])
    moments = _straightened(frames, noted, files[0].sample_rate, usual_slope)
    if len(frames) == 1:
        frames = np.append(frames, float(max(files[0].frames, 1)))
        length = frames[1] * 1e9 / files[0].sample_rate
        moments = np.append(moments, moments[0] + length * (1 + usual_slope))
    return Stretch(files, frames, moments, open_end)


def _straightened(frames: _Floats, moments: _Floats, rate: int, usual_slope: float) -> _Floats:
    """The moments with the chance in them taken out: at each, a line through its neighbours."""
    nominal = frames * 1e9 / rate
    late = moments - nominal - moments[0]
    if len(late) < _FEW:
        # Never early: the least late of them is the true one.
        least: _Floats = nominal + moments[0] + usual_slope * nominal + (late - usual_slope * nominal).min()
        return least
    smooth = np.empty_like(late)
    for place in range(len(late)):
        low = max(0, min(place - _NEIGHBOURS, len(late) - 2 * _NEIGHBOURS - 1))
        near = slice(low, low + 2 * _NEIGHBOURS + 1)
        smooth[place] = _line_at(nominal[near], late[near], nominal[place])
    straight: _Floats = nominal + moments[0] + smooth
    return straight


def _line_at(x: _Floats, y: _Floats, at: float) -> float:
    """The value at `at` of the line of the median slope (Theil and Sen), laid along the lower half of the points."""
    slope = _slope(x, y)
    return float(np.quantile(y - slope * x, 0.25) + slope * at)


def _slope(x: _Floats, y: _Floats) -> float:
    i, j = np.triu_indices(len(x), 1)
    return float(np.clip(np.median((y[j] - y[i]) / (x[j] - x[i])), -_MOST_DRIFT, _MOST_DRIFT))


def _goes_on(before: tuple[AudioFile, float], after: tuple[AudioFile, float]) -> bool:
    (file, moment), (next_file, next_moment) = before, after
    if file.sample_rate != next_file.sample_rate:
        return False
    length = file.frames * 1e9 / file.sample_rate
    return abs(next_moment - moment - length) < _NEAR_NS + length * _MOST_DRIFT


def _first_moments(lines: Sequence[ClockLine], boots: list[int]) -> dict[str, float]:
    moments: dict[str, float] = {}
    boot: int | None = None
    for line in lines:
        if isinstance(line, SessionStarted):
            offset = _wall_ns(line.at) - line.steady_ns
            boot = next((each for each in boots if abs(each - offset) < _SAME_BOOT_NS), None)
            if boot is None:
                boot = offset
                boots.append(offset)
        elif isinstance(line, SegmentOpened) and boot is not None:
            moments[_stem(line.name)] = float(boot + line.steady_ns)
    return moments


def _along(x: _Floats, known_x: _Floats, known_y: _Floats) -> _Floats:
    """Linear between the knots, and on past the first and the last."""
    place = np.clip(np.searchsorted(known_x, x, side="right") - 1, 0, len(known_x) - 2)
    x0, x1, y0, y1 = known_x[place], known_x[place + 1], known_y[place], known_y[place + 1]
    result: _Floats = y0 + (x - x0) * (y1 - y0) / (x1 - x0)
    return result


def _wall_ns(moment: datetime) -> int:
    return round(moment.timestamp() * 1000) * 1_000_000


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
