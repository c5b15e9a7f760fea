"""Whether the files of a model are the published ones: sizes every time, hashes once for every change of a file."""

import hashlib
import json
from pathlib import Path

from minutewright.domain.errors import BadInput, ModelCorrupt
from minutewright.services.transcription.catalogue import Model, Progress

CHECKED = "checked.json"
"""Beside the files: size, time of change and SHA-256 of those that were hashed."""

_Seen = dict[str, list[int | str]]
# For a folder of the whole computer, beside whose files this user cannot write.
_remembered: dict[Path, _Seen] = {}
_CHUNK = 1 << 20


def check_files(model: Model, place: Path, progress: Progress | None = None) -> None:
    """Compare a model's files with the catalogue.

    Raises:
        ModelCorrupt: a file is missing, cut off or another.
    """
    for file in model.files:
        path = place / file.name
        if not path.is_file():
            raise _corrupt(model, f"the file {file.name} is missing")
        size = path.stat().st_size
        if size != file.bytes:
            raise _corrupt(model, f"the file {file.name} has {size} of {file.bytes} bytes")
        if hash_of(path, progress) != file.sha256:
            raise _corrupt(model, f"the file {file.name} is not the one that was published")


def check_whole(place: Path, source: str) -> None:
    """Whether a model that the catalogue does not know has every file an engine needs.

    Raises:
        BadInput: it has not.
    """
    names = {file.name for file in place.iterdir()}
    missing = {"model.bin", "config.json", "tokenizer.json"} - names
    if not any(name.startswith("vocabulary.") for name in names):
        missing.add("vocabulary.txt")
    if missing:
        raise BadInput(
            f"There is no whole speech model in {source}: {', '.join(sorted(missing))} is missing. Nothing was installed."
        )


def hash_of(path: Path, progress: Progress | None = None) -> str:
    """The SHA-256 of a file as hex; read from beside it as long as the file has not changed."""
    seen = _read(path.parent)
    state = path.stat()
    stamp = seen.get(path.name)
    if stamp is not None and stamp[:2] == [state.st_size, state.st_mtime_ns] and len(stamp) == 3:
        return str(stamp[2])
    found = _hash(path, state.st_size, progress)
    seen[path.name] = [state.st_size, state.st_mtime_ns, found]
    try:
        (path.parent / CHECKED).write_text(json.dumps(seen), encoding="utf-8")
    except OSError:
        _remembered[path.parent] = seen
    return found


def _hash(path: Path, size: int, progress: Progress | None) -> str:
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if progress is not None:
                progress("Checking", done, size)
    return digest.hexdigest()


def _read(place: Path) -> _Seen:
    try:
        found = json.loads((place / CHECKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return dict(_remembered.get(place, {}))
    return (
        {name: stamp for name, stamp in found.items() if isinstance(stamp, list)}
        if isinstance(found, dict)
        else {}
    )


def _corrupt(model: Model, why: str) -> ModelCorrupt:
    return ModelCorrupt(
        f"The speech model “{model.id}” is damaged: {why}. Install it again: minutewright models fetch {model.id}, "
        "or minutewright models add FOLDER."
    )
