"""Ten hours at full speed, through the writer's own code and past every limit that the format has.

Each frame carries its number, so that one that is lost, repeated or moved shows wherever it is looked for.
"""

import hashlib
import shutil
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from figures import Figures

from minutewright.services.capture import steady
from minutewright.services.capture.segments import SegmentTrack
from minutewright.services.sound.compacting import compact
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.timeline import SoundTimeline

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(1800)]
HOURS = 10
# The night in which summer time ends in London: the clock on the wall shows 01:30 twice.
BEGAN = datetime(2026, 10, 24, 19, tzinfo=UTC)


def need_room(folder: Path, gigabytes: int) -> None:
    if shutil.disk_usage(folder).free < gigabytes << 30:
        pytest.skip(f"needs {gigabytes} GB of free disk")


def numbered(first: int, frames: int, channels: int) -> npt.NDArray[np.int16]:
    """Frames that carry their number (48 bits) in their channels, again and again."""
    numbers = np.arange(first, first + frames, dtype=np.int64)
    shifts = np.resize(np.array([0, 16, 32]), channels)
    return (numbers[:, None] >> shifts & 0xFFFF).astype(np.uint16).view(np.int16)


@pytest.fixture
def that_night(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The wall clock of the night, in London, for whoever asks when a frame came."""
    offset = round(BEGAN.timestamp() * 1e9)
    monkeypatch.setattr(steady, "wall_offset_ns", lambda: offset)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def audio(tmp_path: Path) -> Iterator[Path]:
    """A folder for gigabytes, which do not stay."""
    folder = tmp_path / "audio"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def test_ten_hours_in_stereo_through_midnight_and_the_end_of_summer_time(
    that_night: None, audio: Path, figures: Figures
) -> None:
    need_room(audio, 10)
    rate, channels, total = 48_000, 2, HOURS * 3600 * 48_000
    track = SegmentTrack(audio, 1, Fraction(0), 60_000, lambda event: None)
    block = 10 * rate
    tracemalloc.start()
    memory = []
    for first in range(0, total, block):
        data = numbered(first, block, channels).tobytes()
        track.write(memoryview(data), rate, channels, first * 1_000_000_000 // rate)
        if first % (total // HOURS) == 0:
            memory.append(tracemalloc.get_traced_memory()[0])
    track.cut()
    tracemalloc.stop()
    found = read_inventory(audio)
    written = sum(path.stat().st_size for path in audio.glob("*.wav"))
    timeline = SoundTimeline(audio, found.files)
    lost = 0
    first = 0
    for file in found.files:
        lost += int((timeline.frames(file, 0, file.frames) != numbered(first, file.frames, channels)).any())
        first += file.frames
    figures.tell(
        "Ten hours of 48 kHz stereo are all there",
        "written at full speed through the recorder's own writing, each frame numbered, over midnight and the end of "
        f"summer time; {written / 2**30:.1f} GB, past the 4 GB that one WAV file can hold",
        "0 files",
        f"{len(found.files)} files, {lost} with a wrong frame; {(memory[-1] - memory[1]) / 1024:.0f} kB more memory "
        "in the tenth hour than in the second",
    )
    assert written > 2**32
    assert lost == 0
    assert first == total
    assert found.gaps == ()
    assert found.complete
    assert len(found.files) == HOURS * 60
    assert track.position_ms == found.files[-1].end_ms == HOURS * 3_600_000 > 999_999
    assert [file.started_at for file in found.files] == [
        BEGAN + timedelta(minutes=n) for n in range(HOURS * 60)
    ]
    assert memory[-1] - memory[1] < 1 << 20
    ends_ms = HOURS * 3_600_000
    last = timeline.read(ends_ms - 100, ends_ms + 100, rate)
    assert last[: rate // 10].any()
    assert not last[rate // 10 :].any()


def test_a_file_that_was_to_be_endless_is_cut_before_its_format_ends(
    that_night: None, audio: Path, figures: Figures
) -> None:
    """Eight channels at 192 kHz are three megabytes a second: the format ends after twelve minutes."""
    need_room(audio, 8)
    rate, channels = 192_000, 8
    track = SegmentTrack(audio, 999_998, Fraction(0), 100 * 3_600_000, lambda event: None)
    total = (2**32 + 2**28) // (channels * 2)
    block = 5 * rate
    done = 0
    while done < total:
        data = numbered(done, block, channels).tobytes()
        track.write(memoryview(data), rate, channels, done * 1_000_000_000 // rate)
        done += block
    track.cut()
    found = read_inventory(audio)
    sizes = [(audio / file.name).stat().st_size for file in found.files]
    figures.tell(
        "No file grows past what every player reads",
        "4.3 GB of 8 channels at 192 kHz into a file that was to be 100 hours long, numbered from 999 998",
        "2 147 483 647 bytes",
        f"{len(sizes)} files, the largest of {max(sizes)} bytes",
    )
    assert max(sizes) <= 2**31 - 1
    assert [file.number for file in found.files] == [999_998, 999_999, 1_000_000]
    assert sum(file.frames for file in found.files) == done
    assert found.gaps == ()
    assert found.complete
    first = 0
    timeline = SoundTimeline(audio, found.files)
    for file in found.files:
        assert soundfile.info(str(audio / file.name)).frames == file.frames
        for at in (0, file.frames // 2, file.frames - 1000):
            assert np.array_equal(timeline.frames(file, at, 1000), numbered(first + at, 1000, channels))
        first += file.frames


def test_more_frames_than_thirty_two_bits_can_count_keep_their_place(
    that_night: None, audio: Path, figures: Figures
) -> None:
    """2**32 frames are 25 hours at 48 kHz; holes of silence, which take no room on the disk, make most of them."""
    rate = 48_000
    track = SegmentTrack(audio, 1, Fraction(0), 60_000, lambda event: None)
    done = 0
    hole = 2**30 - 12_345
    while done < 2**32:
        track.write(memoryview(numbered(done, rate, 1).tobytes()), rate, 1, done * 1_000_000_000 // rate)
        done += rate
        track.hold()
        lost_at = BEGAN + timedelta(milliseconds=done * 1000 // rate)
        back_at = lost_at + timedelta(milliseconds=hole * 1000 // rate)
        assert track.fill(hole, lost_at, back_at, "lost") == round(hole * 1000 / rate)
        done += hole
    track.write(memoryview(numbered(done, rate, 1).tobytes()), rate, 1, done * 1_000_000_000 // rate)
    track.cut()
    found = read_inventory(audio)
    last = found.files[-1]
    figures.tell(
        "Frame numbers past 2^31 and 2^32 keep their place",
        "sound between holes of six hours each, 27 hours in all",
        "0 ms",
        f"{done + rate} frames, the last file {abs(last.start_ms - round(done * 1000 / rate))} ms from its place",
    )
    assert sum(file.frames for file in found.files) == done + rate
    assert last.start_ms == round(done * 1000 / rate)
    assert sum(gap.filled_ms for gap in found.gaps) == len(found.gaps) * round(hole * 1000 / rate)
    timeline = SoundTimeline(audio, found.files)
    assert np.array_equal(timeline.frames(last, 0, rate), numbered(done, rate, 1))


def test_ten_hours_become_flac_and_stay_the_same(audio: Path, figures: Figures) -> None:
    need_room(audio, 4)
    rate, chance = 16_000, np.random.default_rng(3)
    track = SegmentTrack(audio, 1, Fraction(0), 60_000, lambda event: None)
    minute = (chance.normal(0, 600, 60 * rate)).astype(np.int16)
    before = hashlib.sha256()
    for number in range(HOURS * 60):
        data = np.roll(minute, number).tobytes()
        before.update(data)
        track.write(memoryview(data), rate, 1, number * 60_000_000_000)
    track.cut()
    done = compact(audio)
    found = read_inventory(audio)
    after = hashlib.sha256()
    timeline = SoundTimeline(audio, found.files)
    for file in found.files:
        after.update(timeline.frames(file, 0, file.frames).tobytes())
    figures.tell(
        "Compacted sound is the same sample for sample",
        "ten hours of noise at 16 kHz mono, turned to FLAC, SHA-256 over all samples before and after",
        "the same",
        f"{done.files} files, {'the same' if before.digest() == after.digest() else 'different'}; "
        f"{done.bytes_after / done.bytes_before:.0%} of the room",
    )
    assert done.files == HOURS * 60
    assert done.notes == ()
    assert before.digest() == after.digest()
    assert found.complete
