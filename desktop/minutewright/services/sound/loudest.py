"""Which channel of a microphone somebody speaks into: the loudest one that stands out of its own noise."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.domain.channels import ChannelHint
from minutewright.domain.recording import AudioFile
from minutewright.services.sound.timeline import SoundTimeline

STEP_MS = 100
ABOVE_FLOOR_DB = 6.0
"""So much louder than its own noise a channel must be (dB)."""
HOLD_STEPS = 3
"""So many steps in a row another channel must lead before it counts, or none before the last one is let go: 300 ms."""

_SILENCE_DB = -90
# Digital silence is no noise to measure by; and somebody who speaks on and on must not become the noise.
_LOWEST_FLOOR_DB = -70.0
_FLOOR_RISES_DB = 0.02
_FLOOR_SHARE = 0.1
_BLOCK_STEPS = 600
_MAGIC = b"MWLD"
_HEAD = struct.Struct("<4sHHQ")  # magic, ms per step, channels, frames of the file it was made from

Loudness = npt.NDArray[np.int8]


def loudness(frames: npt.NDArray[np.int16], rate: int) -> Loudness:
    """The mean power of each channel in each 100 ms, in whole dBFS (-90 at the least).

    `frames`: int16 of shape (n, channels) at `rate` Hz. Result: int8 of shape (ceil of steps, channels).
    """
    count = len(frames)
    edges = (np.arange(0, -(-count * 1000 // (rate * STEP_MS))) * rate * STEP_MS // 1000).astype(np.int64)
    if not len(edges):
        return np.zeros((0, frames.shape[1]), np.int8)
    squares = np.add.reduceat(np.square(frames.astype(np.float32)), edges, axis=0)
    lengths = np.diff(np.append(edges, count))[:, None]
    power = np.maximum(squares / lengths / 32768.0**2, 10 ** (_SILENCE_DB / 10))
    return np.round(10 * np.log10(power)).astype(np.int8)


def noise_floor(levels: Loudness) -> npt.NDArray[np.float64]:
    """The noise of each channel in dBFS: what it exceeds nine tenths of the time. `levels`: as from `loudness`."""
    if not len(levels):
        return np.full(levels.shape[1], _LOWEST_FLOOR_DB)
    floor: npt.NDArray[np.float64] = np.quantile(levels, _FLOOR_SHARE, axis=0)
    return np.maximum(floor, _LOWEST_FLOOR_DB)


class LoudestChannel:
    """Told the power of every channel step by step, it says which one leads; short changes are passed over."""

    def __init__(self, floor: npt.NDArray[np.float64] | None = None) -> None:
        """`floor` is the noise of each channel in dBFS where it is known; else it is learnt while listening: it falls
        at once and rises by 12 dB a minute."""
        self._known = floor
        self._floor = floor
        self._next = self._steps = 0
        self.channel = 0

    def hear(self, levels: npt.NDArray[np.floating | np.integer]) -> int:
        """Take one step's power (dBFS, shape (channels,)); the channel that leads now (1, 2, …), 0 for none."""
        now = levels.astype(np.float64)
        if self._known is None:
            risen = now if self._floor is None else np.minimum(now, self._floor + _FLOOR_RISES_DB)
            self._floor = np.maximum(risen, _LOWEST_FLOOR_DB)
        assert self._floor is not None
        speaking = np.where(now - self._floor > ABOVE_FLOOR_DB, now, -np.inf)
        leads = int(np.argmax(speaking)) + 1 if np.isfinite(speaking).any() else 0
        self._steps = self._steps + 1 if leads == self._next else 1
        self._next = leads
        if leads != self.channel and self._steps >= HOLD_STEPS:
            self.channel = leads
        return self.channel


def hints_from(
    levels: Loudness, start_ms: int = 0, floor: npt.NDArray[np.float64] | None = None
) -> tuple[ChannelHint, ...]:
    """Who speaks before which channel, from the power of every 100 ms (as from `loudness`) from `start_ms` on.

    What led is dated back to where it began to lead.
    """
    loudest = LoudestChannel(noise_floor(levels) if floor is None else floor)
    led = np.array([loudest.hear(step) for step in levels], np.int16)
    hints = []
    begins = 0
    for place in range(1, len(led) + 1):
        if place < len(led) and led[place] == led[begins]:
            continue
        if led[begins]:
            back = (HOLD_STEPS - 1) * STEP_MS
            first = max(start_ms + begins * STEP_MS - back, start_ms)
            last = start_ms + place * STEP_MS - (back if place < len(led) else 0)
            hints.append(ChannelHint(first, last, int(led[begins])))
        begins = place
    return tuple(hint for hint in hints if hint.end_ms > hint.start_ms)


def read_hints(
    timeline: SoundTimeline, cancelled: Callable[[], bool] = lambda: False
) -> tuple[ChannelHint, ...]:
    """The hints of the whole recording, in order; none from files of one channel. Stops early where `cancelled` says so.

    The power of a closed file is kept beside it as `NAME.loudness`, so that the sound is read only once.
    """
    runs: list[tuple[int, list[Loudness]]] = []
    end_ms, channels = -1, 0
    for file in timeline.files:
        if cancelled():
            break
        if file.channels < 2:
            continue
        levels = file_loudness(timeline, file)
        if file.start_ms - end_ms > STEP_MS or file.channels != channels:
            runs.append((file.start_ms, []))
        runs[-1][1].append(levels)
        end_ms, channels = file.end_ms, file.channels
    floors: dict[int, npt.NDArray[np.float64]] = {}
    for count in {run[0].shape[1] for _, run in runs}:
        floors[count] = noise_floor(
            np.concatenate([part for _, run in runs for part in run if part.shape[1] == count])
        )
    return tuple(
        hint
        for start_ms, run in runs
        for hint in hints_from(np.concatenate(run), start_ms, floors[run[0].shape[1]])
    )


def loudness_path(path: Path) -> Path:
    """Where the power of a sound file's channels is kept."""
    return path.with_name(f"{path.name}.loudness")


def file_loudness(timeline: SoundTimeline, file: AudioFile) -> Loudness:
    """The power of every channel of one file, as `loudness` gives it."""
    kept = loudness_path(timeline.folder / file.name)
    levels = _load(kept, file)
    if levels is not None:
        return levels
    block = _BLOCK_STEPS * STEP_MS * file.sample_rate // 1000
    parts = [
        loudness(timeline.frames(file, start, min(block, file.frames - start)), file.sample_rate)
        for start in range(0, file.frames, block)
    ]
    levels = np.concatenate(parts) if parts else np.zeros((0, file.channels), np.int8)
    if file.sha256:
        _keep(kept, file, levels)
    return levels


def _load(path: Path, file: AudioFile) -> Loudness | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) < _HEAD.size or _HEAD.unpack_from(data) != (_MAGIC, STEP_MS, file.channels, file.frames):
        return None
    rows = (len(data) - _HEAD.size) // file.channels
    return np.frombuffer(data, np.int8, rows * file.channels, _HEAD.size).reshape(-1, file.channels)


def _keep(path: Path, file: AudioFile, levels: Loudness) -> None:
    """Write it whole or not at all; without it the sound is read again, so failing is no loss."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(_HEAD.pack(_MAGIC, STEP_MS, file.channels, file.frames) + levels.tobytes())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
