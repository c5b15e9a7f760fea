"""Runs pip in the environment, counts what it collects, and turns its failures into one sentence."""

import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from setup_steps.stopping import CannotGoOn, Exit

_COLLECTING = re.compile(r"^Collecting ([A-Za-z0-9][A-Za-z0-9._-]*)")
_NO_NETWORK = re.compile(
    r"Retrying \(Retry|Failed to establish a new connection|Temporary failure in name resolution"
    r"|Name or service not known|getaddrinfo failed|Network is unreachable|Read timed out|ProxyError"
)
_NOT_TRUSTED = re.compile(r"CERTIFICATE_VERIFY_FAILED")
_NO_SPACE = re.compile(r"No space left on device|\[Errno 28\]|not enough space on the disk")
_NOT_ON_INDEX = re.compile(r"No matching distribution found for (\S+)")


class NotOnIndex(CannotGoOn):
    """The package index answered, and has no such package for this Python."""


def pip(python: Path, arguments: Sequence[str], log: Path, count: Callable[[int, str], None]) -> None:
    """Run `pip install` with `arguments`, its whole output appended to `log`.

    `count` is called with the number and name of each package as pip begins with it.
    Raises CannotGoOn with the reason (no network, no space, not on the index, wrong content) when pip fails.
    """
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "2",
    ]
    said = []
    with (
        log.open("a", encoding="utf-8") as kept,
        subprocess.Popen(
            [*command, "--progress-bar", "off", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as running,
    ):
        kept.write(f"\npip install {' '.join(arguments)}\n")
        number = 0
        for line in running.stdout or ():
            kept.write(line)
            said.append(line)
            begun = _COLLECTING.match(line)
            if begun:
                number += 1
                count(number, begun[1])
    if running.returncode != 0:
        raise reason_for("".join(said), log)


def reason_for(output: str, log: Path) -> CannotGoOn:
    """Return why pip failed, judged by what it printed."""
    kept = "What was installed so far is kept; start the same command again."
    if _NO_SPACE.search(output):
        return CannotGoOn(Exit.NO_SPACE, f"The disk is full. Free some room (about 3 GB). {kept}")
    if _NOT_TRUSTED.search(output):
        return CannotGoOn(
            Exit.NO_NETWORK,
            "The package index was reached, but its certificate is not trusted here. Where your organisation checks "
            f"traffic, name its certificate file in pip's own settings (pip config set global.cert FILE). {kept}",
        )
    if _NO_NETWORK.search(output):
        return CannotGoOn(
            Exit.NO_NETWORK,
            "The package index cannot be reached, and some packages are not on this computer yet. Connect to the "
            f"network, or name your organisation's index in pip's own settings. {kept}",
        )
    if "DO NOT MATCH THE HASHES" in output:
        return CannotGoOn(
            Exit.PACKAGES_FAILED,
            "The package index gave a file that is not the one this version was tested with, so it was not "
            f"installed. Details are in {log}.",
        )
    absent = _NOT_ON_INDEX.search(output)
    if absent:
        return NotOnIndex(
            Exit.PACKAGES_FAILED, f"The package index has no {absent[1]} for this Python. See {log}."
        )
    errors = [line.strip() for line in output.splitlines() if line.startswith("ERROR:")]
    last = errors[-1] if errors else "pip gave no reason"
    return CannotGoOn(
        Exit.PACKAGES_FAILED, f"The packages could not be installed ({last}). Details are in {log}."
    )
