"""The meeting itself: what was called, when it opened and closed, and how far its minutes are."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from minutewright.domain.ids import BodyId, MeetingId, PersonId


class MeetingKind(StrEnum):
    """How the meeting was called."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    ANNUAL = "annual"
    ADJOURNED = "adjourned"
    BUDGET = "budget"


class MinutesState(StrEnum):
    """The way of the minutes from notes to the archive."""

    NOTES = "notes"
    DRAFT = "draft"
    WITH_OFFICERS = "with_officers"
    WITH_CHAIR = "with_chair"
    PUBLISHED_DRAFT = "published_draft"
    CONFIRMED = "confirmed"
    SIGNED = "signed"
    ARCHIVED = "archived"


class RecordingState(StrEnum):
    """Whether sound was taken, is being taken, or was interrupted and waits for the clerk."""

    NONE = "none"
    RECORDING = "recording"
    INTERRUPTED = "interrupted"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One sitting of one body. `opened_at` and `closed_at` are wall-clock times (aware).

    `public_count` is how many of the public were there; None where nobody counted. `signatory` presided at the meeting
    of `confirmed_on`, which confirmed these minutes, and so signs them (Local Government Act 1972, Sch 12 para 41(1)).
    """

    id: MeetingId
    body_id: BodyId
    held_on: date
    starts_at: time | None = None
    venue: str = ""
    kind: MeetingKind = MeetingKind.ORDINARY
    clerk: PersonId | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    folio_start: int = 1
    state: MinutesState = MinutesState.NOTES
    last_minutes_of: date | None = None
    public_count: int | None = None
    signatory: str = ""
    confirmed_on: date | None = None
