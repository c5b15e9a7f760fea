"""Twenty-two invented agendas in the forms that councils use, with what each holds; made here so that nothing is hidden.

`make(folder)` writes them; those in PDF are printed by LibreOffice from Word files made here too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from libreoffice import pdf_of
from minutewright.domain.agenda import ItemKind

K = ItemKind


@dataclass(frozen=True)
class Expected:
    """An item as it should be read; `kind` None: not asked about."""

    number: str
    title: str
    kind: ItemKind | None = None
    pages: tuple[str, ...] = ()
    exempt: bool = False
    parent: str = ""
    recommendation: str = ""


@dataclass(frozen=True)
class Agenda:
    """One agenda: its name, how its file is written, what it holds."""

    name: str
    write: Callable[[Path], None]
    items: tuple[Expected, ...]
    suffix: str = ".docx"


def make(folder: Path) -> list[tuple[Agenda, Path]]:
    """Writes every agenda into a folder."""
    made = []
    for agenda in AGENDAS:
        source = folder / f"{agenda.name}{'.docx' if agenda.suffix == '.pdf' else agenda.suffix}"
        agenda.write(source)
        made.append((agenda, pdf_of(source, folder) if agenda.suffix == ".pdf" else source))
    return made


def _numbered_list(document: Any, form: str = "decimal", text: str = "%1.") -> int:
    """A new automatic list in a document's numbering part; returns its number."""
    part = document.part.numbering_part.element
    abstract_id = max(int(row.get(qn("w:abstractNumId"))) for row in part.findall(qn("w:abstractNum"))) + 1
    abstract = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(abstract_id)})
    for level, (kind, shown) in enumerate(((form, text), ("lowerLetter", "(%2)"), ("lowerRoman", "%3."))):
        row = OxmlElement("w:lvl", {qn("w:ilvl"): str(level)})
        for tag, value in (("start", "1"), ("numFmt", kind), ("lvlText", shown)):
            row.append(OxmlElement(f"w:{tag}", {qn("w:val"): value}))
        abstract.append(row)
    part.insert(0, abstract)
    num_id = max(int(row.get(qn("w:numId"))) for row in part.findall(qn("w:num"))) + 1
    num = OxmlElement("w:num", {qn("w:numId"): str(num_id)})
    num.append(OxmlElement("w:abstractNumId", {qn("w:val"): str(abstract_id)}))
    part.append(num)
    return num_id


def _auto(paragraph: Any, num_id: int, level: int = 0) -> Any:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    numbering.append(OxmlElement("w:ilvl", {qn("w:val"): str(level)}))
    numbering.append(OxmlElement("w:numId", {qn("w:val"): str(num_id)}))
    properties.append(numbering)
    return paragraph


def _bold(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    return paragraph


def _borough_typed(path: Path) -> None:
    document = Document()
    document.add_heading("Thornley Borough Council", 0)
    document.add_paragraph("Planning Committee")
    document.add_paragraph("Date: Tuesday 17 March 2026\nTime: 7.00 pm\nPlace: 12 Market Street, Thornley")
    document.add_paragraph(
        "Membership: Councillors Ode, Rask, Sorrel (Chairman), Tye and 4 others. Quorum: 3"
    )
    document.add_heading("Agenda", 1)
    rows = (
        ("1.", "Apologies for absence", "", "To receive apologies for absence and notice of substitutes."),
        ("2.", "Declarations of interest", "", "Members are invited to declare interests in items 5 to 7 below."),
        ("3.", "Minutes of the meeting held on 17 February 2026", "(Pages 1 - 6)", "To confirm the minutes as a correct record."),
        ("4.", "Public speaking", "", "Requests to speak must be made 2 days before the meeting on 01632 960 001."),
        ("5.", "25/0412/FUL - 14 Orchard Way, Thornley", "(Pages 7 - 18)", "Report of the Head of Planning. Recommendation: approve."),
        ("6.", "Tree preservation order 3 of 2026: land north of the cricket ground", "(Pages 19 - 24)", "Report of the Tree Officer."),
        ("7.", "Appeals update", "(Pages 25 - 26)", "For information."),
        ("8.", "Urgent business", "", "To consider any urgent business."),
    )  # fmt: skip
    for number, title, pages, below in rows:
        paragraph = _bold(document, f"{number}\t{title}\t{pages}" if pages else f"{number}\t{title}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)
        document.add_paragraph(below)
    document.add_paragraph("Issued on Monday 9 March 2026 by the Democratic Services Team, 3rd floor.")
    document.save(str(path))


BOROUGH_TYPED = (
    Expected("1", "Apologies for absence", K.APOLOGIES),
    Expected("2", "Declarations of interest", K.INTERESTS),
    Expected("3", "Minutes of the meeting held on 17 February 2026", K.LAST_MINUTES, ("1-6",)),
    Expected("4", "Public speaking", K.PUBLIC_QUESTIONS),
    Expected("5", "25/0412/FUL - 14 Orchard Way, Thornley", K.REPORT, ("7-18",), recommendation="approve."),
    Expected(
        "6", "Tree preservation order 3 of 2026: land north of the cricket ground", K.REPORT, ("19-24",)
    ),
    Expected("7", "Appeals update", K.REPORT, ("25-26",)),
    Expected("8", "Urgent business", K.URGENT),
)


def _borough_automatic(path: Path) -> None:
    document = Document()
    document.add_heading("AGENDA", 1)
    document.add_paragraph("Finance and Audit Committee, 4 June 2026")
    items = _numbered_list(document)
    rows = (
        "Apologies", "Disclosure of interests", "Minutes of the previous meeting", "External audit plan 2026/27",
        "Treasury outturn", "Risk register: quarter 4", "Exclusion of the public",
        "Insurance claim: depot fire", "Any other urgent items",
    )  # fmt: skip
    for title in rows:
        _auto(_bold(document, title), items)
        if title == "Treasury outturn":
            document.add_paragraph("Report of the Chief Finance Officer (attached, pages 31 to 44).")
            document.add_paragraph("RECOMMENDED that the Committee:")
            points = _numbered_list(document)
            for point in (
                "notes the outturn;",
                "recommends the indicators to Council;",
                "thanks the officers.",
            ):
                _auto(document.add_paragraph(point), points)
        if title == "Exclusion of the public":
            document.add_paragraph(
                "To resolve that the public be excluded under section 100A(4) of the Local Government Act 1972."
            )
        if title.startswith("Insurance"):
            document.add_paragraph("Exempt by virtue of paragraph 3 of Schedule 12A. Report to follow.")
    document.save(str(path))


BOROUGH_AUTOMATIC = (
    Expected("1", "Apologies", K.APOLOGIES),
    Expected("2", "Disclosure of interests", K.INTERESTS),
    Expected("3", "Minutes of the previous meeting", K.LAST_MINUTES),
    Expected("4", "External audit plan 2026/27", K.REPORT),
    Expected("5", "Treasury outturn", K.REPORT, ("31-44",), recommendation=(
        "That the Committee:\nnotes the outturn;\nrecommends the indicators to Council;\nthanks the officers.")),
    Expected("6", "Risk register: quarter 4", K.REPORT),
    Expected("7", "Exclusion of the public", K.EXCLUSION),
    Expected("8", "Insurance claim: depot fire", K.EXEMPT_REPORT, exempt=True),
    Expected("9", "Any other urgent items", K.URGENT),
)  # fmt: skip


def _table(path: Path) -> None:
    document = Document()
    document.add_paragraph("You are summoned to a meeting of the Cabinet on 9 September 2026 at 6.30 pm.")
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    rows = (
        ("No.", "Item of business", "Page"),
        ("", "PART A – OPEN SESSION", ""),
        ("1", "Apologies for absence", ""),
        ("2", "Declarations of Members’ interests", ""),
        ("3", "Minutes of the meeting of 8 July 2026\nTo approve the minutes.", "3 - 8"),
        ("4", "Medium term financial strategy\nReport of the Section 151 Officer\nKey decision", "9 - 30"),
        ("5", "Disposal of 22 Bridge Street", "31"),
        ("", "PART B – EXEMPT ITEMS", ""),
        ("6", "Exclusion of press and public", ""),
        ("7", "Disposal of 22 Bridge Street: offers received", "33 - 40"),
    )
    for cells in rows:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            first, *rest = text.split("\n")
            cell.paragraphs[0].add_run(first).bold = bool(first) and cells[0] != "No."
            for line in rest:
                cell.add_paragraph(line)
    table.columns[0].width = Cm(1.5)
    for row in table.rows:
        for cell, width in zip(row.cells, (Cm(1.5), Cm(12), Cm(2.5)), strict=True):
            cell.width = width
    document.save(str(path))


TABLE = (
    Expected("1", "Apologies for absence", K.APOLOGIES),
    Expected("2", "Declarations of Members’ interests", K.INTERESTS),
    Expected("3", "Minutes of the meeting of 8 July 2026", K.LAST_MINUTES, ("3-8",)),
    Expected("4", "Medium term financial strategy", K.REPORT, ("9-30",)),
    Expected("5", "Disposal of 22 Bridge Street", K.REPORT, ("31",)),
    Expected("6", "Exclusion of press and public", K.EXCLUSION),
    Expected("7", "Disposal of 22 Bridge Street: offers received", K.EXEMPT_REPORT, ("33-40",), exempt=True),
)


def _parish_slashes(path: Path) -> None:
    document = Document()
    document.add_paragraph("Little Wexley Parish Council").runs[0].bold = True
    document.add_paragraph(
        "I hereby give notice that a meeting will be held in the Village Hall on Monday 11 May 2026."
    )
    document.add_paragraph("J. Fenn, Clerk, 3 Church Lane, Little Wexley. 5 May 2026")
    document.add_paragraph("AGENDA").runs[0].bold = True
    for line in (
        "26/041 Election of Chair and signing of the declaration of acceptance of office",
        "26/042 Apologies for absence – to receive and accept apologies",
        "26/043 Declarations of interest and requests for dispensation",
        "26/044 To approve the minutes of the meeting of 13 April 2026 (minutes 26/031 to 26/040)",
        "26/045 Public forum (15 minutes)",
        "26/046 Planning",
        "a) 26/00512/HOU: 7 Mill Rise, rear extension",
        "b) 26/00530/LBC: The Old Forge, replacement windows",
        "c) Decisions received since the last meeting",
        "26/047 Finance: to approve payments of £1,412.60 and note the bank balance",
        "26/048 Play area: to consider quotations for the new swing (3 received)",
        "26/049 Date of next meeting: Monday 8 June 2026, 7.30 pm",
    ):
        document.add_paragraph(line)
    document.save(str(path))


PARISH_SLASHES = (
    Expected("26/041", "Election of Chair and signing of the declaration of acceptance of office", K.OPENING),
    Expected("26/042", "Apologies for absence – to receive and accept apologies", K.APOLOGIES),
    Expected("26/043", "Declarations of interest and requests for dispensation", K.INTERESTS),
    Expected("26/044", "To approve the minutes of the meeting of 13 April 2026 (minutes 26/031 to 26/040)", K.LAST_MINUTES),
    Expected("26/045", "Public forum (15 minutes)", K.PUBLIC_QUESTIONS),
    Expected("26/046", "Planning", K.REPORT),
    Expected("26/046a", "26/00512/HOU: 7 Mill Rise, rear extension", parent="26/046"),
    Expected("26/046b", "26/00530/LBC: The Old Forge, replacement windows", parent="26/046"),
    Expected("26/046c", "Decisions received since the last meeting", parent="26/046"),
    Expected("26/047", "Finance: to approve payments of £1,412.60 and note the bank balance", K.REPORT),
    Expected("26/048", "Play area: to consider quotations for the new swing (3 received)", K.REPORT),
    Expected("26/049", "Date of next meeting: Monday 8 June 2026, 7.30 pm", K.CLOSING),
)  # fmt: skip

PASTED_TEXT = """\
1) Welcome and apologies
2) Declarations of interest
3) Minutes of 3 March 2026 and matters arising
4) Headteacher's report
5) Safeguarding audit
6) Any other business
7) Dates of future meetings
"""
PASTED = (
    Expected("1", "Welcome and apologies", K.APOLOGIES),
    Expected("2", "Declarations of interest", K.INTERESTS),
    Expected("3", "Minutes of 3 March 2026 and matters arising"),
    Expected("4", "Headteacher's report", K.REPORT),
    Expected("5", "Safeguarding audit", K.REPORT),
    Expected("6", "Any other business", K.URGENT),
    Expected("7", "Dates of future meetings", K.CLOSING),
)

WRAPPED_TEXT = """\
                        HALLOW VALE DISTRICT COUNCIL

                 OVERVIEW AND SCRUTINY COMMITTEE

 Wednesday, 14 October 2026 at 7.15 pm
 Council Offices, 1 Station Approach, Hallow Vale HV1 2AB
 Contact: 2 members of staff are on duty until 9 pm

                              A G E N D A

  1.  APOLOGIES FOR ABSENCE

  2.  TO RECEIVE DECLARATIONS OF INTEREST FROM MEMBERS IN
      RESPECT OF ANY ITEM ON THIS AGENDA

  3.  TO CONFIRM THE MINUTES OF THE MEETING HELD ON
      9 SEPTEMBER 2026                                          5 - 10

  4.  REVIEW OF BUS SERVICES IN THE VALE: REPORT OF THE TASK
      AND FINISH GROUP                                         11 - 52

      The Committee is asked to:

      1. consider the evidence of the 2 operators;
      2. agree the 14 recommendations; and
      3. refer the report to the Cabinet.

  5.  WORK PROGRAMME                                           53 - 56

  6.  TO CONSIDER ANY OTHER ITEMS WHICH THE CHAIRMAN DECIDES
      ARE URGENT BUSINESS
"""
WRAPPED = (
    Expected("1", "APOLOGIES FOR ABSENCE", K.APOLOGIES),
    Expected("2", "TO RECEIVE DECLARATIONS OF INTEREST FROM MEMBERS IN RESPECT OF ANY ITEM ON THIS AGENDA", K.INTERESTS),
    Expected("3", "TO CONFIRM THE MINUTES OF THE MEETING HELD ON 9 SEPTEMBER 2026", K.LAST_MINUTES, ("5-10",)),
    Expected("4", "REVIEW OF BUS SERVICES IN THE VALE: REPORT OF THE TASK AND FINISH GROUP", K.REPORT, ("11-52",)),
    Expected("5", "WORK PROGRAMME", K.REPORT, ("53-56",)),
    Expected("6", "TO CONSIDER ANY OTHER ITEMS WHICH THE CHAIRMAN DECIDES ARE URGENT BUSINESS", K.URGENT),
)  # fmt: skip


def _text(words: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(words, encoding="utf-8") and None


def _unnumbered(path: Path) -> None:
    document = Document()
    document.add_heading("Agenda for the Community Council of Strathorrin, 6 August 2026", 1)
    for title, below in (
        ("Welcome and sederunt", "The Chair opens the meeting."),
        ("Apologies", ""),
        ("Declarations of interest", "None known so far."),
        ("Minutes of the last meeting", "Circulated."),
        ("Police report", "A written report is expected."),
        ("Harbour wall repairs", "An engineer has been invited to attend, with drawings and 3 options."),
        ("Date of next meeting", "3 September."),
    ):
        document.add_heading(title, 2)
        if below:
            document.add_paragraph(below)
    document.save(str(path))


UNNUMBERED = (
    Expected("1", "Welcome and sederunt", K.OPENING),
    Expected("2", "Apologies", K.APOLOGIES),
    Expected("3", "Declarations of interest", K.INTERESTS),
    Expected("4", "Minutes of the last meeting", K.LAST_MINUTES),
    Expected("5", "Police report", K.REPORT),
    Expected("6", "Harbour wall repairs", K.REPORT),
    Expected("7", "Date of next meeting", K.CLOSING),
)


def _us_city(path: Path) -> None:
    document = Document()
    document.add_paragraph("CITY OF MILLHAVEN")
    document.add_paragraph("CITY COUNCIL REGULAR MEETING AGENDA")
    document.add_paragraph("Monday, October 5, 2026, 6:30 p.m., 200 Main Street")
    for line in (
        "1. CALL TO ORDER", "2. PLEDGE OF ALLEGIANCE", "3. ROLL CALL", "4. APPROVAL OF MINUTES: SEPTEMBER 21, 2026",
        "5. PUBLIC COMMENT", "6. CONSENT AGENDA", "6.1 Payment of bills, $48,220.17",
        "6.2 Liquor license renewal, 18 Depot Avenue", "6.3 Release of easement", "7. PUBLIC HEARINGS",
        "7.1 Ordinance 2026-14, first reading: short-term rentals", "8. NEW BUSINESS",
        "8.1 Resolution 2026-77: purchase of a plow truck", "9. ADJOURNMENT OF MEETING",
    ):  # fmt: skip
        document.add_paragraph(line)
    document.save(str(path))


US_CITY = (
    Expected("1", "CALL TO ORDER", K.OPENING),
    Expected("2", "PLEDGE OF ALLEGIANCE", K.OPENING),
    Expected("3", "ROLL CALL", K.APOLOGIES),
    Expected("4", "APPROVAL OF MINUTES: SEPTEMBER 21, 2026", K.LAST_MINUTES),
    Expected("5", "PUBLIC COMMENT", K.PUBLIC_QUESTIONS),
    Expected("6", "CONSENT AGENDA", K.CONSENT),
    Expected("6.1", "Payment of bills, $48,220.17", parent="6"),
    Expected("6.2", "Liquor license renewal, 18 Depot Avenue", parent="6"),
    Expected("6.3", "Release of easement", parent="6"),
    Expected("7", "PUBLIC HEARINGS"),
    Expected("7.1", "Ordinance 2026-14, first reading: short-term rentals", parent="7"),
    Expected("8", "NEW BUSINESS"),
    Expected("8.1", "Resolution 2026-77: purchase of a plow truck", parent="8"),
    Expected("9", "ADJOURNMENT OF MEETING", K.CLOSING),
)


def _soft_breaks(path: Path) -> None:
    document = Document()
    document.add_paragraph("ORDER OF BUSINESS")
    items = _numbered_list(document, text="Item %1")
    for title, below in (
        ("Apologies for absence", ""),
        ("Declarations of interest", "Members should state the item."),
        ("Minutes", "To sign the minutes of 2 April 2026 (Pages 1 - 4)"),
        ("Beach huts: allocation policy", "Report of the Coast Manager (Pages 5 - 22)"),
        ("Beach huts: sites", "Report of the Coast Manager (Pages 23 - 30)"),
    ):
        paragraph = _auto(document.add_paragraph(), items)
        paragraph.add_run(title).bold = True
        if below:
            paragraph.add_run().add_break()
            paragraph.add_run(below)
    document.save(str(path))


SOFT_BREAKS = (
    Expected("1", "Apologies for absence", K.APOLOGIES),
    Expected("2", "Declarations of interest", K.INTERESTS),
    Expected("3", "Minutes", K.LAST_MINUTES, ("1-4",)),
    Expected("4", "Beach huts: allocation policy", K.REPORT, ("5-22",)),
    Expected("5", "Beach huts: sites", K.REPORT, ("23-30",)),
)

WELSH_TEXT = """\
CYNGOR TREF ABERTYWI
AGENDA
1. Ymddiheuriadau / Apologies
2. Datgan buddiannau / Declarations of interest
3. Cofnodion y cyfarfod diwethaf
4. Materion yn codi
5. Y gronfa gymunedol: ceisiadau
6. Dyddiad y cyfarfod nesaf
"""
WELSH = (
    Expected("1", "Ymddiheuriadau / Apologies", K.APOLOGIES),
    Expected("2", "Datgan buddiannau / Declarations of interest", K.INTERESTS),
    Expected("3", "Cofnodion y cyfarfod diwethaf"),
    Expected("4", "Materion yn codi"),
    Expected("5", "Y gronfa gymunedol: ceisiadau"),
    Expected("6", "Dyddiad y cyfarfod nesaf"),
)

SCOTS_TEXT = """\
BUSINESS

AGENDA

1   Apologies for Absence
2   Declarations of Interest
3   Minutes
    (a) Area Committee held on 4 June 2026
    (b) Special Area Committee held on 18 June 2026
4   Ferry Service
    4(a) Timetable for winter
    4(b) Freight rates
*5  Lease of the Old Pier (Exempt: paragraphs 8 and 9)

* indicates an item that is exempt
"""
SCOTS = (
    Expected("1", "Apologies for Absence", K.APOLOGIES),
    Expected("2", "Declarations of Interest", K.INTERESTS),
    Expected("3", "Minutes", K.LAST_MINUTES),
    Expected("3a", "Area Committee held on 4 June 2026", parent="3"),
    Expected("3b", "Special Area Committee held on 18 June 2026", parent="3"),
    Expected("4", "Ferry Service", K.REPORT),
    Expected("4a", "Timetable for winter", parent="4"),
    Expected("4b", "Freight rates", parent="4"),
    Expected("5", "Lease of the Old Pier", K.EXEMPT_REPORT, exempt=True),
)


def _automatic_in_table(path: Path) -> None:
    document = Document()
    document.add_paragraph("Notice of meeting of the Standards Panel, 1 December 2026")
    items = _numbered_list(document)
    table = document.add_table(rows=0, cols=2)
    for title, below in (
        ("Appointment of Chair", ""),
        ("Apologies for absence", ""),
        ("Declarations of interest", ""),
        ("Minutes of the last meeting", "Copy attached, pages 1 to 3"),
        ("Complaints received in the half year", "Report by the Monitoring Officer attached\nRecommendation: That the report be noted."),
    ):  # fmt: skip
        cells = table.add_row().cells
        _auto(cells[0].paragraphs[0], items)
        cells[1].paragraphs[0].add_run(title)
        for line in below.split("\n"):
            if line:
                cells[1].add_paragraph(line)
    document.save(str(path))


AUTOMATIC_IN_TABLE = (
    Expected("1", "Appointment of Chair", K.OPENING),
    Expected("2", "Apologies for absence", K.APOLOGIES),
    Expected("3", "Declarations of interest", K.INTERESTS),
    Expected("4", "Minutes of the last meeting", K.LAST_MINUTES, ("1-3",)),
    Expected(
        "5", "Complaints received in the half year", K.REPORT, recommendation="That the report be noted."
    ),
)


def _long_pack(path: Path) -> None:
    """Two pages of agenda with headers and footers, then a report with numbered paragraphs of its own."""
    document = Document()
    document.styles["Normal"].font.size = Pt(13)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Northmoor County Council: Pensions Board"
    section.footer.paragraphs[0].text = "Agenda published 3 November 2026"
    document.add_paragraph("SUMMONS AND AGENDA")
    rows = [
        (
            "1",
            "ELECTION OF VICE-CHAIRMAN FOR THE REMAINDER OF THE MUNICIPAL YEAR 2026/27 AND APPOINTMENT OF SUBSTITUTES TO THE BOARD",
            "",
        ),
        ("2", "APOLOGIES FOR ABSENCE", ""),
        ("3", "DECLARATIONS OF INTEREST", "Members are reminded of paragraph 7 of the Code."),
        ("4", "MINUTES OF THE MEETING HELD ON 11 SEPTEMBER 2026", "To approve the minutes (pages 3 - 9)."),
        ("5", "FUND VALUATION AT 31 OCTOBER 2026", "Report of the Fund Actuary (pages 10 - 31). " * 6),
        (
            "6",
            "ADMINISTRATION: KEY PERFORMANCE FIGURES",
            "Report of the Pensions Manager (pages 32 - 40). " * 6,
        ),
        ("7", "TRAINING", "A verbal update. " * 30),
        ("8", "EXCLUSION OF PRESS AND PUBLIC", "To consider whether the public should be excluded. " * 4),
        ("9", "INVESTMENT MANAGER: NOTICE", "Paper to follow."),
    ]
    for number, title, below in rows:
        _bold(document, f"{number}.\t{title}").paragraph_format.left_indent = Cm(1)
        if below:
            document.add_paragraph(below)
    for page in range(1, 4):
        document.add_page_break()
        document.add_paragraph(f"Report {page}")
        for number, words in enumerate(
            ("Purpose of the report", "Recommendations", "Background", "Finance", "Risks"), 1
        ):
            _bold(document, f"{number}.\t{words}")
            document.add_paragraph(f"{number}.1 The Board has seen these figures before. " * 3)
    document.save(str(path))


LONG_PACK = (
    Expected("1", "ELECTION OF VICE-CHAIRMAN FOR THE REMAINDER OF THE MUNICIPAL YEAR 2026/27 AND APPOINTMENT OF SUBSTITUTES TO THE BOARD", K.OPENING),
    Expected("2", "APOLOGIES FOR ABSENCE", K.APOLOGIES),
    Expected("3", "DECLARATIONS OF INTEREST", K.INTERESTS),
    Expected("4", "MINUTES OF THE MEETING HELD ON 11 SEPTEMBER 2026", K.LAST_MINUTES, ("3-9",)),
    Expected("5", "FUND VALUATION AT 31 OCTOBER 2026", K.REPORT, ("10-31",)),
    Expected("6", "ADMINISTRATION: KEY PERFORMANCE FIGURES", K.REPORT, ("32-40",)),
    Expected("7", "TRAINING", K.REPORT),
    Expected("8", "EXCLUSION OF PRESS AND PUBLIC", K.EXCLUSION),
    Expected("9", "INVESTMENT MANAGER: NOTICE", K.EXEMPT_REPORT, exempt=True),
)  # fmt: skip

# The seven below were written after the reader worked on those above, and read once before it was changed for them.
TOWN_TEXT = """\
Upper Fennick Town Council – Environment Committee
You are invited to attend the above meeting at The Guildhall, 4 Sheep Street, on 23rd April 2026 at 19:00.

AGENDA ITEM 1 – TO RECEIVE APOLOGIES
AGENDA ITEM 2 – TO RECEIVE DECLARATIONS OF PECUNIARY AND OTHER INTERESTS
AGENDA ITEM 3 – TO ADOPT THE MINUTES OF THE MEETING OF 26TH MARCH 2026 (ATTACHED)
AGENDA ITEM 4 – ALLOTMENT FENCING
The Clerk reports that 3 quotations have been sought:
1. Hedley Fencing £4,120
2. Copse & Sons £3,980
3. J Marl £4,400
Members are asked to choose a contractor.
AGENDA ITEM 5 – WAR MEMORIAL: STONE CLEANING
AGENDA ITEM 6 – CORRESPONDENCE
AGENDA ITEM 7 – CONFIDENTIAL: STAFF PAY AWARD
"""
TOWN = (
    Expected("1", "TO RECEIVE APOLOGIES", K.APOLOGIES),
    Expected("2", "TO RECEIVE DECLARATIONS OF PECUNIARY AND OTHER INTERESTS", K.INTERESTS),
    Expected("3", "TO ADOPT THE MINUTES OF THE MEETING OF 26TH MARCH 2026", K.LAST_MINUTES),
    Expected("4", "ALLOTMENT FENCING", K.REPORT, recommendation="Members are asked to choose a contractor."),
    Expected("5", "WAR MEMORIAL: STONE CLEANING", K.REPORT),
    Expected("6", "CORRESPONDENCE", K.REPORT),
    Expected("7", "STAFF PAY AWARD", K.EXEMPT_REPORT, exempt=True),
)

COPIED_TEXT = """\
1\tApologies for Absence\t\x20
2\tDeclarations of Interest\t\x20
3\tMinutes\t1 - 8
\tMinutes of the meetings held on 10 and 17 June 2026, to be confirmed.\t
4\tPetition: Crossing at Elm Road School\t9 - 12
5\tPerformance Report Quarter 1 2026/27\t13 - 40
\tReport of the Director of Place
6\tScrutiny Review: Flood Defences - Final Report\t41 - 96
7\tForward Plan\t97 - 100
8\tExclusion of the Press and Public (if required)\t\x20
9\tDate of the Next Meeting\t\x20
"""
COPIED = (
    Expected("1", "Apologies for Absence", K.APOLOGIES),
    Expected("2", "Declarations of Interest", K.INTERESTS),
    Expected("3", "Minutes", K.LAST_MINUTES, ("1-8",)),
    Expected("4", "Petition: Crossing at Elm Road School", K.PETITIONS, ("9-12",)),
    Expected("5", "Performance Report Quarter 1 2026/27", K.REPORT, ("13-40",)),
    Expected("6", "Scrutiny Review: Flood Defences - Final Report", K.REPORT, ("41-96",)),
    Expected("7", "Forward Plan", K.REPORT, ("97-100",)),
    Expected("8", "Exclusion of the Press and Public (if required)", K.EXCLUSION),
    Expected("9", "Date of the Next Meeting", K.CLOSING),
)

SCHOOL_TEXT = """\
                     LOWER DASSET SCHOOL – FULL GOVERNING BODY
                              Thursday 12th November 2026, 5.30pm

PART ONE

1.   Opening prayer and welcome                                        Chair       5 mins
2.   Apologies, and consent to absence                                 Clerk       2 mins
3.   Declarations of business interests                                All         2 mins
4.   Minutes of the meeting of 17th September 2026 and matters
     arising                                                           Chair      10 mins
5.   Headteacher's report, including:                                  Head       20 mins
     a. Attendance and exclusions
     b. SATs outcomes
     c. Staffing
6.   Budget monitoring, month 7                                        SBM        15 mins
7.   Policies for approval                                             All        10 mins
       Behaviour
       Charging and remissions

PART TWO – CONFIDENTIAL

8.   Pay committee recommendations                                     Chair      10 mins
"""
SCHOOL = (
    Expected("1", "Opening prayer and welcome", K.OPENING),
    Expected("2", "Apologies, and consent to absence", K.APOLOGIES),
    Expected("3", "Declarations of business interests", K.INTERESTS),
    Expected("4", "Minutes of the meeting of 17th September 2026 and matters arising", K.LAST_MINUTES),
    Expected("5", "Headteacher's report, including:", K.REPORT),
    Expected("5a", "Attendance and exclusions", parent="5"),
    Expected("5b", "SATs outcomes", parent="5"),
    Expected("5c", "Staffing", parent="5"),
    Expected("6", "Budget monitoring, month 7", K.REPORT),
    Expected("7", "Policies for approval", K.REPORT),
    Expected("8", "Pay committee recommendations", K.EXEMPT_REPORT, exempt=True),
)


def _decimal_headings(path: Path) -> None:
    document = Document()
    document.add_paragraph("Harbour Board Agenda")
    document.add_paragraph("7 July 2026")
    for title, below in (
        ("1.0 Apologies", "1.1 To receive apologies."),
        ("2.0 Declarations of Interest", "2.1 Members to declare any interests."),
        ("3.0 Minutes of last Board", "3.1 To approve the minutes (paper 1)."),
        ("4.0 Dredging contract", "4.1 To receive the report of the Harbour Master (paper 2)."),
        ("5.0 AOB", ""),
    ):
        _bold(document, title)
        if below:
            document.add_paragraph(below)
    document.save(str(path))


DECIMAL_HEADINGS = (
    Expected("1.0", "Apologies", K.APOLOGIES),
    Expected("2.0", "Declarations of Interest", K.INTERESTS),
    Expected("3.0", "Minutes of last Board", K.LAST_MINUTES),
    Expected("4.0", "Dredging contract", K.REPORT),
    Expected("5.0", "AOB", K.URGENT),
)


def _licensing_table(path: Path) -> None:
    document = Document()
    document.add_heading("Agenda", 1)
    document.add_paragraph("Licensing Sub-Committee, Monday 2 March 2026, Room 4, 10.00 am")
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for number, words in (
        ("1.", "Election of Chair for the meeting"),
        ("2.", "Apologies for absence"),
        ("3.", "Declarations of interest"),
        ("4.", "Licensing procedure (Pages 5 - 8)"),
        ("5.", "Application for a premises licence: The Hop Pole, 81 Canal Walk, Barrowby (Pages 9 - 60)\n"
         "Report of the Licensing Manager\nApplicant: Hop Pole Inns Ltd"),
        ("6.", "Application for a review: Star Wines, 3 Tanner Row (Pages 61 - 118)\n"
         "This report contains exempt information under paragraphs 1 and 2 of Schedule 12A"),
    ):  # fmt: skip
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(1.2), Cm(14)
        cells[0].text = number
        title, *rest = words.split("\n")
        cells[1].paragraphs[0].add_run(title).bold = True
        for line in rest:
            cells[1].add_paragraph(line)
    document.save(str(path))


LICENSING_TABLE = (
    Expected("1", "Election of Chair for the meeting", K.OPENING),
    Expected("2", "Apologies for absence", K.APOLOGIES),
    Expected("3", "Declarations of interest", K.INTERESTS),
    Expected("4", "Licensing procedure", K.REPORT, ("5-8",)),
    Expected(
        "5", "Application for a premises licence: The Hop Pole, 81 Canal Walk, Barrowby", K.REPORT, ("9-60",)
    ),
    Expected(
        "6", "Application for a review: Star Wines, 3 Tanner Row", K.EXEMPT_REPORT, ("61-118",), exempt=True
    ),
)


def _notes_before(path: Path) -> None:
    document = Document()
    notes = _numbered_list(document)
    document.add_paragraph("Notes for members:")
    for note in ("Please sign in at the desk.", "The fire exit is by the stage.", "Phones off."):
        _auto(document.add_paragraph(note), notes)
    document.add_paragraph("AGENDA")
    items = _numbered_list(document)
    for title in ("Apologies for absence", "Interests", "Minutes of the meeting held on 4 May",
                  "Reports from working groups", "Grants 2026", "Next meeting"):  # fmt: skip
        _auto(document.add_paragraph(title), items)
        if title.startswith("Reports"):
            for group in ("Footpaths", "Events", "Website"):
                _auto(document.add_paragraph(group), items, 1)
    document.save(str(path))


NOTES_BEFORE = (
    Expected("1", "Apologies for absence", K.APOLOGIES),
    Expected("2", "Interests", K.INTERESTS),
    Expected("3", "Minutes of the meeting held on 4 May", K.LAST_MINUTES),
    Expected("4", "Reports from working groups", K.REPORT),
    Expected("4a", "Footpaths", parent="4"),
    Expected("4b", "Events", parent="4"),
    Expected("4c", "Website", parent="4"),
    Expected("5", "Grants 2026", K.REPORT),
    Expected("6", "Next meeting", K.CLOSING),
)

AGENDAS = (
    Agenda("borough typed numbers", _borough_typed, BOROUGH_TYPED),
    Agenda("borough automatic numbers", _borough_automatic, BOROUGH_AUTOMATIC),
    Agenda("cabinet in a table", _table, TABLE),
    Agenda("parish numbers with a year", _parish_slashes, PARISH_SLASHES),
    Agenda("governors in plain text", _text(PASTED_TEXT), PASTED, ".txt"),
    Agenda("scrutiny in wrapped text", _text(WRAPPED_TEXT), WRAPPED, ".txt"),
    Agenda("community council without numbers", _unnumbered, UNNUMBERED),
    Agenda("city with sub-items", _us_city, US_CITY),
    Agenda("titles with soft breaks", _soft_breaks, SOFT_BREAKS),
    Agenda("two languages", _text(WELSH_TEXT), WELSH, ".txt"),
    Agenda("scottish sub-items", _text(SCOTS_TEXT), SCOTS, ".txt"),
    Agenda("automatic numbers in table cells", _automatic_in_table, AUTOMATIC_IN_TABLE),
    Agenda("borough printed", _borough_typed, BOROUGH_TYPED, ".pdf"),
    Agenda("cabinet table printed", _table, TABLE, ".pdf"),
    Agenda("pack printed with reports after it", _long_pack, LONG_PACK, ".pdf"),
    Agenda("town with typed words before numbers", _text(TOWN_TEXT), TOWN, ".txt"),
    Agenda("copied out of a table", _text(COPIED_TEXT), COPIED, ".txt"),
    Agenda("school with times and names", _text(SCHOOL_TEXT), SCHOOL, ".txt"),
    Agenda("board with decimal headings", _decimal_headings, DECIMAL_HEADINGS),
    Agenda("licensing table", _licensing_table, LICENSING_TABLE),
    Agenda("licensing table printed", _licensing_table, LICENSING_TABLE, ".pdf"),
    Agenda("another numbered list before it", _notes_before, NOTES_BEFORE),
)
