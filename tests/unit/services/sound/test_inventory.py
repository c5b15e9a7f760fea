"""What sound there is, told from the files first and the clock file second."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from minutewright.domain.recording import GapReason
from minutewright.services.sound.clock_file import (
    CLOCK,
    CLOCK_FILE,
    ClockLine,
    Imported,
    Overrun,
    Paused,
    Resumed,
    SegmentClosed,
    SegmentOpened,
    SessionStarted,
    SessionStopped,
    SoundFilled,
    append_line,
    read_lines,
)
from minutewright.services.sound.inventory import SoundInventory, read_inventory
from minutewright.services.sound.segment_name import SegmentName, parse_segment_name
from tones import START, tone, write_wav


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


class Story:
    """Writes an `audio/` folder as a recorder would: one file a second long per `sound`, a line per event."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0

    def line(self, line: ClockLine) -> "Story":
        append_line(self.folder, line)
        return self

    def session(self, seconds: float) -> "Story":
        return self.line(SessionStarted(at(seconds), 0, "Room", 16000, 1, "0.1.0"))

    def sound(self, seconds: float, *, frames: int = 16000, closed: bool = True) -> "Story":
        self.number += 1
        wanted = SegmentName(self.number, at(seconds), 16000, 1)
        file = write_wav(self.folder, tone(frames, 16000), 16000, number=self.number)
        (self.folder / file.name).rename(self.folder / str(wanted))
        self.line(SegmentOpened(str(wanted), at(seconds), 0))
        return self.line(SegmentClosed(str(wanted), frames, "a" * 64)) if closed else self

    def read(self) -> SoundInventory:
        return read_inventory(self.folder)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def test_a_name_says_all_about_its_file() -> None:
    name = SegmentName(1, datetime.fromisoformat("2026-11-22T19:00:03.480+00:00"), 48000, 1)
    assert str(name) == "000001_20261122T190003.480Z_48000x1.wav"
    assert parse_segment_name(str(name)) == name
    assert parse_segment_name("000001_20261322T190003.480Z_48000x1.wav") is None
    assert parse_segment_name("notes.wav") is None


def test_a_folder_without_sound_holds_nothing(tmp_path: Path) -> None:
    assert read_inventory(tmp_path / "none") == SoundInventory((), (), True)
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    assert read_inventory(tmp_path) == SoundInventory((), (), True)


def test_a_recording_that_was_stopped_is_complete(story: Story) -> None:
    found = story.session(0).sound(0).sound(1).line(SessionStopped(at(2), 0)).read()
    assert [(file.number, file.start_ms, file.frames) for file in found.files] == [
        (1, 0, 16000),
        (2, 1000, 16000),
    ]
    assert [file.started_at for file in found.files] == [at(0), at(1)]
    assert found.gaps == ()
    assert found.complete


def test_reading_twice_gives_the_same_ids(story: Story) -> None:
    story.session(0).sound(0).line(Paused(at(1), 0, GapReason.EXEMPT)).line(Resumed(at(9), 0)).sound(9)
    assert story.read() == story.read()


def test_a_pause_is_in_wall_time_and_not_in_recording_time(story: Story) -> None:
    story.session(0).sound(0).line(Paused(at(1), 0, GapReason.EXEMPT, "Item 9")).line(
        Resumed(at(601), 0)
    ).sound(601)
    found = story.read()
    assert found.files[1].start_ms == 1000
    (gap,) = found.gaps
    assert (gap.at_ms, gap.started_at, gap.ended_at, gap.reason) == (1000, at(1), at(601), GapReason.EXEMPT)
    assert (gap.filled_ms, gap.note) == (0, "Item 9")


def test_a_pause_that_lasts_has_no_end_and_ends_with_the_session(story: Story) -> None:
    story.session(0).sound(0).line(Paused(at(1), 0, GapReason.ADJOURNED))
    (gap,) = story.read().gaps
    assert gap.ended_at is None
    (ended,) = story.line(SessionStopped(at(5), 0)).read().gaps
    assert ended == replace(gap, ended_at=at(5))


def test_stopping_and_starting_again_leaves_a_gap(story: Story) -> None:
    story.session(0).sound(0).line(SessionStopped(at(1), 0)).session(100).sound(100).line(
        SessionStopped(at(101), 0)
    )
    (gap,) = story.read().gaps
    assert (gap.at_ms, gap.started_at, gap.ended_at, gap.reason) == (1000, at(1), at(100), GapReason.STOPPED)


def test_a_recorder_that_died_leaves_an_interruption_from_the_end_of_its_sound(story: Story) -> None:
    story.session(0).sound(0).sound(1, frames=8000, closed=False)
    assert not story.read().complete
    assert story.read().gaps == ()
    found = story.session(60).sound(60).line(SessionStopped(at(61), 0)).read()
    (gap,) = found.gaps
    assert (gap.at_ms, gap.started_at, gap.ended_at) == (1500, at(1.5), at(60))
    assert gap.reason is GapReason.INTERRUPTED
    assert not found.complete


def test_a_hole_filled_with_silence_is_a_gap_with_both_clocks(story: Story) -> None:
    story.session(0).sound(0, frames=48000)
    name = story.read().files[0].name
    story.line(SoundFilled(name, 16000, 16000, at(1), at(2), "Room was lost"))
    (gap,) = story.read().gaps
    assert (gap.at_ms, gap.filled_ms, gap.started_at, gap.ended_at) == (1000, 1000, at(1), at(2))
    assert gap.reason is GapReason.DEVICE_LOST


def test_a_hole_is_only_as_filled_as_the_file_is_long(story: Story) -> None:
    """The line is written first; a recorder killed before the silence leaves it unfilled."""
    story.session(0).sound(0, frames=20000, closed=False)
    name = story.read().files[0].name
    story.line(SoundFilled(name, 16000, 16000, at(1), at(2), ""))
    assert story.read().gaps[0].filled_ms == 250


def test_dropped_frames_are_told(story: Story) -> None:
    story.session(0).sound(0)
    story.line(Overrun(story.read().files[0].name, 1600, 800))
    (gap,) = story.read().gaps
    assert (gap.at_ms, gap.filled_ms, gap.started_at) == (100, 50, at(0.1))
    assert "too busy" in gap.note


def test_without_the_clock_file_the_names_and_lengths_tell_the_time_and_the_gaps(story: Story) -> None:
    before = story.session(0).sound(0).sound(1).sound(30).line(SessionStopped(at(31), 0)).read()
    (story.folder / CLOCK_FILE).unlink()
    found = story.read()
    assert [replace(file, sha256="a" * 64) for file in found.files] == list(before.files)
    (gap,) = found.gaps
    assert (gap.at_ms, gap.started_at, gap.ended_at) == (2000, at(2), at(30))
    assert gap.reason is GapReason.INTERRUPTED


def test_a_file_longer_than_its_line_is_believed_and_loses_its_seal(story: Story) -> None:
    story.session(0).sound(0).line(SessionStopped(at(1), 0))
    path = story.folder / story.read().files[0].name
    with path.open("ab") as file:
        file.write(bytes(200))
    found = story.read()
    assert (found.files[0].frames, found.files[0].sha256) == (16100, "")
    assert not found.complete


def test_a_finished_file_that_was_taken_away_keeps_its_place(story: Story) -> None:
    story.session(0).sound(0).sound(1).line(SessionStopped(at(2), 0))
    (story.folder / story.read().files[0].name).unlink()
    assert [(file.start_ms, file.frames) for file in story.read().files] == [(0, 16000), (1000, 16000)]


def test_an_empty_file_counts_only_while_it_may_still_grow(story: Story) -> None:
    story.session(0).sound(0, frames=0, closed=False)
    assert len(story.read().files) == 1
    assert [file.frames for file in story.sound(1).read().files] == [16000]


def test_lengths_add_up_without_rounding(story: Story) -> None:
    story.session(0)
    for number in range(30):
        story.sound(number, frames=16007)
    assert [file.start_ms for file in story.read().files] == [round(n * 16007 / 16) for n in range(30)]


def test_torn_and_foreign_lines_are_left_out(story: Story) -> None:
    story.session(0).sound(0)
    with (story.folder / CLOCK_FILE).open("ab") as file:
        file.write(b'{"set":"clock","version":1,"type":"Pau')
    story.line(SessionStopped(at(1), 0))
    with (story.folder / CLOCK_FILE).open("ab") as file:
        file.write(
            b"\xff\n\n" + CLOCK.encode(Resumed(at(1), 0)).replace(b'"version":1', b'"version":9') + b"\n"
        )
    assert [type(line) for line in read_lines(story.folder)] == [
        SessionStarted,
        SegmentOpened,
        SegmentClosed,
        SessionStopped,
    ]
    assert story.read().complete


def test_an_imported_file_is_named_by_where_it_came_from(story: Story) -> None:
    story.number = 1
    name = SegmentName(1, at(0), 16000, 1)
    write_wav(story.folder, tone(16000, 16000), 16000)
    story.line(Imported(str(name), 16000, "b" * 64, "phone.m4a", 10, "c" * 64))
    found = story.read()
    assert (found.files[0].source, found.files[0].sha256) == ("phone.m4a", "b" * 64)
    assert found.complete
