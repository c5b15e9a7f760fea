"""What a meeting did, as JSON: motions with their votes, decisions, declarations, actions, exclusions."""

from typing import Any

from minutewright.domain.business import Motion
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.numbering import letter_of, number_pattern, numbered_items
from minutewright.domain.record import MeetingRecord
from minutewright.domain.timecode import format_ms


def business(record: MeetingRecord) -> dict[str, Any]:
    """Everything under the agenda's own numbers; names as the register has them."""
    return {
        "motions": [_motion(record, row) for row in record.motions],
        "decisions": [
            {
                "item": _number(record, row.item_id),
                "label": row.label.value,
                "destination": row.destination,
                "resolutions": [{"text": each.text, "reference": each.reference} for each in row.resolutions],
                "reasons": row.reasons,
                "options_rejected": row.options_rejected,
                "exempt": row.exempt,
            }
            for row in record.decisions
        ],
        "declarations": [
            {
                "person": _name(record, row.person_id),
                "item": _number(record, row.item_id),
                "kind": row.kind.value,
                "nature": row.nature,
                "left_room": row.left_room,
                "dispensation": row.dispensation,
            }
            for row in record.declarations
        ],
        "actions": [
            {
                "item": _number(record, row.item_id),
                "text": row.text,
                "owner": _name(record, row.owner),
                "due": row.due.isoformat() if row.due else None,
                "done": row.done,
            }
            for row in record.actions
        ],
        "exclusions": [
            {
                "item": _number(record, row.item_id),
                "covers": [_number(record, key) for key in row.covers],
                "grounds": list(row.paragraphs),
                "power": row.power,
                "interest_test": row.interest_test,
                "left": None if row.left_ms is None else format_ms(row.left_ms),
                "readmitted": None if row.readmitted_ms is None else format_ms(row.readmitted_ms),
            }
            for row in record.exclusions
        ],
    }


def minute_numbers(record: MeetingRecord) -> dict[ItemId, str]:
    """The minute number of each minuted item, in the body's pattern; a sub-item's with its letter."""
    pattern = number_pattern(record.body.numbering, record.meeting.held_on)
    return {
        row.item.id: pattern.number(row.number) + (letter_of(row.letter) if row.letter else "")
        for row in numbered_items(record.items, record.body.numbering.first)
    }


def _motion(record: MeetingRecord, row: Motion) -> dict[str, Any]:
    vote = row.vote
    return {
        "item": _number(record, row.item_id),
        "kind": row.kind.value,
        "text": row.text,
        "amended_text": row.amended_text,
        "amends": next((other.text for other in record.motions if other.id == row.parent), None),
        "mover": _name(record, row.mover),
        "seconder": _name(record, row.seconder),
        "outcome": row.outcome.value,
        "vote": None
        if vote is None
        else {
            "method": vote.method.value,
            "for": vote.votes_for,
            "against": vote.votes_against,
            "abstained": vote.abstained,
            "casting_vote": vote.casting_vote.value if vote.casting_vote else None,
            "names": {_name(record, each.person_id) or "": each.choice.value for each in vote.ballots},
        },
    }


def _number(record: MeetingRecord, item_id: ItemId | None) -> str | None:
    item = record.item(item_id)
    return item.number if item else None


def _name(record: MeetingRecord, person_id: PersonId | None) -> str | None:
    person = record.person(person_id)
    return person.full_name if person else None
