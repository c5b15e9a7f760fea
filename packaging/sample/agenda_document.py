"""The agenda of the sample meeting as a council would send it out: a Word file, and the same as pasted text."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt


def write_agenda(folder: Path, meeting: dict[str, Any]) -> None:
    """Write agenda.docx and agenda.txt into `folder`."""
    lines = _lines(meeting)
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.author = meeting["council"]
    document.core_properties.title = f"Agenda, {meeting['body']}"
    document.core_properties.comments = ""
    for kind, text in lines:
        paragraph = document.add_paragraph(text)
        layout = paragraph.paragraph_format
        if kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].bold = True
        elif kind == "item":
            paragraph.runs[0].bold = True
            layout.left_indent, layout.first_line_indent = Cm(1.25), Cm(-1.25)
        elif kind == "under":
            layout.left_indent = Cm(1.25)
    document.save(str(folder / "agenda.docx"))
    (folder / "agenda.txt").write_text("\n".join(text for _, text in lines) + "\n", encoding="utf-8")


def _lines(meeting: dict[str, Any]) -> list[tuple[str, str]]:
    clerk = next(person for person in meeting["people"] if person.get("role") == "Clerk")
    lines = [
        ("title", meeting["council"]),
        ("title", meeting["body"]),
        ("title", "AGENDA"),
        ("plain", f"Date: {meeting['date']:%A} {meeting['date'].day} {meeting['date']:%B %Y}"),
        ("plain", "Time: 7.00 pm"),
        ("plain", f"Venue: {meeting['venue']}"),
        ("plain", f"Contact: {clerk['forename']} {clerk['surname']}, {clerk['post']}"),
    ]
    for item in meeting["agenda"]:
        pages = f" (Pages {item['pages']})" if "pages" in item else ""
        lines.append(("item", f"{item['number']}.\t{item['title']}{pages}"))
        if "note" in item:
            lines.append(("under", item["note"]))
        if "recommendation" in item:
            lines.append(("under", f"Recommendation: {item['recommendation']}"))
    return lines
