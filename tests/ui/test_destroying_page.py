"""The clerk destroys a span with the keyboard alone: from the transcript afterwards, and while the recording goes on."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import secret_meeting
from committee import begin_committee
from minutewright.app.workplace import Workplace
from minutewright.domain.recording import GapReason
from minutewright.services.resources import resource
from minutewright.services.settings.options import MICROPHONE
from minutewright.services.sound.destroying import destroyed_spans
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.reading import read_frames
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.pages.review import ReviewPage
from minutewright.ui.window import Window
from secret_meeting import places_of_text
from sound_rig import SoundRig

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


def type_into(words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


@pytest.fixture
def review(tmp_path: Path, window: Window, qtbot: QtBot) -> ReviewPage:
    secret_meeting.make(tmp_path, copied=False)
    window.session.open(tmp_path / "meeting")
    window.go("review")
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    page.view.choose(1)
    return page


def test_the_chosen_utterance_is_destroyed_after_a_reason_and_a_typed_word(
    review: ReviewPage, qtbot: QtBot, tmp_path: Path
) -> None:
    strip = review.destroying.strip
    review.shell.actions.run("review.destroy")
    assert (strip.start.text(), strip.end.text()) == ("0:00:02.700", "0:00:07.200")
    type_into("taken without the public")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not strip.question.isHidden())
    assert "1 utterance" in strip.question.text()
    assert "1 note" in strip.question.text()
    assert "transcript.txt" in strip.notices.text()
    assert QApplication.focusWidget() is strip.word
    type_into("destroy")
    press(Key.Key_Return)
    assert len(review.model.segments) == 3
    strip.word.clear()
    strip.exports.setChecked(True)
    type_into("DESTROY")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(review.model.segments) == 2, timeout=20_000)
    assert strip.isHidden()
    qtbot.waitUntil(
        lambda: all(span.ended_at for span in destroyed_spans(tmp_path / "meeting")), timeout=20_000
    )
    assert places_of_text(tmp_path) == []
    assert review.shell.session.undo_words() == ""
    review.shell.actions.run("review.destroyed")
    text = (tmp_path / "meeting" / "exports" / "destroyed spans.txt").read_text(encoding="utf-8")
    assert "taken without the public" in text


def test_esc_goes_back_from_the_second_question_and_then_leaves(review: ReviewPage, qtbot: QtBot) -> None:
    strip = review.destroying.strip
    review.shell.actions.run("review.destroy")
    press(Key.Key_Return)
    assert strip.question.isHidden()
    type_into("a mistake")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not strip.question.isHidden())
    press(Key.Key_Escape)
    assert strip.question.isHidden()
    assert not strip.isHidden()
    press(Key.Key_Escape)
    assert strip.isHidden()
    assert not destroyed_spans(review.store.folder)  # type: ignore[union-attr]


def test_the_last_seconds_go_while_the_recording_goes_on(
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
    qtbot.waitUntil(lambda: page.state == "recording" and page.now().at_ms > 4_000, timeout=60_000)

    strip = page.destroying.strip
    window.shell.actions.run("meeting.destroy")
    strip.last.setText("0:02")
    strip.reason.setFocus()
    type_into("a private word")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not strip.question.isHidden(), timeout=20_000)
    assert "still being recorded" in strip.notices.text()
    type_into("DESTROY")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(destroyed_spans(store.folder)), timeout=20_000)
    (span,) = destroyed_spans(store.folder)
    assert span.ended_at is None
    assert page.state == "recording"
    qtbot.waitUntil(lambda: page.now().at_ms > span.end_ms + 2_000, timeout=30_000)

    window.shell.actions.run("meeting.end")
    QTest.keyClick(page.end.done, Key.Key_Return)
    qtbot.waitUntil(lambda: page.state == "idle", timeout=30_000)
    qtbot.waitUntil(lambda: all(each.ended_at for each in destroyed_spans(store.folder)), timeout=20_000)
    (file,) = read_inventory(store.folder / "audio").files
    frames = read_frames(store.folder / "audio" / file.name, file, 0, file.frames)
    first, end = (at * file.sample_rate // 1000 for at in (span.start_ms, span.end_ms))
    assert not frames[first:end].any()
    assert np.abs(frames[:first]).max() > 500
    assert np.abs(frames[end + file.sample_rate // 2 :]).max() > 500
    assert [gap.reason for gap in store.gaps.all()] == [GapReason.DESTROYED]
