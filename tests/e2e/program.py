"""The program as a clerk or a script runs it: a process of its own, its exit code, its words."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What one run printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.out)


class Program:
    """`minutewright` with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile

    def line(self, *arguments: object) -> list[str]:
        """The command line of a run."""
        return [sys.executable, "-m", "minutewright", "--profile", str(self.profile), *map(str, arguments)]

    def __call__(self, *arguments: object, **environment: str) -> Answer:
        """Run one command to its end."""
        done = subprocess.run(
            self.line(*arguments),
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=280,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: object) -> "subprocess.Popen[str]":
        """Run one command beside the test."""
        return subprocess.Popen(
            self.line(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )
