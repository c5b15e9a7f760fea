"""Motions and votes, as far as the house style prints them."""

from docx.oxml.ns import qn

from minutewright.domain.business import Ballot, Motion, MotionKind, Vote, VoteMethod
from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import MotionWords, PrintMotions
from minutewright.domain.minutes import Block, Run
from minutewright.domain.phrase import fill, fill_runs
from minutewright.services.documents.word.elements import Element, element, paragraph
from minutewright.services.documents.word.sheet import Sheet

_NAME_WIDTH, _VOTE_WIDTH = 5400, 2300  # twips
_NAMED = (VoteMethod.RECORDED, VoteMethod.ROLL_CALL)


def write_motion(sheet: Sheet, block: Block) -> None:
    """The motion that a block places: its words and movers, the vote, what became of it.

    Raises:
        BadInput: the motion is not in the record.
    """
    motion = next((row for row in sheet.record.motions if row.id == block.motion_id), None)
    if motion is None:
        item = sheet.record.item(block.item_id)
        raise BadInput(
            f"Under “{item.title if item else ''}” stands a motion that no longer exists. "
            "Take that place out of the minutes or undo the deletion, then export again."
        )
    words = sheet.style.motions
    if not prints(motion, words):
        return
    mover, seconder = sheet.name(motion.mover), sheet.name(motion.seconder)
    values: dict[str, str | Run] = {"mover": mover, "seconder": seconder, "text": motion.text}
    sheet.add("MinutesMotion", sheet.runs(fill_runs(words.moved[motion.kind], values)))
    result = Run(fill(words.outcomes[motion.outcome], {"motion": words.kinds[motion.kind]}))
    if motion.vote is None:
        if result.text:
            sheet.add("MinutesVote", sheet.runs([result]))
        return
    _write_vote(sheet, motion, motion.vote, result)


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


def _write_vote(sheet: Sheet, motion: Motion, vote: Vote, result: Run) -> None:
    words = sheet.style.motions
    counts = {"for": vote.votes_for, "against": vote.votes_against, "abstained": vote.abstained}
    sentences = [fill(words.count, {name: str(number) for name, number in counts.items()})]
    if vote.casting_vote is not None:
        values = {
            "chair_title": sheet.record.body.chair_title,
            "choice": words.choices[vote.casting_vote],
            "motion": words.kinds[motion.kind],
        }
        sentences.append(fill(words.casting_vote, values))
    named = vote.ballots if vote.method in _NAMED else ()
    if named:
        sheet.keep_last_with_next()
        sheet.add_element(_table(sheet, named))
    sentences += [
        fill(words.on_request[ballot.choice], {"name": sheet.name(ballot.person_id)})
        for ballot in vote.ballots
        if ballot.on_request and not named
    ]
    text = " ".join(sentence for sentence in (*sentences, result.text) if sentence)
    sheet.add("MinutesVote", sheet.runs([Run(text)]))


def _table(sheet: Sheet, ballots: tuple[Ballot, ...]) -> Element:
    """A recorded vote: a header row that repeats on each page, and a caption that a screen reader says."""
    words = sheet.style.motions
    rows = [(words.name_heading, words.vote_heading)]
    rows += [(sheet.name(ballot.person_id), words.choices[ballot.choice].capitalize()) for ballot in ballots]
    table = element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="MinutesTable"),
            element("tblW", w=_NAME_WIDTH + _VOTE_WIDTH, type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook",
                val="0020",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            element("tblCaption", val=words.caption),
            element("tblDescription", val=words.caption),
        ),
        element("tblGrid", element("gridCol", w=_NAME_WIDTH), element("gridCol", w=_VOTE_WIDTH)),
    )
    for place, cells in enumerate(rows):
        flags = [element("cantSplit"), *([element("tblHeader")] if place == 0 else [])]
        row = element("tr", element("trPr", *flags))
        for text, width in zip(cells, (_NAME_WIDTH, _VOTE_WIDTH), strict=True):
            content = paragraph("MinutesTableText", sheet.runs([Run(text, bold=place == 0)]))
            if place < len(rows) - 1:
                content.find(qn("w:pPr")).append(element("keepNext"))
            row.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa")), content))
        table.append(row)
    return table
