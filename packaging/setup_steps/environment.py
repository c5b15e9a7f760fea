"""The virtual environment in the checkout: made where there is none, looked at in a moment where there is."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from setup_steps.machine import can_make_environments
from setup_steps.plain_lines import PlainLines
from setup_steps.stopping import CannotGoOn, Exit
from setup_steps.system_packages import venv_package

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = CHECKOUT / ".venv"

_LOOK = """
import importlib.util, json, platform, sys
def absent(name):
    try:
        return importlib.util.find_spec(name) is None
    except (ImportError, ValueError):
        return True
print(json.dumps([platform.python_version(), [name for name in sys.argv[1:] if absent(name)]]))
"""


def python_in(environment: Path) -> Path:
    """Return the path of an environment's Python."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ensure_environment(lines: PlainLines) -> str:
    """Return the full version of the environment's Python, making the environment where there is no usable one.

    Raises CannotGoOn where this Python cannot make one, or the folder cannot be written.
    """
    look = _look(())
    if look is not None and _suits(look[0]):
        return look[0]
    if not can_make_environments():
        raise CannotGoOn(
            Exit.NO_ENVIRONMENT,
            "This Python cannot make virtual environments; Debian and Ubuntu keep that in the package "
            f"{venv_package()}. Install it, with the command above if there is one, then start again.",
        )
    lines.say(f"   Making the environment with Python {platform.python_version()}.")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        capture_output=True,
        text=True,
        check=False,
    )
    look = _look(()) if done.returncode == 0 else None
    if look is None:
        said = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
        raise CannotGoOn(
            Exit.NO_ENVIRONMENT,
            f"The virtual environment could not be made in {ENVIRONMENT} ({said}). Check that this folder can be "
            "written to and has room, then start again.",
        )
    return look[0]


def absent_modules(modules: tuple[str, ...] | list[str]) -> list[str]:
    """Return those of `modules` that the environment's Python cannot find (it does not import them)."""
    look = _look(tuple(modules))
    return list(modules) if look is None else look[1]


def environment_variables() -> dict[str, str]:
    """Return this process's variables, made fit for programs of the environment: UTF-8 text where none is set."""
    variables = dict(os.environ)
    if sys.platform == "linux" and not _is_utf8(variables):
        # Qt warns, and file names with accents break, where a bare machine has no language set.
        variables["LC_ALL"] = "C.UTF-8"
    return variables


def _is_utf8(variables: dict[str, str]) -> bool:
    chosen = variables.get("LC_ALL") or variables.get("LC_CTYPE") or variables.get("LANG") or ""
    return chosen.lower().replace("-", "").endswith("utf8")


def _suits(version: str) -> bool:
    return (3, 11) <= tuple(int(part) for part in version.split(".")[:2]) <= (3, 13)


def _look(modules: tuple[str, ...]) -> tuple[str, list[str]] | None:
    """Ask the environment's Python for its version and which of `modules` it lacks; None if it does not run."""
    try:
        answer = subprocess.run(
            [str(python_in(ENVIRONMENT)), "-c", _LOOK, *modules], capture_output=True, text=True, check=False
        )
        version, absent = json.loads(answer.stdout)
    except (OSError, ValueError):
        return None
    return version, absent
