"""What stands on every page: the mark, the box for the chair's initials, the page number."""

import re
from collections.abc import Iterator

from docx.oxml.ns import qn

from minutewright.domain.approval import BEFORE_CONFIRMATION
from minutewright.domain.meeting import MinutesState
from minutewright.domain.phrase import fill_runs
from minutewright.services.documents.word.elements import Element, element, paragraph, run, text_run
from minutewright.services.documents.word.fields import page_count, page_number
from minutewright.services.documents.word.sheet import Sheet

CONFIRMED = tuple(state for state in MinutesState if state not in BEFORE_CONFIRMATION)
_COUNTERS = re.compile(r"(\{page\}|\{pages\})")


def write_page_furniture(sheet: Sheet, *, transcript: bool = False) -> None:
    """Header and footer of every page, and the number of the first.

    A transcript alone is no record to be initialled or confirmed: it has no box, no draft mark, pages from 1.
    """
    section = sheet.document.sections[0]
    _fill(section.header._element, list(_header(sheet, transcript)))
    folio = 1 if transcript else sheet.record.meeting.folio_start
    page = sheet.style.page
    _fill(section.footer._element, [_footer(page.footer if folio == 1 else page.folio_footer)])
    section._sectPr.find(qn("w:pgNumType")).set(qn("w:start"), str(folio))


def _fill(part: Element, paragraphs: list[Element]) -> None:
    for old in list(part):
        part.remove(old)
    part.extend(paragraphs)


def _header(sheet: Sheet, transcript: bool) -> Iterator[Element]:
    page, state = sheet.style.page, sheet.record.meeting.state
    marks = [page.exempt_mark] if sheet.content.holds_exempt else []
    marks += [] if transcript or state in CONFIRMED else [page.draft_mark]
    shown = [mark for mark in marks if mark]
    for mark in shown:
        yield paragraph("MinutesMark", [text_run(mark)])
    if page.initials and not transcript:
        lines = [
            list(sheet.runs(fill_runs(line, {"chair_title": sheet.record.body.chair_title})))
            for line in page.initials
        ]
        content = lines[0]
        for line in lines[1:]:
            content += [run(element("br")), *line]
        yield paragraph("MinutesInitials", content)
    elif not shown:
        yield paragraph("Header")


def _footer(phrase: str) -> Element:
    content: list[Element] = []
    for piece in _COUNTERS.split(phrase):
        if piece == "{page}":
            content.extend(page_number())
        elif piece == "{pages}":
            content.extend(page_count())
        elif piece:
            content.append(text_run(piece))
    return paragraph("Footer", content)
