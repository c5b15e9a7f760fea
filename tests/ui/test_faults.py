"""What no code caught is logged in full and said in plain words, whichever thread it came from."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from minutewright.domain.errors import MeetingInUse
from minutewright.ui.faults import Faults
from minutewright.ui.messages import UNEXPECTED, Messages


@pytest.fixture
def messages(qtbot: QtBot) -> Iterator[Messages]:
    made = Messages()
    faults = Faults(made)
    yield made
    faults.remove()


def raised(error: Exception) -> tuple[type[BaseException], BaseException, object]:
    try:
        raise error
    except type(error):
        return sys.exc_info()  # type: ignore[return-value]


def test_an_error_in_a_slot_is_said_plainly(
    qtbot: QtBot, messages: Messages, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(messages.posted) as posted:
        sys.excepthook(*raised(KeyError("block-17")))  # type: ignore[arg-type]
    assert posted.args[0].text == UNEXPECTED
    assert "KeyError: 'block-17'" in caplog.text


def test_an_error_in_a_thread_is_said_by_its_sentence(qtbot: QtBot, messages: Messages) -> None:
    def work() -> None:
        raise MeetingInUse("The meeting is open elsewhere. Close it there, then try again.")

    with qtbot.waitSignal(messages.posted) as posted:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert posted.args[0].text == "The meeting is open elsewhere. Close it there, then try again."


def test_what_qt_says_goes_to_the_log(messages: Messages, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        qWarning("a layout has no parent")
    assert "Qt: a layout has no parent" in caplog.text


def test_the_hooks_are_put_back(qtbot: QtBot) -> None:
    before = (sys.excepthook, threading.excepthook)
    faults = Faults(Messages())
    assert sys.excepthook != before[0]
    faults.remove()
    assert (sys.excepthook, threading.excepthook) == before
