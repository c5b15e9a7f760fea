"""The outline is true to the sound, and kept only where it cannot go stale."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from minutewright.services.sound.peaks import file_peaks, read_peaks
from minutewright.services.sound.timeline import SoundTimeline
from tones import tone, write_wav


def steps(levels: list[int], rate: int = 16000) -> np.ndarray:
    """100 ms at each level, every second sample negative."""
    wave = np.repeat(np.array(levels, np.int16), rate // 10)
    wave[1::2] *= -1
    return wave[:, None]


def test_each_10_ms_shows_its_lowest_and_highest_sample(tmp_path: Path) -> None:
    file = write_wav(tmp_path, steps([100, 3000, 0]), 16000)
    peaks = file_peaks(SoundTimeline(tmp_path, (file,)), file)
    assert peaks.shape == (30, 2)
    assert peaks.dtype == np.int16
    assert peaks[:10].tolist() == [[-100, 100]] * 10
    assert peaks[10:20].tolist() == [[-3000, 3000]] * 10
    assert not peaks[20:].any()


def test_odd_rates_longer_files_and_channels_keep_step(tmp_path: Path) -> None:
    rate = 11025
    samples = np.concatenate([tone(rate * 70, rate, 2), np.full((rate, 2), 777, np.int16)])
    file = write_wav(tmp_path, samples, rate)
    peaks = file_peaks(SoundTimeline(tmp_path, (file,)), file)
    assert len(peaks) == 7100
    assert (peaks[7001:] == 777).all()
    assert (peaks[1:6999, 1] > 15000).all()


def test_the_outline_of_a_closed_file_is_kept_and_not_read_again(tmp_path: Path) -> None:
    file = write_wav(tmp_path, steps([100, 200]), 16000)
    timeline = SoundTimeline(tmp_path, (file,))
    peaks = file_peaks(timeline, file)
    (tmp_path / file.name).unlink()
    assert np.array_equal(file_peaks(timeline, file), peaks)
    assert timeline.notes == ()


def test_the_outline_of_a_growing_file_is_not_kept(tmp_path: Path) -> None:
    file = replace(write_wav(tmp_path, steps([100, 200]), 16000), sha256="", frames=1600)
    assert len(file_peaks(SoundTimeline(tmp_path, (file,)), file)) == 10
    grown = replace(file, frames=3200)
    assert len(file_peaks(SoundTimeline(tmp_path, (grown,)), grown)) == 20
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_damaged_outline_is_made_again(tmp_path: Path) -> None:
    file = write_wav(tmp_path, steps([100]), 16000)
    timeline = SoundTimeline(tmp_path, (file,))
    peaks = file_peaks(timeline, file)
    (tmp_path / f"{file.name}.peaks").write_bytes(b"MWPK")
    assert np.array_equal(file_peaks(timeline, file), peaks)


def test_a_stretch_over_files_is_drawn_in_as_many_columns_as_asked(tmp_path: Path) -> None:
    first = write_wav(tmp_path, steps([100, 200]), 16000)
    second = write_wav(tmp_path, steps([300, 400], 48000), 48000, number=2, start_ms=200)
    timeline = SoundTimeline(tmp_path, (first, second))
    assert read_peaks(timeline, 0, 400, 4)[:, 1].tolist() == [100, 200, 300, 400]
    assert read_peaks(timeline, 100, 300, 2)[:, 0].tolist() == [-200, -300]
    assert read_peaks(timeline, 0, 400, 1).tolist() == [[-400, 400]]
    assert read_peaks(timeline, 350, 450, 10)[:, 1].tolist() == [400] * 5 + [0] * 5
    assert read_peaks(timeline, 0, 10, 5).shape == (5, 2)


def test_a_cancelled_outline_reads_no_more_files(tmp_path: Path) -> None:
    file = write_wav(tmp_path, steps([100]), 16000)
    assert not read_peaks(SoundTimeline(tmp_path, (file,)), 0, 100, 4, cancelled=lambda: True).any()
