"""What `test` runs: the checks of style, types and layers first, then pytest, whose last line comes last; and what
`reliability` runs, whose table comes last."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from setup_steps.environment import CHECKOUT, environment_variables
from setup_steps.machine import Machine
from setup_steps.plain_lines import PlainLines
from setup_steps.screen import screen_for_tests
from setup_steps.stopping import Exit


@dataclass(frozen=True)
class Check:
    """One check: what it is called in the output, and the arguments for the environment's Python."""

    words: str
    arguments: tuple[str, ...]


CHECKS = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format --check", ("-m", "ruff", "format", "--check", ".")),
    Check("mypy", ("-m", "mypy")),
    Check("lint-imports", ("-c", "from importlinter.cli import lint_imports_command as check; check()")),
)


def run_checks(python: Path, lines: PlainLines) -> list[str]:
    """Run every check, show what a failing one printed, and return the names of those that failed."""
    failed = []
    for check in CHECKS:
        began = time.monotonic()
        done = subprocess.run(
            [str(python), *check.arguments],
            cwd=CHECKOUT,
            env=environment_variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        verdict = "passed" if done.returncode == 0 else "FAILED"
        lines.say(f"   {check.words}: {verdict} ({time.monotonic() - began:.0f} s)")
        if done.returncode != 0:
            failed.append(check.words)
            lines.say(done.stdout)
    return failed


def run_reliability(machine: Machine, python: Path, lines: PlainLines, arguments: Sequence[str]) -> int:
    """Run the tests marked `reliability`, narrowed by `arguments` for pytest; the table of docs/reliability.md is
    brought up to date with what was measured. Return pytest's exit code."""
    wanted = ("-m", "reliability", "-p", "no:randomly", "tests/reliability", *arguments)
    return run_tests(machine, python, lines, wanted, {"MINUTEWRIGHT_WRITE_FIGURES": "1"})


def run_tests(
    machine: Machine,
    python: Path,
    lines: PlainLines,
    arguments: Sequence[str],
    more: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Run pytest with `arguments` added to the project's own settings, and `more` variables; return its exit code."""
    with screen_for_tests(machine) as (variables, where):
        lines.say(f"   The tests' windows appear {where}.")
        sys.stdout.flush()
        return subprocess.run(
            [str(python), "-m", "pytest", *arguments],
            cwd=CHECKOUT,
            env={**variables, **more},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode


def verdict(failed: Sequence[str], tests: int) -> int:
    """Return the exit code: pytest's own, or 1 where the tests passed and another check failed."""
    if tests == 0 and failed:
        return Exit.CHECK_FAILED
    return tests
