"""Writes the lock files in packaging/requirements/ from pyproject.toml, for every Python and system at once.

    pip install uv                                (any environment; needed by this script only)
    python packaging/lock.py                      keep the versions that are locked, add what is new
    python packaging/lock.py --upgrade            take the newest versions that pyproject.toml allows
    python packaging/lock.py --check              say whether every system we support has a wheel of everything

After --upgrade: set up afresh, run the tests, and run packaging/licences.py.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from setup_steps.locks import APP, FOLDER, OPENAI, OPENAI_SOURCE, PIP, TEST, TORCH, Pin, lock_file, read_pins

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
PYTHONS = ("3.11", "3.12", "3.13")
# Debian 12 and Ubuntu 22.04 (the oldest C library of the two), Windows, Macs with Apple's processors.
PLATFORMS = ("x86_64-manylinux_2_35", "windows", "aarch64-apple-darwin")
# openai-whisper asks for triton, and torch for the CUDA libraries: graphics-card code of several GB that this
# program never calls (requirements/README.md has the measurement). Dropped for every system.
_LEFT_OUT = ("triton", "nvidia-", "cuda-")
# Packages with a file of their own (setup_steps/locks.py says why).
_APART = {"pip": PIP, "torch": TORCH, "openai-whisper": OPENAI_SOURCE}

_HEADINGS = {
    APP: "What the program needs, and what builds its wheel.",
    OPENAI: "What the reference engine (extra `openai`) needs beyond app.txt.",
    PIP: "The pip that installs the rest, and that `minutewright models fetch` runs.",
    TORCH: "torch, without hashes: Linux takes the build for the processor, which another index may hold.",
    OPENAI_SOURCE: "Published as source only: built last, with the setuptools of openai.txt.",
    TEST: "What the tests and checks need beyond app.txt.",
}


def main() -> int:
    """Write or check the lock files; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--upgrade", action="store_true")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("This needs uv: pip install uv", file=sys.stderr)
        return 1
    if asked.check:
        return check_wheels(uv)
    write_locks(uv, upgrade=asked.upgrade)
    return 0


def write_locks(uv: str, *, upgrade: bool) -> None:
    """Resolve everything once, then share the packages out so that each stands in one file."""
    known = [] if upgrade else [block for name in _HEADINGS for block in _blocks(lock_file(name))]
    layers = requirements()
    everything = _resolve(uv, [line for lines in layers.values() for line in lines], known)
    placed: set[str] = set()
    for name in (APP, OPENAI, TEST):
        asked = layers[APP] + (layers[name] if name != APP else [])
        names = {_name(block) for block in _resolve(uv, asked, everything)}
        mine = [block for block in everything if _name(block) in names - placed]
        placed |= names
        _write(name, [block for block in mine if _name(block) not in _APART])
        for package, apart in _APART.items():
            if chosen := [block for block in mine if _name(block) == package]:
                _write(apart, [block.split(" \\\n")[0] for block in chosen] if apart == TORCH else chosen)


def requirements() -> dict[str, list[str]]:
    """Return pyproject's requirement lines by lock; the build tools stand with the program's own."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    extras = declared["project"]["optional-dependencies"]
    return {
        APP: declared["project"]["dependencies"] + declared["build-system"]["requires"],
        OPENAI: extras["openai"],
        TEST: extras["test"],
    }


def _resolve(uv: str, asked: list[str], locked: list[str]) -> list[str]:
    """Return one block of text per package that `asked` needs, at the versions of `locked` where it names them."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, pins = Path(folder, "wanted.in"), Path(folder, "locked.txt")
        wanted.write_text("\n".join(asked), encoding="utf-8")
        pins.write_text("\n".join(block.split(" \\\n")[0] for block in locked), encoding="utf-8")
        # The oldest Python decides, so that one version of each package serves all three.
        options = [
            "--universal",
            "--python-version",
            PYTHONS[0],
            "--fork-strategy",
            "fewest",
            "--generate-hashes",
        ]
        quiet = [
            "--quiet",
            "--no-header",
            "--no-annotate",
            "--no-python-downloads",
            "--constraint",
            str(pins),
        ]
        done = subprocess.run(
            [uv, "pip", "compile", str(wanted), *options, *quiet],
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    return [block for block in _split(done.stdout) if not _is_left_out(_pin(block))]


def _is_left_out(pin: Pin) -> bool:
    return pin.name.startswith(_LEFT_OUT) or "sys_platform == 'emscripten'" in pin.marker


def check_wheels(uv: str) -> int:
    """Ask the index whether each supported system and Python can be served without a compiler."""
    lines = [block.split(" \\\n")[0] for name in (APP, OPENAI, TEST) for block in _blocks(lock_file(name))]
    failures = 0
    for platform in PLATFORMS:
        for python in PYTHONS:
            with tempfile.TemporaryDirectory() as folder:
                wanted = Path(folder, "wanted.in")
                wanted.write_text("\n".join(lines), encoding="utf-8")
                target = ["--python-platform", platform, "--python-version", python, "--no-python-downloads"]
                done = subprocess.run(
                    [uv, "pip", "compile", str(wanted), "--no-deps", "--only-binary", ":all:", *target],
                    capture_output=True,
                    encoding="utf-8",
                    env=os.environ | {"MACOSX_DEPLOYMENT_TARGET": "14.0"},
                    check=False,
                )
            failures += done.returncode != 0
            print(
                f"{platform}, Python {python}: {'wheels of all' if done.returncode == 0 else done.stderr.strip()}"
            )
    return 1 if failures else 0


def _blocks(path: Path) -> list[str]:
    return _split(path.read_text(encoding="utf-8")) if path.exists() else []


def _split(text: str) -> list[str]:
    """Return the packages of a lock's text, each with its continuation lines."""
    blocks: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith(" "):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return blocks


def _name(block: str) -> str:
    return _pin(block).name


def _pin(block: str) -> Pin:
    (pin,) = read_pins(block)
    return pin


def _write(name: str, blocks: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    heading = f"# {_HEADINGS[name]}\n# Written by packaging/lock.py; do not edit.\n"
    lock_file(name).write_text(heading + "\n".join(blocks) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
