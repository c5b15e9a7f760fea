"""Sets Minutewright up in this checkout and starts it (`run`), tests it (`test`) or tortures it (`reliability`).

    python3 packaging/bootstrap.py run         [--light] [--no-window]
    python3 packaging/bootstrap.py test        [--light] [--ci] [arguments for pytest]
    python3 packaging/bootstrap.py reliability [--light] [--ci] [arguments for pytest]

Only Python's own library is used here. This file must be readable by any Python 3, however old, so that an
old one can say what is wrong in one sentence; everything else is in `setup_steps/`.
"""

import subprocess
import sys
from collections.abc import Callable

OLDEST = (3, 11)
NEWEST = (3, 13)
WRONG_PYTHON = 70


def suitable(version: "tuple[int, ...]") -> bool:
    """Tell whether a Python of this (major, minor) version can run the program."""
    return OLDEST <= tuple(version) <= NEWEST


def answers(name: str) -> bool:
    """Tell whether a program of this name starts here."""
    try:
        return subprocess.call([name, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def wrong_python_sentence(version: "tuple[int, ...]", is_here: "Callable[[str], bool]" = answers) -> str:
    """Return what to tell a reader whose Python is too old or too new, naming a better one if there is one."""
    found = f"Minutewright needs Python 3.11, 3.12 or 3.13, and this is Python {version[0]}.{version[1]}; nothing was changed."
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = f"python3.{minor}"
        if is_here(name):
            return f"{found} This computer also has {name}: start the same command with it."
    return f"{found} Install one of them and start the same command with it."


def main() -> int:
    """Check the Python that runs this, then hand over to the steps; return the exit code."""
    if not suitable(sys.version_info[:2]):
        print(wrong_python_sentence(sys.version_info[:2]), file=sys.stderr)
        return WRONG_PYTHON
    from setup_steps.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
