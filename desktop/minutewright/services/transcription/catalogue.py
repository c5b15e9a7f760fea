"""The speech models the program knows: what files they are made of, how large, and where they come from."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from minutewright.domain.errors import ModelMissing
from minutewright.services.resources import resource

Progress = Callable[[str, int, int], None]
"""Called with what is being done, bytes done, and bytes in all (0: not known)."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model, with its SHA-256 in hex."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package of a package index that carries files of a model, with the SHA-256 of the package itself."""

    package: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Model:
    """One entry. `languages` is `multilingual` or a language code; `ram_mb` the memory needed while transcribing."""

    id: str
    words: str
    languages: str
    ram_mb: int
    source: str
    revision: str
    files: tuple[ModelFile, ...]
    wheels: tuple[Wheel, ...] = ()

    @property
    def bytes(self) -> int:
        """Size on disk."""
        return sum(file.bytes for file in self.files)

    @property
    def sha256(self) -> str:
        """The hash of the weights, which names the model in a transcript."""
        return next((file.sha256 for file in self.files if file.name == "model.bin"), "")


@cache
def catalogue() -> dict[str, Model]:
    """All known models by id, the default first."""
    table = tomllib.loads(resource("models", "catalogue.toml").read_text(encoding="utf-8"))
    return {
        key: Model(
            key,
            entry["words"],
            entry["languages"],
            entry["ram_mb"],
            entry["source"],
            entry["revision"],
            tuple(ModelFile(**file) for file in entry["files"]),
            tuple(Wheel(**wheel) for wheel in entry.get("wheels", ())),
        )
        for key, entry in table.items()
    }


def known_model(model_id: str) -> Model:
    """The catalogue's entry.

    Raises:
        ModelMissing: there is none of that id.
    """
    if model_id not in catalogue():
        raise ModelMissing(f"There is no speech model “{model_id}”. Choose one of: {', '.join(catalogue())}.")
    return catalogue()[model_id]
