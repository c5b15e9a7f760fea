"""The commands of the set-up, `run`, `test` and `reliability`, from their arguments to their exit code."""

import argparse
import errno
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from setup_steps import checks, python_packages, sample, system_packages
from setup_steps.environment import CHECKOUT
from setup_steps.locks import locks_for
from setup_steps.machine import (
    Machine,
    can_make_environments,
    look_at_this_machine,
    speech_reference_is_possible,
)
from setup_steps.plain_lines import PlainLines
from setup_steps.stopping import CannotGoOn, Exit

COMMANDS = ("run", "test", "reliability")


@dataclass(frozen=True)
class Order:
    """What the command line asks for; `for_pytest` are the arguments that are none of ours."""

    command: str
    light: bool
    ci: bool
    window: bool
    torch_index: str | None
    for_pytest: tuple[str, ...]


class _Parser(argparse.ArgumentParser):
    """Leaves the ending of the process, and the exit code, to us."""

    def error(self, message: str) -> NoReturn:
        raise CannotGoOn(
            Exit.WRONG_USE, f"That command is not understood: {message}. Add --help to see what is."
        )


def read_order(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Order:
    """Understand the command line. Raises CannotGoOn where it is not understood."""
    parser = _Parser(
        prog="bootstrap.py",
        description="Sets Minutewright up in this folder. `run` opens the sample meeting, `test` runs the tests, "
        "`reliability` kills, unplugs and fills up what it can for an hour and writes down what was lost.",
        allow_abbrev=False,
    )
    parser.add_argument("command", choices=COMMANDS, help="what to do once everything is set up")
    parser.add_argument(
        "--light", action="store_true", help="leave out openai-whisper and torch (about 1 GB)"
    )
    parser.add_argument(
        "--ci", action="store_true", help="stop where something is missing; also set by CI=true"
    )
    parser.add_argument(
        "--no-window", action="store_true", help="run: do the sample meeting without a window"
    )
    parser.add_argument(
        "--torch-index", metavar="URL", help="a package index that has torch's CPU build, for Linux"
    )
    known, rest = parser.parse_known_args(arguments)
    if rest and known.command == "run":
        raise CannotGoOn(Exit.WRONG_USE, f"`run` takes no further arguments, and was given: {' '.join(rest)}")
    return Order(
        command=known.command,
        light=known.light,
        ci=known.ci or environ.get("CI", "").lower() in ("1", "true"),
        window=not known.no_window,
        torch_index=known.torch_index,
        for_pytest=tuple(rest),
    )


def run_command(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; return the exit code. Every failure is one plain sentence."""
    try:
        return _carry_out(read_order(arguments), look_at_this_machine(), PlainLines())
    except CannotGoOn as stop:
        print(f"\n{stop}", file=sys.stderr)
        return stop.exit_code
    except OSError as error:
        print(f"\n{_disk_sentence(error)}", file=sys.stderr)
        return Exit.NO_SPACE if error.errno == errno.ENOSPC else Exit.NO_ENVIRONMENT
    except KeyboardInterrupt:
        print("\nStopped. What was installed is kept; start the same command to go on.", file=sys.stderr)
        return 130


def _disk_sentence(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full. Free some room (about 3 GB) and start the same command again."
    return f"{error.filename or CHECKOUT} cannot be used ({error.strerror}). Make sure this folder can be written to."


def _carry_out(order: Order, machine: Machine, lines: PlainLines) -> int:
    for_tests = order.command != "run"
    light = order.light or not speech_reference_is_possible(machine.system, machine.architecture)
    lines.say(f"Minutewright on {machine.words}, Python {platform.python_version()}, in {CHECKOUT}")
    lines.say(_intention(order, light=light, machine=machine))
    if light and not order.light:
        lines.say(
            "torch is not published for Macs with Intel processors, so the reference engine is left out."
        )
    with lines.step("System packages"):
        system_packages.provide(
            machine, lines, for_tests=for_tests, without_venv=not can_make_environments(), must=order.ci
        )
    with lines.step("Python packages, in .venv in this folder"):
        locks = locks_for(for_tests=for_tests, light=light)
        python = python_packages.provide(machine, lines, locks, order.torch_index)
    with lines.step("Speech model (Whisper base, 148 MB, kept in your user folder)"):
        has_model = sample.fetch_model(python)
    if for_tests:
        return _test(order, machine, python, lines, has_model=has_model)
    return _run(order, machine, python, lines, has_model=has_model)


def _intention(order: Order, *, light: bool, machine: Machine) -> str:
    engines = "the default speech engine" if light else "both speech engines"
    ends = {"test": "runs the tests", "reliability": "runs the reliability tests, which take about an hour"}
    last = ends.get(order.command) or _sample_words(opens=machine.has_display and order.window)
    return f"This installs what is missing ({engines}), fetches the speech model and {last}."


def _sample_words(*, opens: bool) -> str:
    return "opens the window on a sample meeting" if opens else "minutes a sample meeting without a window"


def _run(order: Order, machine: Machine, python: Path, lines: PlainLines, *, has_model: bool) -> int:
    opens = machine.has_display and order.window
    if not has_model and not opens:
        raise sample.no_model()
    with lines.step("The sample meeting"):
        lines.say(f"   Next time you can type: {sample.command_words(['gui'])}")
        return sample.open_window(python) if opens else sample.run_headless(python)


def _test(order: Order, machine: Machine, python: Path, lines: PlainLines, *, has_model: bool) -> int:
    if not has_model:
        if order.ci:
            raise sample.no_model()
        lines.say("   Going on without the model; the tests that need it are skipped and say so.")
    if order.command == "reliability":
        lines.say("\nThe reliability tests")
        return checks.run_reliability(machine, python, lines, order.for_pytest)
    with lines.step("Style, types and layers"):
        failed = checks.run_checks(python, lines)
    lines.say("\nThe tests")
    if failed:
        lines.say(f"   (whatever they say, this run has failed: {', '.join(failed)})")
    return checks.verdict(failed, checks.run_tests(machine, python, lines, order.for_pytest))
