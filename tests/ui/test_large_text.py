"""At twice the size nothing is cut off: every button and every line of words has the room it asks for."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from committee import begin_committee
from minutewright.app.workplace import Workplace
from minutewright.ui.window import Window

OURS = ("library", "prepare", "publish")


def cut_off(root: QWidget) -> list[str]:
    """Buttons and single lines of words that got less room than they need."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QLabel) or not widget.isVisible() or not widget.text():
            continue
        need, got = widget.sizeHint(), widget.size()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        high = widget.heightForWidth(got.width()) if wraps else need.height()
        if got.height() < high or (not wraps and got.width() < need.width()):
            found.append(f"{type(widget).__name__} “{widget.text()}”: {got.toTuple()} of {need.toTuple()}")
    for area in root.findChildren(QScrollArea):
        if area.isVisible() and area.widget() is not None and area.widget().width() > area.viewport().width():
            found.append(
                f"a page is {area.widget().width()} px wide where there are {area.viewport().width()}"
            )
    return found


@pytest.mark.parametrize("text_scale", [100, 130, 150, 200])
@pytest.mark.parametrize("place", OURS)
def test_no_words_are_cut_off(
    qtbot: QtBot, window: Window, workplace: Workplace, place: str, text_scale: int
) -> None:
    window.session.take(begin_committee(workplace.meetings_folder / "harbour"))
    window.shell.theme.set_text_scale(text_scale)
    window.resize(1366, 768)
    window.go(place)
    window.messages.attention("The sound check was too quiet. Move the microphone nearer, or turn it up.")
    qtbot.waitUntil(lambda: window.message_bar.isVisible())
    qtbot.wait(50)
    assert cut_off(window) == []
