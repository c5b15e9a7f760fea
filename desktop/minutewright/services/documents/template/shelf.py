"""The template of each committee, kept as a copy of our own: the clerk's file may be moved, renamed or changed."""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import tomli_w

from minutewright.domain.errors import BadInput, FolderError

_LIST = "templates.toml"


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """A template to write into: the file, the name the clerk knows it by, and the council's mapping of styles."""

    path: Path
    name: str
    styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    council: str
    body: str
    file: str
    name: str
    styles: Mapping[str, str]


class TemplateShelf:
    """The templates of one profile, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, council: str, body: str) -> ChosenTemplate | None:
        """The template of a committee; None if it has none or its copy is gone."""
        row = next((row for row in self._rows() if _same(row, council, body)), None)
        if row is None or not (self._folder / row.file).is_file():
            return None
        return ChosenTemplate(self._folder / row.file, row.name, row.styles)

    def choose(
        self, council: str, body: str, file: Path, styles: Mapping[str, str] | None = None
    ) -> ChosenTemplate:
        """Keep a copy of a template for a committee, in place of the one it had.

        Raises:
            BadInput: minutes cannot be written into it; the committee's template is what it was.
            FolderError: the copy cannot be stored.
        """
        from minutewright.services.documents.template.check import check_template

        report = check_template(file, styles)
        if not report.usable:
            raise BadInput(f"“{file.name}” cannot be used yet. {report.troubles[0]}")
        data = file.read_bytes()
        name = f"{hashlib.sha256(data).hexdigest()[:16]}{file.suffix.lower()}"
        row = _Row(council, body, name, file.name, dict(styles or {}))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f"{name}.part"
            part.write_bytes(data)
            os.replace(part, self._folder / name)
            self._store([*(other for other in self._rows() if not _same(other, council, body)), row])
        except OSError as error:
            raise FolderError(
                f"The template could not be kept in {self._folder}. The committee’s template is what it was."
            ) from error
        return ChosenTemplate(self._folder / name, file.name, row.styles)

    def forget(self, council: str, body: str) -> bool:
        """Let a committee's minutes print in our own look again; returns whether it had a template."""
        rows = self._rows()
        left = [row for row in rows if not _same(row, council, body)]
        if len(left) == len(rows):
            return False
        try:
            self._store(left)
            for row in rows:
                if row.file not in {other.file for other in left}:
                    (self._folder / row.file).unlink(missing_ok=True)
        except OSError as error:
            raise FolderError(
                f"The list of templates in {self._folder} cannot be written. It is as it was."
            ) from error
        return True

    def _rows(self) -> list[_Row]:
        try:
            data = tomllib.loads((self._folder / _LIST).read_text(encoding="utf-8"))
            return [
                _Row(
                    row["council"],
                    row["body"],
                    Path(row["file"]).name,
                    row["name"],
                    dict(row.get("styles", {})),
                )
                for row in data.get("template", [])
            ]
        except FileNotFoundError:
            return []
        except (
            OSError,
            UnicodeDecodeError,
            tomllib.TOMLDecodeError,
            KeyError,
            TypeError,
            AttributeError,
        ) as error:
            raise FolderError(
                f"The list of templates {self._folder / _LIST} is damaged. Delete it and choose the templates again."
            ) from error

    def _store(self, rows: list[_Row]) -> None:
        part = self._folder / f"{_LIST}.part"
        part.write_bytes(tomli_w.dumps({"template": [asdict(row) for row in rows]}).encode())
        os.replace(part, self._folder / _LIST)


def _same(row: _Row, council: str, body: str) -> bool:
    return (row.council.casefold(), row.body.casefold()) == (council.casefold(), body.casefold())
