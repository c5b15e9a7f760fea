"""Sound cut into files: hours of it in seconds, with holes, on the real disk."""

import time
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from minutewright.services.capture import steady
from minutewright.services.capture.messages import Event, FileClosed, FileOpened
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.capture.steady import steady_ns
from minutewright.services.sound import wav
from minutewright.services.sound.clock_file import SegmentClosed, read_lines
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.timeline import SoundTimeline

RATE = 8000


def track_in(folder: Path, segment_ms: int = 60_000) -> tuple[SegmentTrack, list[Event]]:
    events: list[Event] = []
    return SegmentTrack(folder, 1, Fraction(0), segment_ms, events.append), events


def block(first: int, frames: int) -> memoryview:
    return memoryview(np.arange(first, first + frames).astype(np.int16).tobytes())


def test_ten_hours_are_six_hundred_files_and_not_one_frame_is_lost(tmp_path: Path) -> None:
    track, events = track_in(tmp_path)
    second = block(0, RATE)
    for number in range(36_000):
        track.write(second, RATE, 1, steady_ns() if number == 0 else number * 1_000_000_000)
    track.cut()
    found = read_inventory(tmp_path)
    assert len(found.files) == 600
    assert {file.frames for file in found.files} == {60 * RATE}
    assert found.files[-1].end_ms == track.position_ms == 36_000_000
    assert [type(event) for event in events] == [FileOpened, FileClosed] * 600
    middle = SoundTimeline(tmp_path, found.files).read(17_999_000, 18_001_000, RATE)
    wanted = np.tile(np.arange(RATE), 2) / 32768
    assert np.array_equal(middle, wanted.astype(np.float32))


def test_a_block_over_the_cut_is_split_between_two_files(tmp_path: Path) -> None:
    track, _ = track_in(tmp_path, 1000)
    track.write(block(0, 20_000), RATE, 1, steady_ns())
    track.cut()
    timeline = SoundTimeline(tmp_path, read_inventory(tmp_path).files)
    frames = np.concatenate([timeline.frames(file, 0, file.frames) for file in timeline.files])
    assert np.array_equal(frames[:, 0], np.arange(20_000).astype(np.int16))
    assert [file.frames for file in timeline.files] == [8000, 8000, 4000]


def test_a_held_file_ends_with_the_silence_that_is_found_later(tmp_path: Path) -> None:
    track, events = track_in(tmp_path)
    track.write(block(1, 4000), RATE, 1, steady_ns())
    track.hold()
    assert track.held_end_ms == 500
    track.write(block(1, 2000), RATE, 1, steady_ns())
    moment = datetime(2026, 3, 4, 19, tzinfo=UTC)
    assert track.fill(12_000, moment, moment, "lost") == 1500
    track.cut()
    found = read_inventory(tmp_path)
    assert [file.length_ms for file in found.files] == [2000, 250]
    assert [(gap.at_ms, gap.filled_ms, gap.note) for gap in found.gaps] == [(500, 1500, "lost")]
    assert track.position_ms == 2250
    assert [event.name for event in events if isinstance(event, FileClosed)] == [
        file.name for file in found.files
    ]


def test_a_hole_that_was_none_leaves_two_whole_files_and_no_gap(tmp_path: Path) -> None:
    track, _ = track_in(tmp_path)
    track.write(block(0, 4000), RATE, 1, steady_ns())
    track.hold()
    assert track.fill(0) == 0
    track.write(block(0, 4000), RATE, 1, steady_ns())
    track.cut()
    found = read_inventory(tmp_path)
    assert [file.start_ms for file in found.files] == [0, 500]
    assert found.gaps == ()


def test_dropped_frames_stand_as_silence_where_they_fell(tmp_path: Path) -> None:
    track, _ = track_in(tmp_path)
    track.write(block(1, 800), RATE, 1, steady_ns())
    track.write_overrun(1600, RATE, 1, steady_ns())
    track.write(block(1, 800), RATE, 1, steady_ns())
    track.cut()
    found = read_inventory(tmp_path)
    timeline = SoundTimeline(tmp_path, found.files)
    frames = timeline.frames(found.files[0], 0, 3200)[:, 0]
    assert not frames[800:2400].any()
    assert frames[:800].all()
    assert frames[2400:].all()
    assert [(gap.at_ms, gap.filled_ms) for gap in found.gaps] == [(100, 200)]


def test_a_change_of_rate_begins_a_new_file(tmp_path: Path) -> None:
    track, _ = track_in(tmp_path)
    track.write(block(0, 8000), 8000, 1, steady_ns())
    track.hold()
    track.write(block(0, 32000), 16000, 2, steady_ns())
    track.fill(0)
    track.cut()
    assert [(file.sample_rate, file.channels, file.length_ms) for file in read_inventory(tmp_path).files] == [
        (8000, 1, 1000),
        (16000, 2, 1000),
    ]
    assert sum(isinstance(line, SegmentClosed) for line in read_lines(tmp_path)) == 2


def test_frames_dropped_where_no_file_is_open_begin_one(tmp_path: Path) -> None:
    track, _ = track_in(tmp_path, 1000)
    track.write(block(1, RATE), RATE, 1, steady_ns())
    track.write_overrun(1600, RATE, 1, steady_ns())
    track.write(block(1, 800), RATE, 1, steady_ns())
    track.cut()
    found = read_inventory(tmp_path)
    assert [file.frames for file in found.files] == [RATE, 2400]
    assert [(gap.at_ms, gap.filled_ms) for gap in found.gaps] == [(1000, 200)]
    assert found.overrun_ms == 200
    assert track.position_ms == 1300


def test_a_file_is_cut_before_the_format_ends_however_long_it_was_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two gigabytes in a second: `tests/reliability/test_ten_hours.py` writes them."""
    monkeypatch.setattr(wav, "_MOST_SOUND_BYTES", 10_000)
    track, _ = track_in(tmp_path, 10**9)
    track.write(block(0, 12_500), RATE, 1, steady_ns())
    track.cut()
    found = read_inventory(tmp_path)
    assert [file.frames for file in found.files] == [5000, 5000, 2500]
    timeline = SoundTimeline(tmp_path, found.files)
    frames = np.concatenate([timeline.frames(file, 0, file.frames)[:, 0] for file in found.files])
    assert np.array_equal(frames, np.arange(12_500).astype(np.int16))


def test_the_millionth_file_follows_the_one_before(tmp_path: Path) -> None:
    track = SegmentTrack(tmp_path, 999_999, Fraction(0), 1000, lambda event: None)
    track.write(block(0, 2 * RATE), RATE, 1, steady_ns())
    track.cut()
    found = read_inventory(tmp_path)
    assert [file.number for file in found.files] == [999_999, 1_000_000]
    assert [file.start_ms for file in found.files] == [0, 1000]
    assert found.complete


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only POSIX lets a process live in another time zone")
def test_midnight_and_the_end_of_summer_time_leave_no_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last Sunday of October in London: at 01:59:59 the clock of the wall goes back to 01:00."""
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    began = datetime(2026, 10, 25, 0, 59, 58, tzinfo=UTC)
    offset = round(began.timestamp() * 1e9) - 10**9
    monkeypatch.setattr(steady, "wall_offset_ns", lambda: offset)
    track, _ = track_in(tmp_path, 1000)
    for second in range(4):
        track.write(block(second * RATE, RATE), RATE, 1, (second + 1) * 10**9)
    track.cut()
    found = read_inventory(tmp_path)
    assert [file.started_at for file in found.files] == [began + timedelta(seconds=n) for n in range(4)]
    assert found.gaps == ()
    monkeypatch.undo()
    time.tzset()
