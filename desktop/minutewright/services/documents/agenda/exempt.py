"""Which items of an agenda are exempt: those it marks; where it marks none, all that follow the exclusion.

A mark that is missed would publish what must not be. So where an agenda only says “exclusion of press and public” and
lists items after it, they are taken as exempt until the clerk says otherwise.
"""

import re
from dataclasses import dataclass, replace

from minutewright.domain.agenda import AgendaItem, ItemKind
from minutewright.services.documents.agenda.phrases import AgendaPhrases

_BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_LEAD = re.compile(r"^(?:exempt|confidential)\s*(?:item|report)?\s*[:\-–]\s*|^\*\s*|\s*\*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the agenda says about one item: marked exempt; or, for the exclusion itself, only if it is needed."""

    marked: bool = False
    conditional: bool = False


def strip_mark(title: str, phrases: AgendaPhrases) -> tuple[str, bool]:
    """The title without a mark such as `[EXEMPT]` or `Confidential:`, and whether there was one."""
    if phrases.kind_of(title) is ItemKind.EXCLUSION:
        return title, False
    plain = title
    for match in reversed(list(_BRACKETED.finditer(title))):
        if phrases.exempt_marks.search(match.group(1)) or phrases.exempt_reasons.search(match.group(1)):
            plain = f"{plain[: match.start()]} {plain[match.end() :]}"
    without_lead = _LEAD.sub("", plain)
    plain = " ".join((without_lead if without_lead.strip() else plain).split())
    return plain, plain != " ".join(title.split())


def mark_exempt(rows: list[tuple[AgendaItem, Privacy]], phrases: AgendaPhrases) -> list[AgendaItem]:
    """The items with `exempt` set, and REPORT made EXEMPT_REPORT where it is."""
    exclusions = [at for at, (item, _) in enumerate(rows) if item.kind is ItemKind.EXCLUSION]
    last = exclusions[-1] if exclusions else len(rows)
    some_marked = any(privacy.marked and item.kind is not ItemKind.EXCLUSION for item, privacy in rows)
    by_place = bool(exclusions) and not some_marked and not rows[last][1].conditional
    items = []
    for at, (item, privacy) in enumerate(rows):
        follows = by_place and at > last
        exempt = (privacy.marked or follows) and item.kind not in (ItemKind.EXCLUSION, ItemKind.CLOSING)
        kind = ItemKind.EXEMPT_REPORT if exempt and item.kind is ItemKind.REPORT else item.kind
        papers = tuple(replace(paper, exempt=exempt) for paper in item.papers)
        items.append(replace(item, exempt=exempt, kind=kind, papers=papers))
    return items
