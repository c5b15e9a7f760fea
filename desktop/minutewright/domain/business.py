"""What the meeting did: motions, votes, decisions, declarations, exclusions, actions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ActionId, DecisionId, DeclarationId, ItemId, MotionId, PersonId


class MotionKind(StrEnum):
    """A motion of substance, a change to one, or one about the procedure."""

    SUBSTANTIVE = "substantive"
    AMENDMENT = "amendment"
    PROCEDURAL = "procedural"


class MotionOutcome(StrEnum):
    """What became of a motion."""

    OPEN = "open"
    CARRIED = "carried"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REFERRED = "referred"


class VoteMethod(StrEnum):
    """How the vote was taken."""

    ASSENT = "assent"
    HANDS = "hands"
    RECORDED = "recorded"
    ROLL_CALL = "roll_call"
    BALLOT = "ballot"


class Choice(StrEnum):
    """One member's vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one member voted; `on_request` where they alone asked for it to be recorded (SI 1993/202)."""

    person_id: PersonId
    choice: Choice
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts, and ballots where votes were recorded by name.

    Raises:
        BadInput: a count is negative, a member votes twice, or full ballots do not add up to the counts.
    """

    votes_for: int
    votes_against: int
    abstained: int = 0
    method: VoteMethod = VoteMethod.HANDS
    ballots: tuple[Ballot, ...] = ()
    casting_vote: Choice | None = None

    def __post_init__(self) -> None:
        if min(self.votes_for, self.votes_against, self.abstained) < 0:
            raise BadInput("A number of votes cannot be below zero.")
        voters = [ballot.person_id for ballot in self.ballots]
        if len(set(voters)) != len(voters):
            raise BadInput("A member is down twice in this vote. Each member votes once.")
        if self.method in (VoteMethod.RECORDED, VoteMethod.ROLL_CALL) and self.ballots:
            counted = tuple(
                sum(ballot.choice is choice for ballot in self.ballots)
                for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAINED)
            )
            if counted != (self.votes_for, self.votes_against, self.abstained):
                raise BadInput(
                    "The names and the numbers of this vote do not agree. Check who voted and how."
                )


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion or amendment (`parent` is what it amends)."""

    id: MotionId
    item_id: ItemId
    text: str
    order: int
    kind: MotionKind = MotionKind.SUBSTANTIVE
    parent: MotionId | None = None
    mover: PersonId | None = None
    seconder: PersonId | None = None
    outcome: MotionOutcome = MotionOutcome.OPEN
    vote: Vote | None = None
    at_ms: int | None = None


class DecisionLabel(StrEnum):
    """The word over a decision; the house style prints its own form of it."""

    RESOLVED = "resolved"
    RECOMMENDED = "recommended"
    AGREED = "agreed"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Resolution:
    """One numbered clause of a decision, from its first word ("That the report be noted")."""

    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision under an item, with its clauses."""

    id: DecisionId
    item_id: ItemId
    order: int
    resolutions: tuple[Resolution, ...]
    label: DecisionLabel = DecisionLabel.RESOLVED
    motion_id: MotionId | None = None
    exempt: bool = False
    at_ms: int | None = None


class InterestKind(StrEnum):
    """Kinds of interest a member declares."""

    DISCLOSABLE_PECUNIARY = "disclosable_pecuniary"
    OTHER_REGISTRABLE = "other_registrable"
    NON_REGISTRABLE = "non_registrable"
    PERSONAL = "personal"
    PREJUDICIAL = "prejudicial"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of interest by a member in an item."""

    id: DeclarationId
    person_id: PersonId
    item_id: ItemId | None
    nature: str
    kind: InterestKind = InterestKind.PERSONAL
    left_room: bool = False
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something somebody is to do, by when."""

    id: ActionId
    item_id: ItemId | None
    text: str
    owner: PersonId | None = None
    due: date | None = None
    done: bool = False
    at_ms: int | None = None
