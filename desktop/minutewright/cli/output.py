"""What commands print: sentences for people, JSON for programs."""

import json
import sys
from typing import Any


def say(text: str) -> None:
    """Print a line for a person."""
    print(text)  # noqa: T201 - the command line speaks here and nowhere else


def give(value: Any) -> None:
    """Print JSON for a program."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


class ProgressLine:
    """A line that is rewritten in place on a terminal, and kept silent elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Show how far the work is."""
        if self._live:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)  # noqa: T201

    def end(self) -> None:
        """Leave the line."""
        if self._live:
            print(file=sys.stderr)  # noqa: T201
