"""Writes THIRD-PARTY.md from the metadata of what is installed; fails on a licence nobody has looked at.

    .venv/bin/python packaging/licences.py            write the list
    .venv/bin/python packaging/licences.py --check    say whether the list in the checkout is the right one

Run it in an environment made by `bootstrap.py test`, so that everything in the lock files is installed.
"""

import argparse
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from importlib.metadata import PackageMetadata
from pathlib import Path

from licence_facts import ABOUT_AV, ACCEPTED, ELSEWHERE, HOME_PAGES, PURPOSE, READ_BY_HAND, SPDX
from setup_steps.locks import APP, OPENAI, TEST, Pin, files_of, read_pins

LIST = Path(__file__).resolve().parent.parent / "THIRD-PARTY.md"

_SECTIONS = {
    APP: "What the program uses",
    OPENAI: "What the reference engine adds",
    TEST: "What only the tests and checks use",
}
_HOME_LABELS = ("homepage", "home", "source", "source code", "repository", "documentation")


class UnknownLicence(Exception):
    """A package is under a licence that nobody has accepted yet, or its metadata names none."""


class NotInstalled(Exception):
    """A locked package is not installed here at its locked version, so its metadata cannot be read."""


@dataclass(frozen=True)
class Part:
    """One line of the list."""

    name: str
    version: str
    licence: str
    purpose: str
    home: str


def main() -> int:
    """Write or check the list; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    try:
        text = whole_list()
    except (UnknownLicence, NotInstalled) as error:
        print(error, file=sys.stderr)
        return 1
    if asked.check:
        same = LIST.read_text(encoding="utf-8") == text
        print(
            "THIRD-PARTY.md is right." if same else "THIRD-PARTY.md is out of date: run packaging/licences.py"
        )
        return 0 if same else 1
    LIST.write_text(text, encoding="utf-8")
    return 0


def whole_list() -> str:
    """Return the text of THIRD-PARTY.md. Raises UnknownLicence, or NotInstalled."""
    pins = {lock: [pin for file in files_of(lock) for pin in _pins(file)] for lock in _SECTIONS}
    needed_by = _needed_by({canonical(pin.name) for lock in pins for pin in pins[lock]})
    text = "# Third-party parts\n\nWritten by `packaging/licences.py` from the packages' own metadata. Do not edit.\n\n"
    text += ABOUT_AV
    for lock, title in _SECTIONS.items():
        text += f"\n## {title}\n\n| package | version | licence | what it is for | home page |\n|---|---|---|---|---|\n"
        for pin in sorted(pins[lock], key=lambda pin: canonical(pin.name)):
            part = describe(pin, needed_by)
            text += f"| {part.name} | {part.version} | {part.licence} | {part.purpose} | {part.home} |\n"
    return text


def describe(pin: Pin, needed_by: Mapping[str, list[str]]) -> Part:
    """Return the line for one locked package."""
    name = canonical(pin.name)
    if name in ELSEWHERE:
        licence, home, users = ELSEWHERE[name]
        return Part(name, pin.version, accepted(name, licence), f"needed by {users}", home)
    try:
        known = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        raise NotInstalled(f"{name} is not installed here; run packaging/bootstrap.py test first.") from None
    if known.version.partition("+")[0] != pin.version:
        raise NotInstalled(f"{name} is installed as {known.version} but locked as {pin.version}.")
    said = known.metadata
    purpose = PURPOSE.get(name) or f"needed by {', '.join(needed_by.get(name, ()))}"
    return Part(name, pin.version, accepted(name, licence_of(name, said)), purpose, home_page(name, said))


def licence_of(name: str, said: PackageMetadata) -> str:
    """Return the licence as an SPDX expression, by the first that says it: our reading, SPDX field, words, class."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    classes = [
        line.rpartition(" :: ")[2] for line in _fields(said, "Classifier") if line.startswith("License ::")
    ]
    for words in (*_fields(said, "License-Expression"), *_fields(said, "License"), *classes):
        if words and "\n" not in words.strip():
            expression = SPDX.get(words.strip(), words.strip())
            if is_accepted(expression):
                return expression
    raise UnknownLicence(
        f"{name}: its metadata names no licence we know. Read it, and add it to licence_facts.py."
    )


def accepted(name: str, expression: str) -> str:
    """Return the expression if we may pass the package on under it. Raises UnknownLicence."""
    if not is_accepted(expression):
        raise UnknownLicence(f"{name}: the licence {expression} has not been accepted in licence_facts.py.")
    return expression


def is_accepted(expression: str) -> bool:
    """Tell whether each part joined by AND, and one of each joined by OR, is accepted."""
    every = [part.strip(" ()") for part in expression.split(" AND ")]
    return all(any(choice.strip(" ()") in ACCEPTED for choice in part.split(" OR ")) for part in every)


def home_page(name: str, said: PackageMetadata) -> str:
    """Return the package's home page, or the nearest to one that its metadata has."""
    if name in HOME_PAGES:
        return HOME_PAGES[name]
    links = dict(line.partition(", ")[::2] for line in _fields(said, "Project-URL"))
    by_label = {label.lower(): address for label, address in links.items()}
    labelled = [by_label[label] for label in _HOME_LABELS if label in by_label]
    return next(iter([*_fields(said, "Home-page"), *labelled, *links.values()]), "")


def _fields(said: PackageMetadata, name: str) -> list[str]:
    """Return every value of a field, none where there is none (asking for one warns from Python 3.12 on)."""
    return said.get_all(name, [])


def canonical(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed_by(names: set[str]) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for user in sorted(names):
        try:
            requirements = metadata.requires(user) or []
        except metadata.PackageNotFoundError:
            continue
        for line in requirements:
            found = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)
            if found and "extra ==" not in line and canonical(found[0]) in names:
                users.setdefault(canonical(found[0]), []).append(user)
    return {name: list(dict.fromkeys(found)) for name, found in users.items()}


def _pins(file: Path) -> list[Pin]:
    return read_pins(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
