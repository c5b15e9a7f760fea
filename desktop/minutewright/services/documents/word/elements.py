"""WordprocessingML in small pieces: elements, paragraphs and runs, with text made safe for XML.

Paragraphs are built as XML, not through python-docx's objects, because looking a style up by name for each of a
thousand paragraphs costs more than all the rest.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any  # lxml has no types of its own

# What XML 1.0 cannot hold (section 2.2): control characters, lone surrogates and two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"(\t|\r\n|\r|\n|\u2028|\u2029)")


def printable(text: str) -> str:
    """The text without the characters that no XML file can hold."""
    return _ILLEGAL.sub("", text)


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element such as `element("ilvl", val=1)`: tag and attributes are of the main namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def text_element(tag: str, text: str) -> Element:
    """`w:t` or `w:instrText` with its spaces kept."""
    made = element(tag)
    made.text = text
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


def run(*content: Element, bold: bool = False, italic: bool = False, language: str = "") -> Element:
    """A run of one look and language. Only these are direct formatting; all else belongs to the paragraph's style."""
    look = [element(tag) for tag, on in (("b", bold), ("bCs", bold), ("i", italic), ("iCs", italic)) if on]
    look += [element("lang", val=language)] if language else []
    return element("r", *([element("rPr", *look)] if look else []), *content)


def text_run(text: str, *, bold: bool = False, italic: bool = False, language: str = "") -> Element:
    """A run of text; tabs and line ends in it become Word's own."""
    return run(*_text_content(printable(text)), bold=bold, italic=italic, language=language)


def _text_content(text: str) -> Iterator[Element]:
    for piece in _BREAKS.split(text):
        if piece == "\t":
            yield element("tab")
        elif _BREAKS.fullmatch(piece):
            yield element("br")
        elif piece:
            yield text_element("t", piece)


def paragraph(style: str, content: Iterable[Element] = (), *, num_id: int | None = None) -> Element:
    """A paragraph in the style with this id; `num_id` puts it in another list than its style's."""
    properties = element("pPr", element("pStyle", val=style))
    if num_id is not None:
        level = element("ilvl", val=1 if style.endswith(("2", "SubItem")) else 0)
        properties.append(element("numPr", level, element("numId", val=num_id)))
    return element("p", properties, *content)


def keep_with_next(made: Element) -> None:
    """Keeps a paragraph on the page of the one that follows."""
    properties = made.find(qn("w:pPr"))
    if properties is not None and properties.find(qn("w:keepNext")) is None:
        properties.insert(1, element("keepNext"))
