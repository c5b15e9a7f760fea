"""What changed from one exported document to another, paragraph by paragraph, to be read by the clerk."""

import difflib
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from docx import Document

from minutewright.services.documents.word.elements import Element


class ChangeKind(StrEnum):
    """What happened to a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One paragraph; `before` is empty where it was added, `after` where it was removed."""

    kind: ChangeKind
    before: str
    after: str


def changes_between(old: Path, new: Path) -> tuple[VersionChange, ...]:
    """The paragraphs that differ between two exported files (.docx), in the order of the newer one."""
    before, after = _paragraphs(old), _paragraphs(new)
    changes: list[VersionChange] = []
    for verb, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            continue
        for was, now in zip_longest(before[a:b], after[c:d], fillvalue=""):
            kind = ChangeKind.REWORDED if was and now else ChangeKind.ADDED if now else ChangeKind.REMOVED
            changes.append(VersionChange(kind, was, now))
    return tuple(changes)


def _paragraphs(path: Path) -> list[str]:
    return [
        text for paragraph in Document(str(path)).element.body.iter(_PARAGRAPH) if (text := _text(paragraph))
    ]


_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def _text(paragraph: Element) -> str:
    return " ".join("".join(part.text or "" for part in paragraph.iter(_TEXT)).split())
