"""What the reliability tests share: the figures, and a screen for real windows."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from figures import Figures

_FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = Figures()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Tell it what was promised and measured; it stands in the table at the end of the run and in the docs."""
    return request.config.stash[_FIGURES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash[_FIGURES]
    if figures.told:
        terminalreporter.section("what is promised and what was measured")
        terminalreporter.write_line(figures.table())
        figures.keep()


@pytest.fixture
def screen() -> Iterator[str]:
    """The name of a display of this test's own, for windows that are shown as on a clerk's computer."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb, a screen of software, is not installed")
    reading, writing = os.pipe()
    with subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            server.terminate()
