"""The alert on a real loudspeaker of software: three tones, soft, and never two at a time."""

import time

import numpy as np

from minutewright.services.playback.alert import TONE_HZ, Alert, alert_sound
from sound_rig import RATE, SoundRig, Witness


def test_three_soft_tones_are_heard(sound_rig: SoundRig) -> None:
    alert = Alert()
    with Witness("heard") as witness:
        assert alert.sound()
        assert not alert.sound()
        deadline = time.monotonic() + 20
        while len(witness.frames) < 3 * RATE and time.monotonic() < deadline:
            time.sleep(0.05)
        heard = witness.frames[:, 0].astype(np.int32)
    loud = np.flatnonzero(np.abs(heard) > 500)
    tones = np.split(loud, np.flatnonzero(np.diff(loud) > RATE // 20) + 1)
    assert len(tones) == 3
    assert np.abs(heard).max() < 0.11 * 32768
    first = heard[tones[0][0] : tones[0][-1]]
    pitch = np.abs(np.fft.rfft(first)).argmax() * RATE / len(first)
    assert abs(pitch - TONE_HZ) < 20


def test_it_begins_and_ends_without_a_click() -> None:
    sound = alert_sound(RATE)
    assert np.abs(np.diff(sound)).max() < 0.015
    assert sound[0] == 0


def test_without_a_loudspeaker_nothing_fails(no_sound_card: None) -> None:
    alert = Alert()
    assert alert.sound()
    deadline = time.monotonic() + 10
    while not alert.sound():
        assert time.monotonic() < deadline
        time.sleep(0.05)
