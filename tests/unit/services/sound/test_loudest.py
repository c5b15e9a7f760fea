"""The loudest channel as a hint who speaks: voices and noise in known channels, found to the tenth of a second."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from minutewright.domain.channels import ChannelHint
from minutewright.domain.ids import AudioFileId
from minutewright.domain.recording import AudioFile
from minutewright.services.sound.loudest import (
    LoudestChannel,
    hints_from,
    loudness,
    loudness_path,
    read_hints,
)
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.sound.wav import WavWriter

RATE = 16_000
CHANNELS = 4
NOISE_DBFS = (-60.0, -45.0, -60.0, -60.0)  # the second stands beside a fan
SPEECH_DBFS = -25.0
BLEED_DB = 12.0


def meeting(*turns: tuple[float, int], seed: int = 3) -> npt.NDArray[np.int16]:
    """Sound of 4 channels: (seconds, channel that is spoken into, 0 for none) one after the other; every other channel
    hears a voice 12 dB weaker."""
    chance = np.random.default_rng(seed)
    parts = []
    for seconds, channel in turns:
        count = round(seconds * RATE)
        voice = chance.standard_normal(count) * 10 ** (SPEECH_DBFS / 20)
        part = chance.standard_normal((count, CHANNELS)) * 10 ** (np.array(NOISE_DBFS) / 20)
        for each in range(CHANNELS if channel else 0):
            part[:, each] += voice * (1 if each == channel - 1 else 10 ** (-BLEED_DB / 20))
        parts.append(part)
    return (np.clip(np.concatenate(parts), -1, 1) * 32767).astype(np.int16)


def told(hints: tuple[ChannelHint, ...]) -> list[tuple[int, int, int]]:
    return [(round(hint.start_ms, -2), round(hint.end_ms, -2), hint.channel) for hint in hints]


def test_power_is_told_for_each_channel_and_each_tenth_of_a_second() -> None:
    frames = np.zeros((RATE // 4, 2), np.int16)
    frames[:1600, 1] = 16384
    levels = loudness(frames, RATE)
    assert levels.shape == (3, 2)
    assert levels[:, 0].tolist() == [-90, -90, -90]
    assert levels[:, 1].tolist() == [-6, -90, -90]


def test_turns_are_found_with_their_channel_and_their_length() -> None:
    sound = meeting((2, 0), (3, 1), (1, 0), (2, 3), (4, 2), (2, 0))
    hints = told(hints_from(loudness(sound, RATE)))
    assert [channel for _, _, channel in hints] == [1, 3, 2]
    for (start, end, _), (wanted_start, wanted_end) in zip(
        hints, [(2000, 5000), (6000, 8000), (8000, 12_000)], strict=True
    ):
        assert abs(start - wanted_start) <= 100
        assert abs(end - wanted_end) <= 100


def test_a_fan_before_one_channel_is_nobody_speaking() -> None:
    assert hints_from(loudness(meeting((10, 0)), RATE)) == ()


def test_a_cough_of_two_tenths_changes_nothing() -> None:
    sound = meeting((2, 0), (2, 1), (0.2, 4), (2, 1), (2, 0))
    assert [hint.channel for hint in hints_from(loudness(sound, RATE))] == [1]


def test_digital_silence_before_one_channel_does_not_make_a_whisper_loud() -> None:
    sound = meeting((5, 0))
    sound[:, 3] = 0
    sound[40_000:48_000, 3] = 8  # -72 dBFS
    assert hints_from(loudness(sound, RATE)) == ()


def test_while_recording_the_channel_is_known_three_tenths_of_a_second_later() -> None:
    live = LoudestChannel()
    said = [live.hear(step) for step in loudness(meeting((2, 0), (2, 3), (1, 0)), RATE)]
    assert said[:22] == [0] * 22
    assert said[22:40] == [3] * 18
    assert said[-5:] == [0] * 5


def test_who_speaks_for_minutes_without_a_break_is_still_heard() -> None:
    live = LoudestChannel()
    said = [live.hear(step) for step in loudness(meeting((3, 0), (90, 1)), RATE)]
    assert said[-1] == 1


@pytest.fixture
def recorded(tmp_path: Path) -> SoundTimeline:
    """Two files of four channels, and one of a single channel after them."""
    sound = meeting((2, 0), (3, 1), (1, 0), (2, 3), (4, 2), (2, 0))
    files, start = [], 0
    for number, part in enumerate((sound[: 7 * RATE], sound[7 * RATE :], sound[:RATE, :1]), 1):
        writer = WavWriter(tmp_path / f"{number}.wav", RATE, part.shape[1])
        writer.write(np.ascontiguousarray(part).tobytes())
        writer.close()
        file = AudioFile(
            AudioFileId(f"audio-{number}"), number, f"{number}.wav", start, len(part), RATE, part.shape[1],
            datetime(2026, 3, 4, 19, tzinfo=UTC), "ab",
        )  # fmt: skip
        files.append(file)
        start = file.end_ms
    return SoundTimeline(tmp_path, tuple(files))


def test_a_whole_recording_is_read_across_its_files_and_kept_for_the_next_time(
    recorded: SoundTimeline,
) -> None:
    hints = read_hints(recorded)
    assert [hint.channel for hint in hints] == [1, 3, 2]
    kept = [loudness_path(recorded.folder / file.name) for file in recorded.files]
    assert [path.exists() for path in kept] == [True, True, False]
    for file in recorded.files:
        (recorded.folder / file.name).unlink()
    assert read_hints(recorded) == hints


def test_what_is_kept_of_another_file_of_that_name_is_not_believed(recorded: SoundTimeline) -> None:
    hints = read_hints(recorded)
    for file in recorded.files[:2]:
        loudness_path(recorded.folder / file.name).write_bytes(b"something else")
    assert read_hints(recorded) == hints
