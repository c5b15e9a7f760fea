"""Reads a Word file that was just written as paragraphs to be shown: text, numbers as they print, indents and sizes.

It shows what the writer really wrote, so that the page in the window and the page on paper cannot differ in content.
Line and page breaks are Word's business and are not worked out.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from minutewright.domain.errors import BadInput
from minutewright.services.documents.list_counter import Counted, ListCounter

TWIPS = 20.0  # in a point
_ON = (None, "1", "true", "on")


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ShownRun:
    """Text of one look; capitals are text in capitals already, a tab is `\\t`, a line break `\\n`."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """One paragraph. Lengths are points; `first` is the first line's indent against `left`, negative where it hangs.

    `label` is its number or bullet as it prints; `level` 1 and 2 are headings, 0 is text. `page_break` starts a page.
    """

    runs: tuple[ShownRun, ...]
    label: str = ""
    label_bold: bool = False
    size: float = 12.0
    left: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    align: Align = Align.LEFT
    level: int = 0
    page_break: bool = False
    tabs: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """Label and words, as one line of text."""
        words = "".join(run.text for run in self.runs)
        return f"{self.label} {words}".strip() if self.label else words


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as the texts of its cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document. Page and margins are points; `header` and `footer` are those of every page."""

    blocks: tuple[ShownParagraph | ShownTable, ...]
    header: tuple[ShownParagraph, ...]
    footer: tuple[ShownParagraph, ...]
    font: str
    page_width: float
    margin_left: float
    margin_right: float


def read_preview(path: Path) -> ShownDocument:
    """Read a Word file of ours.

    Raises:
        BadInput: the file cannot be read.
    """
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return _read(path)
    # python-docx and we take a file for well formed; a council's template may be odd in ways that Word forgives.
    except (PackageNotFoundError, LookupError, ValueError, OSError, AttributeError, TypeError) as error:
        raise BadInput(f"“{path.name}” cannot be shown. Open it in your word processor instead.") from error


def _read(path: Path) -> ShownDocument:
    from docx import Document

    document = Document(str(path))
    reader = _Reader(document)
    section = document.sections[0]
    return ShownDocument(
        blocks=tuple(reader.blocks(document.element.body)),
        header=tuple(reader.paragraphs(section.header._element)),
        footer=tuple(reader.paragraphs(section.footer._element)),
        font=reader.font,
        page_width=_length(section.page_width),
        margin_left=_length(section.left_margin),
        margin_right=_length(section.right_margin),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What the styles say of a paragraph, the nearest first."""

    paragraph: tuple[Any, ...]
    text: tuple[Any, ...]


class _Reader:
    def __init__(self, document: Any) -> None:
        from docx.oxml.ns import qn

        self._qn = qn
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))
        }
        found = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._default_text = found if found is not None else document.styles.element.makeelement(qn("w:rPr"))
        self._default_style = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:default")) in _ON[1:] and style.get(qn("w:type")) == "paragraph"
            ),
            "Normal",
        )
        self._numbers = ListCounter(document.part.numbering_part.element)
        self.font = self._font()

    def _font(self) -> str:
        """The font of plain text; a template may name it in its default style, or leave it to its theme."""
        normal = self._styles.get(self._default_style)
        own = normal.find(self._qn("w:rPr")) if normal is not None else None
        for place in (own, self._default_text):
            fonts = place.find(self._qn("w:rFonts")) if place is not None else None
            if fonts is not None and fonts.get(self._qn("w:ascii")):
                return str(fonts.get(self._qn("w:ascii")))
        return "Arial"

    def blocks(self, parent: Any) -> list[ShownParagraph | ShownTable]:
        found: list[ShownParagraph | ShownTable] = []
        for child in parent:
            if child.tag == self._qn("w:p"):
                found.append(self._paragraph(child))
            elif child.tag == self._qn("w:tbl"):
                found.append(self._table(child))
            elif (
                child.tag == self._qn("w:sdt")
                and (inside := child.find(self._qn("w:sdtContent"))) is not None
            ):
                found += self.blocks(inside)
        return found

    def paragraphs(self, parent: Any) -> list[ShownParagraph]:
        return [self._paragraph(child) for child in parent.iter(self._qn("w:p"))]

    def _table(self, table: Any) -> ShownTable:
        qn = self._qn
        return ShownTable(
            tuple(
                tuple(
                    "\n".join(self._paragraph(p).text for p in cell.iter(qn("w:p")))
                    for cell in row.iter(qn("w:tc"))
                )
                for row in table.iter(qn("w:tr"))
            )
        )

    def _paragraph(self, element: Any) -> ShownParagraph:
        look = self._look(element)
        number = self._number(look)
        indent = _merged(
            self._found(look.paragraph, "w:ind")
            + ([number.indent] if number and number.indent is not None else [])
        )
        spacing = _merged(self._found(look.paragraph, "w:spacing"))
        outline = self._value(look.paragraph, "w:outlineLvl")
        bold = self._is_on(look.text, "w:b")
        hanging = _points(indent.get("hanging"))
        tabs = next(iter(self._found(look.paragraph, "w:tabs")), None)
        return ShownParagraph(
            runs=tuple(self._runs(element, look)),
            label=number.label if number else "",
            label_bold=bold,
            size=float(self._value(look.text, "w:sz") or 24) / 2,
            left=_points(indent.get("left") or indent.get("start")),
            first=-hanging if hanging else _points(indent.get("firstLine")),
            before=_points(spacing.get("before")),
            after=_points(spacing.get("after")),
            align=_align(self._value(look.paragraph, "w:jc")),
            level=int(outline) + 1 if outline is not None and outline.isdecimal() and int(outline) < 2 else 0,
            page_break=self._is_on(look.paragraph, "w:pageBreakBefore"),
            tabs=tuple(_points(tab.get(self._qn("w:pos"))) for tab in tabs) if tabs is not None else (),
        )

    def _look(self, element: Any) -> _Look:
        qn = self._qn
        own = element.find(qn("w:pPr"))
        named = own.find(qn("w:pStyle")) if own is not None else None
        paragraph = [own] if own is not None else []
        text: list[Any] = []
        style = self._styles.get(named.get(qn("w:val")) if named is not None else self._default_style)
        while style is not None:
            paragraph += [part] if (part := style.find(qn("w:pPr"))) is not None else []
            text += [part] if (part := style.find(qn("w:rPr"))) is not None else []
            based = style.find(qn("w:basedOn"))
            style = self._styles.get(based.get(qn("w:val"))) if based is not None else None
        return _Look(tuple(paragraph), (*text, self._default_text))

    def _number(self, look: _Look) -> Counted | None:
        found = self._found(look.paragraph, "w:numPr")
        if not found:
            return None
        ids = [row.find(self._qn("w:numId")) for row in found]
        levels = [row.find(self._qn("w:ilvl")) for row in found]
        num_id = next((row.get(self._qn("w:val")) for row in ids if row is not None), "0")
        level = next((row.get(self._qn("w:val")) for row in levels if row is not None), "0")
        return self._numbers.count(num_id, int(level))

    def _runs(self, element: Any, look: _Look) -> list[ShownRun]:
        qn = self._qn
        runs = []
        for run in element.iter(qn("w:r")):
            if next(run.iterancestors(qn("w:p"))) is not element:
                continue  # the text of a box that is anchored here
            own = run.find(qn("w:rPr"))
            places = ((own,) if own is not None else ()) + look.text
            words = "".join(self._text(child) for child in run)
            if not words:
                continue
            caps = self._is_on(places, "w:caps")
            runs.append(
                ShownRun(
                    words.upper() if caps else words, self._is_on(places, "w:b"), self._is_on(places, "w:i")
                )
            )
        return runs

    def _text(self, child: Any) -> str:
        qn = self._qn
        if child.tag == qn("w:t"):
            return child.text or ""
        return {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}.get(
            child.tag, ""
        )

    def _found(self, places: tuple[Any, ...], tag: str) -> list[Any]:
        return [found for place in places if (found := place.find(self._qn(tag))) is not None]

    def _value(self, places: tuple[Any, ...], tag: str) -> str | None:
        found = self._found(places, tag)
        return found[0].get(self._qn("w:val")) if found else None

    def _is_on(self, places: tuple[Any, ...], tag: str) -> bool:
        found = self._found(places, tag)
        return bool(found) and found[0].get(self._qn("w:val")) in _ON


def _merged(elements: list[Any]) -> dict[str, str]:
    """Attributes by local name, the nearest element's first."""
    merged: dict[str, str] = {}
    for element in elements:
        for name, value in element.attrib.items():
            merged.setdefault(name.rpartition("}")[2], value)
    return merged


def _length(length: Any) -> float:
    return 0.0 if length is None else float(length.pt)


def _points(twips: str | None) -> float:
    return int(twips) / TWIPS if twips else 0.0


def _align(value: str | None) -> Align:
    return Align(value) if value in set(Align) else Align.LEFT
