"""What was moved, voted, decided and asked for, in the words of a house style.

The fields that each phrase may use are named beside it; `minutewright.domain.phrase` says how phrases are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from minutewright.domain.business import Choice, DecisionLabel, MotionKind, MotionOutcome


class PrintMotions(StrEnum):
    """When movers, seconders and votes print: never, when there was a division, or always."""

    NEVER = "never"
    DIVIDED = "divided"
    ALWAYS = "always"


class PrintNames(StrEnum):
    """How a vote that was taken by name prints: as a table, as a line of names for each way of voting, or not."""

    TABLE = "table"
    LISTS = "lists"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MotionWords:
    """Motions and votes.

    moved: `{mover} {seconder} {text}`; as_amended: `{motion} {mover} {seconder} {text}`, for a motion that was changed
    before it was put; put: `{motion}`, before a vote that stands apart from its motion. kinds: what each kind is called; outcomes: `{motion}`, that word. assent: `{motion}`, where no vote
    was counted. count: `{for} {against} {abstained}`, and `{abstaining} {recused} {absent}`, which are
    unknown where they are nobody. casting_vote: `{chair_title} {choice} {motion}`.
    on_request: for each vote, `{name}`. A vote by name is a table headed `name_heading` and `vote_heading`, whose
    `caption` tells a screen reader what it is, or `lists`: for each choice `{names} {count}`; one that is empty there does
    not print, and `nobody` stands where nobody voted so.
    """

    show: PrintMotions
    names: PrintNames
    kinds: Mapping[MotionKind, str]
    moved: Mapping[MotionKind, str]
    as_amended: str
    put: str
    outcomes: Mapping[MotionOutcome, str]
    assent: str
    count: str
    casting_vote: str
    on_request: Mapping[Choice, str]
    name_heading: str
    vote_heading: str
    caption: str
    choices: Mapping[Choice, str]
    lists: Mapping[Choice, str]
    nobody: str


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """Decisions: the word over them (it may use `{destination}`) and the numbers of their clauses (`{number}`).

    reference: `{reference}`, before a clause that has a number in a register. reasons: `{reasons}`; options_rejected:
    `{options}`.
    """

    labels: Mapping[DecisionLabel, str]
    reference: str
    reasons: str
    options_rejected: str
    number: str = "{number}."
    number_single_resolution: bool = True


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What somebody is to do: `line` may use `{text} {owner} {due}`; without `show` actions print in their list alone."""

    line: str
    show: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """References in a sentence. other_minute: `{body} {number} {date}`; paper: `{label} {pages} {appendix}`."""

    other_minute: str
    paper: str


@dataclass(frozen=True, slots=True)
class ExclusionWords:
    """The public excluded (in England: Local Government Act 1972, s.100A(4) and Schedule 12A).

    resolution: `{power} {items} {paragraphs} {test}`, a clause of a decision; `power` is the law where none is named with
    the exclusion. `paragraphs` names the grounds and says what each is about; each prints as `ground`, `{key} {about}`,
    within paragraph_one or paragraph_many, `{numbers}`. item_one, item_many: `{numbers}`. test: the words that say that the public interest was weighed. left, readmitted:
    `{time}`.
    """

    power: str
    resolution: str
    ground: str
    paragraph_one: str
    paragraph_many: str
    item_one: str
    item_many: str
    test: str
    left: str
    readmitted: str
    paragraphs: Mapping[str, str]
