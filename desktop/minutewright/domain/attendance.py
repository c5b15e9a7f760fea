"""Who was there, in what capacity, and from when to when."""

from dataclasses import dataclass
from enum import StrEnum

from minutewright.domain.ids import AttendanceId, ItemId, PersonId


class Capacity(StrEnum):
    """Why a person is at the meeting."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    EXECUTIVE = "executive"
    OFFICER = "officer"
    INVITEE = "invitee"
    CO_OPTED = "co-opted"
    PARTY = "party"
    PUBLIC = "public"


class AttendanceStatus(StrEnum):
    """Present, absent with an apology, or absent."""

    PRESENT = "present"
    APOLOGY = "apology"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class AttendanceSpan:
    """A stretch of presence in recording ms; None means from the opening or to the close."""

    arrived_ms: int | None = None
    left_ms: int | None = None
    during_item: ItemId | None = None

    def covers(self, at_ms: int) -> bool:
        """Whether the person was there at this recording time."""
        return (self.arrived_ms or 0) <= at_ms and (self.left_ms is None or at_ms < self.left_ms)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person's attendance at this meeting; a person has at most one.

    `role` is the role at this meeting ("Chairman"); `seat` is the key that tags them live ("1" to "9", "0", letters).
    `group_label` stands over this person in the printed list in place of the house style's words for the capacity.
    `channel` (1, 2, …) is that of the microphone before which they sit, where it keeps several.
    Without spans a person who is present was there throughout.
    """

    id: AttendanceId
    person_id: PersonId
    capacity: Capacity
    order: int
    status: AttendanceStatus = AttendanceStatus.PRESENT
    role: str = ""
    substituting_for: PersonId | None = None
    voting: bool = True
    remote: bool = False
    listed: bool = True
    seat: str = ""
    spans: tuple[AttendanceSpan, ...] = ()
    group_label: str = ""
    channel: int | None = None

    def present_at(self, at_ms: int) -> bool:
        """Whether the person was in the room at this recording time (ms)."""
        if self.status is not AttendanceStatus.PRESENT:
            return False
        return not self.spans or any(span.covers(at_ms) for span in self.spans)

    def may_vote_at(self, at_ms: int) -> bool:
        """Whether the person was a voting member and present at this recording time (ms)."""
        votes = self.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE, Capacity.CO_OPTED)
        return votes and self.voting and self.present_at(at_ms)
