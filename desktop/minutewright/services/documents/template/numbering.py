"""Our lists in the template's numbering part, under numbers that are free there."""

from copy import deepcopy

from minutewright.services.documents.template.styles import StyleMap
from minutewright.services.documents.word_package import Element, w


class NumberingMap:
    """Turns the numbers of our lists into free ones of the template, copying each definition over when first asked."""

    def __init__(self, ours: Element, theirs: Element, styles: StyleMap) -> None:
        self._nums = {row.get(w("numId")): row for row in ours.findall(w("num"))}
        self._abstracts = {row.get(w("abstractNumId")): row for row in ours.findall(w("abstractNum"))}
        self._root, self._styles = theirs, styles
        self._next_num = _highest(theirs, "num", "numId") + 1
        self._next_abstract = _highest(theirs, "abstractNum", "abstractNumId") + 1
        self._marks = {row.get(w("val"), "").upper() for row in theirs.iter(w("nsid"))}
        self._num_ids: dict[str, str] = {}
        self._abstract_ids: dict[str, str] = {}

    def resolve(self, num_id: str) -> str:
        """The number in the template of one of our lists."""
        if num_id not in self._num_ids and num_id in self._nums:
            made = deepcopy(self._nums[num_id])
            link = made.find(w("abstractNumId"))
            link.set(w("val"), self._abstract(link.get(w("val"))))
            made.set(w("numId"), str(self._next_num))
            self._num_ids[num_id] = str(self._next_num)
            self._next_num += 1
            last = self._root.findall(w("num"))
            if last:
                last[-1].addnext(made)
            else:
                _after_definitions(self._root, made)
        return self._num_ids.get(num_id, num_id)

    def finish(self) -> None:
        """Tie the levels of our definitions to the styles that came with them, and untie the others."""
        for level in self._root.iter(w("lvl")):
            row = level.find(w("pStyle"))
            own = level.getparent().get(w("abstractNumId")) in self._abstract_ids.values()
            if row is not None and own:
                if self._styles.is_copied(row.get(w("val"))):
                    row.set(w("val"), self._styles.resolve(row.get(w("val"))))
                else:
                    level.remove(row)

    def _abstract(self, abstract_id: str) -> str:
        if abstract_id not in self._abstract_ids:
            made = deepcopy(self._abstracts[abstract_id])
            made.set(w("abstractNumId"), str(self._next_abstract))
            self._own_mark(made)
            self._abstract_ids[abstract_id] = str(self._next_abstract)
            self._next_abstract += 1
            _after_definitions(self._root, made)
        return self._abstract_ids[abstract_id]

    def _own_mark(self, made: Element) -> None:
        """Word takes two definitions with the same mark for one and joins their lists."""
        mark = made.find(w("nsid"))
        if mark is None:
            return
        value = int(mark.get(w("val")), 16)
        while f"{value:08X}" in self._marks:
            value += 0x1000
        mark.set(w("val"), f"{value:08X}")
        self._marks.add(f"{value:08X}")


def is_bullet(numbering: Element, num_id: str, level: str) -> bool:
    """Whether a list prints bullets at a level."""
    num = next((row for row in numbering.findall(w("num")) if row.get(w("numId")) == num_id), None)
    link = num.find(w("abstractNumId")) if num is not None else None
    for row in numbering.findall(w("abstractNum")):
        if link is not None and row.get(w("abstractNumId")) == link.get(w("val")):
            for each in row.findall(w("lvl")):
                form = each.find(w("numFmt"))
                if each.get(w("ilvl")) == level and form is not None:
                    return bool(form.get(w("val")) == "bullet")
    return False


def _highest(root: Element, tag: str, attribute: str) -> int:
    values = [row.get(w(attribute), "") for row in root.findall(w(tag))]
    return max([0, *(int(value) for value in values if value.isdecimal())])


def _after_definitions(root: Element, made: Element) -> None:
    """Definitions stand before lists, and pictures of bullets before both."""
    before = [*root.findall(w("numPicBullet")), *root.findall(w("abstractNum"))]
    if made.tag == w("num") and root.findall(w("abstractNum")):
        root.findall(w("abstractNum"))[-1].addnext(made)
    elif before:
        before[-1].addnext(made)
    else:
        root.insert(0, made)
