"""Options read from the IT policy file, then the user's file, then the declared defaults."""

import logging
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from minutewright.domain.errors import BadInput, FolderError
from minutewright.services.settings.options import OPTIONS, Option, Value

log = logging.getLogger(__name__)

_BY_NAME = {option.name: option for option in OPTIONS}


def policy_path() -> Path:
    """Where the IT department puts options that the user cannot change."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Minutewright" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Minutewright/policy.toml")
    return Path("/etc/minutewright/policy.toml")


class Settings:
    """The options of one user. A value that cannot be used is passed over, logged by name, and the next source asked."""

    def __init__(self, profile: Path, policy: Path | None = None) -> None:
        self._path = profile / "settings.toml"
        self._policy = _read(policy or policy_path())
        self._user = _read(self._path)

    def get(self, option: Option[Value]) -> Value:
        """The value in force."""
        for values in (self._policy, self._user):
            if option.name in values:
                return option.check(values[option.name])
        return option.default

    def locked(self, option: Option[Value]) -> bool:
        """Whether the IT policy decides it."""
        return option.name in self._policy

    def set(self, option: Option[Value], value: Value) -> None:
        """Store the user's value; the default is stored as no value.

        Raises:
            BadInput: the value does not fit, or the policy locks the option.
            FolderError: the file cannot be written; the old one is left as it was.
        """
        option.check(value)
        if self.locked(option):
            raise BadInput(f"“{option.words}” is set by your IT department and was not changed.")
        values = {**self._user, option.name: value}
        if value == option.default:
            del values[option.name]
        _write(self._path, values)
        self._user = values


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        log.warning("Settings in %s were passed over: %s", path, error)
        return {}
    usable: dict[str, Any] = {}
    for name, value in values.items():
        option = _BY_NAME.get(name)
        if option is None:
            log.warning("%s holds a setting this version does not know: %s", path, name)
            continue
        try:
            usable[name] = option.check(value)
        except BadInput as error:
            log.warning("%s: %s", path, error)
    return usable


def _write(path: Path, values: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(tomli_w.dumps(values).encode())
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FolderError(
            f"The settings could not be stored in {path.parent}. They are as they were."
        ) from error
