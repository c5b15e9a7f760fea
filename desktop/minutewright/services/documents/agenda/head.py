"""Reads what stands over an agenda's items: which body meets, when and where."""

import re
from datetime import date, time

from minutewright.domain.agenda import AgendaHead
from minutewright.services.documents.agenda.lines import Line

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({'|'.join(_MONTHS)}),?\s+(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[.:](\d\d))?\s*(a\.?m\b\.?|p\.?m\b\.?|noon)|\b([01]?\d|2[0-3])[.:]([0-5]\d)\s*(?:hrs|hours)?\b|\bnoon\b",
    re.IGNORECASE,
)
_VENUE_LABEL = re.compile(r"^(?:venue|place|location|where|held (?:at|in))\s*[:\-–\t]\s*(.+)$", re.IGNORECASE)
_VENUE_IN_SENTENCE = re.compile(
    r"\b(?:held|meet|meeting)\b.{0,40}?\b(?:in|at)\s+((?:the\s+)?(?=[A-Z])[^.;]*?(?:hall|chamber|room|centre|center|offices?|"
    r"house|building|pavilion|library|school|church|suite|institute)\b[^.;]*?)(?=\s+on\b|\s+at\s+\d|\s*[.;]|\s*$)",
    re.IGNORECASE,
)
_VENUE_LINE = re.compile(
    r"\b(?:hall|chambers?|committee room|civic centre|council offices|pavilion|town house|guildhall|library)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:committee|sub-committee|panel|board|cabinet|executive|forum|working (?:group|party)|(?:town|parish|community|city|"
    r"borough|district|county) council|commission)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"\b(?:council|authority|corporation)\b", re.IGNORECASE)
_KIND_OF_MEETING = re.compile(
    r"\s*[-–,]?\s*(?:regular|ordinary|extraordinary|special|annual|monthly|full)?\s*(?:business\s+)?meeting$",
    re.IGNORECASE,
)
_HEAD_LINES = 30


def head_of(lines: tuple[Line, ...], first_item: int) -> AgendaHead:
    """The head above the first item (`first_item` is its place in `lines`); nothing is guessed."""
    head = [line.text for line in lines[: min(first_item, _HEAD_LINES)]]
    parts = [part.strip() for text in head for part in text.split("\t") if part.strip()]
    dates = list(dict.fromkeys(day for text in head for day in _dates(text)))
    names = [
        part for part in parts if len(part) < 70 and not part.endswith(".") and not _DAY_FIRST.search(part)
    ]
    names = [_KIND_OF_MEETING.sub("", part).strip() for part in names]
    council = next((part for part in names if _COUNCIL.search(part)), "")
    body = next((part for part in names if _BODY.search(part) and part != council), "")
    if council and not body and _BODY.search(council):
        body = council  # a parish council meets as itself
    return AgendaHead(
        _tidy(council),
        _tidy(
            re.sub(
                r"^(?:agenda|meeting)\s+(?:of\s+the\s+|[-–:]\s*|for\s+the\s+)?", "", body, flags=re.IGNORECASE
            )
        ),
        dates[0] if len(dates) == 1 else None,
        _start(head) if len(dates) <= 1 else None,
        _tidy(_venue(parts, head)),
    )


def _dates(text: str) -> list[date]:
    found = [(year, month, day) for day, month, year in _DAY_FIRST.findall(text)]
    found += [(year, month, day) for month, day, year in _MONTH_FIRST.findall(text)]
    days = []
    for year, month, day in found:
        try:
            days.append(date(int(year), _MONTHS.index(month.lower()) + 1, int(day)))
        except ValueError:
            continue
    return days


def _start(head: list[str]) -> time | None:
    """The hour that stands with the date, or alone on its line; the first one named."""
    for text in head:
        match = _CLOCK.search(_DAY_FIRST.sub(" ", _MONTH_FIRST.sub(" ", text)))
        dated = _dates(text) or re.match(r"\s*(?:time|start|commenc|at\b|\d)", text, re.IGNORECASE)
        if match and dated:
            return _time(match)
    return None


def _time(match: re.Match[str]) -> time | None:
    hour, minute, half, plain_hour, plain_minute = match.groups()
    if plain_hour is not None:
        return time(int(plain_hour), int(plain_minute))
    if hour is None:
        return time(12)
    number, past = int(hour), int(minute or 0)
    if not 1 <= number <= 12 or past > 59:
        return None
    if half.lower().startswith("p") and number != 12:
        number += 12
    elif half.lower().startswith("a") and number == 12:
        number = 0
    return time(number, past)


def _venue(parts: list[str], head: list[str]) -> str:
    for part in parts:
        if match := _VENUE_LABEL.match(part):
            return match.group(1)
    for text in head:
        if match := _VENUE_IN_SENTENCE.search(" ".join(text.split())):
            return match.group(1)
    return next(
        (part for part in parts if _VENUE_LINE.search(part) and len(part) < 90 and not part.endswith(":")), ""
    )


def _tidy(text: str) -> str:
    """Without the spaces and marks at the ends; capitals of a heading become those of a name."""
    text = " ".join(text.split()).strip(" ,;:-–")
    if text.isupper() and len(text) > 4:
        small = {"and", "of", "the", "for", "in", "on", "with", "at"}
        words = [word.capitalize() for word in text.lower().split()]
        text = " ".join(
            word.lower() if at and word.lower() in small else word for at, word in enumerate(words)
        )
    return text
