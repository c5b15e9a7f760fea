"""A screen for programs with windows: the computer's own, or a virtual one that is there for one run only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from setup_steps.environment import environment_variables
from setup_steps.machine import Machine

SIZE = "1600x1000x24"


@contextmanager
def screen_for_tests(machine: Machine) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the variables to start the tests with, and one line that says where their windows appear.

    On Linux a virtual screen of their own (Xvfb) is used even beside a real one: the windows then have a known
    size, keep the focus, and do not bother whoever sits there. Without Xvfb: the real screen, or none at all.
    """
    variables = environment_variables()
    if machine.system != "Linux":
        yield variables, f"on the screen of this {machine.system} computer"
        return
    with tempfile.TemporaryDirectory(prefix="minutewright-run-") as folder:
        os.chmod(folder, 0o700)
        # Qt complains where no login session has set this folder, and a complaint of Qt's fails a test.
        variables.setdefault("XDG_RUNTIME_DIR", folder)
        xvfb = shutil.which("Xvfb")
        if xvfb is not None:
            with _virtual_screen(xvfb) as display:
                if display is not None:
                    variables.pop("WAYLAND_DISPLAY", None)
                    yield (
                        variables | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
                        f"on a virtual screen, {display}",
                    )
                    return
        if machine.has_display:
            yield variables, "on this computer's screen"
            return
        yield variables | {"QT_QPA_PLATFORM": "offscreen"}, "nowhere: there is neither a screen nor Xvfb"


@contextmanager
def _virtual_screen(xvfb: str) -> Iterator[str | None]:
    """Start Xvfb on the first free display and yield its name; None when it does not start."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        # Xvfb writes the number when it is ready; where it cannot start it ends, and the pipe ends with it.
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        yield f":{number}" if number else None
    finally:
        server.terminate()
        server.wait(10)
