"""What commands print: sentences for people, JSON for programs."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def say(text: str) -> None:
    """Print a line for a person."""
    print(text)  # noqa: T201 - the command line speaks here and nowhere else


def give(value: Any) -> None:
    """Print JSON for a program."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def complain(text: str) -> None:
    """Print a line for a person beside what a command gives: a warning."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def counted(number: int, one: str, many: str = "") -> str:
    """`1 gap`, `2 gaps`, `0 people`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


class ProgressLine:
    """A line that is rewritten in place on a terminal, and kept silent elsewhere."""

    def __init__(self) -> None:
        # A line of its own to the terminal: `quiet_libraries` must not silence it.
        self._out = os.fdopen(os.dup(2), "w", encoding="utf-8") if sys.stderr.isatty() else None

    def show(self, text: str) -> None:
        """Show how far the work is."""
        if self._out is not None:
            self._out.write(f"\r\033[K{text}")
            self._out.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._out is not None:
            self._out.write("\n")
            self._out.close()
            self._out = None


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep what libraries written in C print about a damaged file off the clerk's screen."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
