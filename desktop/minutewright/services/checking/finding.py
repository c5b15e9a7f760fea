"""What the checker says: a rule, a sentence for the clerk, and the place it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import BlockKind
from minutewright.domain.record import MeetingRecord


class Rule(StrEnum):
    """Every rule of the checker."""

    QUOTES = "quotes"
    TURNED_QUOTE = "turned_quote"
    BRACKETS = "brackets"
    DOUBLE_SPACE = "double_space"
    SPACE_BEFORE = "space_before"
    ODD_NUMBER = "odd_number"
    REPEATED_WORD = "repeated_word"
    TENSE = "tense"
    NO_END = "no_end"
    LIST_END = "list_end"
    TERM = "term"
    UNKNOWN_NAME = "unknown_name"
    SPEAKER_NOT_LISTED = "speaker_not_listed"
    NO_GROUND = "no_ground"
    NOT_EXCLUDED = "not_excluded"
    VOTE_SUM = "vote_sum"
    VOTER_ABSENT = "voter_absent"
    OUTCOME_AND_VOTE = "outcome_and_vote"
    MOVER = "mover"
    SUBSTITUTE = "substitute"
    TWO_CHAIRS = "two_chairs"
    EXEMPT_IN_PUBLIC = "exempt_in_public"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Finding:
    """One comment: a sentence, and the item and paragraph it is about, where it has a place."""

    rule: Rule
    sentence: str
    item_id: ItemId | None = None
    block_id: BlockId | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Text that prints, and where it stands."""

    text: str
    item_id: ItemId
    block_id: BlockId
    kind: BlockKind


def printed_words(record: MeetingRecord) -> Iterator[Words]:
    """What the clerk wrote and confirmed, in the order of the minutes: paragraphs, and the clauses of decisions."""
    decisions = {row.id: row for row in record.decisions}
    for item in sorted((item for item in record.items if item.minuted), key=lambda item: item.order):
        for block in record.blocks_of(item.id):
            if not block.confirmed:
                continue
            decision = decisions.get(block.decision_id) if block.decision_id else None
            if decision is not None:
                for clause in decision.resolutions:
                    yield Words(clause.text, item.id, block.id, block.kind)
            elif block.runs:
                # What a reference prints is not known here and is no slip of the clerk's.
                text = "".join("1" if run.is_reference else run.text for run in block.runs)
                yield Words(text, item.id, block.id, block.kind)
