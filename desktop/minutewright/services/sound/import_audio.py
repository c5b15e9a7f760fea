"""Bringing sound made elsewhere into a meeting: decoded once, kept as FLAC, the original's SHA-256 noted."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from minutewright.domain.errors import Cancelled, DiskFull, FolderError, NotAudio, RecorderError
from minutewright.domain.recording import AudioFile
from minutewright.services.processes.filelock import is_locked
from minutewright.services.sound.clock_file import Imported, append_line
from minutewright.services.sound.decoding import BrokenOff, decode
from minutewright.services.sound.inventory import LOCK_FILE, names_in, read_inventory
from minutewright.services.sound.segment_name import SegmentName, whole_ms
from minutewright.services.sound.wav import folder_error

_TIGHT_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ImportedSound:
    """The files that were added, in order, and a plain sentence for each that was damaged towards its end."""

    files: tuple[AudioFile, ...]
    notes: tuple[str, ...]


def import_audio(
    folder: Path,
    sources: Sequence[Path],
    *,
    started_at: datetime,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportedSound:
    """Add sound files (wav, flac, mp3, m4a, mp4, ogg, …) to the end of a meeting's recording.

    Each becomes one 16-bit FLAC file at its own rate in `folder` (the meeting's `audio/`, made if need be), one
    after the other in recording time. All are added or, when one fails, none. Memory use does not grow with length.

    Args:
        folder: the `audio/` folder.
        sources: the files, in the order in which they were recorded.
        started_at: the wall clock (aware) at the first sample of the first.
        progress: told the share done, 0 to 1.
        cancelled: asked about once a second of sound.

    Raises:
        NotAudio: a file holds no sound that can be read.
        RecorderError: a recording is running in this folder.
        DiskFull, FolderError: the folder cannot be written.
        Cancelled: `cancelled` said so.
    """
    if is_locked(folder / LOCK_FILE):
        raise RecorderError("A recording is running in this meeting. Stop it before you add sound files.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise folder_error(error, folder) from error
    last = max((name.number for name in names_in(folder)), default=0)
    begun: list[_Copy] = []
    notes: list[str] = []
    try:
        for place, source in enumerate(sources):
            copy = _Copy(folder, source, last + place + 1, whole_ms(started_at))
            begun.append(copy)
            copy.make(lambda done, place=place: progress((place + done) / len(sources)), cancelled)  # type: ignore[misc]
            started_at += timedelta(seconds=copy.line.frames / copy.name.sample_rate)
            notes += copy.notes
        for copy in begun:
            append_line(folder, copy.line)
    except BaseException:
        for copy in begun:
            copy.remove()
        raise
    progress(1.0)
    files = tuple(file for file in read_inventory(folder).files if file.number > last)
    return ImportedSound(files, tuple(notes))


class _Copy:
    """One file on its way into the meeting."""

    name: SegmentName
    line: Imported

    def __init__(self, folder: Path, source: Path, number: int, started_at: datetime) -> None:
        self._folder = folder
        self._source = source
        self._number = number
        self._started_at = started_at
        self._part = folder / f"import-{number:06}.part"
        self._final: Path | None = None
        self.notes: list[str] = []

    def make(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        import soundfile

        try:
            rate, channels, frames = self._decode_into_part(progress, cancelled)
        except soundfile.LibsndfileError as error:
            raise self._no_write() from error
        self.name = SegmentName(self._number, self._started_at, rate, channels, "flac")
        self._final = self._folder / str(self.name)
        try:
            _sync(self._part)
            os.replace(self._part, self._final)
            sha256, original = _sha256(self._final), _sha256(self._source)
        except OSError as error:
            raise folder_error(error, self._folder) from error
        size = self._source.stat().st_size
        self.line = Imported(str(self.name), frames, sha256, self._source.name, size, original)

    def remove(self) -> None:
        """Leave nothing of it behind."""
        for path in (self._part, self._final):
            if path is not None:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _decode_into_part(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> tuple[int, int, int]:
        """Sample rate (Hz), channels and frames of what was written."""
        import soundfile

        with contextlib.ExitStack() as stack:
            sound = None
            try:
                for block in decode(self._source):
                    if cancelled():
                        raise Cancelled(f"“{self._source.name}” was not added.")
                    if sound is None:
                        shape = (block.sample_rate, block.frames.shape[1])
                        part = soundfile.SoundFile(
                            str(self._part), "w", *shape, subtype="PCM_16", format="FLAC"
                        )
                        sound = stack.enter_context(part)
                    sound.write(block.frames)
                    progress(block.done)
            except BrokenOff:
                self.notes.append(
                    f"“{self._source.name}” is damaged towards its end; what comes before that was added."
                )
            if sound is None:
                raise NotAudio(f"“{self._source.name}” holds no sound.")
            return sound.samplerate, sound.channels, sound.frames

    def _no_write(self) -> FolderError:
        """libsndfile says only that the system failed."""
        with contextlib.suppress(OSError):
            if shutil.disk_usage(self._folder).free < _TIGHT_BYTES:
                return DiskFull(
                    f"There is not enough room for “{self._source.name}” on the disk that holds “{self._folder}”. "
                    "Nothing was added; make room and try again."
                )
        return FolderError(f"“{self._folder}” cannot be written. Nothing was added.")


def _sync(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
