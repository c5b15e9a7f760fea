"""The sound check before a meeting: a few seconds recorded, judged, and kept to be listened to."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import Cancelled, DeviceError
from minutewright.domain.recording import AudioFile
from minutewright.services.capture.levels import SILENCE_DBFS, measure
from minutewright.services.capture.messages import Level
from minutewright.services.capture.steady import steady_ns, wall_at
from minutewright.services.capture.take import Take, Wanted, open_take
from minutewright.services.sound.reading import read_frames
from minutewright.services.sound.segment_name import SegmentName, whole_ms
from minutewright.services.sound.wav import WavWriter

# Speech at a usual distance lies between about -40 and -15 dBFS RMS on a well set microphone.
_QUIET_RMS_DBFS = -45.0
_SILENT_PEAK_DBFS = -60.0
_LOUD_RMS_DBFS = -9.0
# Of a room in which people speak, hardly a tenth lies on the lines of the mains (the sample meeting: 11 % at most).
_HUM_SHARE = 0.5
_LOWEST_HZ, _HIGHEST_HZ, _LAST_LINE_HZ, _LINE_HZ = 30.0, 8_000.0, 1_000.0, 1.5
_STALLED_NS = 3_000_000_000
_TICK_S = 0.05


class Verdict(StrEnum):
    """What the sound check found."""

    GOOD = "good"
    SILENT = "silent"
    QUIET = "quiet"
    CLIPPED = "clipped"
    HUM = "hum"


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """`file` in `folder` holds what was recorded; play it with `SoundTimeline(folder, (file,))`.

    Levels are in dBFS (-96 at the least): the loudest sample, and the RMS of the loudest second-long stretch.
    """

    folder: Path
    file: AudioFile
    device: str
    peak_dbfs: float
    rms_dbfs: float
    verdict: Verdict


def check_sound(
    folder: Path,
    device: str | None = None,
    seconds: float = 5.0,
    *,
    on_level: Callable[[Level], None] = lambda level: None,
    cancelled: threading.Event | None = None,
) -> SoundCheck:
    """Record `seconds` from a microphone (None: the default) into `folder` and judge it. Blocks for as long.

    `on_level` gets the level about ten times a second. What an earlier check left in `folder` is removed.

    Raises:
        NoMicrophone, DeviceBusy, DeviceError: the microphone cannot be used, or stopped delivering.
        DiskFull, FolderError: `folder` cannot be written.
        Cancelled: `cancelled` was set.
    """
    take = open_take(Wanted(device))
    try:
        take.start()
        take.tap.capturing = True
        return _record(take, folder, seconds, on_level, cancelled or threading.Event())
    finally:
        take.close()


def _record(
    take: Take, folder: Path, seconds: float, on_level: Callable[[Level], None], cancelled: threading.Event
) -> SoundCheck:
    for old in folder.glob("*.wav"):
        old.unlink(missing_ok=True)
    name = SegmentName(1, whole_ms(wall_at(steady_ns())), take.rate, take.channels)
    writer = WavWriter(folder / str(name), take.rate, take.channels)
    wanted = round(seconds * take.rate)
    levels: list[Level] = []
    try:
        while writer.frames < wanted:
            if cancelled.wait(_TICK_S):
                raise Cancelled("The sound check was stopped.")
            if take.ended or steady_ns() - take.tap.last_ns > _STALLED_NS:
                raise DeviceError(
                    f"The microphone “{take.device}” delivers no sound. Check that it is connected."
                )
            for level in _write(take, writer, wanted):
                levels.append(level)
                on_level(level)
    finally:
        writer.close()
    file = AudioFile(name.id, 1, str(name), 0, writer.frames, take.rate, take.channels, name.started_at)
    peak, rms = max(level.peak_dbfs for level in levels), _loudest_second(levels)
    clipped = any(level.clipped for level in levels)
    hums = hum_share(read_frames(folder / file.name, file, 0, file.frames), file.sample_rate) > _HUM_SHARE
    return SoundCheck(folder, file, take.device, peak, rms, _judge(peak, rms, clipped, hums))


def _write(take: Take, writer: WavWriter, wanted: int) -> list[Level]:
    ring, levels = take.tap.ring, []
    up_to = min(ring.written, wanted)
    while ring.taken < up_to:
        data = ring.take(min(up_to, ring.taken + take.rate // 10))
        frames = np.frombuffer(data, np.int16).reshape(-1, take.channels)
        writer.write(data)
        peak, rms, clipped = measure(frames)
        levels.append(Level(writer.frames * 1000 // take.rate, peak, rms, clipped))
        ring.release(len(frames))
    return levels


def _loudest_second(levels: list[Level]) -> float:
    """RMS in dBFS of the loudest second: somebody who speaks for a moment has passed the check."""
    power = np.array([10 ** (level.rms_dbfs / 10) for level in levels])
    window = min(10, len(power))
    means = np.convolve(power, np.ones(window) / window, mode="valid")
    return max(float(10 * np.log10(means.max())), SILENCE_DBFS)


def hum_share(frames: npt.NDArray[np.int16], rate: int) -> float:
    """How much of the power (0 to 1) lies on the frequency of the mains, 50 or 60 Hz, and its multiples up to 1 kHz.

    `frames` are int16 of shape (n, channels) at `rate` Hz. A voice glides over these lines and leaves little on them; a
    cable without earth, or a lamp's dimmer, nearly everything.
    """
    if len(frames) < rate:
        return 0.0
    samples = frames.astype(np.float64).mean(axis=1)
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    heard = (hertz > _LOWEST_HZ) & (hertz < _HIGHEST_HZ)
    total = float(power[heard].sum())
    if total <= 0:
        return 0.0
    shares = []
    for mains in (50.0, 60.0):
        line = np.abs(hertz - np.round(hertz / mains) * mains) < _LINE_HZ
        shares.append(float(power[heard & line & (hertz < _LAST_LINE_HZ)].sum()) / total)
    return max(shares)


def _judge(peak_dbfs: float, rms_dbfs: float, clipped: bool, hums: bool) -> Verdict:
    if peak_dbfs < _SILENT_PEAK_DBFS:
        return Verdict.SILENT
    if clipped or rms_dbfs > _LOUD_RMS_DBFS:
        return Verdict.CLIPPED
    if hums:
        return Verdict.HUM
    return Verdict.QUIET if rms_dbfs < _QUIET_RMS_DBFS else Verdict.GOOD
