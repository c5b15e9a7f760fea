"""The recording as samples to play, at any speed from half to double, the pitch kept."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from minutewright.services.sound.reading import Samples
from minutewright.services.sound.timeline import SoundTimeline

SLOWEST, FASTEST = 0.5, 2.0
_PLAIN_STEP_MS = 250
# The first piece is short, so that play answers at once; the later ones long, so that there are few joints.
_FIRST_STEP_MS, _STEP_MS = 500, 2_000
# The stretcher begins and ends each piece from silence; sound on either side lets it settle (its block: 120 ms).
_CONTEXT_MS = 200
_FADE_MS = 12
# A joint may move by this much to where the waves fit: less than anybody hears, more than a period of a voice.
_SEARCH_MS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """`samples` (mono float32, full scale 1.0), the first of which is `start_ms` of recording time; each is
    `step_ms` further."""

    samples: Samples
    start_ms: float
    step_ms: float


def pieces(timeline: SoundTimeline, rate: int, start_ms: int, speed: float) -> Iterator[Piece]:
    """The sound from `start_ms` to the end of the recording in pieces, played at `rate` Hz and `speed` (0.5 to 2).

    The pieces join without a click. For a recording that grows, the end is where it is when it is reached.
    """
    return _plain(timeline, rate, start_ms) if speed == 1 else _stretched(timeline, rate, start_ms, speed)


def _plain(timeline: SoundTimeline, rate: int, start_ms: int) -> Iterator[Piece]:
    while start_ms < timeline.length_ms:
        end_ms = min(start_ms + _PLAIN_STEP_MS, timeline.length_ms)
        yield Piece(timeline.read(start_ms, end_ms, rate), start_ms, 1000 / rate)
        start_ms = end_ms


def _stretched(timeline: SoundTimeline, rate: int, start_ms: int, speed: float) -> Iterator[Piece]:
    fade, search = rate * _FADE_MS // 1000, rate * _SEARCH_MS // 1000
    rising = np.linspace(0, 1, fade, dtype=np.float32)
    tail: Samples | None = None
    step_ms = _FIRST_STEP_MS
    while start_ms < timeline.length_ms:
        end_ms = min(start_ms + step_ms, timeline.length_ms)
        wide = timeline.read(max(start_ms - _CONTEXT_MS, 0), end_ms + _CONTEXT_MS, rate)
        slow = _stretch(wide, rate, speed)
        begin = round((start_ms - max(start_ms - _CONTEXT_MS, 0)) * rate / 1000 / speed)
        length = round((end_ms - start_ms) * rate / 1000 / speed)
        if tail is not None:
            begin = _fitting(slow, tail, begin, search)
        out = slow[begin : begin + length].copy()
        if tail is not None:
            joint = min(fade, len(out))
            out[:joint] = out[:joint] * rising[:joint] + tail[:joint] * (1 - rising[:joint])
        tail = slow[begin + length : begin + length + fade]
        if len(tail) < fade:
            tail = np.pad(tail, (0, fade - len(tail)))
        yield Piece(out, start_ms, 1000 * speed / rate)
        start_ms, step_ms = end_ms, _STEP_MS


def _stretch(sound: Samples, rate: int, speed: float) -> Samples:
    from python_stretch.Signalsmith import Stretch

    stretch = Stretch()
    stretch.preset(1, rate)
    stretch.setTimeFactor(speed)
    stretched: Samples = np.asarray(stretch.process(sound[None, :]), np.float32)[0]
    return stretched


def _fitting(sound: Samples, tail: Samples, begin: int, search: int) -> int:
    """Where near `begin` the sound goes on most like `tail`."""
    low = max(begin - search, 0)
    around = sound[low : begin + search + len(tail)]
    if len(around) < len(tail):
        return begin
    likeness = np.correlate(around, tail, mode="valid")
    windows = np.lib.stride_tricks.sliding_window_view(around, len(tail))
    power = np.sqrt(np.einsum("ij,ij->i", windows, windows)) + 1e-6
    return low + int(np.argmax(likeness / power))
