"""Decisions: the word over them, and their clauses numbered afresh in each."""

from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Block, Run
from minutewright.services.documents.word.sheet import Sheet


def write_decision(sheet: Sheet, block: Block) -> None:
    """The decision that a block places. One without clauses prints nothing.

    Raises:
        BadInput: the decision is not in the record.
    """
    decision = next((row for row in sheet.record.decisions if row.id == block.decision_id), None)
    if decision is None:
        item = sheet.record.item(block.item_id)
        raise BadInput(
            f"Under “{item.title if item else ''}” stands a decision that no longer exists. "
            "Take that place out of the minutes or undo the deletion, then export again."
        )
    words = sheet.style.decisions
    label = Run(words.labels[decision.label], bold=True)
    texts = [Run(resolution.text) for resolution in decision.resolutions]
    if len(texts) == 1 and not words.number_single_resolution:
        sheet.add("MinutesResolutionSingle", sheet.runs([label, Run(" "), texts[0]]))
    elif texts:
        sheet.add("MinutesResolved", sheet.runs([label]))
        numbers = sheet.numbers.new_resolutions()
        for text in texts:
            sheet.add("MinutesResolution", sheet.runs([text]), num_id=numbers)
