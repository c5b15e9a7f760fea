"""A second copy of a meeting's sound in another folder, brought up to date step by step and compared at the end.

The copy is read from the first copy's files, never from the sound card: it can fall behind, fail and come back without
the first one noticing, and whatever it lacks is simply still to be copied.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from minutewright.domain.errors import ProcessError
from minutewright.services.sound.clock_file import (
    CLOCK,
    CLOCK_FILE,
    Compacted,
    Imported,
    SegmentClosed,
    SoundDestroyed,
)
from minutewright.services.sound.durable import sync_folder
from minutewright.services.sound.holdings import FORMS, PART
from minutewright.services.sound.inventory import COMPUTER_FOLDER, names_in
from minutewright.services.sound.segment_name import SegmentName, parse_segment_name
from minutewright.services.sound.wav import HEADER_BYTES, SAMPLE_BYTES, wav_header

# A slow stick must never pile up work in the system's cache, which would make every other disk wait with it.
_PIECE_BYTES = 1 << 20


class CopyAway(OSError):
    """The folder of the copy is not there, or something else lies in its place."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """Of the first copy's files: how many are finished and alike by SHA-256, which are not (yet), which were repaired
    because they were missing or different although they had been copied before."""

    alike: int
    lacking: tuple[str, ...]
    repaired: tuple[str, ...]


class SoundCopy:
    """Copies `audio/` of the meeting folder `folder` to a meeting folder of the same name in `copy_to`. One thread's.

    `pulse` is called before each piece of work: whoever watches can tell a slow disk from one that hangs.
    """

    def __init__(self, folder: Path, copy_to: Path, pulse: Callable[[], None] = lambda: None) -> None:
        self._audio = folder / "audio"
        self._name = folder.resolve().name
        self._copy_to = copy_to
        self._pulse = pulse
        self._device: int | None = None
        self._mirrors = [_Mirror(self._audio, pulse), _Mirror(self._audio / COMPUTER_FOLDER, pulse)]
        self.folder: Path | None = None
        """The copy's meeting folder, once it was found or made."""

    def step(self, *, thorough: bool = True) -> CopyResult:
        """Copy what is new, compare what is finished, repair what differs.

        Unless it is to be `thorough`, files that were found alike before are not looked at: a meeting has hundreds, and
        a network drive answers slowly.

        Raises:
            CopyAway: the folder is not there now. Try again later.
            OSError: it cannot be written (full, read-only, broken).
        """
        try:
            target = self._find()
        except OSError:
            for mirror in self._mirrors:
                mirror.alike.clear()  # who knows what happens to it there; all of it is compared anew
            raise
        for mirror in self._mirrors:
            mirror.step(target / mirror.source.relative_to(self._audio), thorough=thorough)
        return CopyResult(
            sum(len(mirror.alike) for mirror in self._mirrors),
            tuple(name for mirror in self._mirrors for name in mirror.lacking()),
            tuple(name for mirror in self._mirrors for name in mirror.repaired),
        )

    # -- where it lies -------------------------------------------------------------------------------------------------

    def _find(self) -> Path:
        """The copy's `audio/`; made at first.

        Where a stick was mounted an empty folder of the computer's own disk may lie when it is pulled out: another
        disk than at first is not taken for the copy unless the copy lies on it.
        """
        self._pulse()
        try:
            device = os.stat(self._copy_to).st_dev
        except OSError as error:
            raise CopyAway(error.errno, f"“{self._copy_to}” is not there") from error
        if self.folder is None:
            self.folder = self._choose()
        audio = self.folder / "audio"
        if not audio.is_dir():
            if self._device not in (None, device):
                raise CopyAway(None, f"“{self._copy_to}” is not there")
            audio.mkdir(parents=True, exist_ok=True)
            for mirror in self._mirrors:
                mirror.alike.clear()
        elif not self._is_ours(audio):
            raise CopyAway(None, f"something else lies in “{self.folder}”")
        self._device = device
        return audio

    def _choose(self) -> Path:
        """A folder that is free, or holds a copy of this very meeting."""
        number = 1
        while True:
            name = self._name if number == 1 else f"{self._name} ({number})"
            folder = self._copy_to / name
            if not folder.exists() or self._is_ours(folder / "audio"):
                if folder.resolve() == self._audio.parent.resolve():
                    raise CopyAway(None, "the second copy must lie in another folder than the meeting")
                return folder
            number += 1

    def _is_ours(self, audio: Path) -> bool:
        """Whether the clock file there begins as the one here does (or holds nothing yet)."""
        if not audio.is_dir():
            return False
        there, here = _first_line(audio / CLOCK_FILE), _first_line(self._audio / CLOCK_FILE)
        return (bool(there) and there == here) or (not there and not names_in(audio))


class _Mirror:
    """Brings the files of one folder over. `alike`: SHA-256 of each finished file that was compared."""

    def __init__(self, source: Path, pulse: Callable[[], None]) -> None:
        self.source = source
        self.alike: dict[str, str] = {}
        self.repaired: list[str] = []
        self._pulse = pulse
        self._clock_read = self._clock_copied = 0
        self._sha256: dict[str, str] = {}
        self._copied: set[str] = set()
        self._names: dict[str, SegmentName] = {}

    def step(self, target: Path, *, thorough: bool) -> None:
        """Bring the folder `target` up to date; what `SoundCopy.step` raises."""
        if not self.source.is_dir():
            return
        target.mkdir(exist_ok=True)
        self._read_clock()
        if not (target / CLOCK_FILE).exists():
            self._copy_clock(target)  # by it the copy is known again
        if thorough:
            self._clock_copied = 0  # to be compared whole
            self._names = {str(name): name for name in names_in(self.source)}
        else:
            self._look_for_names()
        for text, name in tuple(self._names.items()):
            if thorough or text not in self.alike or self.alike[text] != self._sha256[text]:
                self._bring(name, target)
        self._copy_clock(target)
        if thorough:
            self._drop_other_forms(target)

    def lacking(self) -> tuple[str, ...]:
        """The files that are not finished, or not alike."""
        return tuple(text for text in self._names if text not in self.alike)

    def _look_for_names(self) -> None:
        """Take in which files are new."""
        for text in sorted(set(os.listdir(self.source)) - self._names.keys()):
            name = parse_segment_name(text)
            if name is not None:
                self._names[text] = name

    def _read_clock(self) -> None:
        """Take in what the clock file says since the last time."""
        with contextlib.suppress(FileNotFoundError), open(self.source / CLOCK_FILE, "rb") as file:
            file.seek(self._clock_read)
            data = file.read()
            whole = data[: data.rfind(b"\n") + 1]
            self._clock_read += len(whole)
            for text in whole.splitlines():
                with contextlib.suppress(ProcessError):
                    line = CLOCK.decode(text)
                    if isinstance(line, SoundDestroyed) and line.copy:
                        continue
                    if isinstance(line, SegmentClosed | Imported | Compacted | SoundDestroyed):
                        self._sha256[line.name] = line.sha256

    def _bring(self, name: SegmentName, target: Path) -> None:
        self._pulse()
        text = str(name)
        source, copy = self.source / text, target / text
        sha256 = self._sha256.get(text, "")
        try:
            if sha256 and self.alike.get(text) == sha256 and _size(copy) == _size(source):
                return
            if text in self.alike:  # it was alike once, and is no more
                del self.alike[text]
                self.repaired.append(text)
            if name.suffix == "wav":
                self._grow(name, source, copy)
            if sha256 and not self._same(copy, sha256):
                if text in self._copied and text not in self.repaired:
                    self.repaired.append(text)
                self._replace(source, copy)
                if not self._same(copy, sha256):
                    return
            if sha256:
                self.alike[text] = sha256
            self._copied.add(text)
        except FileNotFoundError:
            # The first copy was compacted, or the second taken away, at this moment; the next step tells which.
            if source.exists():
                raise

    def _grow(self, name: SegmentName, source: Path, copy: Path) -> None:
        """Append what the first file has more; the header is true when it is on the disk."""
        frame_bytes = name.channels * SAMPLE_BYTES
        frames = max(_size(source) - HEADER_BYTES, 0) // frame_bytes
        end = HEADER_BYTES + frames * frame_bytes
        is_new = not copy.exists()
        if not is_new and copy.stat().st_size == end:
            return
        with open(source, "rb") as read, open(copy, "w+b" if is_new else "r+b") as write:
            write.truncate(min(max(_size(copy), HEADER_BYTES), end))
            at = max(write.seek(0, os.SEEK_END) - HEADER_BYTES, 0) // frame_bytes * frame_bytes + HEADER_BYTES
            read.seek(at)
            write.seek(at)
            while at < end:
                self._pulse()
                piece = read.read(min(_PIECE_BYTES, end - at))
                if not piece:
                    break
                write.write(piece)
                at += len(piece)
                _sync(write)
            write.seek(0)
            write.write(wav_header(name.sample_rate, name.channels, (at - HEADER_BYTES) // frame_bytes))
            _sync(write)
        if is_new:
            sync_folder(copy.parent)

    def _replace(self, source: Path, copy: Path) -> None:
        """Copy the whole file anew, beside the old one until it is there."""
        part = copy.with_name(copy.name + PART)
        try:
            with open(source, "rb") as read, open(part, "wb") as write:
                while piece := read.read(_PIECE_BYTES):
                    self._pulse()
                    write.write(piece)
                    _sync(write)
            os.replace(part, copy)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
        sync_folder(copy.parent)

    def _copy_clock(self, target: Path) -> None:
        """Append what is new; compare all of it where that is not what the copy ended with the last time."""
        self._pulse()
        copy = target / CLOCK_FILE
        try:
            with open(self.source / CLOCK_FILE, "rb") as file:
                if self._clock_copied and _size(copy) == self._clock_copied:
                    file.seek(self._clock_copied)
                    new = file.read()
                else:
                    self._clock_copied, new = 0, file.read()
        except FileNotFoundError:
            return
        if not self._clock_copied:
            have = copy.read_bytes() if copy.exists() else b""
            if not have or not new.startswith(have):
                self._replace(self.source / CLOCK_FILE, copy)
                self._clock_copied = _size(copy)
                return
            self._clock_copied, new = len(have), new[len(have) :]
        if new:
            with open(copy, "ab") as file:
                file.write(new)
                _sync(file)
            self._clock_copied += len(new)

    def _drop_other_forms(self, target: Path) -> None:
        """Where a file is kept in another form now, the copy's old one goes as soon as the new one is alike."""
        for text, name in self._names.items():
            for form in FORMS:
                other = str(name.as_form(form[1:]))
                if other not in self._names and text in self.alike and other in self._sha256:
                    (target / other).unlink(missing_ok=True)
                    self.alike.pop(other, None)

    def _same(self, copy: Path, sha256: str) -> bool:
        self._pulse()
        try:
            with open(copy, "rb") as file:
                if hasattr(os, "posix_fadvise"):
                    # What is compared should come from the disk, not from memory.
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                digest = hashlib.sha256()
                while piece := file.read(_PIECE_BYTES):
                    self._pulse()
                    digest.update(piece)
                return digest.hexdigest() == sha256
        except FileNotFoundError:
            return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _first_line(path: Path) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.readline()
    except OSError:
        return b""
