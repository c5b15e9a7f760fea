"""Tables: a header row that repeats on each page, a caption that a screen reader says, rows that do not break."""

from docx.oxml.ns import qn

from minutewright.domain.minutes import Run, TableContent
from minutewright.services.documents.word.elements import Element, element, paragraph
from minutewright.services.documents.word.sheet import Sheet

_LEAST = 0.12  # of the width, for the narrowest column
_WHOLE = 16  # rows, of a table that stays on one page


def write_table(sheet: Sheet, content: TableContent, *, share: float = 1.0) -> None:
    """A table over a share of the width of the text. A table without columns prints nothing."""
    columns = max((len(row) for row in (content.header, *content.rows)), default=0)
    if not columns:
        return
    widths = _widths(content, columns, round(sheet.text_width * share))
    table = element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="MinutesTable"),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1,
            ),
            element("tblCaption", val=_attribute(content.caption)),
            element("tblDescription", val=_attribute(content.caption)),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )  # fmt: skip
    rows = ([content.header] if any(content.header) else []) + list(content.rows)
    kept = len(rows) - 1 if len(rows) <= _WHOLE else 2
    for place, cells in enumerate(rows):
        head = place == 0 and any(content.header)
        total = content.total and place == len(rows) - 1
        table.append(_row(sheet, content, cells, widths, head=head, bold=head or total, keep=place < kept))
    if len(rows) > 2:
        # The last two rows stay together, so that a sum never stands alone at the head of a page.
        for made in table.findall(qn("w:tr"))[-2].iter(qn("w:pPr")):
            if made.find(qn("w:keepNext")) is None:
                made.insert(1, element("keepNext"))
    sheet.add_element(table)


def _row(
    sheet: Sheet, content: TableContent, cells: tuple[str, ...], widths: list[int], *, head: bool, bold: bool, keep: bool
) -> Element:  # fmt: skip
    flags = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    row = element("tr", element("trPr", *flags))
    for place, width in enumerate(widths):
        text = cells[place] if place < len(cells) else ""
        style = "MinutesTableFigure" if place in content.figures else "MinutesTableText"
        made = paragraph(style, sheet.runs([Run(text, bold=bold)]))
        if keep:
            made.find(qn("w:pPr")).insert(1, element("keepNext"))
        row.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa")), made))
    return row


def _widths(content: TableContent, columns: int, width: int) -> list[int]:
    """Widths (twips) that follow how long the texts are, none of them very narrow."""
    longest = [1.0] * columns
    for row in (content.header, *content.rows):
        for place, text in enumerate(row):
            longest[place] = max(longest[place], min(len(text), 60) ** 0.75)
    least = min(_LEAST, 1 / columns)
    shares = [max(length / sum(longest), least) for length in longest]
    widths = [round(width * share / sum(shares)) for share in shares]
    widths[0] += width - sum(widths)
    return widths


def _attribute(text: str) -> str:
    return " ".join(text.split())[:255]
