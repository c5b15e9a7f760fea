"""Reads what stands in and under an item's title: page references, papers, recommendation, exempt marks."""

import re
from collections.abc import Iterator

from minutewright.domain.agenda import Paper
from minutewright.services.documents.agenda.lines import Line, is_capitals
from minutewright.services.documents.agenda.phrases import AgendaPhrases

_RANGE = r"\d{1,4}(?:\s*(?:-|–|to)\s*\d{1,4})?"
_PAGES = re.compile(
    rf"[(\[]?\s*(?:agenda\s+)?(?:pages?|pgs?|pp?\.)\s*(?:nos?\.?\s*)?({_RANGE}(?:\s*(?:,|and|&)\s*{_RANGE})*)\s*[)\]]?",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"(?:[\s.…·_]*\t[\s.…·_]*|[.…·_]{{3,}}\s*)({_RANGE})\s*$")
_LEADERS = re.compile(r"[\s.…·_]{4,}$")
_REPORT = re.compile(
    r"\b((?:joint\s+)?(?:report|briefing note|letter)\s+(?:of|by|from)\s+the\s+[^.;\t\n(\[]{3,90})",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\b(?:report|copy|paper|minutes|schedule|document)s?\s+(?:is |are )?(?:attached|enclosed|herewith)",
    re.IGNORECASE,
)
_BRACKETED_COPY = re.compile(
    r"\s*[(\[](?:(?:report|copy|paper|minutes)s?\s+)?(?:attached|enclosed|herewith|to follow|tabled|to be tabled)[)\]]",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"\b(?:appendix|annex|enclosure)\s+([A-Z0-9]{1,3})\b", re.IGNORECASE)
_RECOMMENDED = re.compile(
    r"(?:officer(?:['’]s)?\s+)?recommend(?:ation|ations|ed|s)(?:\s+(?:that|to))?\b\s*[:.\-–]*\s*|"
    r"it is recommended\s*(?=that)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?<=[.;)] )recommend(?:ation|ations|ed)\s*[:–-]\s*", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:the\s+)?(?:sub-)?(?:committee|council|cabinet|panel|board|members|meeting|executive|councillors)\s+"
    r"(?:is|are)\s+(?:asked|invited|recommended|requested)\s+to\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\(?\d{1,3}\s*(?:m|mins?|minutes)\.?\)?|\d{1,2}[.:]\d\d\s*(?:[ap]\.?m\.?)?", re.IGNORECASE
)
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_CONNECTS = re.compile(r"(?:\b(?:and|of|the|for|to|in|on|with|at|by|from|or)|[-–,(&/])$", re.IGNORECASE)


def title_and_rest(
    lines: tuple[Line, ...], title: str, first: int, end: int, phrases: AgendaPhrases
) -> tuple[str, list[Line]]:
    """The whole title, its wrapped lines joined, and the lines that are left under it.

    `first` is the line after the one the title begins on.
    """
    at = first
    above = lines[first - 1]
    begins = above.title_at
    if at < end and above.wraps and lines[at].text == title:
        above, at = lines[at], at + 1  # the number stood on a line of its own
    title = without_presenter(title)
    tail = _TAIL.search(title) if above.wraps else None
    shown = title[tail.start() :] if tail else ""
    title = title[: tail.start()] if tail else title
    while at < end and _continues(title, above, lines[at], begins, phrases):
        joint = "" if title.endswith("-") and lines[at].text[:1].islower() else " "
        title, above, at = title + joint + lines[at].text, lines[at], at + 1
    return without_presenter(title) + shown, list(lines[at:end])


def _continues(title: str, above: Line, line: Line, begins: float, phrases: AgendaPhrases) -> bool:
    if not above.wraps or line.gap or line.number or above.bold != line.bold or len(title) > 300:
        return False
    if phrases.exempt_parts.match(line.text) or phrases.public_parts.match(line.text):
        return False
    words = title.split("\t")[0]
    if title.count("(") > title.count(")") or title.count("[") > title.count("]") or _CONNECTS.search(words):
        return True
    if words[-1:].isdigit() and _MONTH.match(line.text):
        return True
    if _TAIL.search(title) or _PAGES.search(title) or words.endswith((".", ":", ";")):
        return False
    if is_capitals(words):
        return is_capitals(line.text)
    if above.bold and line.bold and begins and abs(line.indent - begins) < 3:
        return not is_capitals(line.text)
    if re.match(r"(?:to|that)\b", line.text):
        return False
    return line.text[:1].islower() or (len(words) > 45 and above.bold and line.bold)


def without_presenter(title: str) -> str:
    """A title without the columns that stand beside it where one of them is a length of time: who leads, how long."""
    first, *others = title.split("\t")
    return first if any(_DURATION.fullmatch(column.strip()) for column in others) else title


def without_copy_note(title: str) -> str:
    """A title without `(attached)` and the like."""
    return _BRACKETED_COPY.sub("", title)


def without_pages(text: str) -> tuple[str, list[str]]:
    """A title without its page references, and those references, such as `5-12`."""
    pages = [part for match in _PAGES.finditer(text) for part in _ranges(match.group(1))]
    text = _PAGES.sub(" ", text)
    tail = _TAIL.search(text)
    if tail:
        pages.append(_tidy_range(tail.group(1)))
        text = text[: tail.start()]
    text = _LEADERS.sub("", text.replace("\t", " "))
    return re.sub(r"\s+", " ", text).strip(" \t-–,"), pages


def _running(rest: list[Line]) -> str:
    """The lines under a title, joined where a printed line only wrapped."""
    text = ""
    for line in rest:
        text += (" " if line.wraps and line.text[:1].islower() else "\n") + line.text
    return text


def _ranges(text: str) -> Iterator[str]:
    for match in re.finditer(_RANGE, text):
        yield _tidy_range(match.group())


def _tidy_range(text: str) -> str:
    return re.sub(r"\s*(?:-|–|to)\s*", "-", text)


def papers(title: str, pages: list[str], rest: list[Line], phrases: AgendaPhrases) -> tuple[Paper, ...]:
    """The papers of an item: one for each page reference, else one if a report is named or attached.

    `title` is the title as it stands in the agenda, notes such as `(attached)` included.
    """
    under = _running(rest)
    whole = f"{title}\n{under}"
    pages = pages + [part for match in _PAGES.finditer(under) for part in _ranges(match.group(1))]
    report = _REPORT.search(whole)
    appendix = _APPENDIX.search(whole)
    tabled = bool(phrases.tabled.search(whole))
    if (
        not pages
        and not report
        and not _ATTACHED.search(whole)
        and not _BRACKETED_COPY.search(title)
        and not tabled
    ):
        return ()
    label = (
        re.sub(r"\s+(?:is|are)?\s*(?:attached|enclosed|herewith).*$", "", report.group(1)).strip()
        if report
        else "Report"
    )
    label = re.sub(r"\s+", " ", label).strip(" ,-–")
    label = label[0].upper() + label[1:]
    letter = appendix.group(1).upper() if appendix else ""
    references = list(dict.fromkeys(pages)) or [""]
    return tuple(Paper(label, reference, letter, tabled) for reference in references)


def recommendation(rest: list[Line]) -> str:
    """What the papers ask the meeting to do, as far as the agenda says it; points on lines of their own."""
    for at, line in enumerate(rest):
        asked = _ASKED.match(line.text)
        label = _RECOMMENDED.match(line.text) or _WITHIN.search(line.text)
        if not asked and not label:
            continue
        first = line.text if asked or label is None else _kept_that(line.text, label.end())
        points = [first] if first else []
        for below in rest[at + 1 :]:
            if (below.gap and points and not _is_point(below)) or _ends_recommendation(below):
                break
            points.append(below.text)
        return "\n".join(_joined_points(points)).strip()
    return ""


def _kept_that(text: str, end: int) -> str:
    """The recommendation without its label; a `that` or `to` which the label swallowed is put back."""
    lead = re.search(r"\b(that|to)\b\W*$", text[:end], re.IGNORECASE)
    return f"{lead.group(1).capitalize()} {text[end:]}".strip() if lead else text[end:].strip()


def _is_point(line: Line) -> bool:
    return bool(
        line.number or re.match(r"(?:\(?[a-z0-9ivx]{1,4}[.)]|[•\-–])\s+|that\b", line.text, re.IGNORECASE)
    )


def _ends_recommendation(line: Line) -> bool:
    return bool(
        _PAGES.fullmatch(line.text) or _REPORT.match(line.text) or (line.bold and is_capitals(line.text))
    )


def _joined_points(points: list[str]) -> Iterator[str]:
    text = ""
    for point in points:
        if text and (_is_point(Line(point)) or text.endswith((".", ";", ":", "; and"))):
            yield text
            text = point
        else:
            text = f"{text} {point}".strip()
    if text:
        yield text
