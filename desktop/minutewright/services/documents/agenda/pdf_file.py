"""The lines of an agenda in a PDF: pieces of text put together by where they stand on the page."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from minutewright.domain.errors import NotAnAgenda
from minutewright.services.documents.agenda.lines import Line

# The front sheet of an agenda; the reports that follow in a pack have numbered paragraphs of their own.
_PAGES_READ = 12
_WIDE = 8.0  # points; a space between words of 12 pt type is under 4
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text on one line of one page; lengths in points, y measured from the bottom."""

    text: str
    page: int
    x: float
    right: float
    y: float
    height: float
    bold: bool


def pdf_lines(data: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a PDF file, without headers and footers.

    Raises:
        NotAnAgenda: the file is damaged, protected by a password, or holds pictures of pages only.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in data:
            raise NotAnAgenda(
                f"“{name}” is protected by a password. Save it without one and read it again."
            ) from error
        raise NotAnAgenda(
            f"“{name}” is no PDF that can be read; it may be damaged. Save it again, or paste the agenda as text."
        ) from error
    try:
        pieces = [
            piece for page in range(min(len(document), _PAGES_READ)) for piece in _pieces(document, page)
        ]
    finally:
        document.close()
    if not any(piece.text.strip() for piece in pieces):
        raise NotAnAgenda(
            f"“{name}” holds pictures of pages and no text. Choose the Word file it was made from, or paste the agenda."
        )
    return tuple(_lines(pieces))


def _pieces(document: pdfium.PdfDocument, number: int) -> Iterator[_Piece]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        start = 0
        for row in re.split(r"(\r\n|\r|\n)", textpage.get_text_range()):
            for first, last in _parts(textpage, row, start):
                left, bottom, _, top = textpage.get_charbox(first)
                right = textpage.get_charbox(last)[2]
                text = row[first - start : last - start + 1].replace("\ufffe", "-").strip()
                yield _Piece(
                    text, number, left, right, bottom, max(top - bottom, 4.0), _bold(textpage, first)
                )
            start += len(row)
    finally:
        textpage.close()
        page.close()


def _parts(textpage: pdfium.PdfTextPage, row: str, start: int) -> Iterator[tuple[int, int]]:
    """First and last character of each part of a line; a wide space parts a number from its title, a title from a page."""
    words = [(start + word.start(), start + word.end() - 1) for word in re.finditer(r"\S+", row)]
    begun = 0
    for place in range(1, len(words) + 1):
        if place < len(words):
            _, bottom, right, top = textpage.get_charbox(words[place - 1][1])
            if textpage.get_charbox(words[place][0])[0] - right < max(_WIDE, top - bottom):
                continue
        if words:
            yield words[begun][0], words[place - 1][1]
        begun = place


def _bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage.raw, index, buffer, 128, flags)
    return b"bold" in buffer.value.lower() or raw.FPDFText_GetFontWeight(textpage.raw, index) >= 600


def _lines(pieces: list[_Piece]) -> Iterator[Line]:
    rows = list(_rows(pieces))
    furniture = _furniture(rows)
    above: tuple[int, float] | None = None
    usual = _usual_step(rows)
    for place, row in enumerate(rows):
        text = _joined(row)
        if place in furniture:
            continue
        page, y = row[0].page, row[0].y
        gap = above is None or above[0] != page or above[1] - y > usual * 1.35
        bold = row[1].bold if len(row) > 1 else row[0].bold
        title_at = row[1].x if len(row) > 1 else 0.0
        yield Line(text, look=f"{bold}", indent=row[0].x, title_at=title_at, bold=bold, gap=gap, wraps=True)
        above = (page, y)


def _rows(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that stand side by side, from left to right, page by page from the top."""
    for _, group in groupby(sorted(pieces, key=lambda piece: piece.page), key=lambda piece: piece.page):
        row: list[_Piece] = []
        for piece in sorted(group, key=lambda piece: (-piece.y, piece.x)):
            if row and abs(row[0].y - piece.y) > max(row[0].height, piece.height) * 0.6:
                yield sorted(row, key=lambda part: part.x)
                row = []
            row.append(piece)
        if row:
            yield sorted(row, key=lambda part: part.x)


def _joined(row: list[_Piece]) -> str:
    text = row[0].text
    for before, piece in zip(row, row[1:], strict=False):
        text += ("\t" if piece.x - before.right > _WIDE else " ") + piece.text
    return re.sub(r" {2,}", "\t", text)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _furniture(rows: list[list[_Piece]]) -> set[int]:
    """The places of rows at the edge of a page that hold its number, or stand there on three pages or more."""
    pages: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        pages.setdefault(row[0].page, []).append(place)
    edges = {place for places in pages.values() for place in (*places[:2], *places[-2:])}
    often = Counter(_masked(_joined(rows[place])) for place in edges)
    return {
        place
        for place in edges
        if often[_masked(_joined(rows[place]))] >= 3 or _PAGE_NUMBER.fullmatch(_joined(rows[place]))
    }


def _usual_step(rows: list[list[_Piece]]) -> float:
    """The commonest distance from one line to the next, in points."""
    steps = Counter(
        round(above[0].y - below[0].y)
        for above, below in zip(rows, rows[1:], strict=False)
        if above[0].page == below[0].page and above[0].y - below[0].y < 40
    )
    return float(steps.most_common(1)[0][0]) if steps else 14.0
