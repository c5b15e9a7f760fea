"""The automatic numbers of a Word file, worked out as Word does, because the file does not hold them as text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from minutewright.domain.numbering import letter_of, roman_of

Element = Any
_VAL = qn("w:val")


@dataclass(frozen=True, slots=True)
class AutoNumber:
    """What Word prints before a paragraph: `text` such as `4.` or `(a)`, empty for a bullet; `level` from 0."""

    text: str
    level: int
    list_id: str
    bullet: bool


class WordNumbers:
    """Counts along with the paragraphs. Ask for each numbered paragraph once, in the order of the document."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._definitions: dict[str, Element] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._styles = (
            {} if styles is None else {row.get(qn("w:styleId")): row for row in styles.iter(qn("w:style"))}
        )
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        for row in numbering.findall(qn("w:abstractNum")):
            self._definitions[row.get(qn("w:abstractNumId"))] = row
        for row in numbering.findall(qn("w:num")):
            starts = {
                int(over.get(qn("w:ilvl"))): int(start.get(_VAL))
                for over in row.findall(qn("w:lvlOverride"))
                if (start := over.find(qn("w:startOverride"))) is not None
            }
            definition = row.find(qn("w:abstractNumId"))
            if definition is not None:
                self._lists[row.get(qn("w:numId"))] = (definition.get(_VAL), starts)

    def next(self, paragraph: Element) -> AutoNumber | None:
        """The number of the next paragraph; None if it has none."""
        list_id, level = self._place(paragraph)
        if list_id not in self._lists:
            return None
        definition, starts = self._lists[list_id]
        rows = self._levels(definition)
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
        form = _value(rows[level], "numFmt", "decimal")
        bullet = form == "bullet"
        text = "" if bullet else self._text(rows, counts, level)
        return AutoNumber(text, level, f"{definition}:{level}", bullet)

    def _text(self, rows: dict[int, Element], counts: dict[int, int], level: int) -> str:
        text = _value(rows[level], "lvlText", "")
        for at in range(level + 1):
            if f"%{at + 1}" in text and at in rows:
                count = counts.setdefault(at, _start(rows[at]))
                form = _value(rows[at], "numFmt", "decimal")
                text = text.replace(f"%{at + 1}", _FORMS.get(form, str)(count))
        return text.strip()

    def _levels(self, definition: str) -> dict[int, Element]:
        row = self._definitions.get(definition)
        if row is None:
            return {}
        return {int(level.get(qn("w:ilvl"))): level for level in row.findall(qn("w:lvl"))}

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style or the styles that is based on."""
        properties = paragraph.find(qn("w:pPr"))
        style_id = None if properties is None else _value(properties, "pStyle", "")
        own = None if properties is None else properties.find(qn("w:numPr"))
        if own is not None and own.find(qn("w:numId")) is not None:
            return _value(own, "numId", "0"), int(_value(own, "ilvl", "0"))
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            style = self._styles[style_id]
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                list_id = _value(found, "numId", "0")
                level = _value(own if own is not None else found, "ilvl", "")
                return list_id, int(level) if level else self._level_of_style(list_id, style_id)
            style_id = _value(style, "basedOn", "")
        return "0", 0

    def _level_of_style(self, list_id: str, style_id: str) -> int:
        definition = self._lists.get(list_id, ("", {}))[0]
        for level, row in self._levels(definition).items():
            if _value(row, "pStyle", "") == style_id:
                return level
        return 0


def _value(element: Element, tag: str, default: str) -> str:
    found = element.find(qn(f"w:{tag}"))
    return default if found is None else str(found.get(_VAL, default))


def _start(level: Element) -> int:
    return int(_value(level, "start", "1"))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": letter_of,
    "upperLetter": lambda n: letter_of(n).upper(),
    "lowerRoman": roman_of,
    "upperRoman": lambda n: roman_of(n).upper(),
    "none": lambda n: "",
}
