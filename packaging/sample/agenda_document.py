"""The agenda of the sample meeting as a council would send it out: a Word file, and the same as pasted text."""

import zipfile
from datetime import date, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from sample_text import Meeting

_INDENT = Cm(1.25)
_NO_BREAK = "\u00a0"


def write_agenda(folder: Path, meeting: Meeting) -> None:
    """Write agenda.docx and agenda.txt into `folder`; the same meeting gives the same bytes."""
    lines = _lines(meeting)
    document = Document()
    _lay_out(document, meeting)
    _drop_old_styles(document)
    for style, text in lines:
        document.add_paragraph(text, style=style)
    document.save(str(folder / "agenda.docx"))
    _without_clock(folder / "agenda.docx")
    (folder / "agenda.txt").write_text(
        "\n".join(text for _, text in lines) + "\n", encoding="utf-8", newline="\n"
    )


def _lines(meeting: Meeting) -> list[tuple[str, str]]:
    """Style name and text of each paragraph."""
    clerk = meeting.people["CLERK"]
    lines = [
        ("Agenda Council", meeting.council),
        ("Agenda Committee", meeting.body),
        ("Agenda Committee", "AGENDA"),
        ("Agenda Details", f"Date:\t{_day(meeting.date)}"),
        ("Agenda Details", "Time:\t7.00 pm"),
        ("Agenda Details", f"Venue:\t{meeting.venue}"),
        ("Agenda Details", f"Members:\t{_members(meeting)}"),
    ]
    for item in meeting.items:
        word = "Pages" if "-" in item.pages else "Page"
        pages = f" ({word} {item.pages})" if item.pages else ""
        lines.append(("Agenda Item", f"{item.number}.\t{item.title}{pages}"))
        if item.under:
            lines.append(("Agenda Text", item.under))
        if item.recommendation:
            lines.append(("Agenda Text", f"Recommendation: {item.recommendation}"))
    contact = f"{clerk.forename} {clerk.surname}, {clerk.post}"
    reach = f"telephone {meeting.contact['telephone']}, email {meeting.contact['email']}"
    published = f"Published on {_day(meeting.published)}."
    return [*lines, ("Agenda Foot", f"Contact: {contact}, {reach}. {published}")]


def _members(meeting: Meeting) -> str:
    names = []
    for person in meeting.people.values():
        if person.capacity == "member":
            role = f" ({person.role})" if person.role else ""
            parts = (
                part.replace(" ", _NO_BREAK) for part in (person.initials, person.surname, person.honours)
            )
            names.append(_NO_BREAK.join(filter(None, parts)) + role)
    return f"Councillors {', '.join(names[:-1])} and {names[-1]}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _lay_out(document: WordFile, meeting: Meeting) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    council = _style(document, "Agenda Council", "Normal", bold=True, size=16, before=0)
    committee = _style(document, "Agenda Committee", "Normal", bold=True, size=13, before=0)
    council.paragraph_format.alignment = committee.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    details = _style(document, "Agenda Details", "Normal", bold=False, size=11, before=0)
    _hang(details, Cm(2.5))
    _hang(_style(document, "Agenda Item", "Heading 2", bold=True, size=11, before=12), _INDENT)
    text = _style(document, "Agenda Text", "Normal", bold=False, size=11, before=0)
    text.paragraph_format.left_indent = _INDENT
    _style(document, "Agenda Foot", "Normal", bold=False, size=9, before=30)
    properties = document.core_properties
    properties.author = properties.last_modified_by = meeting.council
    properties.title = f"Agenda, {meeting.body}, {_day(meeting.date)}"
    properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.combine(meeting.published, datetime.min.time())


def _drop_old_styles(document: WordFile) -> None:
    """The blank document carries Word 2010's second copy of its styles, which must not differ from the first."""
    for key, link in list(document.part.rels.items()):
        if link.reltype.endswith("/stylesWithEffects"):
            document.part.drop_rel(key)


def _style(document: WordFile, name: str, base: str, *, bold: bool, size: int, before: int) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
    return style


def _hang(style: ParagraphStyle, by: Cm) -> None:
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = by, -by
    style.paragraph_format.tab_stops.add_tab_stop(by)


def _without_clock(path: Path) -> None:
    """Write the zip again with one fixed time for its parts, so that the file depends on its content alone."""
    with zipfile.ZipFile(path) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(part, content)
