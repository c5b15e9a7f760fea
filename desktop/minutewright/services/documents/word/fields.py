"""Fields that Word keeps up to date: page numbers and references to numbered items."""

from collections.abc import Iterator

from minutewright.services.documents.word.elements import Element, element, run, text_element, text_run


def field(instruction: str, shown: str, *, bold: bool = False, italic: bool = False) -> Iterator[Element]:
    """The runs of a field; `shown` is what it reads until Word works it out anew."""
    look = {"bold": bold, "italic": italic}
    yield run(element("fldChar", fldCharType="begin"), **look)
    yield run(text_element("instrText", f" {instruction} "), **look)
    yield run(element("fldChar", fldCharType="separate"), **look)
    yield text_run(shown, **look)
    yield run(element("fldChar", fldCharType="end"), **look)


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
