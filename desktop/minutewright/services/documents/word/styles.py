"""The base file opened, and its styles set to the house style: capitals, the attendance column, the language."""

from docx import Document
from docx.oxml.ns import qn

from minutewright.domain.errors import FolderError
from minutewright.domain.house_style import HouseStyle
from minutewright.services.documents.word.elements import Element
from minutewright.services.resources import resource

POINT = 20  # twips
_WRAP = 283  # twips: 0.5 cm, as in packaging/word/look.py


def open_base() -> Element:
    """Our base file as a document to write in.

    Raises:
        FolderError: the file is missing or damaged, so the installation is.
    """
    path = resource("word", "base.docx")
    try:
        return Document(str(path))
    except Exception as error:
        raise FolderError(
            f"The program's own Word file {path} is damaged. Install Minutewright again; "
            "your meetings are not touched by that."
        ) from error


def apply_house_style(document: Element, style: HouseStyle, column_pt: float) -> None:
    """Sets what a house style decides about the look of the named styles."""
    _caps(document, "Title", style.title.caps)
    _caps(document, "Subtitle", style.title.caps)
    _caps(document, "Heading1", style.items.caps)
    _caps(document, "MinutesSignatureTitle", style.signature.title_caps)
    _column(document, round(column_pt * POINT))
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), style.language)
    for lang in document.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), style.language)


def style_element(document: Element, style_id: str) -> Element:
    """The definition of the style with this id."""
    return document.styles.element.xpath(f"w:style[@w:styleId='{style_id}']")[0]


def _caps(document: Element, style_id: str, on: bool) -> None:
    look = style_element(document, style_id).find(qn("w:rPr"))
    look.find(qn("w:caps")).set(qn("w:val"), "1" if on else "0")


def _column(document: Element, twips: int) -> None:
    """Moves the column of names; a name that wraps goes on a little farther in, so that each is seen to be one."""
    for style_id in ("MinutesAttendance", "MinutesAttendanceContinued"):
        properties = style_element(document, style_id).find(qn("w:pPr"))
        indent = properties.find(qn("w:ind"))
        indent.set(qn("w:left"), str(twips + _WRAP))
        if style_id == "MinutesAttendance":
            indent.set(qn("w:hanging"), str(twips + _WRAP))
            properties.find(qn("w:tabs")).find(qn("w:tab")).set(qn("w:pos"), str(twips))
