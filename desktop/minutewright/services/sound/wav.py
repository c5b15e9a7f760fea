"""16-bit WAV files that are whole at every moment: the header is true after each block, whatever happens next.

Measured in the project's recording study: killing a writer that does this loses nothing, a power cut at most
what was written since the last `sync`.
"""

import contextlib
import errno
import os
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import DiskFull, FolderError
from minutewright.services.sound.durable import sync_folder

HEADER_BYTES = 44
SAMPLE_BYTES = 2
# Sizes in the header are unsigned 32-bit; the first counts everything after its own field. Some players read them as
# signed, so sound is cut before that, and only the silence of a long hole may go beyond.
_MOST_DATA_BYTES = 0xFFFFFFFF - HEADER_BYTES
_MOST_SOUND_BYTES = 0x7FFFFFFF - HEADER_BYTES
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def wav_header(sample_rate: int, channels: int, frames: int) -> bytes:
    """The 44 bytes before the samples of a 16-bit PCM file of `frames` frames at `sample_rate` Hz."""
    data = frames * channels * SAMPLE_BYTES
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + data, b"WAVE", b"fmt ", 16, 1, channels, sample_rate),
        *(sample_rate * channels * SAMPLE_BYTES, channels * SAMPLE_BYTES, 8 * SAMPLE_BYTES, b"data", data),
    )


class WavWriter:
    """Appends to one new file. After every call the file can be played to the last frame written."""

    def __init__(self, path: Path, sample_rate: int, channels: int) -> None:
        """Make the file with a true header for no sound, and make sure that its name is on the disk.

        Raises:
            DiskFull, FolderError: it cannot be made; nothing is left behind.
        """
        self.path = path
        self.sample_rate = sample_rate
        self.channels = channels
        self.frames = 0
        self._frame_bytes = channels * SAMPLE_BYTES
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            self._file = os.open(path, flags, 0o644)
        except OSError as error:
            raise folder_error(error, path.parent) from error
        try:
            self._put_header()
            os.fsync(self._file)
            sync_folder(path.parent)
        except OSError as error:
            os.close(self._file)
            path.unlink()
            raise folder_error(error, path.parent) from error

    @property
    def room(self) -> int:
        """How many frames of sound this file still takes, so that every player can read it."""
        return max(_MOST_SOUND_BYTES // self._frame_bytes - self.frames, 0)

    def write(self, data: bytes | memoryview) -> None:
        """Append whole frames of interleaved little-endian 16-bit samples.

        Raises:
            DiskFull, FolderError: not all of it could be written; what could is in the file and its header.
        """
        view = memoryview(data).cast("B")
        offset = HEADER_BYTES + self.frames * self._frame_bytes
        done = 0
        try:
            while done < len(view):
                done += _write_at(self._file, view[done:], offset + done)
        except OSError as error:
            self._keep(done // self._frame_bytes)
            raise folder_error(error, self.path.parent) from error
        self.frames += len(view) // self._frame_bytes
        try:
            self._put_header()
        except OSError as error:
            raise folder_error(error, self.path.parent) from error

    def write_silence(self, frames: int) -> int:
        """Append up to `frames` frames of digital silence, fewer where the format ends; returns how many.

        Raises:
            DiskFull, FolderError: as `write`.
        """
        frames = min(frames, _MOST_DATA_BYTES // self._frame_bytes - self.frames)
        try:
            os.ftruncate(self._file, HEADER_BYTES + (self.frames + frames) * self._frame_bytes)
            self.frames += frames
            self._put_header()
        except OSError as error:
            raise folder_error(error, self.path.parent) from error
        return frames

    def sync(self) -> None:
        """Make sure that everything written so far has reached the disk.

        Raises:
            DiskFull, FolderError: the system could not.
        """
        try:
            os.fsync(self._file)
        except OSError as error:
            raise folder_error(error, self.path.parent) from error

    def close(self) -> None:
        """Sync and close; a file that cannot be synced is closed all the same."""
        try:
            self.sync()
        finally:
            os.close(self._file)

    def _put_header(self) -> None:
        header = memoryview(wav_header(self.sample_rate, self.channels, self.frames))
        done = 0
        while done < len(header):
            done += _write_at(self._file, header[done:], done)

    def _keep(self, frames: int) -> None:
        self.frames += frames
        with contextlib.suppress(OSError):
            os.ftruncate(self._file, HEADER_BYTES + self.frames * self._frame_bytes)
        with contextlib.suppress(OSError):
            self._put_header()


@dataclass(frozen=True, slots=True)
class WavShape:
    """What can be read from a WAV file: Hz, channels, whole frames present, and where the samples begin (bytes)."""

    sample_rate: int
    channels: int
    frames: int
    data_offset: int = HEADER_BYTES


def read_wav_shape(path: Path, sample_rate: int, channels: int) -> WavShape:
    """The shape of one of our own WAV files, trusting its length over its header.

    A writer that was killed, or a disk that lost power, may leave a header that is behind or blank; `sample_rate`
    (Hz) and `channels` say what the file is then.

    Raises:
        OSError: there is no such file.
        ValueError: it is a WAV file, but not of plain 16-bit samples.
    """
    with open(path, "rb") as file:
        head = file.read(HEADER_BYTES)
        size = os.fstat(file.fileno()).st_size
    if len(head) == HEADER_BYTES and head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt ":
        form, channels, sample_rate, _, _, bits = struct.unpack("<HHIIHH", head[20:36])
        if form != 1 or bits != 8 * SAMPLE_BYTES or head[36:40] != b"data" or not channels or not sample_rate:
            raise ValueError(f"{path.name} is not plain 16-bit sound")
    return WavShape(sample_rate, channels, max(size - HEADER_BYTES, 0) // (channels * SAMPLE_BYTES))


def read_wav_frames(path: Path, shape: WavShape, start: int, count: int) -> npt.NDArray[np.int16]:
    """Up to `count` frames from frame `start`, int16 of shape (frames, channels); fewer at the end of the file.

    Raises:
        OSError: the file cannot be read.
    """
    frame_bytes = shape.channels * SAMPLE_BYTES
    with open(path, "rb") as file:
        file.seek(shape.data_offset + start * frame_bytes)
        data = file.read(count * frame_bytes)
    whole = len(data) // frame_bytes * shape.channels
    return np.frombuffer(data, "<i2", whole).reshape(-1, shape.channels).astype(np.int16, copy=False)


def mend_header(path: Path, shape: WavShape) -> None:
    """Make the header of a file whose writer died say what the file holds, and drop a torn last frame.

    Raises:
        DiskFull, FolderError: the file cannot be written.
    """
    try:
        with open(path, "r+b") as file:
            file.truncate(HEADER_BYTES + shape.frames * shape.channels * SAMPLE_BYTES)
            file.write(wav_header(shape.sample_rate, shape.channels, shape.frames))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise folder_error(error, path.parent) from error


def folder_error(error: OSError, folder: Path) -> FolderError:
    """What a failed write means to the clerk."""
    if error.errno in _NO_ROOM:
        return DiskFull(
            f"The disk that holds “{folder}” is full. Everything up to this moment is kept; make room on the disk."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return FolderError(
            f"Nothing may be written to “{folder}”. Choose a folder that is yours to write to."
        )
    return FolderError(f"“{folder}” cannot be written: {error.strerror}. What was written before is kept.")


if hasattr(os, "pwrite"):

    def _write_at(file: int, data: memoryview, offset: int) -> int:
        return os.pwrite(file, data, offset)

else:

    def _write_at(file: int, data: memoryview, offset: int) -> int:
        os.lseek(file, offset, os.SEEK_SET)
        return os.write(file, data)
