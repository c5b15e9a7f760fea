"""Our named styles in the template's words: the council's own where it has one, ours copied in where it has none."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum

from minutewright.services.documents.word_package import Element, w

# A style of Word's own that does the work of ours where the template has it. Numbered ones are not among them: the
# numbers of minutes must be right, and Word's own lists do not begin again at 1.
_BUILT_IN = {
    "minutes bullet": "list bullet",
    "minutes bullet 2": "list bullet 2",
    "minutes table text": "table text",
}
_DEFAULTS = {
    "Normal": "paragraph",
    "DefaultParagraphFont": "character",
    "TableNormal": "table",
    "NoList": "numbering",
}


class Origin(StrEnum):
    """Where a style comes from: the council chose it, the template has one of its name, one like it, or it is ours."""

    CHOSEN = "chosen"
    SAME_NAME = "same_name"
    ALIKE = "alike"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class MappedStyle:
    """One of our styles, and the template's style that is used for it."""

    ours: str
    theirs: str
    origin: Origin


class StyleMap:
    """Turns the ids of our styles into those of the template, copying what it lacks into its styles.

    `chosen` is the council's mapping: the name of one of our styles to the name of one of theirs.
    """

    def __init__(self, ours: Element, theirs: Element, chosen: Mapping[str, str]) -> None:
        self._ours = {style.get(w("styleId")): style for style in ours.findall(w("style"))}
        self._root = theirs
        self._by_name = {(_type(style), _name(style)): style for style in theirs.findall(w("style"))}
        self._chosen = {name.casefold(): style.casefold() for name, style in chosen.items()}
        self._ids: dict[str, str] = {}
        self._copied: list[Element] = []
        self.mapped: dict[str, MappedStyle] = {}

    def resolve(self, style_id: str) -> str:
        """The id of the template's style for one of ours."""
        if style_id not in self._ids:
            style = self._ours.get(style_id)
            if style is None:
                return style_id
            found, origin = self._theirs(style_id, style)
            if found is None:
                found = self._copy(style_id, style)
            self._ids[style_id] = found.get(w("styleId"))
            self.mapped[style_id] = MappedStyle(_shown(style), _shown(found), origin)
            if origin is Origin.COPIED:
                self._take_base(found)
        return self._ids[style_id]

    def is_copied(self, style_id: str) -> bool:
        """Whether one of our styles is in the template as ours, with its own list."""
        return style_id in self.mapped and self.mapped[style_id].origin is Origin.COPIED

    def list_of(self, style_id: str) -> tuple[str, str] | None:
        """The list (numId, level) that one of our styles stands in."""
        style = self._ours.get(style_id)
        return None if style is None else _list(style)

    def has_own_list(self, style_id: str) -> bool:
        """Whether the template's style for one of ours has a list of its own."""
        wanted = self.resolve(style_id)
        style = next((row for row in self._by_name.values() if row.get(w("styleId")) == wanted), None)
        return style is not None and _list(style) is not None

    def copied_styles(self) -> tuple[Element, ...]:
        """What was copied in so far, as it now stands in the template."""
        return tuple(self._copied)

    def finish(self) -> None:
        """Drop what the copies say of styles that did not come with them."""
        for style in self._copied:
            for tag in ("next", "link"):
                row = style.find(w(tag))
                if row is not None:
                    known = self._ids.get(row.get(w("val")))
                    if known is None:
                        style.remove(row)
                    else:
                        row.set(w("val"), known)

    def unknown_choices(self) -> tuple[str, ...]:
        """Names in the council's mapping that the template does not have."""
        have = {name for _, name in self._by_name}
        return tuple(sorted(style for style in self._chosen.values() if style not in have))

    def _theirs(self, style_id: str, style: Element) -> tuple[Element | None, Origin]:
        kind, name = _type(style), _name(style)
        if name in self._chosen:
            found = self._by_name.get((kind, self._chosen[name]))
            if found is not None:
                return found, Origin.CHOSEN
        if _DEFAULTS.get(style_id) == kind:
            found = next(
                (row for row in self._by_name.values() if _type(row) == kind and _is_default(row)), None
            )
            if found is not None:
                return found, Origin.SAME_NAME
        if (kind, name) in self._by_name:
            return self._by_name[(kind, name)], Origin.SAME_NAME
        if (kind, _BUILT_IN.get(name, "")) in self._by_name:
            return self._by_name[(kind, _BUILT_IN[name])], Origin.ALIKE
        return None, Origin.COPIED

    def _copy(self, style_id: str, style: Element) -> Element:
        made = deepcopy(style)
        taken = {row.get(w("styleId")).casefold() for row in self._root.findall(w("style"))}
        name, number = style_id, 1
        while name.casefold() in taken:
            number += 1
            name = f"{style_id}{number}"
        made.set(w("styleId"), name)
        if _is_default(made) and any(
            _is_default(row) and _type(row) == _type(made) for row in self._by_name.values()
        ):
            del made.attrib[w("default")]
        self._root.append(made)
        self._by_name[(_type(made), _name(made))] = made
        self._copied.append(made)
        return made

    def _take_base(self, style: Element) -> None:
        base = style.find(w("basedOn"))
        if base is not None:
            base.set(w("val"), self.resolve(base.get(w("val"))))


def paragraph_style_names(styles: Element) -> tuple[str, ...]:
    """The names of the paragraph styles of a template, as the clerk sees them in Word."""
    return tuple(_shown(style) for style in styles.findall(w("style")) if _type(style) == "paragraph")


def _list(style: Element) -> tuple[str, str] | None:
    found = style.find(f"{w('pPr')}/{w('numPr')}")
    if found is None:
        return None
    number, level = found.find(w("numId")), found.find(w("ilvl"))
    if number is None or number.get(w("val")) == "0":
        return None
    return number.get(w("val")), level.get(w("val")) if level is not None else "0"


def _shown(style: Element) -> str:
    row = style.find(w("name"))
    return str(row.get(w("val"))) if row is not None else str(style.get(w("styleId")))


def _name(style: Element) -> str:
    return _shown(style).casefold()


def _type(style: Element) -> str:
    return str(style.get(w("type"), "paragraph"))


def _is_default(style: Element) -> bool:
    return style.get(w("default")) in ("1", "true", "on")
