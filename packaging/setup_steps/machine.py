"""What computer this is: system, rights, package manager, screen."""

import importlib
import importlib.util
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MANAGERS = ("apt-get", "dnf", "zypper", "pacman", "brew")
_SYSTEMS = {"Linux": "Linux", "Windows": "Windows", "Darwin": "macOS"}


@dataclass(frozen=True)
class Machine:
    """What the steps need to know of this computer; `rights` is what to put before a package manager's command.

    `rights` is empty for root and for managers that need none, ("sudo", "-n") where sudo asks no password,
    and None where system packages cannot be installed from here.
    """

    system: str
    words: str
    architecture: str
    manager: str | None
    rights: tuple[str, ...] | None
    has_display: bool

    @property
    def can_install(self) -> bool:
        """Whether system packages can be installed without asking for a password."""
        return self.manager is not None and self.rights is not None


def look_at_this_machine(environ: Mapping[str, str] = os.environ) -> Machine:
    """Find out once what this computer is."""
    system = _SYSTEMS.get(platform.system(), platform.system())
    manager = manager_of(system, shutil.which)
    return Machine(
        system=system,
        words=_words_for(system),
        architecture=platform.machine(),
        manager=manager,
        rights=rights_for(manager, is_root=_is_root(), sudo_asks_nothing=_sudo_asks_nothing),
        has_display=has_display(system, environ),
    )


def manager_of(system: str, which: Callable[[str], str | None]) -> str | None:
    """Return the package manager to use: the first known one that `which` finds, brew on macOS, none on Windows."""
    if system == "macOS":
        return "brew" if which("brew") else None
    if system != "Linux":
        return None
    return next((name for name in MANAGERS if name != "brew" and which(name)), None)


def rights_for(
    manager: str | None, *, is_root: bool, sudo_asks_nothing: Callable[[], bool]
) -> tuple[str, ...] | None:
    """Return what goes before the manager's command, or None where this user may not install system packages."""
    if manager is None:
        return None
    if manager == "brew" or is_root:
        return ()
    return ("sudo", "-n") if sudo_asks_nothing() else None


def has_display(system: str, environ: Mapping[str, str]) -> bool:
    """Tell whether a window could be seen: always on Windows and macOS, by X11's or Wayland's variable elsewhere."""
    if system in ("Windows", "macOS"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def speech_reference_is_possible(system: str, architecture: str) -> bool:
    """Tell whether torch, which openai-whisper needs, is published for this computer (not for Intel Macs)."""
    return not (system == "macOS" and architecture == "x86_64")


def can_make_environments() -> bool:
    """Tell whether this Python can make a virtual environment with pip in it (Debian keeps that apart)."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def _words_for(system: str) -> str:
    if system == "Linux":
        try:
            return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
        except OSError:
            return "Linux"
    if system == "macOS":
        return f"macOS {platform.mac_ver()[0]}"
    return f"{system} {platform.release()}"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _sudo_asks_nothing() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
