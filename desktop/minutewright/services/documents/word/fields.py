"""Fields that Word keeps up to date: page numbers and references to numbered items."""

from collections.abc import Iterator
from functools import partial

from docx.oxml.ns import qn

from minutewright.services.documents.word.elements import Element, element, run, text_element, text_run


def field(instruction: str, shown: str, *, bold: bool = False, italic: bool = False) -> Iterator[Element]:
    """The runs of a field; `shown` is what it reads until Word works it out anew."""
    look = partial(run, bold=bold, italic=italic)
    yield look(element("fldChar", fldCharType="begin"))
    yield look(text_element("instrText", f" {instruction} "))
    yield look(element("fldChar", fldCharType="separate"))
    yield text_run(shown, bold=bold, italic=italic)
    yield look(element("fldChar", fldCharType="end"))


def page_number() -> Iterator[Element]:
    """The number of the page."""
    return field("PAGE", "1")


def page_count() -> Iterator[Element]:
    """How many pages there are."""
    return field("NUMPAGES", "1")


def reference(bookmark: str, shown: str, *, bold: bool = False, italic: bool = False) -> Iterator[Element]:
    r"""The automatic number of the bookmarked paragraph, as a link.

    `\n` prints the number as it stands there without its final full stop; `\h` makes it a link.
    """
    return field(rf"REF {bookmark} \n \h", shown, bold=bold, italic=italic)


def link(relation: str, content: Element) -> Element:
    """A link to something outside the file; `relation` is the id of its relationship."""
    made = element("hyperlink", content)
    made.set(qn("r:id"), relation)
    look = content.find(qn("w:rPr"))
    if look is None:
        look = element("rPr")
        content.insert(0, look)
    look.insert(0, element("rStyle", val="Hyperlink"))
    return made
