"""Councils and their bodies (committees)."""

from dataclasses import dataclass
from enum import StrEnum

from minutewright.domain.ids import BodyId, CouncilId


class CouncilKind(StrEnum):
    """What sort of authority it is; house styles and reminders depend on it."""

    BOROUGH = "borough"
    COUNTY = "county"
    PARISH = "parish"
    US_CITY = "us_city"
    SCHOOL = "school"
    COMPANY = "company"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Council:
    """The authority whose body meets. `language` is a BCP 47 tag such as `en-GB`.

    `house_style` names one of the program's; `style_text`, where there is any, is the council's own, as its file reads,
    so that a meeting prints years later as it does today.
    """

    id: CouncilId
    name: str
    kind: CouncilKind = CouncilKind.BOROUGH
    language: str = "en-GB"
    house_style: str = "uk-borough"
    style_text: str = ""


class RunsOn(StrEnum):
    """How far minute numbers run on: each meeting from 1, each council year from 1, or for ever."""

    MEETING = "meeting"
    YEAR = "year"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Numbering:
    """How minute numbers run on: `pattern` holds `{n}` and may hold `{yy}`; `first` is the first of the meeting.

    A council year begins on `year_month` and `year_day`: a British one with its annual meeting in May.
    """

    pattern: str = "{n}"
    first: int = 1
    runs_on: RunsOn = RunsOn.ALWAYS
    year_month: int = 1
    year_day: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """A committee, sub-committee, panel or the full council."""

    id: BodyId
    council_id: CouncilId
    name: str
    short: str = ""
    chair_title: str = "Chairman"
    quorum: int | None = None
    numbering: Numbering = Numbering()
