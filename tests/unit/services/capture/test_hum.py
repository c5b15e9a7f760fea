"""A hum of the mains is told from people who talk."""

import numpy as np
import pytest
import soundfile

from minutewright.services.capture.soundcheck import Verdict, _judge, hum_share
from minutewright.services.resources import resource

RATE = 48_000


def tone(hertz: float, size: float) -> np.ndarray:
    return size * np.sin(2 * np.pi * hertz * np.arange(5 * RATE) / RATE)


def frames(wave: np.ndarray) -> np.ndarray:
    return np.round(wave * 32767).astype(np.int16)[:, None]


@pytest.mark.parametrize("mains", [50.0, 60.0])
def test_a_hum_with_its_overtones_is_nearly_all_hum(mains: float) -> None:
    wave = tone(mains, 0.05) + tone(2 * mains, 0.03) + tone(3 * mains, 0.02)
    assert hum_share(frames(wave), RATE) > 0.95


def test_people_who_talk_hum_little() -> None:
    samples, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="int16")
    shares = [
        hum_share(samples[start : start + 5 * rate, None], rate)
        for start in range(0, len(samples) - 5 * rate, 5 * rate)
    ]
    assert max(shares) < 0.3


def test_other_tones_noise_and_silence_are_no_hum() -> None:
    noise = np.random.default_rng(3).normal(0, 0.05, 5 * RATE)
    for wave in (tone(440, 0.1), noise, np.zeros(5 * RATE), np.zeros(10)):
        assert hum_share(frames(np.clip(wave, -1, 1)), RATE) < 0.3


@pytest.mark.parametrize(
    ("peak", "rms", "clipped", "hums", "verdict"),
    [
        (-90.0, -96.0, False, True, Verdict.SILENT),
        (0.0, -8.0, True, True, Verdict.CLIPPED),
        (-20.0, -30.0, False, True, Verdict.HUM),
        (-40.0, -55.0, False, False, Verdict.QUIET),
        (-12.0, -24.0, False, False, Verdict.GOOD),
    ],
)
def test_the_gravest_fault_is_the_one_that_is_told(
    peak: float, rms: float, clipped: bool, hums: bool, verdict: Verdict
) -> None:
    assert _judge(peak, rms, clipped, hums) is verdict
