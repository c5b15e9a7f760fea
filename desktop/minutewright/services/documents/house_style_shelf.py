"""The house styles to choose from: those that come with the program, and the councils' own, each one file."""

import re
from dataclasses import dataclass
from pathlib import Path

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.house_style import (
    house_style_from,
    read_house_style,
    read_text,
    shipped_house_style_text,
    shipped_house_styles,
)


@dataclass(frozen=True, slots=True)
class ShelvedStyle:
    """A house style to choose: what it is called, whether it is the council's own, and why it cannot be used, if so."""

    identifier: str
    name: str
    own: bool
    fault: str = ""


class HouseStyleShelf:
    """House styles; the councils' own lie as TOML files in one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def styles(self) -> tuple[ShelvedStyle, ...]:
        """All of them, the shipped ones first. An own one that was spoilt is among them with its fault."""
        shipped = [ShelvedStyle(key, name, own=False) for key, name in shipped_house_styles().items()]
        return (*shipped, *(self._own(path) for path in sorted(self._folder.glob("*.toml"))))

    def text(self, identifier: str) -> str:
        """The file of a house style, as text.

        Raises:
            BadInput: there is none of that name, or it cannot be read.
        """
        path = self._folder / f"{identifier}.toml"
        if re.fullmatch(r"[\w\-]+", identifier) and path.is_file():
            return read_text(path)
        if identifier not in shipped_house_styles():
            known = ", ".join(row.identifier for row in self.styles())
            raise BadInput(f"There is no house style “{identifier}”. Choose one of: {known}.")
        return shipped_house_style_text(identifier)

    def style(self, identifier: str) -> HouseStyle:
        """A house style, checked. Raises as `text` and `read_house_style` do."""
        return house_style_from(self.text(identifier), f"{identifier}.toml")

    def own_text(self, identifier: str) -> str:
        """What a meeting has to carry with it: the text of an own style, nothing for one that comes with the program."""
        return "" if identifier in shipped_house_styles() else self.text(identifier)

    def take_in(self, path: Path, identifier: str = "", *, replace: bool = False) -> ShelvedStyle:
        """Put a house style's file on the shelf, under its file's name or another.

        Raises:
            BadInput: it cannot be used, or the name is taken (with `replace` only by a shipped style).
            FolderError, DiskFull: it could not be stored.
        """
        style, text = read_house_style(path), read_text(path)
        key = _plain(identifier or path.stem)
        if key in shipped_house_styles():
            raise BadInput(
                f"“{key}” is the name of a house style that comes with the program. Nothing was changed. Give another."
            )
        target = self._folder / f"{key}.toml"
        if target.exists() and not replace:
            raise BadInput(
                f"There is a house style “{key}” already. It was left as it is. Give another name, or replace it."
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, lambda file: file.write(text.encode("utf-8")))
        return ShelvedStyle(key, style.name, own=True)

    def give_out(self, identifier: str, out: Path) -> None:
        """Write a house style to one file, to be changed or handed on; a file that is there is replaced.

        Raises:
            BadInput: there is no such style.
            FolderError, DiskFull: nothing was written.
        """
        text = self.text(identifier)
        write_whole(out, lambda file: file.write(text.encode("utf-8")))

    def _own(self, path: Path) -> ShelvedStyle:
        try:
            return ShelvedStyle(path.stem, read_house_style(path).name, own=True)
        except BadInput as error:
            return ShelvedStyle(path.stem, path.stem, own=True, fault=str(error))


def _plain(name: str) -> str:
    """A name as identifiers are: small letters, digits and hyphens."""
    key = re.sub(r"[^\w]+", "-", name.casefold()).strip("-_")
    if not key:
        raise BadInput("The house style needs a name of letters or digits.")
    return key[:60]
