"""What is recorded, chosen on Prepare and seen on Meeting: channels, the sound of this computer, microphones that come
and go."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from committee import begin_committee, person_id
from minutewright.app.sound import refresh_sound
from minutewright.app.sound_check import SoundBefore, SoundSources
from minutewright.app.workplace import Workplace
from minutewright.domain.ids import PassId, SegmentId
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind
from minutewright.services.capture.computer_sound import LABEL
from minutewright.services.clerk.seating import assign_channel
from minutewright.services.settings.options import (
    ALERT_SOUND,
    CHANNELS,
    COMPUTER_SOUND,
    COMPUTER_SOUND_FROM,
    MICROPHONE,
)
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.pages.prepare import PreparePage
from minutewright.ui.pages.review import ReviewPage
from minutewright.ui.widgets.sound_panel import SoundPanel
from minutewright.ui.widgets.sound_sources import SourceChoice
from minutewright.ui.window import Window
from sound_rig import RATE, SoundRig

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
BOUNDARY = SoundSources((("Boundary", 8), ("Laptop", 1)), (LABEL, f"{LABEL}: Speakers", f"{LABEL}: Headset"))


def noise_file(path: Path, seconds: float = 60) -> Path:
    chance = np.random.default_rng(1)
    bursts = np.repeat(np.arange(round(seconds * 2)) % 2, RATE // 2)
    soundfile.write(str(path), 0.1 * bursts * chance.standard_normal(len(bursts)), RATE, subtype="PCM_16")
    return path


def test_what_a_microphone_has_is_offered_and_what_is_chosen_is_remembered(
    qtbot: QtBot, window: Window, workplace: Workplace
) -> None:
    choice = SourceChoice(window.shell, workplace.settings)
    for widget in choice.widgets:
        qtbot.addWidget(widget)
    choice.show_sources(BOUNDARY, "Boundary")
    assert [choice.channels.itemText(row) for row in range(choice.channels.count())][-1] == "Keep 8 channels"
    choice.channels.activated.emit(choice.channels.findData(8))
    choice.computer.click()
    choice.computer_from.activated.emit(2)
    assert workplace.settings.get(CHANNELS) == 8
    assert workplace.settings.get(COMPUTER_SOUND)
    assert workplace.settings.get(COMPUTER_SOUND_FROM) == f"{LABEL}: Headset"
    again = SourceChoice(window.shell, workplace.settings)
    for widget in again.widgets:
        qtbot.addWidget(widget)
    again.show_sources(SoundSources((("Laptop", 1),), ()), "Laptop")
    assert again.channels.currentText() == "Keep 8 channels (it has 1)"
    assert again.computer.isChecked()
    assert again.computer_from.currentText() == f"{LABEL}: Headset (not there)"


def test_where_this_computer_cannot_be_recorded_it_is_not_offered(
    qtbot: QtBot, window: Window, workplace: Workplace
) -> None:
    choice = SourceChoice(window.shell, workplace.settings)
    for widget in choice.widgets:
        qtbot.addWidget(widget)
    choice.show_sources(SoundSources((("Laptop", 1),), ()), "")
    assert not choice.computer.isEnabled()


def test_channels_and_computer_are_seen_while_they_are_recorded(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    workplace.settings.set(MICROPHONE, "room")
    workplace.settings.set(CHANNELS, 2)
    workplace.settings.set(COMPUTER_SOUND, True)
    store = begin_committee(tmp_path / "harbour")
    oduya = next(row for row in store.attendance.all() if row.person_id == person_id("Oduya"))
    with store.action("Assign channel"):
        store.attendance.put(replace(oduya, channel=1))
    window.session.take(store)
    window.go("meeting")
    page = window.page("meeting")
    assert isinstance(page, MeetingPage)
    sound_rig.play(noise_file(tmp_path / "room.wav"), "room")
    sound_rig.play(noise_file(tmp_path / "remote.wav"), "speakers")
    window.shell.actions.run("meeting.start")
    qtbot.waitUntil(lambda: page.bar.computer_meter.words == "Level: good", timeout=30_000)
    assert not page.bar.computer_meter.isHidden()
    # Both channels hear the same; the first is then the one.
    qtbot.waitUntil(lambda: page.bar.channel.text() == "Channel 1: Oduya?", timeout=20_000)
    recording = workplace.desk(store).recording
    assert recording.hears_alerts
    assert not recording.sound_alert()
    recording.stop(wait=True)
    qtbot.waitUntil(lambda: page.state == "idle", timeout=30_000)
    qtbot.waitUntil(page.bar.computer_meter.isHidden, timeout=10_000)
    assert list((store.folder / "audio" / "computer").glob("*.wav"))
    assert {file.channels for file in store.files.all()} == {2}
    assert recording.sound_alert()
    qtbot.waitUntil(lambda: not recording._alert._sounding.locked(), timeout=20_000)
    workplace.settings.set(ALERT_SOUND, False)
    assert not recording.sound_alert()


def test_a_microphone_unplugged_on_prepare_is_noticed_and_one_plugged_in_is_listed_without_a_restart(
    qtbot: QtBot, window: Window, workplace: Workplace, fresh_sound_rig: SoundRig, tmp_path: Path
) -> None:
    workplace.settings.set(MICROPHONE, "room")
    panel = SoundPanel(window.shell, workplace.settings, SoundBefore(tmp_path / "profile"))
    qtbot.addWidget(panel)
    panel.begin(tmp_path)
    qtbot.waitUntil(lambda: panel.can_check, timeout=20_000)
    fresh_sound_rig.add_room("gallery")
    assert panel.devices.findText("gallery") < 0
    panel.devices.looked_at.emit()
    qtbot.waitUntil(lambda: panel.devices.findText("gallery") >= 0, timeout=20_000)
    qtbot.waitUntil(lambda: panel.can_check, timeout=20_000)
    fresh_sound_rig.crash()
    qtbot.waitUntil(lambda: not panel.can_check, timeout=20_000)
    assert panel.words.text()
    fresh_sound_rig.start()
    qtbot.waitUntil(lambda: panel.can_check, timeout=30_000)
    panel.end()


def test_somebodys_channel_is_put_down_on_their_sheet(window: Window, tmp_path: Path) -> None:
    store = begin_committee(tmp_path / "harbour")
    window.session.take(store)
    window.go("prepare")
    page = window.page("prepare")
    assert isinstance(page, PreparePage)
    page.people.select(person_id("Oduya"))
    page._change_person()
    page.person_sheet.channel.setText("3")
    page.person_sheet.store.click()
    assert [row.channel for row in store.attendance.all() if row.person_id == person_id("Oduya")] == [3]
    window.session.undo()
    assert [row.channel for row in store.attendance.all() if row.person_id == person_id("Oduya")] == [None]


def test_speakers_are_suggested_by_channel_and_named_only_when_the_clerk_says_so(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    store = begin_committee(tmp_path / "harbour")
    chance = np.random.default_rng(2)
    sound = 0.002 * chance.standard_normal((8 * 16_000, 2))
    sound[2 * 16_000 : 6 * 16_000, 1] += 0.1 * chance.standard_normal(4 * 16_000)
    at = datetime(2026, 3, 4, 19, tzinfo=UTC)
    writer = WavWriter(store.folder / "audio" / str(SegmentName(1, at, 16_000, 2)), 16_000, 2)
    writer.write((sound * 32767).astype(np.int16).tobytes())
    writer.close()
    refresh_sound(store)
    a_pass = Pass(PassId("p"), PassKind.FINAL, "e", "1", "m", "0", "en", at, at)
    store.begin_pass(a_pass)
    store.put_block(
        PassBlock(a_pass.id, 0, 8000), [HeardSegment(SegmentId("one"), a_pass.id, 2100, 5900, "good evening")]
    )
    window.session.take(store)
    window.go("review")
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    assert not page.channels.can_suggest()
    assign_channel(store, person_id("Oduya"), 2)
    assert page.channels.can_suggest()
    window.shell.actions.run("review.channels")
    qtbot.waitUntil(lambda: "in 1 utterance without" in str(window.message_bar.message), timeout=20_000)
    assert store.segments()[0].speaker_id is None
    window.message_bar.offer_button.click()
    assert store.segments()[0].speaker_id == person_id("Oduya")
    window.session.undo()
    assert store.segments()[0].speaker_id is None
