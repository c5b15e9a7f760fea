"""The proof of the recording in the window: found by key, read anew, saved to print."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from minutewright.app.sample import make_sample
from minutewright.ui.window import Window


def open_sheet(qtbot: QtBot, window: Window) -> str:
    QTest.keyClick(
        window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.proof_sheet.isVisible()
    qtbot.waitUntil(window.proof_sheet.save.isEnabled, timeout=20_000)
    return window.proof_sheet.verdict.text()


def test_the_proof_is_read_anew_each_time_and_saved(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    store = make_sample(tmp_path / "sample")
    window.session.take(store)
    assert open_sheet(qtbot, window).startswith("✓  The one closed file is byte for byte")
    assert "matches" in window.proof_sheet.page.toPlainText()
    window.proof_sheet.write_to(tmp_path / "proof.docx")
    assert (tmp_path / "proof.docx").stat().st_size > 5_000
    QTest.keyClick(window.proof_sheet.page, Qt.Key.Key_Escape)
    assert not window.proof_sheet.isVisible()

    (sound,) = (path for path in (store.folder / "audio").iterdir() if path.suffix == ".flac")
    with open(sound, "r+b") as file:
        file.seek(-100, 2)
        file.write(b"?")
    assert open_sheet(qtbot, window).startswith("✖  This recording does NOT match what was recorded")
    assert "CHANGED" in window.proof_sheet.page.toPlainText()
    window.close_meeting()
    assert not window.proof_sheet.isVisible()


def test_without_a_recording_it_is_not_offered(window: Window) -> None:
    assert not window.shell.actions.entry("window.proof").qt.isEnabled()
