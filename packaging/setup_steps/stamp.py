"""What is in the environment already: a small file in .venv, so that a second start takes seconds."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "minutewright-setup.json"


@dataclass(frozen=True)
class Stamp:
    """The environment's Python (full version) and the fingerprint of each thing installed, by name."""

    python: str
    installed: dict[str, str] = field(default_factory=dict)

    def still_wanted(self, wanted: "Stamp") -> list[str]:
        """Return the names in `wanted` that this environment lacks or has in another state, in that order."""
        if self.python != wanted.python:
            return list(wanted.installed)
        return [name for name, mark in wanted.installed.items() if self.installed.get(name) != mark]

    def with_installed(self, wanted: "Stamp") -> "Stamp":
        """Return the stamp after `wanted` was installed; what else was there stays noted."""
        if self.python != wanted.python:
            return wanted
        return Stamp(self.python, self.installed | wanted.installed)


def read_stamp(environment: Path) -> Stamp:
    """Return the stamp of an environment; an empty one where there is none or it cannot be understood."""
    try:
        known = json.loads((environment / FILE).read_text(encoding="utf-8"))
        return Stamp(str(known["python"]), dict(known["installed"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Stamp("")


def write_stamp(environment: Path, stamp: Stamp) -> None:
    """Note what is installed now."""
    (environment / FILE).write_text(json.dumps(asdict(stamp), indent=2) + "\n", encoding="utf-8")


def forget_stamp(environment: Path) -> None:
    """Take the note away before anything is changed, so that a broken-off installation is done again."""
    (environment / FILE).unlink(missing_ok=True)
