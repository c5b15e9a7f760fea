"""Pieces of our document made ready for the template: its styles, its lists, bookmarks of numbers that are free there."""

from collections.abc import Callable, Iterable
from copy import deepcopy

from minutewright.services.documents.template.numbering import NumberingMap, is_bullet
from minutewright.services.documents.template.styles import StyleMap
from minutewright.services.documents.word_package import Element, R, w

_BEFORE_LIST = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_ID = f"{{{R}}}id"
_COMMENTS = ("commentRangeStart", "commentRangeEnd")
_INITIALS_WIDTH = 1417  # twips: 2.5 cm, as in packaging/word/look.py


class Pourer:
    """Copies of our blocks in the template's terms. `language` is set on the words where the template's is another.

    `link` gives the id that a link to somewhere outside the file has in the template.
    """

    def __init__(
        self,
        styles: StyleMap,
        lists: NumberingMap,
        ours: Element,
        theirs: Element,
        language: str,
        first_bookmark: int,
        link: Callable[[str], str],
    ) -> None:
        self._link = link
        self._styles, self._lists, self._ours, self._theirs = styles, lists, ours, theirs
        self._language = language
        self._next_bookmark = first_bookmark
        self._bookmarks: dict[str, str] = {}

    def poured(self, blocks: Iterable[Element]) -> list[Element]:
        """These blocks, ready to be put in."""
        return [self._ready(deepcopy(block)) for block in blocks]

    def initials(self, blocks: Iterable[Element], text_width: int) -> list[Element]:
        """The box for the initials at the right of a page whose text is `text_width` twips wide."""
        made = self.poured(blocks)
        for paragraph in made:
            if self._styles.is_copied("MinutesInitials"):
                properties = paragraph.find(w("pPr"))
                indent = properties.makeelement(w("ind"))
                indent.set(w("left"), str(max(0, text_width - _INITIALS_WIDTH)))
                indent.set(w("right"), "90")
                properties.append(indent)
        return made

    def copied_style(self, style: Element) -> None:
        """Put the list of a style that was copied in under its new number."""
        for row in style.iter(w("numId")):
            row.set(w("val"), self._lists.resolve(row.get(w("val"))))

    def _ready(self, block: Element) -> Element:
        for paragraph in block.iter(w("p")):
            self._paragraph(paragraph)
        for tag in ("rStyle", "tblStyle"):
            for row in block.iter(w(tag)):
                row.set(w("val"), self._styles.resolve(row.get(w("val"))))
        self._bookmark(block)
        self._without_comments(block)
        for row in block.iter(w("hyperlink")):
            if row.get(_ID):
                row.set(_ID, self._link(row.get(_ID)))
        if self._language:
            for run in block.iter(w("r")):
                _speak(run, self._language)
        return block

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(w("pPr"))
        style = properties.find(w("pStyle")) if properties is not None else None
        if style is None:
            return
        ours = style.get(w("val"))
        style.set(w("val"), self._styles.resolve(ours))
        own = properties.find(w("numPr"))
        if own is not None:
            number = own.find(w("numId"))
            number.set(w("val"), self._lists.resolve(number.get(w("val"))))
            return
        listed = self._styles.list_of(ours)
        if listed is None or self._styles.is_copied(ours):
            return
        # The template's style stands in another list or none: bullets are its affair, numbers are not.
        if self._styles.has_own_list(ours) and is_bullet(self._ours, *listed):
            return
        _put_in_list(properties, self._lists.resolve(listed[0]), listed[1])

    def _bookmark(self, block: Element) -> None:
        for row in block.iter(w("bookmarkStart"), w("bookmarkEnd")):
            old = row.get(w("id"))
            if old not in self._bookmarks:
                self._bookmarks[old] = str(self._next_bookmark)
                self._next_bookmark += 1
            row.set(w("id"), self._bookmarks[old])

    @staticmethod
    def _without_comments(block: Element) -> None:
        """A copy has nothing that points to a part it does not bring along."""
        for row in [*block.iter(*(w(tag) for tag in _COMMENTS))]:
            row.getparent().remove(row)
        for row in [*block.iter(w("commentReference"))]:
            run = row.getparent()
            run.getparent().remove(run)


def _put_in_list(properties: Element, number: str, level: str) -> None:
    made = properties.makeelement(w("numPr"))
    for tag, value in (("ilvl", level), ("numId", number)):
        row = made.makeelement(w(tag))
        row.set(w("val"), value)
        made.append(row)
    place = sum(1 for row in properties if row.tag in {w(tag) for tag in _BEFORE_LIST})
    properties.insert(place, made)


def _speak(run: Element, language: str) -> None:
    look = run.find(w("rPr"))
    if look is None:
        look = run.makeelement(w("rPr"))
        run.insert(0, look)
    if look.find(w("lang")) is None:
        row = look.makeelement(w("lang"))
        row.set(w("val"), language)
        look.append(row)
