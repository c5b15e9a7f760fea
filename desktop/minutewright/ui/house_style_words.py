"""What the settings of a house style are called in the window, and in which part of its form each stands."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from minutewright.domain.house_style import HouseStyle
from minutewright.services.documents.house_style_settings import Setting, settings_of
from minutewright.ui.wording import (
    CAPACITIES,
    CHOICES,
    INTERESTS,
    KINDS,
    LABELS,
    MOTION_KINDS,
    OUTCOMES,
    STATUSES,
)


def _by_value(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(key): text for key, text in words.items()}


# The parts of the form in order, each with the beginnings of the places that belong there.
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Title and opening": ("title",),
        "Attendance list": ("attendance",),
        "Names and honours": ("names",),
        "Dates and times": ("dates",),
        "Items and lists": ("items", "lists", "references"),
        "Decisions and actions": ("decisions", "actions"),
        "Motions and votes": ("motions",),
        "Stock sentences": ("phrases", "interests"),
        "Where there is nothing to report": ("nil",),
        "Excluding the public": ("exclusion",),
        "Signature": ("signature",),
        "Initials box, footer and marks": ("page",),
        "Paper and font": ("look",),
        "Transcript": ("transcript",),
        "Name and language": ("name", "language", "second_language"),
    }
)
_REST = "Other"
# Numbers belong to the committee and are in the strip that leads here.
_ELSEWHERE = ("numbering",)

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "actions.line": "What an action prints",
        "actions.show": "Print actions in the minutes",
        "attendance.capacities": "Who stands there",
        "attendance.statuses": "Whether they came",
        "attendance.label": "Label",
        "attendance.layout": "Where the label stands",
        "attendance.line": "Each name",
        "dates.clock": "Time",
        "dates.full_hour": "Time on the full hour, if other",
        "dates.long": "Date in the opening",
        "dates.midnight": "Midnight, if other",
        "dates.morning": "Before noon",
        "dates.afternoon": "After noon",
        "dates.noon": "Noon, if other",
        "dates.ordinals": "Endings of the days, 31 or none",
        "dates.short": "Date within a sentence",
        "decisions.number": "Number of a resolution",
        "decisions.number_single_resolution": "Number a resolution that stands alone",
        "decisions.options_rejected": "Options rejected",
        "items.caps": "Titles in capitals",
        "items.number": "Number of an item",
        "items.second_title": "Title in the second language",
        "items.sub_number": "Number of a sub-item",
        "language": "Language of the minutes, such as en-GB",
        "lists.between": "After each point",
        "lists.last": "After the last point",
        "lists.letter": "Letter of a lettered point",
        "lists.punctuation": "Ends of list points",
        "look.side_margin": "Margins at the sides, cm",
        "look.size": "Size of the text, points",
        "motions.as_amended": "A motion as amended",
        "motions.assent": "Agreed without a vote",
        "motions.caption": "What a table of votes is",
        "motions.count": "The count",
        "motions.name_heading": "Heading over the names",
        "motions.names": "A vote by name prints as",
        "motions.nobody": "Where nobody voted so",
        "motions.put": "Before the vote",
        "motions.show": "Movers, seconders and votes print",
        "motions.vote_heading": "Heading over the votes",
        "name": "Name of this house style",
        "names.between": "Between names",
        "names.honours_between": "Between honours",
        "names.honours_separator": "Between a name and its honours",
        "names.last": "Before the last name",
        "names.remote": "After a name, by remote link",
        "names.role": "After a name, its office",
        "names.substitute": "After a name, for whom",
        "page.draft_mark": "Mark on a draft",
        "page.exempt_mark": "Mark on exempt minutes",
        "page.folio_footer": "Footer where page numbers run on",
        "page.initials": "Lines of the initials box; none, no box",
        "phrases.apology_many": "Apologies of several",
        "phrases.apology_one": "An apology",
        "phrases.closing": "Close of the meeting",
        "phrases.declaration_general": "A declaration under no item",
        "phrases.declaration_left_room": "A declaration, and left the room",
        "phrases.exempt": "In the public minutes, for an exempt item",
        "second_language": "Language of second titles",
        "signature.lines": "Lines under the signature",
        "signature.title_caps": "Chair’s title in capitals",
        "title.caps": "Opening in capitals",
        "title.document": "Title of the file",
        "title.public_many": "Members of the public",
        "title.public_one": "One member of the public",
        "transcript.audio_time": "Comment with the audio time",
    }
)
_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "decisions.labels": "Over a decision",
        "exclusion.paragraphs": "Ground",
        "interests": "Interest",
        "motions.choices": "Vote in a table",
        "motions.kinds": "Called",
        "motions.lists": "List",
        "motions.moved": "Moved",
        "motions.on_request": "On request",
        "motions.outcomes": "Outcome",
        "title.kinds": "Kind of meeting",
    }
)
_ROWS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "attendance.capacities": _by_value(CAPACITIES),
        "attendance.statuses": _by_value(STATUSES),
        "decisions.labels": _by_value(LABELS),
        "interests": _by_value(INTERESTS),
        "motions.choices": _by_value(CHOICES),
        "motions.kinds": _by_value(MOTION_KINDS),
        "motions.lists": _by_value(CHOICES),
        "motions.moved": _by_value(MOTION_KINDS),
        "motions.on_request": _by_value(CHOICES),
        "motions.outcomes": _by_value(OUTCOMES),
        "nil": _by_value(KINDS),
    }
)
_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "lists.punctuation.as_typed": "as typed",
        "lists.punctuation.complete": "completed where they have none",
        "motions.names.lists": "a line of names for each way of voting",
        "motions.names.none": "nothing",
        "motions.names.table": "a table",
        "motions.show.always": "always",
        "motions.show.divided": "where there was a division",
        "motions.show.never": "never",
        "attendance.layout.above": "above the names",
        "attendance.layout.beside": "beside the first name",
        "attendance.layout.sentence": "before the names, in one sentence",
    }
)


def part_of(setting: Setting) -> str | None:
    """The part of the form in which a setting stands; None if it is set elsewhere."""
    first = str(setting.path[0])
    if first in _ELSEWHERE:
        return None
    return next((part for part, places in PARTS.items() if first in places), _REST)


def settings_in(part: str, style: HouseStyle) -> tuple[Setting, ...]:
    """The settings of one part of the form, in the order in which they stand there."""
    found = [setting for setting in settings_of(style) if part_of(setting) == part]
    places = PARTS.get(part, ())
    return tuple(sorted(found, key=lambda row: places.index(str(row.path[0])) if places else 0))


def words_of(setting: Setting) -> str:
    """What a setting is called."""
    plain = _plain(setting)
    group = next((f", group {step + 1}" for step in setting.path if isinstance(step, int)), "")
    if plain in _WORDS:
        return _WORDS[plain] + group
    table, _, key = plain.rpartition(".")
    own = _ROWS.get(table, {}).get(key, key.replace("_", " "))
    if table in _TABLES:
        return f"{_TABLES[table]}: {own[:1].lower()}{own[1:]}"
    return own[:1].upper() + own[1:] + group


def choice_words(setting: Setting, value: str) -> str:
    """What one choice of a setting is called."""
    plain = _plain(setting)
    if plain in _ROWS:
        return _ROWS[plain].get(value, value)
    return _VALUES.get(f"{plain}.{value}", value.replace("_", " "))


def _plain(setting: Setting) -> str:
    return re.sub(r"\[\d+\]", "", setting.place)
