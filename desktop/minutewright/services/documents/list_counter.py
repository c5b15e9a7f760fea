"""The automatic numbers and bullets of a Word file, counted from its numbering definitions as Word counts them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from minutewright.domain.numbering import letter_of, roman_of

Element = Any
_VAL = qn("w:val")


@dataclass(frozen=True, slots=True)
class Counted:
    """What prints before a paragraph: `label` such as `4.`, `(a)` or a bullet's sign; `level` from 0.

    `key` names the list it counts in, and `indent` is the element with the indents its level asks for.
    """

    label: str
    level: int
    key: str
    bullet: bool
    indent: Element | None


class ListCounter:
    """Counts along with the paragraphs. Ask for each numbered paragraph once, in the order of the document."""

    def __init__(self, numbering: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        for row in numbering.findall(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"))): level for level in row.findall(qn("w:lvl"))}
            self._levels[row.get(qn("w:abstractNumId"))] = levels
        for row in numbering.findall(qn("w:num")):
            starts = {
                int(over.get(qn("w:ilvl"))): int(start.get(_VAL))
                for over in row.findall(qn("w:lvlOverride"))
                if (start := over.find(qn("w:startOverride"))) is not None
            }
            definition = row.find(qn("w:abstractNumId"))
            if definition is not None:
                self._lists[row.get(qn("w:numId"))] = (definition.get(_VAL), starts)

    def count(self, list_id: str, level: int) -> Counted | None:
        """The number of the next paragraph of a list at a level; None where numbering is switched off."""
        if list_id not in self._lists:
            return None
        definition, starts = self._lists[list_id]
        rows = self._levels.get(definition, {})
        if level not in rows:
            return None
        counts = self._counts.setdefault(definition, {})
        if starts and list_id not in self._begun:
            counts.clear()
            counts.update({at: start - 1 for at, start in starts.items()})
        self._begun.add(list_id)
        counts[level] = counts.get(level, _start(rows[level]) - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        bullet = value_of(rows[level], "numFmt", "decimal") == "bullet"
        label = _sign(rows[level]) if bullet else _number(rows, counts, level)
        indent = rows[level].find(f"{qn('w:pPr')}/{qn('w:ind')}")
        return Counted(label, level, f"{definition}:{level}", bullet, indent)

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none does."""
        rows = self._levels.get(self._lists.get(list_id, ("", {}))[0], {})
        return next((level for level, row in rows.items() if value_of(row, "pStyle", "") == style_id), 0)


def value_of(element: Element, tag: str, default: str) -> str:
    """The value of a child such as `w:start`; `default` where there is none."""
    found = element.find(qn(f"w:{tag}"))
    return default if found is None else str(found.get(_VAL, default))


def _number(rows: dict[int, Element], counts: dict[int, int], level: int) -> str:
    text = value_of(rows[level], "lvlText", "")
    for at in range(level + 1):
        if f"%{at + 1}" in text and at in rows:
            count = counts.setdefault(at, _start(rows[at]))
            text = text.replace(f"%{at + 1}", _formed(count, rows[at]))
    return text.strip()


def _sign(level: Element) -> str:
    text = value_of(level, "lvlText", "")
    # A place of a font of signs, which the window does not have.
    return "•" if "\ue000" <= text[:1] <= "\uf8ff" else text


def _formed(count: int, level: Element) -> str:
    """A number in one of Word's forms; a form of leading zeros is given by its examples (`001, 002, ...`)."""
    form = value_of(level, "numFmt", "decimal")
    if form == "custom":
        examples = str(level.find(qn("w:numFmt")).get(qn("w:format"), ""))
        return str(count).zfill(len(examples.partition(",")[0]))
    return _FORMS.get(form, str)(count)


def _start(level: Element) -> int:
    return int(value_of(level, "start", "1"))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": letter_of,
    "upperLetter": lambda n: letter_of(n).upper(),
    "lowerRoman": roman_of,
    "upperRoman": lambda n: roman_of(n).upper(),
    "none": lambda n: "",
}
