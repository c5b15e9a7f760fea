"""The room of the sample meeting: where each voice sits, how the walls answer, and the hum of the ventilation."""

from dataclasses import dataclass

import numpy as np
from sample_text import Meeting, Room
from voices import SAMPLE_RATE, SPEECH_DBFS

# The lowest three of sixteen bits are noise far below the room's own; FLAC stores nothing for bits that are all zero.
_STEP = 8
_LOUDEST = 0.9  # of full scale


@dataclass(frozen=True, slots=True)
class Seat:
    """A voice's level against the others (dB) and how much louder its direct sound is than the room's answer (dB)."""

    gain_db: float
    direct_db: float


def seats(meeting: Meeting) -> dict[str, Seat]:
    """A seat for everybody who speaks: nobody is more than 2.5 dB louder than another."""
    chance = np.random.default_rng(meeting.seed)
    return {
        person.id: Seat(
            round(float(chance.uniform(-1.5, 1.0)), 1), round(float(chance.uniform(6.0, 11.0)), 1)
        )
        for person in meeting.people.values()
        if person.voice
    }


def in_a_room(
    placed: list[tuple[int, str, np.ndarray]], seats: dict[str, Seat], length: int, room: Room, seed: int
) -> np.ndarray:
    """The whole sound (int16, `length` samples) of dry clips (start sample, seat, float32), each heard from its seat.

    Raises:
        ValueError: it would come too near to full scale.
    """
    from scipy.signal import fftconvolve

    chance = np.random.default_rng(seed)
    answers = {key: _answer(seat, room.reverberation_s, chance) for key, seat in seats.items()}
    sound = np.zeros(length)
    for start, key, clip in placed:
        heard = fftconvolve(clip * 10 ** (seats[key].gain_db / 20), answers[key])[: length - start]
        sound[start : start + heard.size] += heard
    sound += _ventilation(length, chance) * 10 ** ((SPEECH_DBFS - room.snr_db) / 20)
    if np.abs(sound).max() > _LOUDEST:
        raise ValueError("The sample meeting is too loud; lower SPEECH_DBFS in voices.py.")
    return (np.round(sound * 32768 / _STEP) * _STEP).astype(np.int16)


def _answer(seat: Seat, reverberation_s: float, chance: np.random.Generator) -> np.ndarray:
    """Direct sound, then noise that has fallen by 60 dB after `reverberation_s`."""
    from scipy.signal import butter, sosfilt

    time = np.arange(int(reverberation_s * SAMPLE_RATE)) / SAMPLE_RATE
    tail = chance.standard_normal(time.size) * 10 ** (-3 * time / reverberation_s)
    tail[time < 0.008] = 0
    tail = sosfilt(butter(2, [150, 4500], "band", fs=SAMPLE_RATE, output="sos"), tail)
    tail *= 10 ** (-seat.direct_db / 20) / np.sqrt(np.sum(tail**2))
    tail[0] += 1
    return tail


def _ventilation(length: int, chance: np.random.Generator) -> np.ndarray:
    """Noise of one unit RMS that falls by 6 dB an octave above 60 Hz."""
    spectrum = np.fft.rfft(chance.standard_normal(length))
    spectrum /= np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 60)
    noise = np.fft.irfft(spectrum, length)
    return noise / noise.std()
