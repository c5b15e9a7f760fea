"""Levels are true to the sound."""

import numpy as np
import pytest

from minutewright.services.capture.levels import SILENCE_DBFS, measure


def frames(*values: int, channels: int = 1) -> np.ndarray:
    return np.repeat(np.array(values, np.int16)[:, None], channels, axis=1)


def test_silence_is_the_lowest_level() -> None:
    assert measure(frames(0, 0, 0)) == (SILENCE_DBFS, SILENCE_DBFS, False)
    assert measure(np.zeros((0, 2), np.int16)) == (SILENCE_DBFS, SILENCE_DBFS, False)


def test_full_scale_is_zero() -> None:
    peak, rms, _ = measure(frames(-32768, -32768))
    assert (peak, rms) == (0, 0)


def test_a_sine_of_half_scale_is_six_and_nine_under() -> None:
    wave = np.round(16384 * np.sin(np.arange(48000) * 2 * np.pi / 48)).astype(np.int16)[:, None]
    peak, rms, clipped = measure(wave)
    assert peak == pytest.approx(-6.02, abs=0.01)
    assert rms == pytest.approx(-9.03, abs=0.01)
    assert not clipped


def test_the_loudest_channel_counts() -> None:
    two = np.stack([np.full(100, 100), np.full(100, 16384)], axis=1).astype(np.int16)
    peak, rms, _ = measure(two)
    assert peak == rms == pytest.approx(-6.02, abs=0.01)


@pytest.mark.parametrize(
    ("values", "clipped"),
    [
        ((32767, 32767, 32767), True),
        ((0, -32768, 32767, -32768, 0), True),
        ((32767, 32767, 0, 32767, 32767), False),
        ((32767, 32767), False),
        ((32766, 32766, 32766), False),
    ],
)
def test_three_full_samples_in_a_row_are_clipped(values: tuple[int, ...], clipped: bool) -> None:
    assert measure(frames(*values))[2] is clipped


def test_a_run_over_two_channels_is_no_run() -> None:
    assert not measure(np.array([[32767, 0], [32767, 0], [0, 32767]], np.int16))[2]
