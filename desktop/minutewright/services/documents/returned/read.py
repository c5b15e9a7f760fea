"""Reads a returned .docx: its paragraphs as they would be with every change accepted, and who changed what."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from minutewright.services.documents.returned.comments import FileComment, read_comments
from minutewright.services.documents.returned.text import Hand, TextParagraph, TextPiece, TextReader, moment
from minutewright.services.documents.word.anchors import BLOCK, VERSION
from minutewright.services.documents.word_package import Element, WordPackage, open_word_package, w

ITEM = "minute_"
_LOOK_CHANGES = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
    "tblPrExChange", "numberingChange",
)  # fmt: skip
_REF = "\ufffc"


@dataclass(slots=True)
class Line:
    """A paragraph as it stands when every tracked change is accepted.

    `anchors` are our bookmarks in it, `hands` who changed it by tracked changes; `rejected` is how it would read with
    none of those. `part` is `text`, `header` or `footer`.
    """

    style: str
    pieces: tuple[TextPiece, ...]
    anchors: list[str]
    hands: tuple[Hand, ...]
    comments: tuple[str, ...]
    rejected: str = ""
    part: str = "text"

    @property
    def text(self) -> str:
        """Its words, references as they print."""
        return "".join(piece.text for piece in self.pieces).rstrip()

    @property
    def key(self) -> str:
        """Its words for comparing: what a reference shows is the word processor's business."""
        parts: list[str] = []
        for piece in self.pieces:
            if not piece.ref:
                parts.append(piece.text)
            elif not parts or not parts[-1].endswith(_REF):
                parts.append(_REF)
        return unicodedata.normalize("NFC", "".join(parts)).rstrip()


@dataclass(slots=True)
class FileText:
    """All that matters of one Word file. `gone` is who deleted what was under an anchor of ours."""

    lines: list[Line]
    margins: list[Line]
    gone: dict[str, tuple[Hand, ...]]
    comments: tuple[FileComment, ...]
    formatting: int
    meeting: str = ""
    version: int | None = None
    saved_by: str = ""
    saved_at: datetime | None = None
    commented: dict[str, str] = field(default_factory=dict)


def read_file_text(path: Path) -> FileText:
    """Read a .docx.

    Raises:
        BadInput: it is no Word file, is protected, damaged or holds macros; the sentence says which.
    """
    with open_word_package(path) as package:
        names = _style_names(package)
        root = package.xml(package.main)
        reader = TextReader(names)
        paragraphs = list(reader.paragraphs(root))
        lines, gone = _accepted(paragraphs)
        margins = _margins(package, names)
        meeting, version = _version(paragraphs)
        saved_by, saved_at = _saved(package)
        return FileText(
            lines, margins, gone, read_comments(package),
            sum(1 for _ in root.iter(*(w(tag) for tag in _LOOK_CHANGES))),
            meeting, version, saved_by, saved_at, reader.commented,
        )  # fmt: skip


def _accepted(paragraphs: Iterable[TextParagraph]) -> tuple[list[Line], dict[str, tuple[Hand, ...]]]:
    """The paragraphs with every change accepted; one whose end was deleted runs on into the next."""
    lines: list[Line] = []
    gone: dict[str, tuple[Hand, ...]] = {}
    carried: TextParagraph | None = None
    for paragraph in paragraphs:
        if carried is not None:
            paragraph = _joined(carried, paragraph, gone)
            carried = None
        if paragraph.mark_deleted is not None:
            carried = paragraph
        else:
            lines.append(_line(paragraph))
    if carried is not None:
        lines.append(_line(carried))
    return lines, gone


def _joined(first: TextParagraph, second: TextParagraph, gone: dict[str, tuple[Hand, ...]]) -> TextParagraph:
    hands = _hands(first)
    kept = any(piece.deleted is None and piece.text.strip() for piece in first.pieces)
    if not kept:
        for name in first.bookmarks:
            gone[name] = hands
    style = first.style if kept else second.style
    bookmarks = [*(first.bookmarks if kept else ()), *second.bookmarks]
    for name in second.bookmarks if kept else ():
        gone[name] = hands
    return TextParagraph(
        style, [*first.pieces, *second.pieces], bookmarks, [*first.comments, *second.comments],
        second.mark_inserted or (first.mark_deleted if kept else None), second.mark_deleted,
    )  # fmt: skip


def _line(paragraph: TextParagraph) -> Line:
    pieces = tuple(piece for piece in paragraph.pieces if piece.deleted is None)
    anchors = [name for name in paragraph.bookmarks if name.startswith((BLOCK, ITEM))]
    rejected = "".join(piece.text for piece in paragraph.pieces if piece.inserted is None).rstrip()
    return Line(paragraph.style, pieces, anchors, _hands(paragraph), tuple(paragraph.comments), rejected)


def _hands(paragraph: TextParagraph) -> tuple[Hand, ...]:
    found = [piece.inserted or piece.deleted for piece in paragraph.pieces]
    return tuple(
        dict.fromkeys(hand for hand in [*found, paragraph.mark_inserted, paragraph.mark_deleted] if hand)
    )


def _margins(package: WordPackage, names: dict[str, str]) -> list[Line]:
    """The lines of headers and footers, each once: word processors repeat them for first and even pages."""
    found: dict[str, Line] = {}
    for kind in ("header", "footer"):
        for part in package.related(kind):
            lines, _ = _accepted(TextReader(names).paragraphs(package.xml(part)))
            for line in lines:
                line.part = kind
                if line.text.strip():
                    found.setdefault(line.key, line)
    return list(found.values())


def _version(paragraphs: Iterable[TextParagraph]) -> tuple[str, int | None]:
    for paragraph in paragraphs:
        for name in paragraph.bookmarks:
            match = re.fullmatch(rf"{VERSION}([0-9a-f]+)_(\d+)", name)
            if match:
                return match.group(1), int(match.group(2))
    return "", None


def _style_names(package: WordPackage) -> dict[str, str]:
    found = package.related("styles")
    if not found:
        return {}
    return {
        style.get(w("styleId")): str(name.get(w("val")))
        for style in package.xml(found[0]).findall(w("style"))
        if (name := style.find(w("name"))) is not None
    }


def _saved(package: WordPackage) -> tuple[str, datetime | None]:
    """Who saved the file last, and when, as the file says."""
    link = next((row for row in package.relationships("") if row.kind.endswith("/core-properties")), None)
    if link is None or link.target not in package.parts:
        return "", None
    root = package.xml(link.target)

    def value(name: str) -> str:
        found = next(
            (row for row in root if isinstance(row.tag, str) and row.tag.endswith(f"}}{name}")), None
        )
        return _text_of(found)

    return value("lastModifiedBy"), moment(value("modified"))


def _text_of(row: Element | None) -> str:
    return (row.text or "").strip() if row is not None else ""
