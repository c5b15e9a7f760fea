"""Speech models on this computer: found, checked, and put in their place whole or not at all."""

import errno
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from minutewright.domain.errors import BadInput, DiskFull, FolderError, ModelMissing
from minutewright.services.transcription.catalogue import Progress, catalogue, known_model
from minutewright.services.transcription.checking import CHECKED, check_files, check_whole, hash_of

_NAME = re.compile(r"[\w][\w. -]*")


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

    def weights_sha256(self, model_id: str) -> str:
        """The SHA-256 of an installed model's weights, which every transcript records; empty when it is not there."""
        place = self.installed().get(model_id)
        return hash_of(place / "model.bin") if place is not None else ""

    def add(self, source: Path, model_id: str | None = None, progress: Progress | None = None) -> Path:
        """Install a model from a folder or zip file (a USB stick, the IT department); returns where it is now.

        Without `model_id` the model is recognised by the hash of its weights, else it gets the folder's name.
        A model that the catalogue does not know is taken as it is; its name is then not in `catalogue()`.

        Raises:
            BadInput: there is no whole model in it, or the name cannot be a folder's.
            ModelCorrupt: it is a known model, but a file differs.
            FolderError, DiskFull: it could not be put in its place; nothing half-done is left.
        """
        with workspace(self.folder) as work:
            origin = _unpacked(source, work)
            weights = next(iter(sorted(origin.rglob("model.bin"))), None)
            if weights is None:
                raise BadInput(f"There is no speech model in {source}: it holds no file model.bin.")
            staged = work / "staged"
            staged.mkdir()
            for file in sorted(weights.parent.iterdir()):
                if file.is_file() and file.suffix in (".bin", ".json", ".txt") and file.name != CHECKED:
                    shutil.copyfile(file, staged / file.name)
            chosen = model_id or _recognised(staged / "model.bin", progress) or source.resolve().stem
            return self.put(staged, chosen, progress)

    def put(self, staged: Path, model_id: str, progress: Progress | None = None) -> Path:
        """Check files and move them into their place in one step.

        Raises:
            BadInput: a file is missing from a model that the catalogue does not know, or the name is no name.
            ModelCorrupt: it is a known model, but a file differs.
        """
        if not _NAME.fullmatch(model_id):
            raise BadInput(f"A speech model cannot be called “{model_id}”. Nothing was installed.")
        if model_id in catalogue():
            check_files(catalogue()[model_id], staged, progress)
        else:
            check_whole(staged, model_id)
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
        if error.errno == errno.ENOSPC:
            raise DiskFull(
                f"There is no room for the speech model in {folder}. Nothing was installed. Make room first."
            ) from error
        raise FolderError(
            f"The speech model could not be stored in {folder}: {error.strerror or error}."
        ) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def _recognised(weights: Path, progress: Progress | None) -> str | None:
    sizes = {file.bytes for model in catalogue().values() for file in model.files if file.name == "model.bin"}
    if weights.stat().st_size not in sizes:
        return None
    found = hash_of(weights, progress)
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
