"""The base file opened, and its styles set to the house style: capitals, the attendance column, the language."""

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Twips

from minutewright.domain.errors import FolderError
from minutewright.domain.house_style import HouseStyle, PageLook, Sheet
from minutewright.services.documents.word.elements import Element
from minutewright.services.resources import resource

POINT = 20  # twips
# As in packaging/word/look.py: the size of the text (pt) in the base file, and the width of the box for initials.
_BASE_SIZE = 12.0
_INITIALS = 1417  # twips: 2.5 cm
_SHEETS = {Sheet.A4: (11906, 16838), Sheet.LETTER: (12240, 15840)}  # twips
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
    _look(document, style.look)
    _column(document, round(column_pt * POINT))
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), style.language)
    for lang in document.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), style.language)


def text_width(document: Element) -> int:
    """How wide the text is between the margins, in twips."""
    section = document.sections[0]
    return int((section.page_width - section.left_margin - section.right_margin) / Twips(1))


def style_element(document: Element, style_id: str) -> Element:
    """The definition of the style with this id."""
    return document.styles.element.xpath(f"w:style[@w:styleId='{style_id}']")[0]


def _look(document: Element, look: PageLook) -> None:
    """Sets the paper, the margins and the type; what is placed by the width of the text moves with it."""
    section = document.sections[0]
    width, height = _SHEETS[look.paper]
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin = section.right_margin = Cm(look.side_margin)
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in ("ascii", "eastAsia", "hAnsi", "cs"):
            fonts.set(qn(f"w:{name}"), look.font)
    for tag in ("w:sz", "w:szCs"):
        for size in styles.iter(qn(tag)):
            size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * look.size / _BASE_SIZE)))
    room = text_width(document)
    initials = style_element(document, "MinutesInitials").find(qn("w:pPr")).find(qn("w:ind"))
    initials.set(qn("w:left"), str(room - _INITIALS))
    tab = style_element(document, "Header").find(qn("w:pPr")).find(qn("w:tabs")).find(qn("w:tab"))
    tab.set(qn("w:pos"), str(room))


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
