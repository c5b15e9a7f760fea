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
    """The authority whose body meets. `language` is a BCP 47 tag such as `en-GB`."""

    id: CouncilId
    name: str
    kind: CouncilKind = CouncilKind.BOROUGH
    language: str = "en-GB"
    house_style: str = "uk-borough"


@dataclass(frozen=True, slots=True)
class Numbering:
    """How minute numbers run on: `pattern` holds `{n}` and may hold `{yy}`; `first` is the first of the meeting."""

    pattern: str = "{n}"
    first: int = 1


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
