"""A glance tells of every meeting whether its recording needs to be looked at."""

from datetime import UTC, datetime
from pathlib import Path

from minutewright.services.capture.lock import lock_path
from minutewright.services.capture.unsettled import may_be_unsettled
from minutewright.services.processes.filelock import FileLock
from minutewright.services.sound.clock_file import SegmentClosed, SessionStarted, SessionStopped, append_line

AT = datetime(2026, 3, 4, 19, tzinfo=UTC)


def test_only_what_was_begun_and_not_ended_needs_a_look(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    assert not may_be_unsettled(tmp_path)
    audio.mkdir()
    assert not may_be_unsettled(tmp_path)
    append_line(audio, SessionStarted(AT, 0, "SessionStopped", 48_000, 1, "0"))
    assert may_be_unsettled(tmp_path)
    append_line(audio, SessionStopped(AT, 0))
    append_line(audio, SegmentClosed("000001_20260304T190000.000Z_48000x1.wav", 1, "ab"))
    assert not may_be_unsettled(tmp_path)
    append_line(audio, SessionStarted(AT, 0, "Room", 48_000, 1, "0"))
    assert may_be_unsettled(tmp_path)


def test_sound_without_a_clock_file_needs_a_look(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio" / "000001_20260304T190000.000Z_48000x1.wav").write_bytes(b"")
    assert may_be_unsettled(tmp_path)


def test_a_recorder_at_work_needs_a_look_whatever_the_lines_say(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    audio.mkdir()
    append_line(audio, SessionStopped(AT, 0))
    lock = FileLock.acquire(lock_path(audio))
    assert lock is not None
    assert may_be_unsettled(tmp_path)
    lock.release()
