"""A power cut without a power switch: of what a process wrote only what it had synced by then is left.

`python power_loss.py FOLDER KEPT ARGUMENTS…` runs a real recorder in which every `os.fsync` also notes in KEPT what is
safe from then on: of a file its content at that moment, of a folder the names in it. That is the least any disk keeps;
a real one keeps more. After the process was killed `what_is_left` puts FOLDER together again from the notes alone.
"""

import json
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

_NAMES = "names.json"


class SafeNotes:
    """What is safe of the files and folders below `folder`; written to `kept`, each note whole or not at all."""

    def __init__(self, folder: Path, kept: Path) -> None:
        self._folder = folder.resolve()
        self._kept = kept
        self._names: dict[str, dict[str, int]] = {}
        kept.mkdir(parents=True, exist_ok=True)
        for place in (self._folder, *self._folder.rglob("*")):
            if place.is_dir():  # what lay there before is safe
                self._note_names(place)
            elif place.is_file():
                self._note_content(place)

    def note(self, descriptor: int) -> None:
        """A file or folder was synced just now."""
        found = os.fstat(descriptor)
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        if not path.is_relative_to(self._folder):
            return
        if stat.S_ISDIR(found.st_mode):
            self._note_names(path)
        else:
            self._note_content(path)

    def _note_content(self, path: Path) -> None:
        number = path.stat().st_ino
        part = self._kept / f"{number}.part"
        shutil.copyfile(path, part)
        part.replace(self._kept / str(number))

    def _note_names(self, place: Path) -> None:
        entries = {entry.name: entry.inode() for entry in os.scandir(place) if entry.is_file()}
        self._names[str(place.relative_to(self._folder))] = entries
        part = self._kept / f"{_NAMES}.part"
        part.write_text(json.dumps(self._names), encoding="utf-8")
        part.replace(self._kept / _NAMES)


def what_is_left(kept: Path, folder: Path) -> None:
    """Fill `folder` with what survived: names that were synced, with the content that was; others are empty or gone."""
    names: dict[str, dict[str, int]] = json.loads((kept / _NAMES).read_text(encoding="utf-8"))
    for place, entries in names.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        for name, number in entries.items():
            content = kept / str(number)
            if content.exists():
                shutil.copyfile(content, folder / place / name)
            else:
                (folder / place / name).touch()


def _run(folder: Path, kept: Path, arguments: list[str]) -> int:
    from minutewright.services.capture.recorder import main

    notes = SafeNotes(folder, kept)
    real: Callable[[int], None] = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        notes.note(descriptor)

    os.fsync = fsync  # type: ignore[assignment]
    return main(arguments)


if __name__ == "__main__":
    sys.exit(_run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
