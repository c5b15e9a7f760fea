"""The agenda: items in order, with their papers."""

from dataclasses import dataclass
from enum import StrEnum

from minutewright.domain.ids import ItemId


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
    """A document of the agenda: `label` as it is cited, `pages` of the agenda pack such as `5-12`."""

    label: str
    pages: str = ""
    appendix: str = ""
    tabled: bool = False
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. `number` is the agenda's own ("6", "4a", "10.2"); minute numbers follow from order and numbering.

    `nil` says that nothing was raised under it; `exempt` that it is taken without press and public (Part II).
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


def minute_number(items: tuple[AgendaItem, ...], item_id: ItemId, first: int = 1) -> int | None:
    """The running number of an item in the minutes: its place among the minuted items; None if it is not minuted."""
    minuted = sorted(
        (item for item in items if item.minuted and item.parent is None), key=lambda item: item.order
    )
    for place, item in enumerate(minuted):
        if item.id == item_id:
            return first + place
    return None


def exempt_item_ids(items: tuple[AgendaItem, ...]) -> frozenset[ItemId]:
    """The exempt items, and the sub-items under them."""
    exempt = frozenset(item.id for item in items if item.exempt)
    while more := frozenset(item.id for item in items if item.parent in exempt) - exempt:
        exempt |= more
    return exempt
