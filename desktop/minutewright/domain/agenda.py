"""The agenda: items in order, with their papers."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from minutewright.domain.ids import ItemId, PaperId


class ItemKind(StrEnum):
    """What sort of business an item is; its stock sentences follow from it."""

    OPENING = "opening"
    APOLOGIES = "apologies"
    INTERESTS = "interests"
    LAST_MINUTES = "last_minutes"
    MATTERS_ARISING = "matters_arising"
    ANNOUNCEMENTS = "announcements"
    PETITIONS = "petitions"
    PUBLIC_QUESTIONS = "public_questions"
    MEMBER_QUESTIONS = "member_questions"
    NOTICE_OF_MOTION = "notice_of_motion"
    REFERENCES = "references"
    REPORT = "report"
    PRESENTATION = "presentation"
    CONSENT = "consent"
    URGENT = "urgent"
    EXCLUSION = "exclusion"
    EXEMPT_REPORT = "exempt_report"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the agenda: `label` as it is cited, `pages` of the agenda pack such as `5-12`.

    It gets its `id` when the minutes first refer to it; `address` is where it can be read.
    """

    label: str
    pages: str = ""
    appendix: str = ""
    tabled: bool = False
    exempt: bool = False
    id: PaperId | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. `number` is the agenda's own ("6", "4a", "10.2"); minute numbers follow from order and numbering.

    `minute_number` fixes the running number here, and numbering goes on from it; `second_title` is the title in the
    council's second language.
    `nil` says that nothing was raised under it; `exempt` that it is taken without press and public (Part II).
    `public_title` stands for the title of an exempt item in whatever the public reads.
    """

    id: ItemId
    number: str
    title: str
    order: int
    kind: ItemKind = ItemKind.REPORT
    parent: ItemId | None = None
    papers: tuple[Paper, ...] = ()
    recommendation: str = ""
    exempt: bool = False
    urgent: bool = False
    nil: bool = False
    minuted: bool = True
    second_title: str = ""
    minute_number: int | None = None
    public_title: str = ""


def exempt_item_ids(items: tuple[AgendaItem, ...]) -> frozenset[ItemId]:
    """The exempt items, and the sub-items under them."""
    exempt = frozenset(item.id for item in items if item.exempt)
    while more := frozenset(item.id for item in items if item.parent in exempt) - exempt:
        exempt |= more
    return exempt


@dataclass(frozen=True, slots=True)
class AgendaHead:
    """What stands over an agenda's items; empty or None where it does not say, or says two different things."""

    council: str = ""
    body: str = ""
    held_on: date | None = None
    starts_at: time | None = None
    venue: str = ""
