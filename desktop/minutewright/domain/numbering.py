"""Minute numbers: from the order of the items and the body's pattern, never typed.

A pattern holds `{n}` (or `{n:03}` to fill with zeros) and may hold `{yy}` or `{yyyy}`, the year in which the council's
year began, and `{yy_end}` or `{yyyy_end}`, the one after it: `{n}` prints 7, `{yy}/{n:03}` prints 25/007, and
`{yyyy}/{yy_end}-{n}` prints 2025/26-7 from May 2025 to May 2026.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.council import Numbering, RunsOn
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId

_FIELD = re.compile(r"\{(n(?::0([1-9]))?|yy|yyyy|yy_end|yyyy_end)\}")


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A pattern taken apart: what stands before and after the running number, and to how many digits it is filled."""

    before: str
    after: str
    digits: int

    def number(self, n: int) -> str:
        """The number as it prints."""
        return f"{self.before}{n:0{self.digits}}{self.after}"


def number_pattern(numbering: Numbering, held_on: date) -> NumberPattern:
    """The body's pattern for a meeting held on this day.

    Raises:
        BadInput: the pattern has no running number, more than one, or a field that is not known.
    """
    parts, digits = [""], 1
    year = council_year(numbering, held_on)
    years = {"yy": f"{year % 100:02}", "yyyy": str(year)}
    years |= {"yy_end": f"{(year + 1) % 100:02}", "yyyy_end": str(year + 1)}
    for piece, field, width in _pieces(numbering.pattern):
        if field.startswith("n"):
            parts.append("")
            digits = int(width or 1)
        else:
            parts[-1] += years.get(field, piece)
    if len(parts) != 2 or "{" in "".join(parts):
        raise BadInput(
            f"The pattern of minute numbers “{numbering.pattern}” cannot be used. It must hold {{n}} once, "
            "and may hold {yy}, {yyyy}, {yy_end} or {yyyy_end}."
        )
    return NumberPattern(parts[0], parts[1], digits)


def council_year(numbering: Numbering, held_on: date) -> int:
    """The calendar year in which the council's year of this day began: 2025 for January 2026 where it begins in May."""
    begun = (held_on.month, held_on.day) >= (numbering.year_month, numbering.year_day)
    return held_on.year if begun else held_on.year - 1


def numbering_after(
    numbering: Numbering, items: tuple[AgendaItem, ...], held_on: date, next_on: date
) -> Numbering:
    """The numbering of the body's next meeting: on from this one's last number, or from 1 as the body has it."""
    rows = numbered_items(items, numbering.first)
    follows = max((row.number for row in rows), default=numbering.first - 1) + 1
    new_year = council_year(numbering, held_on) != council_year(numbering, next_on)
    anew = numbering.runs_on is RunsOn.MEETING or (numbering.runs_on is RunsOn.YEAR and new_year)
    return replace(numbering, first=1 if anew else follows)


def _pieces(pattern: str) -> Iterator[tuple[str, str, str | None]]:
    end = 0
    for match in _FIELD.finditer(pattern):
        yield pattern[end : match.start()], "", None
        yield "", match.group(1), match.group(2)
        end = match.end()
    yield pattern[end:], "", None


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """A minuted item with its running number; `letter` counts the sub-items of one item from 1, 0 for the item itself."""

    item: AgendaItem
    number: int
    letter: int = 0


def numbered_items(items: tuple[AgendaItem, ...], first: int = 1) -> tuple[NumberedItem, ...]:
    """The minuted items in the order in which they print, each sub-item after its item.

    An item whose number is fixed has that number, and those after it go on from there. Sub-items of an item that is not
    minuted do not print.
    """
    minuted = sorted((item for item in items if item.minuted), key=lambda item: item.order)
    rows: list[NumberedItem] = []
    number = first - 1
    for item in (item for item in minuted if item.parent is None):
        number = number + 1 if item.minute_number is None else item.minute_number
        rows.append(NumberedItem(item, number))
        children = _descendants(minuted, item.id)
        rows.extend(NumberedItem(child, number, letter) for letter, child in enumerate(children, 1))
    return tuple(rows)


def _descendants(items: list[AgendaItem], parent: ItemId) -> Iterator[AgendaItem]:
    for item in items:
        if item.parent == parent:
            yield item
            yield from _descendants(items, item.id)


def letter_of(place: int) -> str:
    """The letter of a place in a list as Word counts them: a to z, then aa, bb."""
    return chr(ord("a") + (place - 1) % 26) * ((place - 1) // 26 + 1)


def roman_of(place: int) -> str:
    """A place in a list in small roman numerals."""
    signs = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    text = ""
    for value, sign in signs:
        count, place = divmod(place, value)
        text += sign * count
    return text
