"""What the reliability tests share: the figures, and a screen for real windows."""

import os
import shutil
import subprocess
from collections.abc import Generator, Iterator

import pytest
from figures import Figures

_FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = Figures()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Tell it what was promised and measured; it stands in the table at the end of the run and in the docs."""
    told: Figures = request.config.stash[_FIGURES]
    told.begin()
    return told


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that tells no figures still stands in the table, by its name; one that fails says so there."""
    report = yield
    if report.when == "call" and not report.skipped and item.get_closest_marker("reliability"):
        figures = item.config.stash[_FIGURES]
        if "figures" not in getattr(item, "fixturenames", ()):
            figures.begin()
            words = item.name.removeprefix("test_").replace("_", " ")
            figures.tell(words[:1].upper() + words[1:], f"`{item.path.name}`", "holds", "held")
        if report.failed:
            figures.say_failed()
    return report


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
