"""What the set-up says while it works: numbered steps, plain lines, and how long each took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class PlainLines:
    """Writes the steps to `stream`; a line that counts up is rewritten in place on a terminal only."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stdout
        self._steps = 0
        self._counting = False

    def say(self, words: str) -> None:
        """Write one line."""
        self._end_count()
        print(words, file=self._stream, flush=True)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Number and name a step, and say how many seconds it took when it is over."""
        self._steps += 1
        self.say(f"\n{self._steps}. {title}")
        began = time.monotonic()
        yield
        self.say(f"   ({time.monotonic() - began:.0f} s)")

    def count(self, words: str) -> None:
        """Show how far a long piece of work is; silent where the output is not a terminal."""
        if not self._stream.isatty():
            return
        print(f"\r   {words:<70.70}", end="", file=self._stream, flush=True)
        self._counting = True

    def _end_count(self) -> None:
        if self._counting:
            print(f"\r{'':<75}\r", end="", file=self._stream)
            self._counting = False
