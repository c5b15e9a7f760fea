"""Puts text and paragraphs in the places of markers, and tidies up after those that had nothing to say."""

from collections.abc import Mapping, Sequence

from minutewright.services.documents.template.markers import written_in
from minutewright.services.documents.template.places import own_texts, text_of
from minutewright.services.documents.word.elements import printable
from minutewright.services.documents.word_package import Element, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEEPS = ("drawing", "pict", "object", "sectPr", "fldChar", "fldSimple", "br", "sdt")
_BLOCKS = ("p", "tbl", "sdt")


def put_texts(paragraph: Element, values: Mapping[str, str]) -> bool:
    """Fill the markers within a line, each in the look of its first letter; returns whether there were any.

    A line that is left with nothing in it goes, unless something must stand there.
    """
    marks = [mark for mark in written_in(text_of(paragraph)) if mark.name in values]
    for mark in reversed(marks):
        _replace(own_texts(paragraph), mark.start, mark.end, printable(values[mark.name]))
    if marks and not text_of(paragraph).strip():
        _remove_if_bare(paragraph)
    return bool(marks)


def put_blocks(place: Element, blocks: Sequence[Element]) -> None:
    """Put paragraphs and tables where a marker's paragraph (or its content control) stands."""
    parent = place.getparent()
    for block in blocks:
        place.addprevious(block)
    before = place.getprevious()
    section = place.find(f"{w('pPr')}/{w('sectPr')}")
    needed = before is None or before.tag != w("p") or not _has_other_blocks(parent, place)
    if section is not None or (needed and _must_end_in_paragraph(parent, place)):
        for text in own_texts(place) if place.tag == w("p") else ():
            text.text = ""
        if place.tag == w("p"):
            return
        place.addnext(parent.makeelement(w("p")))
    parent.remove(place)


def put_control_text(control: Element, value: str) -> None:
    """Fill a content control that stands within a line, in the look it has."""
    _let_go(control)
    content = control.find(w("sdtContent"))
    texts = list(content.iter(w("t"))) if content is not None else []
    if texts:
        for text in texts[1:]:
            text.text = ""
        _write(texts[0], printable(value))
        return
    if content is None:
        return
    run = content.makeelement(w("r"))
    text = run.makeelement(w("t"))
    run.append(text)
    _write(text, printable(value))
    holder = next(content.iter(w("p")), None)
    if holder is None and control.getparent().tag in (
        w("body"),
        w("tc"),
        w("hdr"),
        w("ftr"),
        w("txbxContent"),
    ):
        holder = content.makeelement(w("p"))
        content.append(holder)
    (content if holder is None else holder).append(run)


def put_control_blocks(control: Element, blocks: Sequence[Element]) -> None:
    """Put paragraphs in the place of a content control: of the control itself, its line, or the text of its cell."""
    cell = next(control.iter(w("tc")), None)
    if cell is not None:
        _let_go(control)
        for row in [row for row in cell if row.tag in {w(tag) for tag in _BLOCKS}]:
            cell.remove(row)
        cell.extend(blocks)
        if not blocks or cell[-1].tag != w("p"):
            cell.append(cell.makeelement(w("p")))
        return
    line = next((parent for parent in control.iterancestors() if parent.tag == w("p")), None)
    if line is None:
        put_blocks(control, blocks)
        return
    control.getparent().remove(control)
    put_blocks(line, blocks)


def without_bookmarks(blocks: Sequence[Element]) -> None:
    """Take the bookmarks out: a name may stand in a document once."""
    for block in blocks:
        for row in [*block.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
            row.getparent().remove(row)


def _replace(texts: list[Element], start: int, end: int, value: str) -> None:
    at = 0
    placed = False
    for element in texts:
        text = element.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        _write(element, text[:first] + ("" if placed else value) + text[last:])
        placed = True


def _write(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")


def _let_go(control: Element) -> None:
    """Filled for good: no placeholder's look, no other file from which Word would fill it anew."""
    properties = control.find(w("sdtPr"))
    for tag in ("showingPlcHdr", "dataBinding"):
        row = properties.find(w(tag))
        if row is not None:
            properties.remove(row)
    for row in [*control.iter(w("rStyle"))]:
        if row.get(w("val")) == "PlaceholderText":
            row.getparent().remove(row)


def _remove_if_bare(paragraph: Element) -> None:
    parent = paragraph.getparent()
    if any(next(paragraph.iter(w(tag)), None) is not None for tag in _KEEPS):
        return
    if _has_other_blocks(parent, paragraph) and not _is_last_in_cell(parent, paragraph):
        parent.remove(paragraph)


def _has_other_blocks(parent: Element, place: Element) -> bool:
    return any(row is not place and row.tag == w("p") for row in parent)


def _is_last_in_cell(parent: Element, place: Element) -> bool:
    before = place.getprevious()
    return parent.tag == w("tc") and place.getnext() is None and (before is None or before.tag != w("p"))


def _must_end_in_paragraph(parent: Element, place: Element) -> bool:
    """A cell, a header and a text box end with a paragraph."""
    if parent.tag == w("tc"):
        return place.getnext() is None
    return parent.tag in (w("hdr"), w("ftr"), w("txbxContent"), w("sdtContent")) and not _has_other_blocks(
        parent, place
    )
