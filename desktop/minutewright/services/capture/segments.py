"""The sound files of a recording being made: cut every minute, sealed when finished, told of in the clock file."""

import contextlib
import hashlib
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from minutewright.domain.errors import FolderError
from minutewright.services.capture.messages import Event, FileClosed, FileOpened
from minutewright.services.capture.steady import wall_at
from minutewright.services.sound.clock_file import (
    ClockLine,
    Overrun,
    SegmentClosed,
    SegmentOpened,
    SoundFilled,
    append_line,
)
from minutewright.services.sound.segment_name import SegmentName, whole_ms
from minutewright.services.sound.wav import WavWriter, folder_error

BALLAST = "ballast"
_BALLAST_BYTES = 64 << 10


class SegmentTrack:
    """Appends frames to 16-bit WAV segments. Used by one thread; `position_ms` may be read by any."""

    def __init__(
        self,
        folder: Path,
        first_number: int,
        start: Fraction,
        segment_ms: int,
        publish: Callable[[Event], None],
    ) -> None:
        """`start` is the recording time (s) at which this session's first frame lies."""
        self._folder = folder
        self._number = first_number
        self._segment_ms = segment_ms
        self._publish = publish
        self._open: WavWriter | None = None
        self._held: WavWriter | None = None
        self._position = self._held_end = start

    @property
    def position_ms(self) -> int:
        """The recording time at the end of what is written."""
        return round(self._position * 1000)

    def write(self, data: memoryview, rate: int, channels: int, time_ns: int) -> None:
        """Append whole frames, the first of which came at `time_ns` of the steady clock.

        Raises:
            DiskFull, FolderError: not all could be written; what could is kept.
        """
        frame_bytes = channels * 2
        while data:
            track = self._open or self._begin(rate, channels, time_ns)
            room = min(max(rate * self._segment_ms // 1000, 1) - track.frames, track.room)
            piece = data[: room * frame_bytes]
            before = track.frames
            try:
                track.write(piece)
            finally:
                self._position += Fraction(track.frames - before, rate)
            data = data[len(piece) :]
            time_ns += len(piece) // frame_bytes * 1_000_000_000 // rate
            if len(piece) == room * frame_bytes:
                self.cut()

    def write_overrun(self, frames: int, rate: int, channels: int, time_ns: int) -> None:
        """Put silence of its true length where the ring had to drop frames, the first at `time_ns`, and tell of it.

        Raises:
            DiskFull, FolderError: as `write`.
        """
        track = self._open or self._begin(rate, channels, time_ns)
        self.tell(Overrun(track.path.name, track.frames, frames))
        done = track.write_silence(frames)
        self._position += Fraction(done, track.sample_rate)
        if track.room == 0 or track.frames >= rate * self._segment_ms // 1000:
            self.cut()

    def cut(self) -> None:
        """Finish the file that is open, if any; the next frames begin a new one."""
        if self._open is not None:
            finished, self._open = self._open, None
            self._finish(finished)

    def hold(self, shape: tuple[int, int] | None = None, time_ns: int = 0) -> None:
        """Put the open file aside until `fill` says how much silence it ends with; new frames begin a new one.

        Where no file is open, as right after a pause, one of this shape (Hz, channels) is begun for the silence
        that starts at `time_ns` of the steady clock.
        """
        if self._held is not None:
            self.fill(0)
        if self._open is None and shape is not None:
            self._begin(*shape, time_ns)
        self._held, self._open = self._open, None
        self._held_end = self._position
        if self._held is not None:
            self._held.sync()

    def fill(
        self,
        frames: int,
        lost_at: datetime | None = None,
        back_at: datetime | None = None,
        note: str = "",
    ) -> int:
        """End the file that is held with `frames` frames of silence and finish it; the ms that were filled."""
        held, self._held = self._held, None
        if held is None:
            return 0
        done = 0
        if frames and lost_at and back_at:
            self.tell(SoundFilled(held.path.name, held.frames, frames, lost_at, back_at, note))
            done = held.write_silence(frames)
            self._position += Fraction(done, held.sample_rate)
        self._finish(held)
        return round(done * 1000 / held.sample_rate)

    @property
    def held_rate(self) -> int:
        """Hz of the file that is held; 0 when none is."""
        return self._held.sample_rate if self._held is not None else 0

    @property
    def held_end_ms(self) -> int:
        """The recording time at which the file that is held ends so far."""
        return round(self._held_end * 1000)

    def sync(self) -> None:
        """Make sure that the open file has reached the disk."""
        if self._open is not None:
            self._open.sync()

    def tell(self, line: ClockLine) -> None:
        """Write a line to the clock file."""
        append_line(self._folder, line)

    def close_all(self) -> None:
        """Finish what is open even if the disk will not have it: the sound written so far stays whole."""
        self.drop_ballast()
        for each in (self._held, self._open):
            if each is not None:
                with contextlib.suppress(FolderError):
                    self._finish(each)
        self._held = self._open = None

    def take_ballast(self) -> None:
        """Hold a little room on the disk, so that even on a full one the files can be finished and told of."""
        try:
            (self._folder / BALLAST).write_bytes(bytes(_BALLAST_BYTES))
        except OSError as error:
            raise folder_error(error, self._folder) from error

    def drop_ballast(self) -> None:
        """Give that room up."""
        with contextlib.suppress(OSError):
            (self._folder / BALLAST).unlink()

    def _begin(self, rate: int, channels: int, time_ns: int) -> WavWriter:
        started_at = whole_ms(wall_at(time_ns))
        name = SegmentName(self._number, started_at, rate, channels)
        self._open = WavWriter(self._folder / str(name), rate, channels)
        self._number += 1
        self.tell(SegmentOpened(str(name), started_at, time_ns))
        self._publish(FileOpened(str(name)))
        return self._open

    def _finish(self, track: WavWriter) -> None:
        track.close()
        with open(track.path, "rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.tell(SegmentClosed(track.path.name, track.frames, sha256))
        self._publish(FileClosed(track.path.name))
