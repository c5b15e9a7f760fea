"""The sound check on a real sound card of software: what is said in the room is shown, taken, and heard back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from minutewright.app.sound_check import SoundBefore
from minutewright.app.workplace import Workplace
from minutewright.services.resources import resource
from minutewright.services.settings.options import MICROPHONE
from minutewright.ui.widgets.sound_panel import SoundPanel
from minutewright.ui.window import Window
from sound_rig import SoundRig, Witness


def test_five_seconds_of_the_room_are_taken_and_heard_back(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    import soundfile

    samples, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="int16")
    soundfile.write(tmp_path / "room.wav", samples, rate)
    workplace.settings.set(MICROPHONE, "room")
    panel = SoundPanel(window.shell, workplace.settings, SoundBefore(tmp_path / "profile"))
    qtbot.addWidget(panel)
    sound_rig.play(tmp_path / "room.wav")
    panel.begin(tmp_path)
    qtbot.waitUntil(lambda: panel.can_check, timeout=20_000)
    assert "room" in [panel.devices.itemText(row) for row in range(panel.devices.count())]
    qtbot.waitUntil(lambda: panel.meter.words == "Level: good", timeout=10_000)
    panel.run_check()
    with Witness("heard") as witness:
        qtbot.waitUntil(lambda: panel.words.text().startswith("✓ Heard well"), timeout=30_000)
        heard = witness.frames
    assert abs(heard.astype(int)).max() > 1000
    panel.end()
