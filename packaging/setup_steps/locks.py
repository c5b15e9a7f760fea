"""The lock files in packaging/requirements/: which belong to a use, what they pin, and their fingerprints.

`packaging/lock.py` writes them. Each package stands in exactly one file, so files can be installed together.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"

APP = "app"
OPENAI = "openai"
TEST = "test"

# openai-whisper is published as source only and is built with the locked setuptools; torch comes from another
# index on Linux (environment.py says why). Both are therefore kept apart from the packages pip can take together.
TORCH = "torch"
OPENAI_SOURCE = "openai-source"
# pip replaces itself before it installs anything else, so that the same pip works on every system.
PIP = "pip"
_FILES = {APP: (PIP, APP), OPENAI: (OPENAI, TORCH, OPENAI_SOURCE), TEST: (TEST,)}

_PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;,*\\]+)\s*(?:;\s*(?P<marker>[^\\]*))?"
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One locked package: its version, where it applies (an environment marker, or empty), its files' SHA-256."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


class NotPinned(ValueError):
    """A line of a lock file names no exact version."""


def locks_for(*, for_tests: bool, light: bool) -> list[str]:
    """Return the names of the locks to install, in order."""
    return [APP, *([] if light else [OPENAI]), *([TEST] if for_tests else [])]


def lock_file(name: str) -> Path:
    """Return where the lock file `name` is."""
    return FOLDER / f"{name}.txt"


def files_of(lock: str) -> list[Path]:
    """Return every file that belongs to a lock."""
    return [lock_file(name) for name in _FILES[lock]]


def together(locks: list[str]) -> list[Path]:
    """Return the files of `locks` that pip installs in one go."""
    return [lock_file(name) for name in locks]


def read_pins(text: str) -> list[Pin]:
    """Return the packages of a lock file's text. Raises NotPinned for a line without an exact version."""
    pins = []
    for line in text.replace("\\\n", " ").splitlines():
        wanted = line.split(" #")[0].strip()
        if not wanted or wanted.startswith("#"):
            continue
        requirement = wanted.split("--hash=")[0]
        match = _PINNED.fullmatch(requirement.strip())
        if match is None:
            raise NotPinned(f"not pinned to one version: {requirement.strip()}")
        pins.append(
            Pin(
                name=match["name"],
                version=match["version"],
                marker=(match["marker"] or "").strip(),
                hashes=tuple(_HASH.findall(wanted)),
            )
        )
    return pins


def fingerprint(*paths: Path) -> str:
    """Return the SHA-256 of the files' text, the same whatever line endings the checkout has."""
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
