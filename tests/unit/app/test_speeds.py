"""What an hour of speech takes is learnt from finished runs."""

from pathlib import Path

from minutewright.app.speeds import FILE, Speeds


def test_a_finished_run_says_what_an_hour_will_take(tmp_path: Path) -> None:
    speeds = Speeds(tmp_path)
    assert speeds.hour_takes_ms("faster-whisper", "base") is None
    speeds.note("faster-whisper", "base", speech_ms=120_000, took_ms=30_000)
    speeds.note("faster-whisper", "small", speech_ms=120_000, took_ms=240_000)
    again = Speeds(tmp_path)
    assert again.hour_takes_ms("faster-whisper", "base") == 15 * 60_000
    assert again.hour_takes_ms("faster-whisper", "small") == 120 * 60_000
    assert again.hour_takes_ms("openai-whisper", "base") is None


def test_a_few_seconds_of_speech_tell_nothing(tmp_path: Path) -> None:
    speeds = Speeds(tmp_path)
    speeds.note("faster-whisper", "base", speech_ms=5_000, took_ms=9_000)
    assert speeds.hour_takes_ms("faster-whisper", "base") is None


def test_a_damaged_file_is_as_none(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{not json", encoding="utf-8")
    speeds = Speeds(tmp_path)
    assert speeds.hour_takes_ms("faster-whisper", "base") is None
    speeds.note("faster-whisper", "base", speech_ms=60_000, took_ms=60_000)
    assert speeds.hour_takes_ms("faster-whisper", "base") == 3_600_000
