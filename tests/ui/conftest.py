"""A real window over a profile of its own; no display is needed, and nothing may be left running."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from minutewright.app.profile import Profile
from minutewright.app.sound_check import SoundBefore, SoundSources
from minutewright.app.workplace import Workplace
from minutewright.domain.errors import NoMicrophone
from minutewright.ui.messages import Messages
from minutewright.ui.theme.theme import Look, Theme
from minutewright.ui.window import Window


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        for widget in app.topLevelWidgets():
            running = [
                timer for timer in widget.findChildren(QTimer) if timer.isActive() and not widget.isHidden()
            ]
            assert not running, f"{widget} left a timer running"
    # A dummy stands for a thread of a library's own, such as the sound card's, that once called into Python.
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(2)
    assert not [thread for thread in left if thread.is_alive()]


@pytest.fixture(autouse=True)
def _no_sound_card(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without microphones, unless the test has a sound card of software: real ones differ everywhere."""
    if not {"sound_rig", "fresh_sound_rig"} & set(request.fixturenames):

        def nothing_to_hear(_: SoundBefore, device: str | None, on_level: object) -> NoReturn:
            raise NoMicrophone("This computer has no microphone. Connect one and try again.")

        monkeypatch.setattr(SoundBefore, "microphones", lambda _: ())
        monkeypatch.setattr(SoundBefore, "sources", lambda _: SoundSources((), ()))
        monkeypatch.setattr(SoundBefore, "listen", nothing_to_hear)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Settings, library and meeting folders of a profile nobody else uses."""
    made = Workplace(Profile.in_folder(tmp_path / "profile"))
    yield made
    made.close()


@pytest.fixture
def new_window(
    qtbot: QtBot, qapp: QApplication, workplace: Workplace, tmp_path: Path
) -> Iterator[Callable[[], Window]]:
    """Opens windows over the profile, one after the other, as the clerk would by leaving and coming back."""
    made: list[Window] = []

    def open_window() -> Window:
        if made:
            made[-1].close()
        geometry = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = Window(Theme(qapp, Look.LIGHT), workplace, geometry, Messages())
        made.append(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    yield open_window
    for window in made:
        # The first time it may only say that the recording goes on.
        _ = window.close() or window.close()
        window.deleteLater()
    qapp.processEvents()
    # Without a running event loop Qt keeps what is to be deleted, and each later window would be slower to dress.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(new_window: Callable[[], Window]) -> Window:
    """A window on the library."""
    return new_window()
