"""After everything was killed the library offers each recording, whether it was broken off or goes on by itself."""

import os
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from minutewright.app.workplace import Workplace
from minutewright.domain.meeting import RecordingState
from minutewright.domain.recording import GapReason, recording_length_ms
from minutewright.services.capture.client import RecorderClient
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.recovery import recover
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.settings.options import MICROPHONE
from minutewright.ui.pages.library import LibraryPage
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.widgets.interrupted import Interrupted
from minutewright.ui.window import Window
from sound_rig import SoundRig

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def begin_recording(workplace: Workplace, body: str) -> Path:
    """A new meeting whose recorder runs and whose window is gone; the library was told of the meeting alone."""
    folder = workplace.new_folder(body, date.today())
    with begin_meeting(folder, body, date.today()) as store:
        workplace.refresh(store)
    client = RecorderClient.start(folder, "room", 48_000)
    client.wait_until_recording()
    while client.position_ms < 1_500:
        time.sleep(0.05)
    client.close()
    return folder


def kill_recorder(folder: Path) -> None:
    place = running_recorder(folder / "audio")
    assert place is not None
    os.kill(place.pid, signal.SIGKILL)


def panels(page: LibraryPage) -> tuple[list[str], dict[str, QPushButton]]:
    """What stands on top of the library, and its buttons by the first words of their names."""
    top = page.findChildren(Interrupted)[0]
    words = [label.text() for label in top.findChildren(QLabel) if label.isVisible()]
    buttons = [button for button in top.findChildren(QPushButton) if button.isVisible()]
    return words, {button.accessibleName().split(",")[0]: button for button in buttons}


def test_each_recording_is_offered_and_each_offer_does_what_it_says(
    qtbot: QtBot, workplace: Workplace, new_window: Callable[[], Window], sound_rig: SoundRig
) -> None:
    workplace.settings.set(MICROPHONE, "room")
    broken, other, live = (
        begin_recording(workplace, f"{name} Committee") for name in ("Parks", "Quay", "Fair")
    )
    kill_recorder(broken)
    kill_recorder(other)
    kept_ms = recording_length_ms(recover(broken).files)
    assert kept_ms > 500

    window = new_window()
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    qtbot.waitUntil(lambda: len(panels(page)[1]) == 7, timeout=20_000)
    words, buttons = panels(page)
    assert words[0] == "Being recorded now · 2 recordings were interrupted"
    assert "▲ Interrupted" in words
    assert "● Recording" in words
    assert sum("of sound recovered, up to" in each for each in words) == 2

    buttons["Go to the recording: Fair Committee"].click()
    qtbot.waitUntil(lambda: window.front == "meeting", timeout=10_000)
    meeting = window.page("meeting")
    assert isinstance(meeting, MeetingPage)
    qtbot.waitUntil(lambda: meeting.state == "recording", timeout=20_000)
    assert any("went on by itself" in line for line in window.banner.words)
    window.shell.actions.run("meeting.end")
    QTest.keyClick(meeting.end.done, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: meeting.state == "idle", timeout=30_000)
    assert recover(live).complete

    window.go("library")
    qtbot.waitUntil(lambda: len(panels(page)[1]) == 6, timeout=20_000)
    panels(page)[1]["Continue: Parks Committee"].click()
    qtbot.waitUntil(lambda: meeting.state == "recording", timeout=30_000)
    store = window.session.store
    assert store is not None
    qtbot.waitUntil(lambda: meeting.now().at_ms > kept_ms + 1_000, timeout=20_000)
    assert [gap.reason for gap in store.gaps.all()] == [GapReason.INTERRUPTED]
    assert store.gaps.all()[0].at_ms == kept_ms
    window.shell.actions.run("meeting.end")
    QTest.keyClick(meeting.end.done, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: meeting.state == "idle", timeout=30_000)

    window.go("library")
    qtbot.waitUntil(lambda: len(panels(page)[1]) == 3, timeout=20_000)
    panels(page)[1]["Keep: Quay Committee"].click()
    qtbot.waitUntil(lambda: not panels(page)[1], timeout=20_000)
    assert recover(other).complete
    assert window.session.store is not None
    assert window.session.store.recording_state is RecordingState.DONE
