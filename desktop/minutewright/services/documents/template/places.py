"""Where the markers of a template stand: in the text, tables, text boxes, headers, footers, notes and content controls.

A word processor cuts a line into runs wherever it likes, so a marker is looked for in the joined text of a paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutewright.services.documents.template.markers import BY_NAME, Place, normalised, written_in
from minutewright.services.documents.word_package import Element, WordPackage, w

_KINDS = ("header", "footer", "footnotes", "endnotes")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Where(StrEnum):
    """The part of the page in which a marker stands, in words the clerk reads."""

    TEXT = "the text"
    TABLE = "a table"
    BOX = "a text box"
    HEADER = "a header"
    FOOTER = "a footer"
    NOTE = "a note"


@dataclass(frozen=True, slots=True)
class Found:
    """A marker in a template. `control` is the content control that it tags; else it is written in `paragraph`.

    `known` is whether there is such a marker; `line` is the paragraph's whole text, `trouble` why it cannot stand here.
    """

    name: str
    written: str
    where: Where
    part: str
    line: str
    known: bool
    paragraph: Element | None
    control: Element | None = None
    trouble: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether it stands in the older form of a text box, which repeats what the newer one holds."""
        place = self.paragraph if self.paragraph is not None else self.control
        return place is not None and any(parent.tag == _FALLBACK for parent in place.iterancestors())


def text_parts(package: WordPackage) -> tuple[str, ...]:
    """The parts whose text prints: the main one, then headers, footers and notes, each once."""
    named = [part for kind in _KINDS for part in package.related(kind)]
    return tuple(dict.fromkeys([package.main, *named]))


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph, also those in tables and text boxes."""
    return iter(root.iter(w("p")))


def own_texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, without those of a text box that is anchored in it."""
    return [text for text in paragraph.iter(w("t")) if _paragraph_of(text) is paragraph]


def text_of(paragraph: Element) -> str:
    """The joined text of a paragraph itself."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def find_markers(part: str, root: Element, main: str) -> list[Found]:
    """Every marker of one part, in order: those that are written, and the content controls that are tagged as one."""
    found = []
    for paragraph in paragraphs(root):
        line = text_of(paragraph)
        for mark in written_in(line):
            found.append(_written(mark.name, mark.text, part, paragraph, line, main))
    for control in root.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        name = normalised((tag.get(w("val")) or "").strip("[] ")) if tag is not None else ""
        if name in BY_NAME:
            where = _where(control, part, main)
            trouble = _no_room(name, where)
            found.append(
                Found(name, f"content control “{name}”", where, part, "", True, None, control, trouble)
            )
    return found


def _written(name: str, written: str, part: str, paragraph: Element, line: str, main: str) -> Found:
    where = _where(paragraph, part, main)
    trouble = ""
    marker = BY_NAME.get(name)
    if marker is not None and marker.place is Place.PARAGRAPHS:
        if line.strip() != written:
            trouble = (
                f"{marker.written} must stand alone on its line. Move the other words to a line of their own."
            )
        else:
            trouble = _no_room(name, where)
    return Found(name, written, where, part, line.strip(), marker is not None, paragraph, None, trouble)


def _no_room(name: str, where: Where) -> str:
    if BY_NAME[name].place is Place.INLINE:
        return ""
    if where is Where.NOTE:
        return f"[[{name}]] cannot stand in a note. Move it into the text."
    if name in ("minutes", "transcript") and where not in (Where.TEXT, Where.TABLE):
        return f"[[{name}]] stands in {where}, which does not go on over the page. Move it into the text."
    return ""


def _where(element: Element, part: str, main: str) -> Where:
    if any(parent.tag == w("txbxContent") for parent in element.iterancestors()):
        return Where.BOX
    if part != main:
        root = element.getroottree().getroot().tag
        return {w("hdr"): Where.HEADER, w("ftr"): Where.FOOTER}.get(root, Where.NOTE)
    in_table = any(parent.tag == w("tc") for parent in element.iterancestors())
    return Where.TABLE if in_table else Where.TEXT


def _paragraph_of(element: Element) -> Element:
    return next(parent for parent in element.iterancestors() if parent.tag == w("p"))
