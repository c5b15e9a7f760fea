"""The distribution's packages that Python's cannot replace: PortAudio, Qt's libraries, and what the tests use.

Wheels for Windows and macOS carry PortAudio and everything Qt needs, so nothing is installed there for `run`.
The Debian names are tried; those of the other distributions are by their catalogues only.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from setup_steps.machine import Machine
from setup_steps.plain_lines import PlainLines
from setup_steps.stopping import CannotGoOn, Exit


@dataclass(frozen=True)
class Manager:
    """How one package manager is asked and told, and its names for what we need."""

    install: tuple[str, ...]
    ask: tuple[str, ...]
    run: tuple[str, ...]
    test: tuple[str, ...]
    refresh: tuple[str, ...] = ()


_APT_WAITS = ("-o", "DPkg::Lock::Timeout=300")

MANAGERS = {
    "apt-get": Manager(
        install=("apt-get", *_APT_WAITS, "install", "-y", "--no-install-recommends"),
        ask=("dpkg-query", "-W", "-f", "${db:Status-Status}"),
        refresh=("apt-get", *_APT_WAITS, "update"),
        run=(
            "libportaudio2",
            "libegl1",
            "libgl1",
            "libfontconfig1",
            "libdbus-1-3",
            "libglib2.0-0",
            "libwayland-cursor0",
            "libx11-xcb1",
            "libxkbcommon-x11-0",
            "libxcb-cursor0",
            "libxcb-icccm4",
            "libxcb-image0",
            "libxcb-keysyms1",
            "libxcb-randr0",
            "libxcb-render-util0",
            "libxcb-shape0",
            "libxcb-sync1",
            "libxcb-xfixes0",
            "libxcb-xkb1",
            "fonts-dejavu-core",
        ),
        test=(
            "pulseaudio",
            "pulseaudio-utils",
            "libasound2-plugins",
            "xvfb",
            "libreoffice-writer-nogui",
            "poppler-utils",
            "fonts-liberation",
            "espeak-ng",
            "ffmpeg",
        ),
    ),
    "dnf": Manager(
        install=("dnf", "install", "-y"),
        ask=("rpm", "-q"),
        run=(
            "portaudio",
            "libglvnd-egl",
            "libglvnd-glx",
            "fontconfig",
            "libxkbcommon-x11",
            "xcb-util-cursor",
            "xcb-util-image",
            "xcb-util-keysyms",
            "xcb-util-renderutil",
            "xcb-util-wm",
        ),
        test=(
            "pulseaudio",
            "pulseaudio-utils",
            "alsa-plugins-pulseaudio",
            "xorg-x11-server-Xvfb",
            "libreoffice-writer",
            "poppler-utils",
            "liberation-fonts",
            "espeak-ng",
            "ffmpeg",
        ),
    ),
    "zypper": Manager(
        install=("zypper", "--non-interactive", "install"),
        ask=("rpm", "-q"),
        run=("libportaudio2", "libglvnd", "fontconfig", "libxkbcommon-x11-0", "libxcb-cursor0"),
        test=(
            "pulseaudio",
            "pulseaudio-utils",
            "alsa-plugins-pulse",
            "xorg-x11-server-Xvfb",
            "libreoffice-writer",
            "poppler-tools",
            "liberation-fonts",
            "espeak-ng",
            "ffmpeg",
        ),
    ),
    "pacman": Manager(
        install=("pacman", "-S", "--noconfirm", "--needed"),
        ask=("pacman", "-Q"),
        run=("portaudio", "libglvnd", "fontconfig", "libxkbcommon-x11", "xcb-util-cursor"),
        test=(
            "pulseaudio",
            "alsa-plugins",
            "xorg-server-xvfb",
            "libreoffice-still",
            "poppler",
            "ttf-liberation",
            "espeak-ng",
            "ffmpeg",
        ),
    ),
    "brew": Manager(
        install=("brew", "install"), ask=("brew", "list"), run=(), test=("poppler", "espeak-ng", "ffmpeg")
    ),
}


def wanted(manager: str, *, for_tests: bool, without_venv: bool) -> list[str]:
    """Return the package names that this use needs.

    `without_venv` adds the package that Debian keeps Python's `ensurepip` in.
    """
    names = MANAGERS[manager]
    packages = list(names.run)
    if for_tests:
        packages += names.test
    if without_venv and manager == "apt-get":
        packages.append(venv_package())
    return packages


def venv_package() -> str:
    """Return Debian's name for the package that lets this Python make virtual environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def is_installed(manager: str, package: str) -> bool:
    """Ask the package manager's own records; needs no network and no rights.

    Debian 13 and Ubuntu 24.04 renamed some libraries by adding "t64"; either name counts.
    """
    names = (package, f"{package}t64") if manager == "apt-get" else (package,)
    return any(_has(MANAGERS[manager], name) for name in names)


def _has(manager: Manager, name: str) -> bool:
    answer = subprocess.run([*manager.ask, name], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        return False
    return manager.ask[0] != "dpkg-query" or "installed" in answer.stdout.split()


def missing(
    manager: str, packages: Sequence[str], installed: Callable[[str, str], bool] = is_installed
) -> list[str]:
    """Return those of `packages` that are not installed, in the order given."""
    return [package for package in packages if not installed(manager, package)]


def command_to_type(manager: str, packages: Sequence[str], *, with_sudo: bool) -> str:
    """Return the one line a reader can type to install `packages`."""
    told = [word for word in MANAGERS[manager].install if word not in _APT_WAITS and word != "-y"]
    return " ".join([*(["sudo"] if with_sudo else []), *told, *packages])


def install(machine: Machine, packages: Sequence[str]) -> str:
    """Install `packages` through the machine's manager; return what it printed when that failed, else nothing."""
    if machine.manager is None or machine.rights is None:
        return "This user may not install system packages."
    manager = MANAGERS[machine.manager]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = [manager.install + tuple(packages)]
    if manager.refresh:
        commands.insert(0, manager.refresh)
    for command in commands:
        done = subprocess.run(
            [*machine.rights, *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    return "" if done.returncode == 0 else done.stdout


def provide(machine: Machine, lines: PlainLines, *, for_tests: bool, without_venv: bool, must: bool) -> None:
    """Install what is missing where this user may, else name the one command to type and go on.

    Raises CannotGoOn where something is missing and `must` is set (CI, where a skipped test would hide it).
    """
    if machine.manager is None:
        if machine.system == "Linux":
            lines.say(
                "   No package manager known here was found; PortAudio and Qt's X11 libraries are needed."
            )
        else:
            lines.say(f"   None are needed on {machine.system}.")
        return
    packages = missing(
        machine.manager, wanted(machine.manager, for_tests=for_tests, without_venv=without_venv)
    )
    if not packages:
        lines.say("   All are there.")
        return
    command = command_to_type(machine.manager, packages, with_sudo=machine.rights != ())
    if machine.can_install:
        lines.say(f"   Installing what is missing: {command}")
        failure = install(machine, packages)
        if not failure:
            return
        lines.say("   That did not work; its last lines were:")
        for line in failure.strip().splitlines()[-5:]:
            lines.say(f"     {line}")
    if must:
        raise CannotGoOn(
            Exit.NO_SYSTEM_PACKAGES, f"System packages are missing and could not be installed: {command}"
        )
    lines.say(
        "   These are missing, and installing them needs the administrator. Type this, then start again:"
    )
    lines.say(f"     {command}")
    lines.say("   Going on without them.")
