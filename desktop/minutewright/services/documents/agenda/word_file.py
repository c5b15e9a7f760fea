"""The lines of an agenda in a Word file: paragraphs and tables in their order, with automatic numbers."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from minutewright.domain.errors import NotAnAgenda
from minutewright.services.documents.agenda.lines import Line
from minutewright.services.documents.agenda.word_numbers import AutoNumber, WordNumbers

Element = Any
_BARE_NUMBER = re.compile(
    r"(?:item\s+)?\(?([A-Z]{0,3}\d{1,4}(?:[./]\d{1,4})?\s?\(?[a-z]?\)?|[a-z])[.):]*", re.IGNORECASE
)
_PAGES = re.compile(r"(?:pages?\s*)?\d{1,4}\s*(?:(?:-|–|to)\s*\d{1,4})?", re.IGNORECASE)
_LARGEST_UNPACKED = 500 * 1024 * 1024  # bytes; a small zip may hold a file that fills the memory
_SKIPPED = {qn("w:drawing"), qn("w:pict"), qn("w:moveFrom"), qn("w:object")}


def word_lines(data: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a .docx file.

    Raises:
        NotAnAgenda: the file is damaged, or a zip of something else.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            unpacked = sum(info.file_size for info in package.infolist())
            kinds = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
        if unpacked > _LARGEST_UNPACKED:
            raise NotAnAgenda(
                f"“{name}” is too large to be an agenda. Choose its front sheet alone, or paste it."
            )
        if "mimetype" in names:
            raise NotAnAgenda(f"“{name}” is an OpenDocument file. Save it as .docx or PDF and read it again.")
        if b"macroEnabled" in kinds:
            raise NotAnAgenda(f"“{name}” holds macros. Save it as a plain .docx and read it again.")
        document = Document(BytesIO(data))
    except NotAnAgenda:
        raise
    except Exception as error:
        raise NotAnAgenda(
            f"“{name}” is no Word document that can be read; it may be damaged. Open it in Word, save it again as .docx, "
            "or paste the agenda as text."
        ) from error
    part = document.part
    numbering = next(
        (rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/numbering")), None
    )
    reader = _Reader(None if numbering is None else numbering.element, document.styles.element)
    return tuple(reader.lines(document.element.body))


class _Reader:
    def __init__(self, numbering: Element | None, styles: Element) -> None:
        self._numbers = WordNumbers(numbering, styles)
        self._bold_styles = _bold_styles(styles)
        self._gap = False

    def lines(self, parent: Element) -> Iterator[Line]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                for row in child.findall(qn("w:tr")):
                    yield from self._row(row)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                yield from self.lines(content if content is not None else ())
            elif child.tag in (qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
                yield from self.lines(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        number = self._numbers.next(paragraph)
        first, *rest = _text(paragraph).split("\n")
        if not first.strip() and not any(row.strip() for row in rest) and not (number and number.text):
            self._gap = True
            return
        bold = self._is_bold(paragraph)
        yield Line(
            _tidy(first), _bare(number), _look(paragraph, number, bold), _indent(paragraph), bold, self._gap
        )
        self._gap = False
        for text in rest:
            if text.strip():
                yield Line(_tidy(text), look="soft break", bold=False)

    def _row(self, row: Element) -> Iterator[Line]:
        cells = [list(self.lines(cell)) for cell in row.findall(qn("w:tc"))]
        filled = [cell for cell in cells if cell]
        if not filled:
            return
        number, tail = "", ""
        if len(filled) > 1 and (bare := _cell_number(filled[0])):
            number, filled = bare, filled[1:]
        if len(filled) > 1 and len(filled[-1]) == 1 and _PAGES.fullmatch(filled[-1][0].text):
            tail = f"\t{filled.pop()[0].text}"
        first, *rest = [line for cell in filled for line in cell]
        yield Line(
            first.text + tail,
            number or first.number,
            "table" if number else first.look,
            0.0,
            first.bold,
            True,
        )
        yield from rest

    def _is_bold(self, paragraph: Element) -> bool:
        runs = [run for run in paragraph.iter(qn("w:r")) if any(text.text for text in run.iter(qn("w:t")))]
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        by_style = style is not None and style.get(qn("w:val")) in self._bold_styles
        return bool(runs) and all(_run_bold(run, by_style) for run in runs)


def _cell_number(cell: list[Line]) -> str:
    """The number in a table cell that holds nothing else, typed or automatic."""
    if len(cell) != 1:
        return ""
    if cell[0].number and not cell[0].text:
        return cell[0].number
    match = _BARE_NUMBER.fullmatch(cell[0].text)
    return re.sub(r"[().:\s]+$|^[(\s]+", "", match.group(1)) if match else ""


def _bold_styles(styles: Element) -> set[str]:
    based = {row.get(qn("w:styleId")): row for row in styles.iter(qn("w:style"))}

    def bold(style_id: str, depth: int = 0) -> bool:
        row = based.get(style_id)
        if row is None or depth > 9:
            return False
        own = row.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if own is not None:
            return _on(own)
        parent = row.find(qn("w:basedOn"))
        return parent is not None and bold(parent.get(qn("w:val")), depth + 1)

    return {style_id for style_id in based if bold(style_id)}


def _on(switch: Element) -> bool:
    return switch.get(qn("w:val"), "1") not in ("0", "false", "off")


def _run_bold(run: Element, by_style: bool) -> bool:
    own = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return by_style if own is None else _on(own)


def _text(element: Element) -> str:
    """The text of a paragraph as it reads: inserted words and fields are in it, deleted ones and drawings are not."""
    parts: list[str] = []
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:tab") and element.tag == qn("w:r"):
            parts.append("\t")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif isinstance(child.tag, str):
            parts.append(_text(child))
    return "".join(parts)


def _tidy(text: str) -> str:
    return re.sub(r"[^\S\t]+", " ", text).strip()


def _bare(number: AutoNumber | None) -> str:
    return re.sub(r"^[(\[\s]+|[)\].:\s]+$", "", number.text) if number else ""


def _look(paragraph: Element, number: AutoNumber | None, bold: bool) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = "" if style is None else style.get(qn("w:val"))
    return f"{name}|{number.list_id if number else ''}|{bold}"


def _indent(paragraph: Element) -> float:
    indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    left = None if indent is None else indent.get(qn("w:left")) or indent.get(qn("w:start"))
    try:
        return float(left or 0) / 20
    except ValueError:
        return 0.0
