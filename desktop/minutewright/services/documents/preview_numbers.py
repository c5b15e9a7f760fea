"""The numbers and bullets that Word would print, counted from a file's numbering definitions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from minutewright.domain.numbering import letter_of, roman_of


@dataclass(frozen=True, slots=True)
class Number:
    """A label as it prints, and the indent its level asks for (an XML element)."""

    label: str
    indent: Any


class Numbers:
    """Counts paragraph by paragraph, in the order in which they are asked for."""

    def __init__(self, part: Any, qn: Callable[[str], str]) -> None:
        self._qn = qn
        self._abstract = {row.get(qn("w:abstractNumId")): row for row in part.iter(qn("w:abstractNum"))}
        self._nums = {row.get(qn("w:numId")): row for row in part.iter(qn("w:num"))}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()

    def next(self, num_id: str, level: int) -> Number | None:
        """The number of the next paragraph of this list at this level; None where numbering is switched off."""
        num = self._nums.get(num_id)
        if num is None:
            return None
        abstract_id = num.find(self._qn("w:abstractNumId")).get(self._qn("w:val"))
        counts = self._counts.setdefault(abstract_id, {})
        if num_id not in self._seen:
            self._seen.add(num_id)
            for override in num.iter(self._qn("w:lvlOverride")):
                start = override.find(self._qn("w:startOverride"))
                if start is not None:
                    at = int(override.get(self._qn("w:ilvl")))
                    counts[at] = int(start.get(self._qn("w:val"))) - 1
                    self._forget_below(counts, at)
        definition = self._level(abstract_id, level)
        if definition is None:
            return None
        counts[level] = counts.get(level, self._start(definition) - 1) + 1
        self._forget_below(counts, level)
        return Number(self._label(abstract_id, definition, counts), self._indent(definition))

    def _label(self, abstract_id: str, definition: Any, counts: dict[int, int]) -> str:
        words = definition.find(self._qn("w:lvlText"))
        text = str(words.get(self._qn("w:val")) or "") if words is not None else ""
        if self._form(definition) == "bullet" and "\ue000" <= text[:1] <= "\uf8ff":
            text = "•"  # a place of a font of signs, which the window does not have
        for level in range(9):
            place = f"%{level + 1}"
            if place in text:
                shown = self._level(abstract_id, level)
                text = text.replace(place, _formed(counts.get(level, 1), self._form(shown)))
        return text

    def _form(self, definition: Any) -> str:
        form = definition.find(self._qn("w:numFmt"))
        if form is None:
            return "decimal"
        value = str(form.get(self._qn("w:val")))
        return str(form.get(self._qn("w:format"))) if value == "custom" else value

    def _level(self, abstract_id: str, level: int) -> Any:
        rows = self._abstract[abstract_id].iter(self._qn("w:lvl"))
        return next((row for row in rows if row.get(self._qn("w:ilvl")) == str(level)), None)

    def _start(self, definition: Any) -> int:
        start = definition.find(self._qn("w:start"))
        return int(start.get(self._qn("w:val"))) if start is not None else 1

    def _indent(self, definition: Any) -> Any:
        found = definition.find(f"{self._qn('w:pPr')}/{self._qn('w:ind')}")
        return found if found is not None else definition.makeelement(self._qn("w:ind"))

    @staticmethod
    def _forget_below(counts: dict[int, int], level: int) -> None:
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]


def _formed(number: int, form: str) -> str:
    """A number in one of Word's forms; a form of leading zeros is given by its examples (`001, 002, ...`)."""
    if form == "lowerLetter":
        return letter_of(number)
    if form == "upperLetter":
        return letter_of(number).upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = roman_of(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{number:02}"
    if "," in form:
        return str(number).zfill(len(form.partition(",")[0]))
    return str(number)
