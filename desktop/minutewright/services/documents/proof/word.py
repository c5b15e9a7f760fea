"""The proof as a Word file in the council's house look."""

from collections.abc import Callable
from typing import BinaryIO

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.minutes import Edition, Run, TableContent
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.edition import for_edition
from minutewright.services.documents.proof.content import ProofPage, Section
from minutewright.services.documents.word.page import write_page_furniture
from minutewright.services.documents.word.properties import set_properties
from minutewright.services.documents.word.sheet import Sheet
from minutewright.services.documents.word.styles import apply_house_style, open_base
from minutewright.services.documents.word.tables import write_table

_COLUMN_PT = 142.0


def proof_document(page: ProofPage, record: MeetingRecord, style: HouseStyle) -> Callable[[BinaryIO], object]:
    """The document, as the function that writes it to a file.

    Raises:
        FolderError: the program's own Word file is damaged.
    """
    sheet = Sheet(open_base(), for_edition(record, Edition.PUBLIC), style)
    apply_house_style(sheet.document, style, _COLUMN_PT)
    write_page_furniture(sheet, transcript=True)
    _say(sheet, "Title", page.title)
    _say(sheet, "Subtitle", page.meeting)
    _say(sheet, "MinutesBody", ("✓ " if page.good else "✖ ") + page.verdict, bold=True)
    for section in page.sections:
        _write(sheet, section)
    _say(sheet, "MinutesNote", page.foot)
    set_properties(sheet, transcript=True)
    core = sheet.document.core_properties
    core.title = f"{page.title}: {page.meeting}"[:255]
    core.category = page.title
    save: Callable[[BinaryIO], object] = sheet.document.save
    return save


def _write(sheet: Sheet, section: Section) -> None:
    _say(sheet, "MinutesTableCaption", section.heading)
    if section.facts:
        write_table(sheet, TableContent(section.heading, ("What", "As found"), section.facts))
    if section.table is not None:
        write_table(sheet, section.table)


def _say(sheet: Sheet, style: str, text: str, *, bold: bool = False) -> None:
    sheet.add(style, sheet.runs([Run(text, bold=bold)]))
