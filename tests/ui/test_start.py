"""The window starts light: no speech library, no document library, one window a profile."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from committee import begin_committee
from minutewright.ui.single_instance import SingleInstance
from minutewright.ui.start import come_forward
from minutewright.ui.window import Window

HEAVY = (
    "torch",
    "whisper",
    "faster_whisper",
    "ctranslate2",
    "onnxruntime",
    "docx",
    "numpy",
    "sounddevice",
    "av",
)

SHOW_AND_QUIT = """
import sys
from pathlib import Path
from minutewright.app.profile import Profile
from minutewright.app.workplace import Workplace
from minutewright.ui.start import StartOptions, start
code = start(StartOptions(exit_after_paint=True), Workplace(Profile.in_folder(Path(sys.argv[1]))))
print(",".join(sys.modules))
sys.exit(code)
"""


def test_showing_the_window_loads_no_speech_and_no_document_library(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW_AND_QUIT, str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    timing, modules = done.stdout.splitlines()
    assert not set(HEAVY) & set(modules.split(","))
    assert json.loads(timing)["first_paint_ms"] > 0


def test_a_second_start_hands_its_folder_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    with qtbot.waitSignal(first.asked) as asked:
        assert second.hand_over("/meetings/parks")
    assert asked.args == ["/meetings/parks"]
    first.release()
    assert second.claim()
    second.release()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_folder_handed_over_is_opened_where_its_work_goes_on(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    begin_committee(tmp_path / "harbour").close()
    come_forward(window, str(tmp_path / "nothing"))
    qtbot.waitUntil(lambda: window.message_bar.message is not None)
    come_forward(window, str(tmp_path / "harbour"))
    qtbot.waitUntil(lambda: window.front == "prepare")
    assert window.session.store is not None
    assert window.message_bar.message is None
