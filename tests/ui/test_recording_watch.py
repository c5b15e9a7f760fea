"""The real recorder under the window: what goes wrong cannot be overlooked, and what is written can be heard."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from committee import begin_committee
from minutewright.app.watching import Alarm
from minutewright.app.workplace import Workplace
from minutewright.services.settings.options import LOUDSPEAKER, MICROPHONE
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.window import Window
from sound_rig import RATE, SoundRig, Witness

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def start_recording(qtbot: QtBot, window: Window, workplace: Workplace, folder: Path) -> MeetingPage:
    workplace.settings.set(MICROPHONE, "room")
    window.session.take(begin_committee(folder))
    window.go("meeting")
    page = window.page("meeting")
    assert isinstance(page, MeetingPage)
    window.shell.actions.run("meeting.start")
    qtbot.waitUntil(lambda: page.state == "recording", timeout=30_000)
    return page


def stop_recording(qtbot: QtBot, window: Window, page: MeetingPage) -> None:
    window.go("meeting")
    window.shell.actions.run("meeting.end")
    QTest.keyClick(page.end.done, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.state == "idle", timeout=30_000)


def play_tone(rig: SoundRig, path: Path, hertz: int) -> None:
    wave = 0.2 * np.sin(2 * np.pi * hertz * np.arange(RATE * 60) / RATE)
    soundfile.write(path, wave, RATE, subtype="PCM_16")
    rig.play(path)


def test_a_stalled_microphone_is_on_every_page_until_it_is_back_and_seen(
    qtbot: QtBot, window: Window, workplace: Workplace, fresh_sound_rig: SoundRig, tmp_path: Path
) -> None:
    play_tone(fresh_sound_rig, tmp_path / "tone.wav", 440)
    page = start_recording(qtbot, window, workplace, tmp_path / "harbour")
    qtbot.waitUntil(lambda: page.now().at_ms > 1_500, timeout=20_000)
    sounded: list[Alarm] = []
    window.watch._alert = sounded.append
    window.go("minutes")
    assert not window.banner.isVisible()

    fresh_sound_rig.suspend("room")
    qtbot.waitUntil(window.banner.isVisible, timeout=20_000)
    assert window.banner.words[0].startswith("✖  No sound comes from the microphone “room”")
    assert "since" in window.banner.words[0]
    assert window.banner.property("look") == "grave"
    assert [alarm.grave for alarm in sounded] == [True]
    assert window.focusWidget() is not window.banner.seen

    fresh_sound_rig.suspend("room", on=False)
    qtbot.waitUntil(lambda: window.banner.words[0].startswith("✓"), timeout=30_000)
    assert window.banner.property("look") == "calm"
    QTest.keyClick(window, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: not window.banner.isVisible(), timeout=5_000)
    stop_recording(qtbot, window, page)


def test_what_was_just_written_is_heard_while_the_recording_goes_on(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    workplace.settings.set(LOUDSPEAKER, "Default")
    play_tone(sound_rig, tmp_path / "tone.wav", 1_000)
    page = start_recording(qtbot, window, workplace, tmp_path / "harbour")
    qtbot.waitUntil(lambda: page.now().at_ms > 5_000, timeout=30_000)
    before = page.now().at_ms
    with Witness("heard") as ear:
        QTest.keyClick(page.agenda, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: page.sound.listening, timeout=20_000)
        qtbot.waitUntil(lambda: "headphones" in _message(window), timeout=5_000)
        qtbot.waitUntil(lambda: len(ear.frames) > 3 * RATE, timeout=20_000)
        QTest.keyClick(page.agenda, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert not page.sound.listening
    assert _pitch(ear.frames[-RATE:, 0]) == pytest.approx(1_000, abs=5)
    assert page.state == "recording"
    qtbot.waitUntil(lambda: page.now().at_ms > before + 3_000, timeout=20_000)
    stop_recording(qtbot, window, page)


def _message(window: Window) -> str:
    return window.message_bar.message.text if window.message_bar.message else ""


def _pitch(samples: np.ndarray) -> float:
    """The strongest frequency, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))
