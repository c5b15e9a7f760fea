"""Everything known of one meeting as one value: what the document writers and the window's pages read."""

from dataclasses import dataclass

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.attendance import Attendance
from minutewright.domain.business import Action, Decision, Declaration, Motion
from minutewright.domain.council import Body, Council
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.marks import Mark
from minutewright.domain.meeting import Meeting
from minutewright.domain.minutes import Block
from minutewright.domain.people import Person
from minutewright.domain.recording import AudioFile, Gap
from minutewright.domain.transcript import Segment


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting, complete. Items, attendance, blocks and decisions are in their order; marks and segments in time."""

    council: Council
    body: Body
    meeting: Meeting
    people: tuple[Person, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    marks: tuple[Mark, ...] = ()
    files: tuple[AudioFile, ...] = ()
    gaps: tuple[Gap, ...] = ()
    segments: tuple[Segment, ...] = ()
    motions: tuple[Motion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    actions: tuple[Action, ...] = ()
    blocks: tuple[Block, ...] = ()

    def person(self, person_id: PersonId | None) -> Person | None:
        """The person with this id, if they are known here."""
        return next((person for person in self.people if person.id == person_id), None)

    def item(self, item_id: ItemId | None) -> AgendaItem | None:
        """The agenda item with this id, if it is on the agenda."""
        return next((item for item in self.items if item.id == item_id), None)

    def blocks_of(self, item_id: ItemId) -> tuple[Block, ...]:
        """The blocks under one item, in order."""
        return tuple(
            sorted(
                (block for block in self.blocks if block.item_id == item_id), key=lambda block: block.order
            )
        )

    def chair(self) -> Person | None:
        """Who presides: the attendance whose role is the body's chair title."""
        title = self.body.chair_title.casefold()
        row = next((row for row in self.attendance if row.role.casefold() == title), None)
        return self.person(row.person_id) if row else None
