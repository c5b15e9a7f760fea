"""Everything known of one meeting as one value: what the document writers and the window's pages read."""

from dataclasses import dataclass

from minutewright.domain.agenda import AgendaItem, Paper
from minutewright.domain.attendance import Attendance
from minutewright.domain.business import Action, Decision, Declaration, Exclusion, Motion
from minutewright.domain.council import Body, Council
from minutewright.domain.ids import ItemId, PaperId, PersonId
from minutewright.domain.marks import Mark, MarkKind, marks_of
from minutewright.domain.meeting import Meeting
from minutewright.domain.minutes import Block
from minutewright.domain.people import Person
from minutewright.domain.recording import AudioFile, Gap
from minutewright.domain.returned import Remark
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
    exclusions: tuple[Exclusion, ...] = ()
    blocks: tuple[Block, ...] = ()
    remarks: tuple[Remark, ...] = ()

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

    def paper(self, paper_id: PaperId | None) -> tuple[AgendaItem, Paper] | None:
        """The paper with this id and the item it belongs to, if it is on the agenda."""
        found = ((item, paper) for item in self.items for paper in item.papers if paper.id == paper_id)
        return next(found, None) if paper_id else None

    def chair(self) -> Person | None:
        """Who presides at the end: whoever took the chair last, else whose role is the body's chair title."""
        taken = [mark for mark in marks_of(self.marks, MarkKind.CHAIR) if mark.person_id]
        return self.person(taken[-1].person_id) if taken else self.opening_chair()

    def opening_chair(self) -> Person | None:
        """Who presides at first: the one present whose role is the body's chair title."""
        title = self.body.chair_title.casefold()
        row = next((row for row in self.attendance if row.role.casefold() == title), None)
        return self.person(row.person_id) if row else None
