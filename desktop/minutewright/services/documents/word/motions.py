"""Motions and votes, as far as the house style prints them."""

from minutewright.domain.business import Motion
from minutewright.domain.errors import BadInput
from minutewright.domain.meeting import MeetingKind
from minutewright.domain.minutes import Block, Run, TableContent
from minutewright.services.documents.motion_words import moved_runs, printed_vote, prints, votes_apart
from minutewright.services.documents.word.sheet import Sheet
from minutewright.services.documents.word.tables import write_table

_SHARE = 0.93  # of the width of the text, for names and votes


def write_motion(sheet: Sheet, block: Block) -> None:
    """The motion that a block places: its words and movers, and, unless a block of its own places it, the vote.

    Raises:
        BadInput: the motion is not in the record, or a vote that the law wants by name has no names.
    """
    motion = _motion(sheet, block)
    if prints(motion, sheet.style.motions):
        sheet.add("MinutesMotion", sheet.runs(moved_runs(sheet.record, sheet.style, motion)))
        if not votes_apart(sheet.record, motion):
            _write_vote(sheet, motion)


def write_vote(sheet: Sheet, block: Block) -> None:
    """The vote that a block places. Raises as `write_motion` does."""
    motion = _motion(sheet, block)
    if prints(motion, sheet.style.motions):
        _write_vote(sheet, motion)


def _motion(sheet: Sheet, block: Block) -> Motion:
    motion = next((row for row in sheet.record.motions if row.id == block.motion_id), None)
    item = sheet.record.item(block.item_id)
    if motion is None:
        raise BadInput(
            f"Under “{item.title if item else ''}” stands a motion that no longer exists. "
            "Take that place out of the minutes or undo the deletion, then export again."
        )
    if sheet.record.meeting.kind is MeetingKind.BUDGET and motion.lacks_names:
        # The Local Authorities (Standing Orders) (England) (Amendment) Regulations 2014, SI 2014/165.
        raise BadInput(
            f"At a budget meeting the minutes must name who voted for, against and who abstained. Under "
            f"“{item.title if item else ''}” the vote on “{motion.text}” has no names. Record them, then export again."
        )
    return motion


def _write_vote(sheet: Sheet, motion: Motion) -> None:
    vote, words = printed_vote(sheet.record, sheet.style, motion), sheet.style.motions
    if vote.put:
        sheet.add("MinutesMotion", sheet.runs(vote.put))
    if vote.table and motion.vote is not None:
        sheet.keep_last_with_next()
        rows = tuple(
            (sheet.name(ballot.person_id), words.choices[ballot.choice].capitalize())
            for ballot in motion.vote.ballots
        )
        table = TableContent(words.caption, (words.name_heading, words.vote_heading), rows)
        write_table(sheet, table, share=_SHARE)
    for line in vote.lists:
        sheet.add("MinutesVoteNames", sheet.runs([Run(line)]))
    if vote.sentence:
        sheet.add("MinutesVote", sheet.runs([Run(vote.sentence)]))
