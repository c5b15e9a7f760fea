"""The Qt binding keeps its references: PySide6 6.12.0 on CPython 3.11 lost one to None with each call and aborted."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_a_thousand_calls_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("before")
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
        label.update()
    assert abs(sys.getrefcount(None) - before) < 100
