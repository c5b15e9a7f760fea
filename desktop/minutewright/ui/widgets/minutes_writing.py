"""What the clerk's hand on a line of the page means for what is stored: paragraphs and clauses of decisions alike."""

from collections.abc import Sequence
from dataclasses import replace

from minutewright.domain.business import Decision, Resolution
from minutewright.domain.minutes import Run
from minutewright.services.clerk.business import change_decision
from minutewright.services.clerk.minuting import (
    delete_between,
    delete_block,
    join_block,
    split_block,
    write_block,
)
from minutewright.services.documents.page_lines import WRITABLE, LineKind, PageLine
from minutewright.services.storage.store import MeetingStore

Key = tuple[str, str, int]
_CLAUSES = (LineKind.CLAUSE, LineKind.SINGLE_CLAUSE)


def write_line(store: MeetingStore, line: PageLine, runs: tuple[Run, ...]) -> None:
    """Store other words of a line."""
    decision = _decision(store, line)
    if decision is not None:
        _store_clauses(store, decision, line.clause, 1, (_text(runs),))
    elif line.block_id is not None and line.kind not in _CLAUSES:
        write_block(store, line.block_id, runs)


def cut_line(
    store: MeetingStore, line: PageLine, first: tuple[Run, ...], second: tuple[Run, ...]
) -> Key | None:
    """Cut a line in two at the caret; returns the key of the second."""
    decision = _decision(store, line)
    if decision is not None:
        _store_clauses(store, decision, line.clause, 1, (_text(first), _text(second)))
        return (LineKind.CLAUSE, line.block_id or "", line.clause + 1)
    if line.block_id is None or line.kind in _CLAUSES:
        return None
    new_id = split_block(store, line.block_id, first, second)
    if new_id is None:
        return None
    kind = LineKind.PARAGRAPH if line.kind is LineKind.SUBHEADING else line.kind
    return (kind, new_id, 0)


def join_line(store: MeetingStore, above: PageLine, line: PageLine) -> bool:
    """Put a line's words at the end of the one above; says whether that could be done.

    An empty paragraph below something that cannot be written on is deleted.
    """
    decision = _decision(store, line)
    if decision is not None:
        if above.decision_id != decision.id or line.clause == 0:
            return False
        texts = (decision.resolutions[line.clause - 1].text + decision.resolutions[line.clause].text,)
        _store_clauses(store, decision, line.clause - 1, 2, texts)
        return True
    if line.block_id is None or line.kind not in WRITABLE or line.item_id != above.item_id:
        return False
    if join_block(store, line.block_id) is not None:
        return True
    if not line.runs:
        delete_block(store, line.block_id)
        return True
    return False


def delete_lines(store: MeetingStore, lines: Sequence[PageLine | None], runs: tuple[Run, ...]) -> bool:
    """Leave one paragraph with these words of several neighbouring ones; says whether that could be done.

    Only paragraphs of one item are deleted so: headings, motions and decisions stay.
    """
    first, last = lines[0], lines[-1]
    plain = all(
        line is not None
        and line.kind in WRITABLE
        and line.decision_id is None
        and line.item_id == first.item_id
        for line in lines
        if first is not None
    )
    if first is None or last is None or not plain or first.block_id is None or last.block_id is None:
        return False
    delete_between(store, first.block_id, last.block_id, runs)
    return True


def _decision(store: MeetingStore, line: PageLine) -> Decision | None:
    return store.decisions.get(line.decision_id) if line.decision_id and line.kind in _CLAUSES else None


def _store_clauses(
    store: MeetingStore, decision: Decision, place: int, count: int, texts: tuple[str, ...]
) -> None:
    clauses = list(decision.resolutions)
    kept = [row.reference for row in clauses[place : place + count]]
    clauses[place : place + count] = [
        Resolution(text, kept[at] if at < len(kept) else "") for at, text in enumerate(texts)
    ]
    change_decision(store, replace(decision, resolutions=tuple(clauses)))


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
