"""Decisions: the word over them, and their clauses numbered afresh in each; the public excluded is one of them."""

from collections.abc import Sequence

from minutewright.domain.business import DecisionLabel
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Block, Run
from minutewright.domain.phrase import fill
from minutewright.services.documents.business_lines import (
    clause_lead,
    decision_word,
    exclusion_runs,
    exclusion_times,
    reasons_of,
)
from minutewright.services.documents.word.sheet import Sheet

Clause = tuple[Run, ...]


def write_decision(sheet: Sheet, block: Block) -> None:
    """The decision that a block places, with its reasons. One without clauses prints nothing.

    Raises:
        BadInput: the decision is not in the record.
    """
    decision = next((row for row in sheet.record.decisions if row.id == block.decision_id), None)
    if decision is None:
        raise BadInput(_gone(sheet, block, "a decision"))
    clauses = [
        (Run(clause_lead(sheet.style, row.reference), bold=True), Run(row.text))
        for row in decision.resolutions
    ]
    _write_clauses(sheet, decision_word(sheet.style, decision), clauses)
    for runs in reasons_of(sheet.style, decision):
        sheet.add("MinutesBody", sheet.runs(runs))


def write_exclusion(sheet: Sheet, block: Block) -> None:
    """The exclusion of the public that a block places, and when they left and came back.

    Raises:
        BadInput: the exclusion is not in the record, or an item it covers is not minuted.
    """
    exclusion = next((row for row in sheet.record.exclusions if row.id == block.exclusion_id), None)
    if exclusion is None:
        raise BadInput(_gone(sheet, block, "an exclusion of the public"))
    word = fill(sheet.style.decisions.labels[DecisionLabel.RESOLVED], {"destination": ""})
    _write_clauses(sheet, word, [exclusion_runs(sheet.record, sheet.style, exclusion)])
    for line in exclusion_times(sheet.record, sheet.style, exclusion):
        sheet.add("MinutesNote", sheet.runs([Run(line)]))


def _write_clauses(sheet: Sheet, word: str, clauses: Sequence[Clause]) -> None:
    label = Run(word, bold=True)
    if len(clauses) == 1 and not sheet.style.decisions.number_single_resolution:
        sheet.add("MinutesResolutionSingle", sheet.runs([label, Run(" "), *clauses[0]]))
    elif clauses:
        sheet.add("MinutesResolved", sheet.runs([label]))
        numbers = sheet.numbers.new_resolutions()
        for clause in clauses:
            sheet.add("MinutesResolution", sheet.runs(clause), num_id=numbers)


def _gone(sheet: Sheet, block: Block, what: str) -> str:
    item = sheet.record.item(block.item_id)
    return (
        f"Under “{item.title if item else ''}” stands {what} that no longer exists. "
        "Take that place out of the minutes or undo the deletion, then export again."
    )
