"""The computer is asked to stay awake, never longer than it is recorded, and what will not be asked costs nothing."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from fake_logind import FakeLogind
from minutewright.services.capture.awake import Awake, LogindInhibitor

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="logind is Linux's")


def wait_for(fits: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not fits():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@linux
def test_the_system_is_asked_not_to_sleep_and_is_let_go_at_the_end(logind: FakeLogind) -> None:
    awake = Awake()
    assert awake.held
    (lock,) = logind.locks
    assert (lock.what, lock.who, lock.mode) == ("sleep:idle:handle-lid-switch", "Minutewright", "block")
    assert "recorded" in lock.why
    assert lock.held
    awake.close()
    wait_for(lambda: not lock.held)


@linux
def test_where_the_lid_is_not_ours_sleep_alone_is_asked_for(logind: FakeLogind) -> None:
    logind.refused.add("handle-lid-switch")
    awake = Awake()
    assert awake.held
    assert [lock.what for lock in logind.locks] == ["sleep:idle"]
    awake.close()


@linux
def test_a_killed_recorder_leaves_no_computer_that_never_sleeps(logind: FakeLogind) -> None:
    script = "from minutewright.services.capture.awake import Awake; print(Awake().held, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"True\n"
        (lock,) = logind.locks
        assert lock.held
        os.kill(process.pid, signal.SIGKILL)
        wait_for(lambda: not lock.held)


@linux
def test_where_nobody_answers_the_log_says_so_and_nothing_else_happens(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(os.environ, "DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")
    with caplog.at_level(logging.WARNING):
        awake = Awake(LogindInhibitor())
        assert not awake.held
        awake.close()
    assert "may fall asleep" in caplog.text


@linux
def test_without_the_program_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "")
    awake = Awake(LogindInhibitor())
    assert not awake.held
    awake.close()
    assert "systemd-inhibit is not on this computer" in caplog.text
