"""The Meeting page with the real recorder on a sound card of software: what is stamped lies where it was said."""

from datetime import timedelta
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from committee import begin_committee, item_id, person_id
from minutewright.app.workplace import Workplace
from minutewright.domain.marks import MarkKind
from minutewright.domain.recording import GapReason, recording_length_ms
from minutewright.services.resources import resource
from minutewright.services.settings.options import MICROPHONE
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.widgets.label import Role
from minutewright.ui.window import Window
from sound_rig import SoundRig

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_meeting_is_recorded_paused_for_a_reason_and_closed_by_keys(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    samples, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="int16")
    soundfile.write(tmp_path / "room.wav", samples, rate)
    workplace.settings.set(MICROPHONE, "room")
    store = begin_committee(tmp_path / "harbour")
    window.session.take(store)
    window.go("meeting")
    page = window.page("meeting")
    assert isinstance(page, MeetingPage)
    sound_rig.play(tmp_path / "room.wav")

    window.shell.actions.run("meeting.start")
    qtbot.waitUntil(lambda: page.state == "recording", timeout=30_000)
    qtbot.waitUntil(lambda: page.bar.meter.words == "Level: good", timeout=20_000)
    qtbot.waitUntil(lambda: page.bar.elapsed.text() not in ("", "● 0:00:00"), timeout=20_000)
    assert page.bar.elapsed.role is Role.LIVE
    QTest.keyClick(page.agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.agenda, Qt.Key.Key_2)
    (item,) = store.marks.all("kind = ?", (MarkKind.ITEM.value,))
    (speaker,) = store.marks.all("kind = ?", (MarkKind.SPEAKER.value,))
    assert item.item_id == item_id(store, "1")
    assert speaker.person_id == person_id("Oduya")
    assert item.at_ms > 0
    assert item.wall is not None

    QTest.keyClick(page.agenda, Qt.Key.Key_P)
    QTest.keyClick(page.pause.reasons[GapReason.ADJOURNED], Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.state == "paused", timeout=20_000)
    qtbot.waitUntil(lambda: page.bar.state.text() == "Paused", timeout=20_000)
    QTest.keyClick(page.agenda, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: page.state == "recording", timeout=20_000)
    assert [gap.reason for gap in store.gaps.all()] == [GapReason.ADJOURNED]

    qtbot.waitUntil(lambda: page.now().at_ms > item.at_ms + 1_000, timeout=20_000)
    taken_down = [page.marks.model.line(row).words for row in range(page.marks.model.rowCount())]  # type: ignore[union-attr]
    assert any("adjourned" in words for words in taken_down)

    window.shell.actions.run("meeting.end")
    QTest.keyClick(page.end.done, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.state == "idle", timeout=30_000)
    qtbot.waitUntil(lambda: not page.bar.state.text().startswith("Recording"), timeout=20_000)
    (closed,) = store.marks.all("kind = ?", (MarkKind.CLOSED.value,))
    length = recording_length_ms(store.files.all())
    assert closed.at_ms > item.at_ms
    assert abs(length - closed.at_ms) < 500  # the time now is worked out between two reports of the recorder
    first = store.files.all()[0]
    drift = abs(item.wall - first.started_at - timedelta(milliseconds=item.at_ms))
    assert drift < timedelta(seconds=1)
    assert store.meeting.closed_at is not None


def test_a_microphone_that_is_not_there_is_said_in_one_sentence(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    workplace.settings.set(MICROPHONE, "no such microphone")
    store = begin_committee(tmp_path / "harbour")
    window.session.take(store)
    window.go("meeting")
    page = window.page("meeting")
    assert isinstance(page, MeetingPage)
    with qtbot.waitSignal(window.shell.messages.posted, timeout=30_000) as said:
        window.shell.actions.run("meeting.start")
    assert "Traceback" not in said.args[0].text
    assert said.args[0].text.endswith(".")
    qtbot.waitUntil(lambda: page.state == "idle", timeout=30_000)
