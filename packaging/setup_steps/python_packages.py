"""Fills the environment from the lock files, and does nothing where it is filled already."""

import shutil
from pathlib import Path

from setup_steps.environment import CHECKOUT, ENVIRONMENT, absent_modules, ensure_environment, python_in
from setup_steps.locks import (
    APP,
    OPENAI,
    OPENAI_SOURCE,
    PIP,
    TEST,
    TORCH,
    files_of,
    fingerprint,
    lock_file,
    read_pins,
    together,
)
from setup_steps.machine import Machine
from setup_steps.pip_runs import NotOnIndex, pip
from setup_steps.plain_lines import PlainLines
from setup_steps.stamp import Stamp, forget_stamp, read_stamp, write_stamp
from setup_steps.stopping import CannotGoOn, Exit

LOG = ENVIRONMENT / "minutewright-setup.log"
PROJECT = "project"

# Measured with `du -sm .venv` on Debian 12, x86-64, with a third on top for what pip unpacks on the way.
_ROOM_MB = {APP: 1100, OPENAI: 1900, TEST: 250}
_ROOM_FOR_LARGE_TORCH_MB = 9000

# One or two modules of each lock, looked for (not imported: torch alone takes seconds) before a stamp is believed.
_MODULES = {
    APP: (
        "numpy",
        "apsw",
        "lxml",
        "docx",
        "PySide6",
        "sounddevice",
        "faster_whisper",
        "ctranslate2",
        "typer",
    ),
    OPENAI: ("torch", "whisper", "tiktoken", "numba"),
    TEST: ("pytest", "pytestqt", "hypothesis", "mypy", "ruff", "importlinter"),
    PROJECT: ("minutewright",),
}


def provide(machine: Machine, lines: PlainLines, locks: list[str], torch_index: str | None) -> Path:
    """Make the environment if need be and install what is lacking; return its Python.

    `torch_index` is the address of an index that has the CPU build of torch, or None for pip's own settings.
    Raises CannotGoOn when an environment cannot be made, or for want of room, network or a package.
    """
    wanted = Stamp(ensure_environment(lines), marks_of(locks))
    known = read_stamp(ENVIRONMENT)
    lacking = known.still_wanted(wanted)
    lacking += [name for name in wanted.installed if name not in lacking and absent_modules(_MODULES[name])]
    if not lacking:
        lines.say("   All are there, at the versions of the lock files.")
        return python_in(ENVIRONMENT)
    needed, free = room_needed_mb(lacking), shutil.disk_usage(CHECKOUT).free // 1_000_000
    if free < needed:
        raise no_room(needed, free, could_be_lighter=OPENAI in lacking)
    forget_stamp(ENVIRONMENT)
    _install(machine, lines, lacking, torch_index)
    absent = absent_modules([module for name in wanted.installed for module in _MODULES[name]])
    if absent:
        raise CannotGoOn(
            Exit.PACKAGES_FAILED,
            f"After installing, these are still missing: {', '.join(absent)}. See {LOG}.",
        )
    write_stamp(ENVIRONMENT, known.with_installed(wanted))
    return python_in(ENVIRONMENT)


def marks_of(locks: list[str]) -> dict[str, str]:
    """Return the fingerprint of each lock, and of the project itself: its declaration and where it stands."""
    marks = {lock: fingerprint(*files_of(lock)) for lock in locks}
    return marks | {PROJECT: f"{fingerprint(CHECKOUT / 'pyproject.toml')} in {CHECKOUT}"}


def room_needed_mb(lacking: list[str]) -> int:
    """Return how much disk what is `lacking` takes, in megabytes."""
    return sum(_ROOM_MB.get(name, 0) for name in lacking)


def no_room(needed_mb: int, free_mb: int, *, could_be_lighter: bool) -> CannotGoOn:
    """Return the refusal to begin on a disk that cannot hold the packages."""
    lighter = ", or leave out the reference engine with --light" if could_be_lighter else ""
    return CannotGoOn(
        Exit.NO_SPACE,
        f"The packages need about {needed_mb / 1000:.1f} GB and this disk has {free_mb / 1000:.1f} GB left; nothing "
        f"was installed. Free some room{lighter}.",
    )


def _install(machine: Machine, lines: PlainLines, lacking: list[str], torch_index: str | None) -> None:
    python = python_in(ENVIRONMENT)
    files = together([name for name in lacking if name != PROJECT])
    if files:
        total = sum(len(read_pins(file.read_text(encoding="utf-8"))) for file in files)
        lines.say(
            f"   Installing up to {total} packages at the versions of the lock files; every file is checked."
        )
        if APP in lacking:
            pip(
                python,
                ["--no-deps", "--require-hashes", "-r", str(lock_file(PIP))],
                LOG,
                lambda n, name: None,
            )
        # The locks are complete, so pip follows nothing on its own (which keeps triton out: see requirements/README).
        chosen = [part for file in files for part in ("-r", str(file))]
        pip(
            python,
            ["--no-deps", "--require-hashes", *chosen],
            LOG,
            lambda n, name: lines.count(f"{n}  {name}"),
        )
    if OPENAI in lacking:
        lines.say("   Installing the reference engine, openai-whisper, and torch, which is large.")
        _install_torch(machine, lines, python, torch_index)
        source = [
            "--no-deps",
            "--no-build-isolation",
            "--require-hashes",
            "-r",
            str(lock_file(OPENAI_SOURCE)),
        ]
        pip(python, source, LOG, lambda n, name: lines.count(name))
    pip(python, ["--no-deps", "--no-build-isolation", "-e", str(CHECKOUT)], LOG, lambda n, name: None)


def _install_torch(machine: Machine, lines: PlainLines, python: Path, torch_index: str | None) -> None:
    """Install the build of torch that runs on the processor.

    On Windows and macOS that is the ordinary one. On Linux the ordinary one is for graphics cards and brings
    gigabytes along, so the build marked "+cpu" is asked for first; an index without it leaves the ordinary one.
    """
    (pin,) = read_pins(lock_file(TORCH).read_text(encoding="utf-8"))
    ordinary = f"{pin.name}=={pin.version}"
    index = [] if torch_index is None else ["--extra-index-url", torch_index]
    if machine.system != "Linux":
        pip(python, ["--no-deps", *index, ordinary], LOG, lambda n, name: lines.count(name))
        return
    try:
        pip(python, ["--no-deps", *index, f"{ordinary}+cpu"], LOG, lambda n, name: lines.count(name))
    except NotOnIndex:
        free = shutil.disk_usage(CHECKOUT).free // 1_000_000
        if free < _ROOM_FOR_LARGE_TORCH_MB:
            raise no_room(_ROOM_FOR_LARGE_TORCH_MB, free, could_be_lighter=True) from None
        lines.say(
            "   The package index has no torch for the processor alone, so the one for graphics cards is fetched:"
        )
        lines.say(
            "   several GB. To avoid that, stop here and start again with --light, or with --torch-index and"
        )
        lines.say("   the address that PyTorch's installation page gives for CPU.")
        pip(python, [*index, ordinary], LOG, lambda n, name: lines.count(f"{n}  {name}"))
