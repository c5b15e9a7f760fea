"""Finds where the items of an agenda begin: the numbered lines that together make the best run of numbers.

Agendas are full of other numbers (dates, streets, recommendations 1 to 3, page references). No single line tells;
a run does: it counts up by one, its lines look alike, and some of them are business that every agenda has. The best
run is found as the longest path is, with a price for each thing that does not fit.
"""

import re
from dataclasses import dataclass

from minutewright.services.documents.agenda.lines import Line, is_capitals
from minutewright.services.documents.agenda.phrases import AgendaPhrases

_TYPED = re.compile(
    r"(?:(?:agenda\s+)?item\s+(?:no\.?\s*)?)?(?P<number>[A-Z]{0,4}\d{1,4}(?:[./-]\d{1,4}){0,2})"
    r"(?P<sub>\s?\(?[a-z]\)?(?=[\s.):]))?(?P<mark>[.):]|\s[-–]|(?=\s)|$)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_A_TITLE = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b|[ap]\.?m\.?(?:\s|$)|o['’]clock|(?:st|nd|rd|th)\b|%|[/:]\d",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:street|road|lane|avenue|close|drive|gardens|square|terrace|floor)\b", re.IGNORECASE
)
_FARTHEST = 150  # lines between two items; reports that follow the front sheet have numbers of their own


@dataclass(frozen=True, slots=True)
class Start:
    """A line on which an item may begin: `value` counts within `series`; `sub` is the letter or figure of a sub-item."""

    at: int
    number: str
    title: str
    series: str
    value: int
    form: str
    sub: str = ""


def item_starts(lines: tuple[Line, ...], phrases: AgendaPhrases) -> list[Start]:
    """The starts of the items in order, without sub-items; empty if no run of numbers is found."""
    starts = [start for at in range(len(lines)) for start in _candidates(lines, at) if not start.sub]
    best: list[float] = []
    before: list[int | None] = []
    worths = [_worth(start, lines[start.at], phrases) for start in starts]
    for here, start in enumerate(starts):
        choice: tuple[float, int | None] = (_price_of_first(start), None)
        for earlier in range(here):
            step = _step(starts[earlier], start, lines)
            if step is not None and best[earlier] + step > choice[0]:
                choice = (best[earlier] + step, earlier)
        best.append(choice[0] + worths[here])
        before.append(choice[1])
    if not best:
        return []
    run: list[Start] = []
    place: int | None = max(range(len(best)), key=best.__getitem__)
    while place is not None:
        run.append(starts[place])
        place = before[place]
    return run[::-1]


def sub_starts(lines: tuple[Line, ...], first: int, end: int, parent: Start) -> list[Start]:
    """The sub-items between two items: numbers such as 4a and 4.1, or letters from a on."""
    numbered, lettered = [], []
    expected = "a"
    for at in range(first, end):
        line = lines[at]
        for start in _candidates(lines, at):
            own = start.sub and (start.series, start.value) == (parent.series, parent.value)
            if own and _could_be_title(start.title) and not start.title.endswith("."):
                numbered.append(start)
        letter, title = _letter(line)
        if letter == expected and title and _could_be_title(title):
            lettered.append(Start(at, f"{parent.number}{letter}", title, "", 0, "letter", letter))
            expected = chr(ord(expected) + 1)
    if numbered:
        return numbered
    return lettered if len(lettered) > 1 else []


def _letter(line: Line) -> tuple[str, str]:
    if re.fullmatch(r"[a-z]", line.number):
        return line.number, line.text
    match = re.match(r"\(?([a-z])[.)]\s+(.*)", line.text)
    return (match.group(1), match.group(2)) if match else ("", "")


def _could_be_title(text: str) -> bool:
    return not text[0].islower() and not re.match(r"(?:to|that)\b", text, re.IGNORECASE)


def _candidates(lines: tuple[Line, ...], at: int) -> list[Start]:
    line = lines[at]
    star, text = re.fullmatch(r"(\*?)\s*(.*)", line.text, re.DOTALL).groups()  # type: ignore[union-attr]
    match = _TYPED.fullmatch(f"{line.number}. {text}" if line.number else text)
    if match is None:
        return []
    title = match["title"].strip()
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not title and line.wraps and following is not None and not following.gap:
        title = following.text  # the number stands on a line of its own
    bare = not match["mark"].strip() and not line.number
    if not title or (bare and (not title[0].isupper() or _NOT_A_TITLE.match(title))):
        return []
    if star:
        title = f"* {title}"
    form = f"auto {line.look}" if line.number else f"typed {match['mark'].strip()}"
    return _series(at, match["number"], (match["sub"] or "").strip(" ()").lower(), title, form)


def _series(at: int, number: str, sub: str, title: str, form: str) -> list[Start]:
    """Every way to read a number: 25/041 may count 41 up in 25, or 25 up before 41; 4.1 is the first under 4."""
    shown = f"{number}{sub}"
    parts = re.split(r"(\d+)", number)
    if re.fullmatch(r"\d+\.\d+(\.\d+)?", number):
        whole, rest = number.split(".", 1)
        return [Start(at, number, title, "#", int(whole), form, "" if rest == "0" else rest)]
    found = []
    for place in range(1, len(parts), 2):
        series = "".join([*parts[:place], "#", *parts[place + 1 :]])
        found.append(Start(at, shown, title, series, int(parts[place]), form, sub))
    return found


def _worth(start: Start, line: Line, phrases: AgendaPhrases) -> float:
    title = start.title.split("\t")[0]
    worth = 1.0
    worth += 1.0 if len(title) < 120 and phrases.kind_of(title) else 0.0
    worth += 0.3 if line.bold or is_capitals(title) else 0.0
    worth += 0.2 if line.gap else 0.0
    worth -= 0.7 if title.endswith((";", ",")) else 0.0
    worth -= 0.8 if title[0].islower() else 0.0
    worth -= 0.6 if re.match(r"that\b", title, re.IGNORECASE) else 0.0
    worth -= 0.7 if len(title) > 220 else 0.0
    worth -= 0.6 if _ADDRESS.search(title[:30]) and start.form.strip() == "typed" else 0.0
    return worth


def _price_of_first(start: Start) -> float:
    if start.value == 1:
        return 0.5
    return -0.2 if start.series != "#" else -0.9


def _step(one: Start, two: Start, lines: tuple[Line, ...]) -> float | None:
    """What it costs (below 0) or earns that `two` follows `one`; None if it cannot."""
    up = two.value - one.value
    if one.at == two.at or one.series != two.series or not 1 <= up <= 3 or two.at - one.at > _FARTHEST:
        return None
    step = {1: 0.0, 2: -1.0, 3: -1.5}[up]
    step += 0.4 if one.form == two.form else -0.7
    above, below = lines[one.at], lines[two.at]
    step -= 0.5 if abs(above.indent - below.indent) > 10 else 0.0
    step -= 0.3 if above.bold != below.bold else 0.0
    return step
