"""Which exported files of a meeting hold certain words: Word files, transcripts, web pages, read as the text they are."""

import html
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from minutewright.services.documents.kept_versions import FOLDER as VERSIONS

_TAGS = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"</w:p>|<w:br ?/>|<w:tab ?/>")
_TEXTS = {".txt", ".srt", ".vtt", ".json", ".csv", ".htm", ".html", ".xml", ".md", ".rtf"}
_PACKAGES = {".docx", ".odt", ".dotx", ".docm"}


def search_files(
    meeting_folder: Path, holds: Callable[[str], bool]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files in `exports/` and the kept versions whose text `holds`, and those whose text cannot be read."""
    found, unread = [], []
    for path in sorted(
        path
        for part in ("exports", VERSIONS)
        for path in (meeting_folder / part).rglob("*")
        if path.is_file()
    ):
        text = _text(path)
        if text is None:
            unread.append(path)
        elif holds(text):
            found.append(path)
    return tuple(found), tuple(unread)


def _text(path: Path) -> str | None:
    """The words of a file; None where they cannot be read."""
    try:
        if path.suffix.casefold() in _PACKAGES:
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
            return " ".join(_plain(part.decode("utf-8", "replace")) for part in parts)
        if path.suffix.casefold() in _TEXTS:
            text = path.read_bytes().decode("utf-8", "replace")
            return _plain(text) if path.suffix.casefold() in (".htm", ".html", ".xml") else text
    except (OSError, zipfile.BadZipFile, RuntimeError):
        return None
    return None


def _plain(xml: str) -> str:
    return html.unescape(_TAGS.sub("", _BREAKS.sub(" ", xml)))
