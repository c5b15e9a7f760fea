"""The markers that a council's template may hold, declared once: name, place, and the words the clerk reads."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process


class Place(StrEnum):
    """Where a marker may stand: within a line, or alone on a line that several paragraphs take the place of."""

    INLINE = "inline"
    PARAGRAPHS = "paragraphs"


class Need(StrEnum):
    """What it means if a marker is not there."""

    REQUIRED = "required"
    USUAL = "usual"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker. `missing` says what happens without it, where that matters."""

    name: str
    place: Place
    words: str
    need: Need = Need.OPTIONAL
    missing: str = ""

    @property
    def written(self) -> str:
        """As the clerk types it."""
        return f"[[{self.name}]]"


MARKERS: tuple[Marker, ...] = (
    Marker("minutes", Place.PARAGRAPHS, "The items of the minutes, numbered, with their decisions", Need.REQUIRED,
           "Without it there is no place for the minutes."),
    Marker("attendance", Place.PARAGRAPHS, "Who was there, in the groups of the house style", Need.USUAL,
           "The attendance list will stand before the items."),
    Marker("signature", Place.PARAGRAPHS, "The closing sentence and the lines for the signature", Need.USUAL,
           "The closing sentence and the signature will stand after the items."),
    Marker("opening", Place.PARAGRAPHS, "The opening sentence of the house style"),
    Marker("initials", Place.PARAGRAPHS, "The box for the chair’s initials; best in the header, for every page", Need.USUAL,
           "Loose leaves must each be initialled; without it the template must have a box of its own."),
    Marker("transcript", Place.PARAGRAPHS, "The transcript, where it is added; otherwise it stands after everything else"),
    Marker("council", Place.INLINE, "The council’s name"),
    Marker("body", Place.INLINE, "The committee’s name", Need.USUAL, "No page says which committee met."),
    Marker("kind", Place.INLINE, "What kind of meeting it was, in the words of the house style"),
    Marker("date", Place.INLINE, "The date in full, with the weekday", Need.USUAL, "No page says when it met."),
    Marker("short_date", Place.INLINE, "The date without the weekday"),
    Marker("time", Place.INLINE, "The time at which the meeting was to begin"),
    Marker("venue", Place.INLINE, "Where it was held"),
    Marker("chair", Place.INLINE, "The name of whoever presided"),
    Marker("chair_title", Place.INLINE, "What the chair is called, such as Chairman"),
    Marker("clerk", Place.INLINE, "The name of the clerk of the meeting"),
    Marker("closed", Place.INLINE, "The time at which the meeting closed"),
    Marker("status", Place.INLINE, "The draft mark until the minutes are confirmed, and the exempt mark", Need.USUAL,
           "The draft mark and the exempt mark will stand at the top of the first page only."),
)  # fmt: skip

BY_NAME = {marker.name: marker for marker in MARKERS}
_MARKED = re.compile(r"\[\[([^\[\]\n]{1,60})\]\]")
# What is typed by mistake, or is another program's way of marking. Only what nearly names a marker is taken for one.
_LIKE = re.compile(
    r"(?<![\[{«<])(?:\[|\{\{?|«|<<)\s*([\w][\w \-]{1,30}?)\s*(?:\]\]?|\}\}?|»|>>)|\[\[([^\[\]\n]{1,30})\](?!\])"
)
_CLOSE, _VERY_CLOSE = 72, 90


@dataclass(frozen=True, slots=True)
class Written:
    """A marker as it is written in a text: `start` to `end` in it; `name` is normalised and may be unknown."""

    name: str
    text: str
    start: int
    end: int


def written_in(text: str) -> tuple[Written, ...]:
    """Everything between double square brackets in a paragraph's text, in order."""
    return tuple(
        Written(normalised(match.group(1)), match.group(), match.start(), match.end())
        for match in _MARKED.finditer(text)
    )


def mistyped_in(text: str) -> tuple[tuple[str, str], ...]:
    """What looks like a marker with the wrong brackets: as written, and the marker it nearly is."""
    found = []
    for match in _LIKE.finditer(_MARKED.sub("", text)):
        name = normalised(match.group(1) or match.group(2))
        meant = name if name in BY_NAME else suggestion(name, _VERY_CLOSE)
        if meant:
            found.append((match.group(), meant))
    return tuple(found)


def normalised(name: str) -> str:
    """A name as the clerk may write it (`Chair title`) as it is declared (`chair_title`)."""
    return re.sub(r"[\s_\-\u00a0]+", "_", name.strip()).casefold()


def suggestion(name: str, at_least: int = _CLOSE) -> str:
    """The declared marker that a name is nearest to; empty if none is near."""
    found = process.extractOne(name, list(BY_NAME), scorer=fuzz.ratio, score_cutoff=at_least)
    return str(found[0]) if found else ""
