"""Speech, quiet and nothing at all are told apart by loudness alone."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.services.capture.hearing import Hearing
from minutewright.services.capture.levels import measure
from minutewright.services.resources import resource

RATE = 16_000
PIECE = RATE // 10


def hear(hearing: Hearing, samples: np.ndarray) -> list[bool]:
    """Feed int16 samples of 16 kHz mono in tenths of a second."""
    found = []
    for start in range(0, len(samples) - PIECE + 1, PIECE):
        piece = samples[start : start + PIECE].reshape(-1, 1)
        found.append(hearing.hear(*measure(piece), 100))
    return found


def noise(seconds: float, dbfs: float) -> np.ndarray:
    random = np.random.default_rng(7)
    return np.clip(random.normal(0, 32768 * 10 ** (dbfs / 20), round(seconds * RATE)), -32768, 32767).astype(
        np.int16
    )


def sample_speech() -> np.ndarray:
    samples, rate = soundfile.read(Path(resource("sample", "meeting.flac")), dtype="int16")
    assert rate == RATE
    return np.asarray(samples[: 60 * RATE])


def test_people_who_talk_are_heard_most_of_the_time() -> None:
    found = hear(Hearing(), sample_speech())
    assert sum(found) / len(found) > 0.4
    longest = max(len(run) for run in "".join("x" if speech else " " for speech in found).split("x"))
    assert longest < 60  # tenths of a second


def test_people_are_heard_over_a_fan_too() -> None:
    speech = sample_speech()
    loud = np.clip(speech.astype(np.int32) + noise(len(speech) / RATE, -45), -32768, 32767).astype(np.int16)
    found = hear(Hearing(), loud)
    assert sum(found) / len(found) > 0.2


@pytest.mark.parametrize("dbfs", [-70.0, -50.0, -30.0])
def test_a_steady_noise_is_no_speech_for_long(dbfs: float) -> None:
    found = hear(Hearing(), noise(60, dbfs))
    assert not any(found[250:])


def test_a_hum_is_no_speech_for_long() -> None:
    hum = np.round(3000 * np.sin(2 * np.pi * 50 * np.arange(60 * RATE) / RATE)).astype(np.int16)
    assert not any(hear(Hearing(), hum)[250:])


def test_a_knock_is_no_speech() -> None:
    room = noise(30, -65)
    room[20 * RATE : 20 * RATE + PIECE] = 20_000
    assert not any(hear(Hearing(), room))


def test_digital_silence_and_mere_quiet_are_counted_apart() -> None:
    hearing = Hearing()
    hear(hearing, noise(16, -75))
    assert (hearing.silent_ms, hearing.quiet_ms) == (0, 16_000)
    hear(hearing, np.zeros(3 * RATE, np.int16))
    assert (hearing.silent_ms, hearing.quiet_ms) == (3_000, 19_000)
    hear(hearing, noise(0.1, -50))
    assert (hearing.silent_ms, hearing.quiet_ms) == (0, 0)


def test_after_a_pause_silence_is_counted_anew() -> None:
    hearing = Hearing()
    hear(hearing, np.zeros(3 * RATE, np.int16))
    hearing.forget()
    assert (hearing.silent_ms, hearing.quiet_ms) == (0, 0)


def test_each_time_it_is_too_loud_counts_once() -> None:
    hearing = Hearing()
    loud, calm = np.full(PIECE, 32767, np.int16), noise(0.1, -40)
    hear(hearing, np.concatenate([calm, loud, loud, calm, loud, calm]))
    assert hearing.clipped_times == 2
