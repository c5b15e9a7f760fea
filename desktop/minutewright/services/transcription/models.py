"""Speech models on this computer: found, checked, and put in their place whole or not at all."""

import hashlib
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from minutewright.domain.errors import BadInput, DiskFull, FolderError, ModelCorrupt, ModelMissing
from minutewright.services.transcription.catalogue import Model, catalogue, known_model

CHECKED = "checked.json"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, bytes done, and bytes in all (0: not known)."""


def machine_wide_folder() -> Path:
    """Where the IT department may put models for everybody on this computer."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Minutewright" / "models"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Minutewright/models")
    return Path("/usr/share/minutewright/models")


class ModelShelf:
    """The folders in which models lie: the user's, in which new ones are put, and the computer's."""

    def __init__(self, folder: Path, everybody: Path | None = None) -> None:
        self.folder = folder
        self._folders = (folder, everybody or machine_wide_folder())

    def installed(self) -> dict[str, Path]:
        """Model ids and folders of what is there, known models first, then the clerk's own."""
        found: dict[str, Path] = {}
        for folder in self._folders:
            for place in sorted(folder.iterdir()) if folder.is_dir() else ():
                if (place / "model.bin").is_file() and not place.name.startswith("."):
                    found.setdefault(place.name, place)
        order = list(catalogue())
        return dict(
            sorted(found.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order))
        )

    def find(self, model_id: str) -> Path:
        """The folder of a model, its files checked.

        Raises:
            ModelMissing: it is not on this computer.
            ModelCorrupt: a file is missing, cut off, or not the one the catalogue names.
        """
        place = self.installed().get(model_id)
        if place is None:
            known_model(model_id)
            raise ModelMissing(
                f"The speech model “{model_id}” is not on this computer. The recording is kept. "
                f"Install it: minutewright models fetch {model_id}, or minutewright models add FOLDER."
            )
        if model_id in catalogue():
            check_files(catalogue()[model_id], place)
        return place

    def add(self, source: Path, model_id: str | None = None) -> Path:
        """Install a model from a folder or zip file (a USB stick, the IT department); returns where it is now.

        Without `model_id` the model is recognised by the hash of its weights, else it gets the folder's name.

        Raises:
            BadInput: there is no model in it.
            ModelCorrupt: it is a known model, but a file differs.
            FolderError, DiskFull: it could not be put in its place; nothing half-done is left.
        """
        with self._workspace() as work:
            origin = _unpacked(source, work)
            weights = next(iter(sorted(origin.rglob("model.bin"))), None)
            if weights is None:
                raise BadInput(f"There is no speech model in {source}: it holds no file model.bin.")
            chosen = model_id or _recognised(weights) or source.stem
            staged = work / "staged"
            staged.mkdir()
            for file in sorted(weights.parent.iterdir()):
                if file.is_file() and file.suffix in (".bin", ".json", ".txt") and file.name != CHECKED:
                    shutil.copyfile(file, staged / file.name)
            return self.put(staged, chosen)

    def put(self, staged: Path, model_id: str) -> Path:
        """Move checked files into their place in one step.

        Raises:
            ModelCorrupt: it is a known model, but a file differs.
        """
        if model_id in catalogue():
            check_files(catalogue()[model_id], staged)
        place = self.folder / model_id
        if place.exists():
            old = place.with_name(f".{model_id}.old")
            shutil.rmtree(old, ignore_errors=True)
            place.rename(old)
            staged.rename(place)
            shutil.rmtree(old, ignore_errors=True)
        else:
            staged.rename(place)
        return place

    @contextmanager
    def _workspace(self) -> Iterator[Path]:
        with workspace(self.folder) as work:
            yield work


@contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """A folder beside the models that is gone afterwards, whatever happens.

    Raises:
        FolderError, DiskFull: in place of the system's errors.
    """
    work: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(mkdtemp(prefix=".installing-", dir=folder))
        yield work
    except OSError as error:
        if error.errno == 28:
            raise DiskFull(
                f"There is no room for the speech model in {folder}. Nothing was installed. Make room first."
            ) from error
        raise FolderError(
            f"The speech model could not be stored in {folder}: {error.strerror or error}."
        ) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def check_files(model: Model, place: Path, progress: Progress | None = None) -> None:
    """Compare a model's files with the catalogue: sizes always, hashes once for every change of a file.

    Raises:
        ModelCorrupt: a file is missing, cut off or another.
    """
    checked = _read_checked(place)
    for file in model.files:
        path = place / file.name
        if not path.is_file():
            raise _corrupt(model, f"the file {file.name} is missing")
        state = path.stat()
        if file.bytes and state.st_size != file.bytes:
            raise _corrupt(model, f"the file {file.name} has {state.st_size} of {file.bytes} bytes")
        stamp = [state.st_size, state.st_mtime_ns]
        if file.sha256 and checked.get(file.name) != stamp:
            if progress:
                progress("Checking", 0, state.st_size)
            if sha256_of(path) != file.sha256:
                raise _corrupt(model, f"the file {file.name} is not the one that was published")
            checked[file.name] = stamp
    try:
        (place / CHECKED).write_text(json.dumps(checked), encoding="utf-8")
    except OSError:
        return  # a folder of the whole computer: it is checked again next time


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_checked(place: Path) -> dict[str, list[int]]:
    try:
        found = json.loads((place / CHECKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _recognised(weights: Path) -> str | None:
    sizes = {
        model.id
        for model in catalogue().values()
        for file in model.files
        if file.bytes == weights.stat().st_size
    }
    if not sizes:
        return None
    found = sha256_of(weights)
    return next((model.id for model in catalogue().values() if model.sha256 == found), None)


def _unpacked(source: Path, work: Path) -> Path:
    if source.is_dir():
        return source
    if source.is_file() and zipfile.is_zipfile(source):
        try:
            with zipfile.ZipFile(source) as archive:
                archive.extractall(work / "unpacked")
        except (zipfile.BadZipFile, RuntimeError) as error:
            raise BadInput(
                f"{source.name} cannot be unpacked. Nothing was installed. Copy it again."
            ) from error
        return work / "unpacked"
    raise BadInput(f"{source} is neither a folder nor a zip file. Nothing was installed.")


def _corrupt(model: Model, why: str) -> ModelCorrupt:
    return ModelCorrupt(
        f"The speech model “{model.id}” is damaged: {why}. Install it again: minutewright models fetch {model.id}."
    )
