"""The sound check hears what is there and says what is wrong with it."""

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.errors import Cancelled, DeviceError
from minutewright.services.capture.messages import Level
from minutewright.services.capture.soundcheck import Verdict, check_sound
from minutewright.services.sound.timeline import SoundTimeline
from sound_rig import RATE, SoundRig


def play_tone(rig: SoundRig, folder: Path, size: float) -> None:
    wave = size * np.sin(2 * np.pi * 440 * np.arange(RATE * 20) / RATE)
    soundfile.write(str(folder / "tone.wav"), np.clip(wave, -1, 1), RATE, subtype="PCM_16")
    rig.play(folder / "tone.wav")


@pytest.mark.parametrize(
    ("size", "verdict"),
    [(0.1, Verdict.GOOD), (0.003, Verdict.QUIET), (1.5, Verdict.CLIPPED), (0.0, Verdict.SILENT)],
)
def test_it_judges_what_it_hears(sound_rig: SoundRig, tmp_path: Path, size: float, verdict: Verdict) -> None:
    play_tone(sound_rig, tmp_path, size)
    (tmp_path / "check").mkdir()
    levels: list[Level] = []
    check = check_sound(tmp_path / "check", "room", 1.5, on_level=levels.append)
    assert check.verdict is verdict
    assert check.device == "room"
    assert check.file.frames == round(1.5 * check.file.sample_rate)
    assert len(levels) >= 15
    sound = SoundTimeline(check.folder, (check.file,)).read(0, 1500)
    assert np.abs(sound).max() == pytest.approx(min(size, 1), abs=0.01)
    if size == 0.1:
        assert check.peak_dbfs == pytest.approx(-20, abs=0.3)
        assert check.rms_dbfs == pytest.approx(-23, abs=0.5)


def test_only_the_last_check_is_kept(sound_rig: SoundRig, tmp_path: Path) -> None:
    check_sound(tmp_path, "room", 0.2)
    check = check_sound(tmp_path, "lectern", 0.2)
    assert [path.name for path in tmp_path.iterdir()] == [check.file.name]


def test_it_can_be_stopped(sound_rig: SoundRig, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        check_sound(tmp_path, "room", 60, cancelled=stop)


def test_a_microphone_that_delivers_nothing_is_told(fresh_sound_rig: SoundRig, tmp_path: Path) -> None:
    fresh_sound_rig.suspend("room")
    with pytest.raises(DeviceError):
        check_sound(tmp_path, "room", 5)
