"""Two tracks of two clocks heard as one: the sound of this computer beside that of the room."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from minutewright.domain.recording import AudioFile
from minutewright.services.sound.clock_file import (
    SegmentClosed,
    SegmentOpened,
    SessionStarted,
    SessionStopped,
    append_line,
)
from minutewright.services.sound.computer_track import ComputerTrack
from minutewright.services.sound.inventory import COMPUTER_FOLDER, read_inventory
from minutewright.services.sound.peaks import read_peaks
from minutewright.services.sound.segment_name import SegmentName, whole_ms
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.sound.wav import WavWriter

RATE = 4000
WALL = datetime(2026, 3, 4, 19, tzinfo=UTC)
BOOT_NS = round((WALL.timestamp() - 5000) * 1e9)
START_NS = 5_000_000_000_000
CLICK_EVERY_S = 7.3
CLICK = (np.hanning(9) * 20_000).astype(np.int16)


def clicks(seconds: float) -> npt.NDArray[np.float64]:
    """The true moments (s) at which something is heard by both."""
    return np.arange(1.0, seconds - 1, CLICK_EVERY_S)


def record(
    folder: Path,
    seconds: float,
    *,
    ppm: float = 0.0,
    begins_s: float = 0.0,
    late_ms: float = 4.0,
    away_s: tuple[float, float] | None = None,
    seed: int = 1,
) -> None:
    """A track as a recorder leaves it, of a card that runs `ppm` too fast and hears every click. `away_s`: a pause.

    The moments it notes are late by chance, `late_ms` in the mean and ten times that for the first, never early.
    """
    chance = np.random.default_rng(seed)
    true_rate = RATE * (1 + ppm / 1e6)
    folder.mkdir(parents=True, exist_ok=True)
    append_line(folder, SessionStarted(at(begins_s), ns(begins_s), "x", RATE, 1, "test"))
    number, stretches = 0, [(begins_s, away_s[0]), (away_s[1], seconds)] if away_s else [(begins_s, seconds)]
    for begin, end in stretches:
        frames = round((end - begin) * true_rate)
        for first in range(0, frames, 60 * RATE):
            count = min(60 * RATE, frames - first)
            true_s = begin + first / true_rate
            number += 1
            late_s = chance.exponential(late_ms * (10 if first == 0 else 1)) / 1000
            noted = true_s + late_s
            name = SegmentName(number, whole_ms(at(noted)), RATE, 1)
            sound = np.zeros(count + 9, np.int16)
            for click in clicks(seconds):
                place = round((click - true_s) * true_rate)
                if 0 <= place < count:
                    sound[place : place + 9] = CLICK
            writer = WavWriter(folder / str(name), RATE, 1)
            writer.write(sound[:count].tobytes())
            writer.close()
            append_line(folder, SegmentOpened(str(name), name.started_at, ns(noted)))
            append_line(folder, SegmentClosed(str(name), count, "ab"))
    append_line(folder, SessionStopped(at(seconds), ns(seconds)))


def at(seconds: float) -> datetime:
    return WALL + timedelta(seconds=seconds)


def ns(seconds: float) -> int:
    return START_NS + round(seconds * 1e9)


def offsets_ms(audio: Path) -> npt.NDArray[np.float64]:
    """How far apart (ms) the same click is in both tracks, for every click that both hold."""
    files = read_inventory(audio).files
    track = ComputerTrack(audio, files)
    room = _only_room(audio, files)
    found = []
    for start in range(0, room.length_ms, 60_000):
        pair = [
            places(read(start, start + 61_000)) + start
            for read in (room.read16, lambda a, b: track.read(a, b, 16_000))
        ]
        for place in pair[0]:
            near = pair[1][np.abs(pair[1] - place) < 2000]
            if len(near) == 1 and place < start + 60_000:
                found.append(near[0] - place)
    return np.array(found)


class _RoomAlone(SoundTimeline):
    def read16(self, start_ms: int, end_ms: int) -> npt.NDArray[np.float32]:
        return self.read(start_ms, end_ms, 16_000)


def _only_room(audio: Path, files: tuple[AudioFile, ...]) -> _RoomAlone:
    alone = _RoomAlone(audio, files)
    alone.computer = ComputerTrack(audio / "nothing", files)
    return alone


def places(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Where (ms) the clicks are in 16 kHz sound: the middle of each."""
    loud = np.flatnonzero(sound > 0.2)
    if not len(loud):
        return np.zeros(0)
    groups = np.split(loud, np.flatnonzero(np.diff(loud) > 800) + 1)
    return np.array([np.average(group, weights=sound[group]) / 16 for group in groups])


@pytest.mark.parametrize("ppm", [200.0, -200.0])
def test_a_card_that_is_200_ppm_off_is_heard_in_time_for_two_hours(
    tmp_path: Path, ppm: float, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path, 7200)
    record(tmp_path / COMPUTER_FOLDER, 7200, ppm=ppm, begins_s=0.4, seed=2)
    files = read_inventory(tmp_path).files
    offsets = offsets_ms(tmp_path)
    measured = ComputerTrack(tmp_path, files).drift_ppm
    assert measured is not None
    with capsys.disabled():
        print(  # noqa: T201 - the figure of the docs
            f"\n{ppm:+.0f} ppm over 2 h, uncorrected {abs(ppm) * 7.2:.0f} ms at the end: drift measured {measured:+.1f} ppm, "
            f"{len(offsets)} clicks apart by {np.median(offsets):+.1f} ms (median), {np.abs(offsets).max():.1f} ms (worst)"
        )
    assert len(offsets) > 950
    assert abs(measured - ppm) < 10
    assert np.abs(offsets).max() < 20


def test_both_are_heard_together_and_seen_in_the_outline(tmp_path: Path) -> None:
    record(tmp_path, 100)
    record(tmp_path / COMPUTER_FOLDER, 100, ppm=150, begins_s=20, seed=2)
    timeline = SoundTimeline(tmp_path, read_inventory(tmp_path).files)
    assert timeline.length_ms == 100_000
    early, late = (timeline.read(start, start + 1000, 16_000).max() for start in (800, 73_800))
    assert early == pytest.approx(0.61, abs=0.05)
    # Where both heard it, it is louder; where the two lie exactly on each other it would be twice as loud.
    assert places(timeline.read(73_000, 75_000, 16_000)) == pytest.approx([1005], abs=25)
    assert late > 0.55
    peaks = read_peaks(timeline, 0, 100_000, 10_000)
    seen = np.flatnonzero(peaks[:, 1] > 10_000)
    assert len(np.flatnonzero(np.diff(seen) > 20)) + 1 == len(clicks(100))
    alone = read_peaks(_only_room(tmp_path, timeline.files), 0, 100_000, 10_000)
    assert (peaks[:, 1].astype(int) - alone[:, 1]).max() > 10_000


def test_stretches_read_one_after_the_other_join(tmp_path: Path) -> None:
    record(tmp_path, 130)
    record(tmp_path / COMPUTER_FOLDER, 130, ppm=180, seed=2)
    track = ComputerTrack(tmp_path, read_inventory(tmp_path).files)
    whole = track.read(0, 130_000, 16_000)
    pieces = [track.read(a, b, 16_000) for a, b in pairwise([*range(0, 130_000, 7_001), 130_000])]
    assert sum(map(len, pieces)) == len(whole)
    assert places(np.concatenate(pieces)) == pytest.approx(places(whole), abs=0.2)


def test_a_pause_of_both_is_no_part_of_either(tmp_path: Path) -> None:
    record(tmp_path, 400, away_s=(150, 270))
    record(tmp_path / COMPUTER_FOLDER, 400, ppm=200, begins_s=1, away_s=(150.05, 270.08), seed=3)
    assert read_inventory(tmp_path).files[-1].end_ms == 280_000
    offsets = offsets_ms(tmp_path)
    assert len(offsets) > 33
    assert np.abs(offsets).max() < 50  # short stretches know their drift less well


def test_a_track_that_begins_late_or_breaks_off_is_silence_there(tmp_path: Path) -> None:
    record(tmp_path, 200)
    record(tmp_path / COMPUTER_FOLDER, 120, begins_s=50, seed=2)
    track = ComputerTrack(tmp_path, read_inventory(tmp_path).files)
    assert not track.read(0, 49_900, 16_000).any()
    assert track.read(50_000, 119_000, 16_000).any()
    assert not track.read(120_200, 200_000, 16_000).any()


def test_a_damaged_track_is_silence_with_a_note_and_the_room_is_heard(tmp_path: Path) -> None:
    record(tmp_path, 100)
    record(tmp_path / COMPUTER_FOLDER, 100, seed=2)
    timeline = SoundTimeline(tmp_path, read_inventory(tmp_path).files)
    for path in (tmp_path / COMPUTER_FOLDER).glob("*.wav"):
        path.unlink()
    assert len(places(timeline.read(0, 100_000, 16_000))) == len(clicks(100))
    assert "missing" in timeline.notes[0]


def test_the_frames_of_a_stretch_are_named_file_by_file(tmp_path: Path) -> None:
    record(tmp_path, 200)
    record(tmp_path / COMPUTER_FOLDER, 200, ppm=200, seed=2)
    track = ComputerTrack(tmp_path, read_inventory(tmp_path).files)
    parts = track.frames_between(55_000, 125_000)
    assert [file.number for file, _, _ in parts] == [1, 2, 3]
    assert sum(end - first for _, first, end in parts) == pytest.approx(70 * RATE, abs=RATE // 10)
