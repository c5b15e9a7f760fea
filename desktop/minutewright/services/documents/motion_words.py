"""Motions and votes in the words of the house style."""

from dataclasses import dataclass

from minutewright.domain.business import Choice, Motion, MotionKind, MotionOutcome, Vote, VoteMethod
from minutewright.domain.business_words import MotionWords, PrintMotions, PrintNames
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import PersonId
from minutewright.domain.minutes import BlockKind, Run
from minutewright.domain.phrase import fill, fill_runs
from minutewright.domain.record import MeetingRecord


@dataclass(frozen=True, slots=True)
class PrintedVote:
    """How a vote prints: that the motion was put and how it then read, names as a table or as lines, and what came of it."""

    put: tuple[Run, ...]
    table: bool
    lists: tuple[str, ...]
    sentence: str


def prints(motion: Motion, words: MotionWords) -> bool:
    """Whether the house style prints this motion."""
    if words.show is PrintMotions.DIVIDED:
        vote = motion.vote
        divided = vote is not None and (
            vote.votes_against > 0
            or vote.abstained > 0
            or bool(vote.ballots)
            or vote.casting_vote is not None
        )
        return divided or motion.kind is MotionKind.AMENDMENT or bool(motion.amended_text)
    return words.show is PrintMotions.ALWAYS


def votes_apart(record: MeetingRecord, motion: Motion) -> bool:
    """Whether a block of its own says where the vote on a motion stands, as where amendments were voted on before."""
    return any(
        block.kind is BlockKind.VOTE and block.motion_id == motion.id and block.confirmed
        for block in record.blocks
    )


def moved_runs(record: MeetingRecord, style: HouseStyle, motion: Motion) -> tuple[Run, ...]:
    """The sentence that says who moved what."""
    values: dict[str, str | Run] = {
        "mover": _name(record, motion.mover),
        "seconder": _name(record, motion.seconder),
        "text": _clause(motion.text),
    }
    return fill_runs(style.motions.moved[motion.kind], values)


def printed_vote(record: MeetingRecord, style: HouseStyle, motion: Motion) -> PrintedVote:
    """How the vote on a motion prints; all of it empty where there is nothing to say."""
    words, vote = style.motions, motion.vote
    named = vote is not None and vote.named
    lists = _lists(record, style, vote) if vote and named and words.names is PrintNames.LISTS else ()
    return PrintedVote(
        _as_amended(record, style, motion),
        named and words.names is PrintNames.TABLE,
        lists,
        vote_sentence(record, style, motion),
    )


def vote_sentence(record: MeetingRecord, style: HouseStyle, motion: Motion) -> str:
    """How the vote went and what became of the motion; empty where there is nothing to say."""
    words, vote = style.motions, motion.vote
    name = {"motion": words.kinds[motion.kind]}
    result = fill(words.outcomes[motion.outcome], name)
    if vote is None:
        return result
    if vote.method is VoteMethod.ASSENT:
        carried = motion.outcome is MotionOutcome.CARRIED and words.assent
        return fill(words.assent, name) if carried else result
    counts = {
        "for": vote.votes_for, "against": vote.votes_against, "abstained": vote.abstained,
        "abstaining": vote.abstained, "recused": len(vote.voters(Choice.RECUSED)), "absent": len(vote.voters(Choice.ABSENT)),
    }  # fmt: skip
    # What nobody did prints as unknown, so that a bracket round it falls away; the three counts of every vote stay.
    shown = {key: str(n) if n or key in ("for", "against", "abstained") else "" for key, n in counts.items()}
    sentences = [fill(words.count, shown)]
    if vote.casting_vote is not None:
        values = {"chair_title": record.body.chair_title, "choice": words.choices[vote.casting_vote]}
        sentences.append(fill(words.casting_vote, values | name))
    sentences += _on_request(record, words, vote)
    return " ".join(sentence for sentence in (*sentences, result) if sentence)


def _as_amended(record: MeetingRecord, style: HouseStyle, motion: Motion) -> tuple[Run, ...]:
    if not motion.amended_text:
        apart = votes_apart(record, motion) and style.motions.put
        return fill_runs(style.motions.put, {"motion": style.motions.kinds[motion.kind]}) if apart else ()
    return fill_runs(
        style.motions.as_amended,
        {
            "motion": style.motions.kinds[motion.kind],
            "mover": _name(record, motion.mover),
            "seconder": _name(record, motion.seconder),
            "text": _clause(motion.amended_text),
        },
    )


def _lists(record: MeetingRecord, style: HouseStyle, vote: Vote) -> tuple[str, ...]:
    """A line of names for each way of voting. Ways that only some votes know print only where somebody went them."""
    lines = []
    for choice in Choice:
        names = tuple(_name(record, person_id) for person_id in vote.voters(choice))
        phrase = style.motions.lists[choice]
        if not phrase or (not names and choice not in (Choice.FOR, Choice.AGAINST)):
            continue
        listed = style.names.listed(names) or style.motions.nobody
        lines.append(fill(phrase, {"names": listed, "count": str(len(names))}))
    return tuple(lines)


def _on_request(record: MeetingRecord, words: MotionWords, vote: Vote) -> list[str]:
    if vote.named:
        return []
    return [
        fill(words.on_request[ballot.choice], {"name": _name(record, ballot.person_id)})
        for ballot in vote.ballots
        if ballot.on_request
    ]


def _clause(text: str) -> str:
    """Words that a sentence of the house style ends: the full stop is its own."""
    return text.strip().removesuffix(".")


def _name(record: MeetingRecord, person_id: PersonId | None) -> str:
    person = record.person(person_id)
    return person.full_name if person else ""
