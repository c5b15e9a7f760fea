"""The review plays the real recording through a real loudspeaker, from the word that is clicked."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from spoken import EVENING, start_of, transcribe

from committee import begin_committee
from minutewright.app.sound import import_sound
from minutewright.app.workplace import Workplace
from minutewright.services.resources import resource
from minutewright.ui.pages.review import ReviewPage
from minutewright.ui.window import Window
from sound_rig import SoundRig, Witness


def test_a_click_is_heard_and_esc_is_silence(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    store = begin_committee(tmp_path / "harbour")
    import_sound(store, [resource("sample", "meeting.flac")])
    transcribe(store, tuple(text for _, text in EVENING))
    window.session.take(store)
    window.go("review")
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    box = page.view.rows.words_rect(page.view.row_rect(4), page.model.row(4))
    player = workplace.desk(store).player()
    with Witness("heard") as witness:
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft())
        qtbot.waitUntil(lambda: player.position_ms > start_of(4) + 1_000, timeout=20_000)
        qtbot.waitUntil(
            lambda: page.view.heard is not None and page.view.heard[0] == page.model.segments[4].id
        )
        frames = witness.frames
    assert abs(frames.astype(int)).max() > 1_000
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not player.playing
    stopped = player.position_ms
    assert page.position.text() != "0:00:00"
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: player.playing, timeout=10_000)
    assert player.position_ms < stopped
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
