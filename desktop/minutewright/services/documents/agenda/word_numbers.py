"""Which list and level a paragraph of a Word file is in, by itself or by its style, and so the number it prints with."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from minutewright.services.documents.list_counter import ListCounter, value_of

Element = Any


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
        self._counter = ListCounter(numbering)
        self._styles = (
            {} if styles is None else {row.get(qn("w:styleId")): row for row in styles.iter(qn("w:style"))}
        )

    def next(self, paragraph: Element) -> AutoNumber | None:
        """The number of the next paragraph; None if it has none."""
        counted = self._counter.count(*self._place(paragraph))
        if counted is None:
            return None
        return AutoNumber("" if counted.bullet else counted.label, counted.level, counted.key, counted.bullet)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style or the styles that is based on."""
        properties = paragraph.find(qn("w:pPr"))
        style_id = None if properties is None else value_of(properties, "pStyle", "")
        own = None if properties is None else properties.find(qn("w:numPr"))
        if own is not None and own.find(qn("w:numId")) is not None:
            return value_of(own, "numId", "0"), int(value_of(own, "ilvl", "0"))
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            style = self._styles[style_id]
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                list_id = value_of(found, "numId", "0")
                level = value_of(own if own is not None else found, "ilvl", "")
                at = int(level) if level else self._counter.level_of_style(list_id, style_id)
                return list_id, at
            style_id = value_of(style, "basedOn", "")
        return "0", 0
