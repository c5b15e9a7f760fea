"""Motions and votes, as far as the house style prints them."""

from docx.oxml.ns import qn

from minutewright.domain.business import Ballot
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Block, Run
from minutewright.services.documents.motion_words import NAMED, moved_runs, prints, vote_sentence
from minutewright.services.documents.word.elements import Element, element, paragraph
from minutewright.services.documents.word.sheet import Sheet

_NAME_WIDTH, _VOTE_WIDTH = 5400, 2300  # twips


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
    if not prints(motion, sheet.style.motions):
        return
    sheet.add("MinutesMotion", sheet.runs(moved_runs(sheet.record, sheet.style, motion)))
    vote = motion.vote
    if vote is not None and vote.method in NAMED and vote.ballots:
        sheet.keep_last_with_next()
        sheet.add_element(_table(sheet, vote.ballots))
    sentence = vote_sentence(sheet.record, sheet.style, motion)
    if sentence or vote is not None:
        sheet.add("MinutesVote", sheet.runs([Run(sentence)]))


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
