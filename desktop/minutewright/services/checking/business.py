"""Business that does not add up: votes, movers, exclusions, interests, exempt matter among public words."""

from collections.abc import Iterator

from minutewright.domain.agenda import ItemKind, exempt_item_ids
from minutewright.domain.business import InterestKind, Motion, MotionOutcome
from minutewright.domain.minutes import Publicity
from minutewright.domain.record import MeetingRecord
from minutewright.services.checking.finding import Finding, Rule

_SHORTEST_SECRET = 12  # characters: shorter text is in many sentences by chance


def business_findings(record: MeetingRecord) -> Iterator[Finding]:
    """Every slip in motions and votes, exclusions, interests, and exempt words in a public place."""
    for motion in record.motions:
        yield from _vote(record, motion)
        if motion.mover is not None and motion.mover == motion.seconder:
            yield _at(Rule.MOVER, motion, "The same member moved and seconded a motion.")
    yield from _exclusions(record)
    for row in record.declarations:
        person = record.person(row.person_id)
        if row.kind is InterestKind.DISCLOSABLE_PECUNIARY and not row.left_room and not row.dispensation:
            name = person.full_name if person else "Somebody"
            yield Finding(
                Rule.INTEREST, f"{name} has a disclosable pecuniary interest, and neither left nor had a dispensation.",
                row.item_id,
            )  # fmt: skip
    yield from _exempt_in_public(record)


def _vote(record: MeetingRecord, motion: Motion) -> Iterator[Finding]:
    vote = motion.vote
    if vote is None:
        return
    voters = [row for row in record.attendance if row.may_vote_at(motion.at_ms or 0)]
    cast = vote.votes_for + vote.votes_against + vote.abstained
    if voters and cast > len(voters):
        yield _at(Rule.VOTE_SUM, motion, f"{cast} votes were counted, and {len(voters)} members could vote.")
    allowed = {row.person_id for row in voters}
    for ballot in vote.ballots:
        person = record.person(ballot.person_id)
        if (
            ballot.choice in ("for", "against", "abstained")
            and ballot.person_id not in allowed
            and person is not None
        ):
            yield _at(
                Rule.VOTER_ABSENT, motion, f"{person.full_name} voted, but was not there as a voting member."
            )
    ahead = vote.votes_for - vote.votes_against
    if vote.casting_vote is not None:
        ahead = 1 if vote.casting_vote == "for" else -1
    if motion.outcome is MotionOutcome.CARRIED and cast and ahead <= 0:
        yield _at(
            Rule.OUTCOME_AND_VOTE,
            motion,
            "A motion is down as carried without more votes for it than against.",
        )
    elif motion.outcome is MotionOutcome.LOST and ahead > 0:
        yield _at(
            Rule.OUTCOME_AND_VOTE, motion, "A motion is down as lost with more votes for it than against."
        )


def _exclusions(record: MeetingRecord) -> Iterator[Finding]:
    for row in record.exclusions:
        if not row.paragraphs:
            yield Finding(
                Rule.NO_GROUND,
                "The exclusion of the public names no paragraph of the law that makes it exempt.",
                row.item_id,
            )
    exempt = exempt_item_ids(record.items)
    taken = [item for item in record.items if item.id in exempt and record.blocks_of(item.id)]
    resolved = record.exclusions or any(
        item.kind is ItemKind.EXCLUSION and any(row.item_id == item.id for row in record.decisions)
        for item in record.items
    )
    if taken and not resolved:
        yield Finding(
            Rule.NOT_EXCLUDED,
            f"Item {taken[0].number} is exempt, and no resolution excluded the public.",
            taken[0].id,
        )


def _exempt_in_public(record: MeetingRecord) -> Iterator[Finding]:
    exempt = exempt_item_ids(record.items)
    secrets = [
        _folded(block.text)
        for block in record.blocks
        if (block.publicity is Publicity.EXEMPT or block.item_id in exempt)
        and block.publicity is not Publicity.SUMMARY
    ]
    secrets += [_folded(item.title) for item in record.items if item.id in exempt and item.public_title]
    secrets = [secret for secret in secrets if len(secret) >= _SHORTEST_SECRET]
    for block in record.blocks:
        if block.publicity is Publicity.EXEMPT or (
            block.item_id in exempt and block.publicity is not Publicity.SUMMARY
        ):
            continue
        if any(secret in _folded(block.text) for secret in secrets):
            yield Finding(
                Rule.EXEMPT_IN_PUBLIC, "Words of exempt business stand in a paragraph that the public reads.",
                block.item_id, block.id,
            )  # fmt: skip


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".;")


def _at(rule: Rule, motion: Motion, sentence: str) -> Finding:
    return Finding(rule, sentence, motion.item_id)
