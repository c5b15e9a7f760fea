"""The outline of the sound: its lowest and highest sample in every 10 ms, kept beside each file."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.timeline import SoundTimeline

PEAK_MS = 10
_BLOCK_MS = 60_000
_MAGIC = b"MWPK"
_HEAD = struct.Struct("<4sIQ")  # magic, ms per peak, frames of the file it was made from

Peaks = npt.NDArray[np.int16]


def read_peaks(
    timeline: SoundTimeline,
    start_ms: int,
    end_ms: int,
    columns: int,
    cancelled: Callable[[], bool] = lambda: False,
) -> Peaks:
    """The outline from `start_ms` to `end_ms` in `columns` equal steps: int16 of shape (columns, 2), low and high.

    Outlines are computed a minute at a time when first asked for and kept for closed files as
    `NAME.peaks`; a folder that cannot be written only costs the time again. What is outside the recording, or
    not reached because `cancelled` said so, is 0.
    """
    first, last = start_ms // PEAK_MS, -(-end_ms // PEAK_MS)
    outline = np.zeros((max(last - first, 1), 2), np.int16)
    for file in timeline.files:
        low, high = max(first, file.start_ms // PEAK_MS), min(last, -(-file.end_ms // PEAK_MS))
        if low >= high or cancelled():
            continue
        peaks = file_peaks(timeline, file)
        offset = file.start_ms // PEAK_MS
        found = peaks[low - offset : high - offset]
        outline[low - first : low - first + len(found)] = found
    _add_computer(outline, timeline, first, cancelled)
    return _in_columns(outline, columns)


def peaks_path(path: Path) -> Path:
    """Where the outline of a sound file is kept."""
    return path.with_name(f"{path.name}.peaks")


def _add_computer(outline: Peaks, timeline: SoundTimeline, first: int, cancelled: Callable[[], bool]) -> None:
    """Add the outline of the sound of this computer, where it was recorded too: what is heard is the sum of both."""
    track = timeline.computer
    own = SoundTimeline(track.folder, track.files) if track.files else None
    for span in track.spans if own else ():
        low, high = (
            max(first, span.start_ms // PEAK_MS),
            min(first + len(outline), span.end_ms // PEAK_MS + 1),
        )
        if low >= high or cancelled():
            continue
        rows = np.zeros((high - low, 2), np.int16)
        middles = (np.arange(low, high) + 0.5) * PEAK_MS - span.start_ms
        frames = span.first_frame + middles * span.frames_per_ms
        for file, start in track.places(span.stretch):
            assert own
            inside = (frames >= start) & (frames < start + file.frames)
            if inside.any():
                peaks = file_peaks(own, file)
                step = file.sample_rate * PEAK_MS / 1000
                places = np.minimum((frames[inside] - start) / step, max(len(peaks) - 1, 0)).astype(np.int64)
                rows[inside] = peaks[places] if len(peaks) else 0
        part = outline[low - first : high - first]
        part[:] = np.clip(part.astype(np.int32) + rows, -32768, 32767)


def file_peaks(timeline: SoundTimeline, file: AudioFile) -> Peaks:
    """The outline of one file, all channels mixed: int16 of shape (n, 2), one row for each 10 ms begun."""
    kept = peaks_path(timeline.folder / file.name)
    peaks = _load(kept, file)
    if peaks is not None:
        return peaks
    step = file.sample_rate * PEAK_MS / 1000
    rows = []
    per_block = _BLOCK_MS // PEAK_MS
    for first_row in range(0, -(-file.frames * 1000 // (file.sample_rate * PEAK_MS)), per_block):
        start = round(first_row * step)
        count = min(round((first_row + per_block) * step), file.frames) - start
        mixed = timeline.frames(file, start, count).mean(axis=1)
        edges = np.round(np.arange(0, -(-count // step)) * step).astype(np.int64)
        rows.append(np.stack([np.minimum.reduceat(mixed, edges), np.maximum.reduceat(mixed, edges)], axis=1))
    peaks = np.concatenate(rows).round().astype(np.int16) if rows else np.zeros((0, 2), np.int16)
    if file.sha256:
        _keep(kept, file, peaks)
    return peaks


def _in_columns(outline: Peaks, columns: int) -> Peaks:
    edges = np.linspace(0, len(outline), columns, endpoint=False).astype(np.int64)
    return np.stack(
        [np.minimum.reduceat(outline[:, 0], edges), np.maximum.reduceat(outline[:, 1], edges)], axis=1
    )


def _load(path: Path, file: AudioFile) -> Peaks | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) < _HEAD.size or _HEAD.unpack_from(data) != (_MAGIC, PEAK_MS, file.frames):
        return None
    rows = (len(data) - _HEAD.size) // 4
    return np.frombuffer(data, "<i2", rows * 2, _HEAD.size).reshape(-1, 2).astype(np.int16, copy=False)


def _keep(path: Path, file: AudioFile, peaks: Peaks) -> None:
    """Write it whole or not at all; without it the outline is computed again, so failing is no loss."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(_HEAD.pack(_MAGIC, PEAK_MS, file.frames) + peaks.astype("<i2").tobytes())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
