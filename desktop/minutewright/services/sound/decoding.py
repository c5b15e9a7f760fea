"""Decoding sound files of any common kind, block by block: libsndfile where it can, FFmpeg for the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import NotAudio

_BLOCK_FRAMES = 1 << 16
# What the FLAC format can hold.
_MOST_CHANNELS = 8
# Compressed files round their announced length.
_WHOLE = 0.99


@dataclass(frozen=True, slots=True)
class Block:
    """`frames`: int16 of shape (n, channels) at `sample_rate` Hz; `done` of the file is decoded by now (0 to 1)."""

    frames: npt.NDArray[np.int16]
    sample_rate: int
    done: float


class BrokenOff(Exception):
    """The file is damaged from here on; what came before is good."""


def decode(path: Path) -> Iterator[Block]:
    """The sound of a file in blocks of about a second, all of one rate and one number of channels (at most 8).

    Raises:
        NotAudio: the file cannot be read, or holds no sound.
        BrokenOff: after at least one block: the rest is damaged.
    """
    try:
        if path.stat().st_size == 0:
            raise NotAudio(f"“{path.name}” is empty. Choose the file again where it was made.")
    except OSError as error:
        raise NotAudio(f"“{path.name}” cannot be read: {error.strerror}.") from error
    any_sound = False
    for blocks in (_with_libsndfile, _with_ffmpeg):
        for block in blocks(path):
            if len(block.frames):
                any_sound = True
                yield block
        if any_sound:
            return
    raise NotAudio(
        f"“{path.name}” holds no sound that can be read. Sound files end in .wav, .flac, .mp3, .m4a, .mp4 or .ogg."
    )


def _with_libsndfile(path: Path) -> Iterator[Block]:
    import soundfile

    try:
        sound = soundfile.SoundFile(str(path))
    except soundfile.LibsndfileError:
        return
    done = 0
    with sound:
        while True:
            try:
                block = sound.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)
            except soundfile.LibsndfileError as error:
                if done == 0:
                    return
                raise BrokenOff from error
            if not len(block):
                if done < sound.frames * _WHOLE:
                    raise BrokenOff
                return
            done += len(block)
            scaled = np.clip(np.round(block * 32768), -32768, 32767).astype(np.int16)
            yield Block(_few_channels(scaled), sound.samplerate, min(done / max(sound.frames, 1), 1.0))


def _with_ffmpeg(path: Path) -> Iterator[Block]:
    import av

    try:
        container = av.open(str(path))
    except (av.FFmpegError, OSError):
        return
    with container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="s16", layout=stream.layout, rate=stream.rate)
        channels = stream.layout.nb_channels
        decoded = False
        try:
            for frame in container.decode(stream):
                decoded = True
                done = _share(frame.time, container.duration)
                for piece in resampler.resample(frame):
                    yield _interleaved(piece, channels, done)
            for piece in resampler.resample(None):
                yield _interleaved(piece, channels, 1.0)
        except (av.FFmpegError, ValueError) as error:  # ValueError: the stream changed its rate or layout
            if decoded:
                raise BrokenOff from error


def _interleaved(piece: "av.AudioFrame", channels: int, done: float) -> Block:  # type: ignore[name-defined]  # noqa: F821
    frames = np.asarray(piece.to_ndarray(), np.int16).reshape(-1, channels)
    return Block(_few_channels(frames), int(piece.sample_rate), done)


def _share(time_s: float | None, duration_us: int | None) -> float:
    return min(max(time_s or 0.0, 0.0) * 1_000_000 / duration_us, 1.0) if duration_us else 0.0


def _few_channels(frames: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    if frames.shape[1] <= _MOST_CHANNELS:
        return frames
    mixed: npt.NDArray[np.int16] = frames.mean(axis=1, keepdims=True).round().astype(np.int16)
    return mixed
