"""Motions and votes in the words of the house style."""

from minutewright.domain.business import Motion, MotionKind, Vote, VoteMethod
from minutewright.domain.house_style import HouseStyle, MotionWords, PrintMotions
from minutewright.domain.ids import PersonId
from minutewright.domain.minutes import Run
from minutewright.domain.phrase import fill, fill_runs
from minutewright.domain.record import MeetingRecord

NAMED = (VoteMethod.RECORDED, VoteMethod.ROLL_CALL)
"""Votes taken by name: their ballots print as a table."""


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
        return divided or motion.kind is MotionKind.AMENDMENT
    return words.show is PrintMotions.ALWAYS


def moved_runs(record: MeetingRecord, style: HouseStyle, motion: Motion) -> tuple[Run, ...]:
    """The sentence that says who moved what."""
    values: dict[str, str | Run] = {
        "mover": _name(record, motion.mover),
        "seconder": _name(record, motion.seconder),
        "text": motion.text,
    }
    return fill_runs(style.motions.moved[motion.kind], values)


def vote_sentence(record: MeetingRecord, style: HouseStyle, motion: Motion) -> str:
    """How the vote went and what became of the motion; empty where there is nothing to say."""
    words = style.motions
    result = fill(words.outcomes[motion.outcome], {"motion": words.kinds[motion.kind]})
    vote = motion.vote
    if vote is None:
        return result
    counts = {"for": vote.votes_for, "against": vote.votes_against, "abstained": vote.abstained}
    sentences = [fill(words.count, {name: str(number) for name, number in counts.items()})]
    if vote.casting_vote is not None:
        values = {
            "chair_title": record.body.chair_title,
            "choice": words.choices[vote.casting_vote],
            "motion": words.kinds[motion.kind],
        }
        sentences.append(fill(words.casting_vote, values))
    sentences += _on_request(record, words, vote)
    return " ".join(sentence for sentence in (*sentences, result) if sentence)


def _on_request(record: MeetingRecord, words: MotionWords, vote: Vote) -> list[str]:
    if vote.method in NAMED and vote.ballots:
        return []
    return [
        fill(words.on_request[ballot.choice], {"name": _name(record, ballot.person_id)})
        for ballot in vote.ballots
        if ballot.on_request
    ]


def _name(record: MeetingRecord, person_id: PersonId | None) -> str:
    person = record.person(person_id)
    return person.full_name if person else ""
