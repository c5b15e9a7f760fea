"""The software sound card of the tests is itself true: what is played into a room is what its microphone hears."""

import time
from pathlib import Path

import numpy as np
import soundfile

from sound_rig import RATE, SoundRig, Witness


def test_a_tone_played_into_the_room_is_heard_by_its_microphone_only(
    sound_rig: SoundRig, tmp_path: Path
) -> None:
    times = np.arange(RATE) / RATE
    soundfile.write(
        str(tmp_path / "tone.wav"), 0.5 * np.sin(2 * np.pi * 1000 * times), RATE, subtype="PCM_16"
    )
    with Witness("room") as room, Witness("lectern", channels=1) as lectern:
        sound_rig.play(tmp_path / "tone.wav").wait()
        time.sleep(0.5)
    loud = np.flatnonzero(room.frames[:, 0])
    heard = room.frames[loud[0] : loud[-1] + 1]
    assert abs(len(heard) - RATE) < RATE // 50
    spectrum = np.abs(np.fft.rfft(heard[:, 0]))
    assert abs(int(spectrum.argmax()) * RATE / len(heard) - 1000) < 2
    assert not lectern.frames.any()
