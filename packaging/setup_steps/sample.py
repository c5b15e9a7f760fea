"""The speech model and the sample meeting, through the program's own commands."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from setup_steps.environment import CHECKOUT, environment_variables
from setup_steps.stopping import CannotGoOn, Exit

MODEL = "base"
OUT = CHECKOUT / "out" / "sample"


def fetch_model(python: Path) -> bool:
    """Fetch the small Whisper model into the user's model folder unless it is there; tell whether it is now.

    The command shows its own progress, checks the SHA-256 and needs no network when the model is there.
    """
    return _program(python, ["models", "fetch", MODEL]) == 0


def no_model() -> CannotGoOn:
    """Return why the sample cannot be transcribed, and what to do."""
    return CannotGoOn(
        Exit.NO_MODEL,
        f"The speech model is not on this computer (the reason is above); all else is set up. Start again with a "
        f"network, or bring the model in a folder: {command_words(['models', 'add', 'FOLDER'])}",
    )


def open_window(python: Path) -> int:
    """Open the program's window on the sample meeting and wait until it is closed; return its exit code."""
    return _program(python, ["gui", "--sample"])


def run_headless(python: Path) -> int:
    """Do the sample meeting without a window; the program says where its Word file is. Return its exit code."""
    return _program(python, ["demo", "--out", str(OUT)])


def command_words(arguments: Sequence[str]) -> str:
    """Return how to type a command of the program by hand, from the checkout."""
    program = r".venv\Scripts\minutewright" if sys.platform == "win32" else ".venv/bin/minutewright"
    return " ".join([program, *arguments])


def _program(python: Path, arguments: Sequence[str]) -> int:
    sys.stdout.flush()
    return subprocess.run(
        [str(python), "-m", "minutewright", *arguments], env=environment_variables(), check=False
    ).returncode
