"""What the meeting did: motions, votes, decisions, declarations, exclusions, actions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import (
    ActionId,
    DecisionId,
    DeclarationId,
    ExclusionId,
    ItemId,
    MotionId,
    PersonId,
)


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
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one member voted; `on_request` where they alone asked for it to be recorded (SI 1993/202)."""

    person_id: PersonId
    choice: Choice
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts, and ballots where votes were recorded by name; `casting_vote` decides where the counts are equal.

    Raises:
        BadInput: a count is negative, a member votes twice, full ballots do not add up to the counts, or a casting
            vote was given where there was no tie.
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
        if self.casting_vote is not None and self.votes_for != self.votes_against:
            raise BadInput(
                f"A casting vote is for a tie, and here {self.votes_for} voted for and {self.votes_against} against. "
                "Check the numbers."
            )

    @property
    def named(self) -> bool:
        """Whether it is known of each member how they voted."""
        return self.method in (VoteMethod.RECORDED, VoteMethod.ROLL_CALL) and bool(self.ballots)

    def voters(self, choice: Choice) -> tuple[PersonId, ...]:
        """Who voted so, in the order in which they were called."""
        return tuple(ballot.person_id for ballot in self.ballots if ballot.choice is choice)


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion or amendment (`parent` is what it amends); `amended_text` is how it reads after amendments were carried."""

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
    amended_text: str = ""

    @property
    def lacks_names(self) -> bool:
        """Whether it is of substance and was voted on without saying how each member voted."""
        voted = self.outcome in (MotionOutcome.CARRIED, MotionOutcome.LOST)
        named = self.vote is not None and self.vote.named
        return voted and not named and self.kind is not MotionKind.PROCEDURAL


class DecisionLabel(StrEnum):
    """The word over a decision; the house style prints its own form of it."""

    RESOLVED = "resolved"
    RECOMMENDED = "recommended"
    AGREED = "agreed"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Resolution:
    """One numbered clause of a decision, from its first word ("That the report be noted").

    `reference` is the number it has in a register of resolutions or ordinances ("Resolution 2026-14").
    """

    text: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision under an item, with its clauses.

    `destination` is the body a recommendation goes to; `reasons` and `options_rejected` are what an executive decision
    has to state (SI 2012/2089, regulation 12).
    """

    id: DecisionId
    item_id: ItemId
    order: int
    resolutions: tuple[Resolution, ...]
    label: DecisionLabel = DecisionLabel.RESOLVED
    motion_id: MotionId | None = None
    exempt: bool = False
    at_ms: int | None = None
    destination: str = ""
    reasons: str = ""
    options_rejected: str = ""


class InterestKind(StrEnum):
    """Kinds of interest a member declares."""

    DISCLOSABLE_PECUNIARY = "disclosable_pecuniary"
    OTHER_REGISTRABLE = "other_registrable"
    NON_REGISTRABLE = "non_registrable"
    PERSONAL = "personal"
    PREJUDICIAL = "prejudicial"
    RECUSAL = "recusal"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of interest by a member in an item; `dispensation` says what they may do in spite of it."""

    id: DeclarationId
    person_id: PersonId
    item_id: ItemId | None
    nature: str
    kind: InterestKind = InterestKind.PERSONAL
    left_room: bool = False
    at_ms: int | None = None
    dispensation: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The public excluded, minuted under `item_id`, for the items `covers` (none named: all the exempt ones).

    `paragraphs` are the grounds that make the business exempt, as the house style names them ("3"); `power` is the
    law, where it is not the one the house style names; `interest_test` says that the public interest was weighed.
    `left_ms` and `readmitted_ms` are recording times at which the public went and came back.
    """

    id: ExclusionId
    item_id: ItemId
    paragraphs: tuple[str, ...] = ()
    covers: tuple[ItemId, ...] = ()
    power: str = ""
    interest_test: bool = True
    motion_id: MotionId | None = None
    left_ms: int | None = None
    readmitted_ms: int | None = None


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
