"""Bookmarks that tell every paragraph of an export which block it is and the whole which version it is.

They are how a draft that comes back is laid beside what was sent. Word and LibreOffice keep bookmarks when they save,
and do not show those whose name begins with a line.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from docx.oxml.ns import qn

from minutewright.domain.ids import BlockId, MeetingId
from minutewright.services.documents.word.elements import Element, element

BLOCK = "_mwb_"
VERSION = "_mwv_"
_VERSION_ID = 49_999
_FIRST_ID = 50_000  # above those of the items
_PER_BLOCK = 1_000  # paragraphs that one child of the body may hold, in a table


def block_anchor(block: BlockId, paragraph: int = 0) -> str:
    """The bookmark of a block's paragraph, counted from 0."""
    return f"{BLOCK}{_digest(block)}_{paragraph}"


def version_anchor(meeting: MeetingId, version: int) -> str:
    """The bookmark that says which export of which meeting this is."""
    return f"{VERSION}{_digest(meeting)}_{version}"


@contextmanager
def anchored(body: Element, block: BlockId) -> Iterator[None]:
    """Give the paragraphs that are added to a body meanwhile the bookmarks of a block."""
    before = len(body)
    yield
    end = 1 if body.find(qn("w:sectPr")) is not None else 0
    added = [
        paragraph
        for row in body[before - end : len(body) - end]
        for paragraph in ([row] if row.tag == qn("w:p") else row.iter(qn("w:p")))
    ]
    for number, paragraph in enumerate(added):
        _mark(paragraph, block_anchor(block, number), _FIRST_ID + _PER_BLOCK * before + number)


def mark_version(body: Element, meeting: MeetingId, version: int) -> None:
    """Put the bookmark of a version round the first heading, or the first paragraph where there is none."""
    places = [row for row in body.iter(qn("w:p")) if row.find(qn("w:bookmarkStart")) is not None]
    first = places[0] if places else next(body.iter(qn("w:p")), None)
    if first is not None:
        _mark(first, version_anchor(meeting, version), _VERSION_ID)


def _mark(paragraph: Element, name: str, number: int) -> None:
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, element("bookmarkStart", id=number, name=name))
    paragraph.append(element("bookmarkEnd", id=number))


def _digest(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()[:16]
