"""A copy of every exported draft, in `versions/` of the meeting, to lay a draft that comes back beside what was sent."""

import logging
import shutil
from pathlib import Path

FOLDER = "versions"
log = logging.getLogger(__name__)


def keep_version(meeting_folder: Path, number: int, written: Path) -> None:
    """Keep a copy of an export; the export itself is done, so a copy that cannot be kept is only logged."""
    try:
        folder = meeting_folder / FOLDER
        folder.mkdir(exist_ok=True)
        shutil.copyfile(written, folder / _name(number))
    except OSError as error:
        log.warning("No copy of version %d was kept: %s", number, error)


def kept_version(meeting_folder: Path, number: int) -> Path | None:
    """The copy of an export; None if there is none."""
    path = meeting_folder / FOLDER / _name(number)
    return path if path.is_file() else None


def _name(number: int) -> str:
    return f"version {number}.docx"
