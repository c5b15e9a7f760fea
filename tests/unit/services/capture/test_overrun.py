"""A disk that keeps the writer waiting for longer than the ring lasts: what is dropped is counted and has its place."""

import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from minutewright.services.capture.recovery import recover
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.capture.take import Take
from minutewright.services.capture.writer import Writer
from minutewright.services.sound.clock_file import Overrun, read_lines
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.sound.wav import WavWriter

RATE = 1000
BLOCK = RATE // 10


class FakeStream:
    """A PortAudio stream of which only the callback is used."""

    def close(self, *, ignore_errors: bool) -> None:
        pass


class FakeStalledDisk:
    """Takes the first blocks, then nothing until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stalled, self.goes_on = threading.Event(), threading.Event()
        real: Callable[[WavWriter, bytes], None] = WavWriter.write

        def write(file: WavWriter, data: bytes) -> None:
            if file.frames >= RATE:
                self.stalled.set()
                self.goes_on.wait()
            real(file, data)

        monkeypatch.setattr(WavWriter, "write", write)


def test_what_the_ring_could_not_hold_is_silence_of_its_true_length_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "audio").mkdir()
    disk = FakeStalledDisk(monkeypatch)
    take = Take("room", RATE, 1, lambda tap, on_end: FakeStream())
    track = SegmentTrack(tmp_path / "audio", 1, Fraction(0), 60_000, lambda event: None)
    writer = Writer(track, lambda level: None, lambda error: None)
    writer.start()
    writer.switch(None, take)
    take.tap.capturing = True

    def hear(blocks: int) -> None:
        for _ in range(blocks):
            first = take.tap.count + 1
            take.tap(np.arange(first, first + BLOCK).astype(np.int16).tobytes(), BLOCK, None, None)

    hear(15)
    assert disk.stalled.wait(20)
    hear(500)  # fifty seconds, of which the ring holds forty
    disk.goes_on.set()
    while take.tap.ring.written > take.tap.ring.taken:
        pass
    hear(20)
    assert writer.finish(take, track.cut, 20)
    take.close()
    found = recover(tmp_path)
    timeline = SoundTimeline(tmp_path / "audio", found.files)
    frames = np.concatenate([timeline.frames(file, 0, file.frames)[:, 0] for file in found.files])
    numbers = np.arange(1, take.tap.count + 1).astype(np.int16)
    dropped = np.flatnonzero(frames != numbers)
    assert len(frames) == take.tap.count == 53_500
    assert not frames[dropped].any()
    assert len(dropped) == writer.overrun_ms > 9_000
    assert np.array_equal(dropped, np.arange(dropped[0], dropped[-1] + 1))
    (gap,) = found.gaps
    assert (gap.at_ms, gap.filled_ms) == (dropped[0], len(dropped))
    assert "too busy" in gap.note
    assert found.overrun_ms == writer.overrun_ms
    assert sum(isinstance(line, Overrun) for line in read_lines(tmp_path / "audio")) == 1
