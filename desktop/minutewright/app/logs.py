"""The log file: rotating, in the profile, and without a word of any transcript."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path


def log_file(profile: Path) -> Path:
    """Where the log of a profile lies."""
    return profile / "log" / "minutewright.log"


def start_log(profile: Path) -> None:
    """Write what the program does to the profile's log, five files of 1 MB at most; nothing is ever sent."""
    path = log_file(profile)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
