"""One stretch of sound over many files: seamless, true to time, never a crash."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.sound.wav import HEADER_BYTES, WavWriter
from tones import tone, write_wav


def expected(start_ms: int, end_ms: int, rate: int = 16000) -> np.ndarray:
    first, last = start_ms * rate // 1000, end_ms * rate // 1000
    return tone(last - first, rate, first=first)[:, 0] / 32768


def close_to(sound: np.ndarray, wanted: np.ndarray, within: float = 1e-3) -> bool:
    return sound.shape == wanted.shape and bool(np.abs(sound - wanted).max(initial=0) < within)


def in_segments(folder: Path, rate: int, seconds: tuple[float, ...], channels: int = 1) -> SoundTimeline:
    """One continuous tone cut into files."""
    files, frame = [], 0
    for number, length in enumerate(seconds, 1):
        count = round(length * rate)
        samples = tone(count, rate, channels, first=frame)
        files.append(write_wav(folder, samples, rate, number=number, start_ms=round(frame * 1000 / rate)))
        frame += count
    return SoundTimeline(folder, tuple(files))


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000])
@pytest.mark.parametrize("channels", [1, 2])
def test_segments_join_without_a_seam(tmp_path: Path, rate: int, channels: int) -> None:
    timeline = in_segments(tmp_path, rate, (1.0, 0.5, 1.5), channels)
    assert timeline.length_ms == 3000
    sound = timeline.read(500, 2500)
    assert sound.dtype == np.float32
    assert close_to(sound, expected(500, 2500))


def test_pieces_read_one_by_one_are_the_whole(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 44100, (2.0, 2.0))
    whole = timeline.read(0, 4000)
    pieces = [sound for _, sound in timeline.blocks(0, 4000, block_ms=333)]
    assert close_to(np.concatenate(pieces), whole, 1e-4)


def test_a_read_longer_than_a_minute_is_seamless_inside(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 8000, (70.0, 60.0))
    assert close_to(timeline.read(10, 129_990), expected(10, 129_990))


def test_files_of_other_rates_and_channels_follow_one_another(tmp_path: Path) -> None:
    first = write_wav(tmp_path, tone(44100, 44100, 2), 44100)
    second = write_wav(tmp_path, tone(48000, 48000), 48000, number=2, start_ms=1000)
    timeline = SoundTimeline(tmp_path, (second, first))
    sound = timeline.read(0, 2000)
    assert close_to(sound[200:15800], expected(0, 1000)[200:15800])
    assert close_to(sound[16200:31800], expected(0, 1000)[200:15800])
    assert timeline.length_ms == 2000


def test_the_rate_of_the_file_is_given_back_bit_for_bit(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 44100, (1.0, 1.0))
    sound = timeline.read(123, 1877, rate=44100)
    assert np.array_equal(sound, expected(123, 1877, 44100).astype(np.float32))


def test_a_cut_at_an_odd_frame_moves_nothing_by_more_than_a_ms(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 44100, (0.7777, 0.5003, 1.0))
    assert close_to(timeline.read(100, 2200), expected(100, 2200))


def test_outside_the_recording_is_silence(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 16000, (1.0,))
    sound = timeline.read(900, 1500)
    assert len(sound) == 9600
    assert not sound[1600:].any()
    assert len(timeline.read(5000, 5000)) == 0
    assert SoundTimeline(tmp_path, ()).length_ms == 0
    assert not SoundTimeline(tmp_path, ()).read(0, 100).any()


def test_a_file_still_being_written_is_read_to_its_last_block(tmp_path: Path) -> None:
    closed = write_wav(tmp_path, tone(16000, 16000), 16000)
    writer = WavWriter(tmp_path / "000002_20260304T190001.000Z_16000x1.wav", 16000, 1)
    growing = replace(closed, number=2, name=writer.path.name, start_ms=1000, frames=0, sha256="")
    timeline = SoundTimeline(tmp_path, (closed, growing))
    assert timeline.length_ms == 1000
    writer.write(tone(8000, 16000, first=16000).tobytes())
    assert timeline.length_ms == 1500
    assert close_to(timeline.read(0, 1500), expected(0, 1500))
    writer.write(tone(8000, 16000, first=24000).tobytes())
    assert close_to(timeline.read(900, 2000), expected(900, 2000))
    writer.close()


def test_a_missing_file_is_silence_of_its_true_length_with_a_note(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 16000, (1.0, 1.0, 1.0))
    (tmp_path / timeline.files[1].name).unlink()
    sound = timeline.read(0, 3000)
    assert len(sound) == 48000
    assert not sound[16000:32000].any()
    assert close_to(sound[32000:], expected(2000, 3000))
    assert len(timeline.notes) == 1
    assert "missing" in timeline.notes[0]


def test_a_file_cut_short_keeps_the_time_of_what_follows(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 16000, (1.0, 1.0))
    with (tmp_path / timeline.files[0].name).open("r+b") as file:
        file.truncate(HEADER_BYTES + 2 * 4000)
    sound = timeline.read(0, 2000)
    assert close_to(sound[:4000], expected(0, 250))
    assert not sound[4000:16000].any()
    assert close_to(sound[16000:], expected(1000, 2000))
    assert "shorter" in timeline.notes[0]


def test_a_damaged_flac_loses_only_what_lies_around_the_damage(tmp_path: Path) -> None:
    name = "000001_20260304T190000.000Z_16000x1.flac"
    noise = np.random.default_rng(1).integers(-9000, 9000, 16000 * 20, dtype=np.int16)
    soundfile.write(str(tmp_path / name), noise, 16000)
    file = write_wav(tmp_path, tone(1, 16000), 16000)
    file = replace(file, name=name, frames=16000 * 20)
    data = bytearray((tmp_path / name).read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = b"\xff" * 3000
    (tmp_path / name).write_bytes(data)
    sound = SoundTimeline(tmp_path, (file,)).read(0, 20_000)
    right = np.isclose(sound, noise / 32768, atol=1e-6)
    assert len(sound) == 16000 * 20
    assert right[: 16000 * 6].all()
    assert right[16000 * 14 :].all()


def test_rubbish_under_the_name_of_a_sound_is_silence_with_a_note(tmp_path: Path) -> None:
    file = replace(
        write_wav(tmp_path, tone(1, 16000), 16000),
        name="000001_20260304T190000.000Z_16000x1.flac",
        frames=16000,
    )
    (tmp_path / file.name).write_bytes(b"no sound at all" * 100)
    timeline = SoundTimeline(tmp_path, (file,))
    assert not timeline.read(0, 1000).any()
    assert "damaged" in timeline.notes[0]


def test_every_channel_can_be_had_by_itself(tmp_path: Path) -> None:
    samples = np.stack([np.full(100, 1000), np.full(100, -500)], axis=1).astype(np.int16)
    file = write_wav(tmp_path, samples, 16000)
    timeline = SoundTimeline(tmp_path, (file,))
    block = timeline.frames(file, 50, 100)
    assert np.array_equal(block[:50], samples[50:])
    assert not block[50:].any()


def test_threads_read_at_once(tmp_path: Path) -> None:
    timeline = in_segments(tmp_path, 44100, (1.0, 1.0))
    whole, seen = timeline.read(0, 2000), []

    def read() -> None:
        seen.extend(np.array_equal(timeline.read(0, 2000), whole) for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 20
