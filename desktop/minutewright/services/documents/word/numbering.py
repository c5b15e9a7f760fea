"""Automatic numbering: the base file's definitions, set to the house style, and one restart for every list."""

from docx.oxml.ns import qn

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.numbering import NumberPattern
from minutewright.domain.phrase import fields_of, fill
from minutewright.services.documents.word.elements import Element, element

# The identifiers of the definitions in resources/word/base.docx (packaging/word/look.py).
_ITEM, _RESOLUTION, _LETTERED = 1, 3, 4


class ListNumbers:
    """The numbering part of the document being written."""

    def __init__(
        self, part: Element, style: HouseStyle, pattern: NumberPattern, first: int, widest_pt: float = 0.0
    ) -> None:
        self._part = part
        self._next = max(int(num.get(qn("w:numId"))) for num in part.findall(qn("w:num"))) + 1
        number = f"{_literal(pattern.before)}%1{_literal(pattern.after)}"
        self._set(_ITEM, 0, fill(style.items.number, {"number": number}), pattern.digits)
        self._set(_ITEM, 1, fill(style.items.sub_number, {"number": number, "letter": "%2", "place": "%2"}))
        if "place" in fields_of(style.items.sub_number):
            self._level(_ITEM, 1).find(qn("w:numFmt")).set(qn("w:val"), "decimal")
        self._set(_RESOLUTION, 0, fill(style.decisions.number, {"number": "%1"}))
        self._set(_LETTERED, 0, fill(style.lists.letter, {"letter": "%1"}))
        self._set(_LETTERED, 1, fill(style.lists.letter, {"letter": "%2"}))
        for level in (0, 1):
            self._hang(self._level(_ITEM, level), round(widest_pt * 20))
        self._level(_ITEM, 0).find(qn("w:start")).set(qn("w:val"), str(first))
        self._expected = first
        self._items: int | None = None

    def new_resolutions(self) -> int:
        """A list of resolutions that starts at 1."""
        return self._restarted(_RESOLUTION)

    def new_letters(self) -> int:
        """A lettered list that starts at a."""
        return self._restarted(_LETTERED)

    def item(self, number: int) -> int | None:
        """The list in which the next item carries this number; None while the style's own list counts right."""
        if number != self._expected:
            self._items = self._restarted(_ITEM, start=number)
        self._expected = number + 1
        return self._items

    def sub_item(self) -> int | None:
        """The list of the sub-items under the last item."""
        return self._items

    def _restarted(self, definition: int, start: int = 1) -> int:
        number, self._next = self._next, self._next + 1
        override = element("lvlOverride", element("startOverride", val=start), ilvl=0)
        self._part.append(element("num", element("abstractNumId", val=definition), override, numId=number))
        return number

    def _set(self, definition: int, level: int, text: str, digits: int = 1) -> None:
        row = self._level(definition, level)
        row.find(qn("w:lvlText")).set(qn("w:val"), text)
        form = row.find(qn("w:numFmt"))
        if digits == 2:
            form.set(qn("w:val"), "decimalZero")
        elif digits > 2:
            form.set(qn("w:val"), "custom")
            form.set(qn("w:format"), ", ".join(f"{n:0{digits}}" for n in (1, 2, 3)) + ", ...")

    def _hang(self, level: Element, twips: int) -> None:
        """Lets titles begin, and go on, to the right of the longest number."""
        properties = level.find(qn("w:pPr"))
        indent, tab = properties.find(qn("w:ind")), properties.find(qn("w:tabs")).find(qn("w:tab"))
        if twips > int(indent.get(qn("w:hanging"))):
            for place, name in ((indent, "left"), (indent, "hanging"), (tab, "pos")):
                place.set(qn(f"w:{name}"), str(twips))

    def _level(self, definition: int, level: int) -> Element:
        found = self._part.xpath(f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{level}']")
        return found[0]


def _literal(text: str) -> str:
    """Text of a pattern as Word's numbering reads it: a percent sign there would begin a counter."""
    return text.replace("%", "")
