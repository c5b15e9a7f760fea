"""Words of a destroyed span removed from a meeting's database so that no byte of them is left in its file or its log."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import apsw

from minutewright.domain.destruction import CUT, cut_words, lies_in
from minutewright.domain.errors import MeetingInUse
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.minutes import Block, Origin, Source
from minutewright.domain.transcript import ClerkSegment, HeardSegment, Word

NOTES = (MarkKind.NOTE, MarkKind.DECISION, MarkKind.CHECK)
_ALIKE_WORDS = 4
_WORD = re.compile(r"\w+", re.UNICODE)
Said = TypeVar("Said", HeardSegment, ClerkSegment)


@dataclass(frozen=True, slots=True)
class SpokenThere:
    """What the database holds of a span: the rows that go or change, and how the rest is recognised.

    `heard` and `clerk` are as they are now; `marks` the notes; `suggestions` unconfirmed paragraphs that rest on the span
    or repeat it; `paragraphs` confirmed ones that repeat it; `resting` those whose evidence lies in it.
    """

    heard: tuple[HeardSegment, ...]
    clerk: tuple[ClerkSegment, ...]
    marks: tuple[Mark, ...]
    suggestions: tuple[Block, ...]
    paragraphs: tuple[Block, ...]
    resting: tuple[Block, ...]
    phrases: frozenset[str]


def find_spoken(
    heard: Sequence[HeardSegment],
    clerk: Sequence[ClerkSegment],
    marks: Sequence[Mark],
    blocks: Sequence[Block],
    start_ms: int,
    end_ms: int,
) -> SpokenThere:
    """What of these rows belongs to the span from `start_ms` up to `end_ms` of recording time."""
    inside_heard = tuple(row for row in heard if lies_in(row.start_ms, row.end_ms, start_ms, end_ms))
    inside_clerk = tuple(row for row in clerk if lies_in(row.start_ms, row.end_ms, start_ms, end_ms))
    phrases = frozenset(_phrases(inside_heard, start_ms, end_ms) | _phrases(inside_clerk, start_ms, end_ms))
    resting = tuple(block for block in blocks if _rests(block, start_ms, end_ms))
    repeating = tuple(block for block in blocks if repeats(_block_text(block), phrases))
    suggested = [block for block in blocks if not block.confirmed and block.origin is Origin.SUGGESTION]
    return SpokenThere(
        inside_heard,
        inside_clerk,
        tuple(
            mark for mark in marks if mark.kind in NOTES and lies_in(mark.at_ms, mark.at_ms, start_ms, end_ms)
        ),
        tuple(block for block in suggested if block in resting or block in repeating),
        tuple(block for block in repeating if block not in suggested),
        tuple(block for block in resting if block not in suggested),
        phrases,
    )


def repeats(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text has four words in a row (or as many as a short utterance has) as they were said in the span."""
    words = _plain_words(text)
    lengths = {phrase.count(" ") + 1 for phrase in phrases}
    return any(
        " ".join(words[place : place + length]) in phrases
        for length in lengths
        for place in range(len(words) - length + 1)
    )


def without_span(row: Said, start_ms: int, end_ms: int) -> Said | None:
    """An utterance without what was said in the span; None where nothing of it stays.

    Where the times of its words are not known nothing of its text stays.
    """
    if not lies_in(row.start_ms, row.end_ms, start_ms, end_ms):
        return row
    inside = start_ms <= row.start_ms and row.end_ms <= end_ms
    if row.text is None:  # the clerk's tags alone, on words that lie elsewhere
        return None if inside else row
    kept, _ = cut_words(row.words or (), start_ms, end_ms)
    if inside or not any(word.text != CUT for word in kept):
        return None
    text = " ".join(word.text for word in kept)
    return replace(
        row,
        text=text,
        words=kept,
        start_ms=min(row.start_ms, kept[0].start_ms),
        end_ms=max(row.end_ms, kept[-1].end_ms),
    )


def without_sources(block: Block, start_ms: int, end_ms: int, gone: frozenset[str]) -> Block:
    """A paragraph without the evidence that lay in the span."""
    sources: list[Source] = []
    for source in block.sources:
        ids = tuple(segment for segment in source.segment_ids if segment not in gone)
        if not lies_in(source.start_ms, source.end_ms, start_ms, end_ms):
            sources.append(replace(source, segment_ids=ids))
            continue
        if source.start_ms < start_ms:
            sources.append(Source(source.start_ms, start_ms, ids))
        if source.end_ms > end_ms:
            sources.append(Source(end_ms, source.end_ms, ids))
    return replace(block, sources=tuple(sources))


def scrub_file(db: apsw.Connection, folder: Path) -> None:
    """Leave no byte of what was deleted in the database file or its log. Outside any transaction; slow on a large file.

    Raises:
        MeetingInUse: another program reads the file at this moment. Call it again.
    """
    db.execute("PRAGMA temp_store = MEMORY")  # what is sorted on the way must not reach a temporary file
    _fold_in(db, folder)  # the zeroed pages first, over the old ones; only then may the file become shorter
    db.execute("VACUUM")
    _fold_in(db, folder)


def _fold_in(db: apsw.Connection, folder: Path) -> None:
    busy, _, _ = next(iter(db.execute("PRAGMA wal_checkpoint(TRUNCATE)")))
    if busy:
        raise MeetingInUse(
            f"Another program is reading the files in {folder}. Words that were destroyed may still stand in its log. "
            "Close that program and open the meeting again: the rest is done then."
        )


def _phrases(rows: Iterable[HeardSegment | ClerkSegment], start_ms: int, end_ms: int) -> set[str]:
    found: set[str] = set()
    run: list[str] = []
    for row in rows:
        words = row.words or ()
        gone: Sequence[Word] = cut_words(words, start_ms, end_ms)[1] if words else ()
        spoken = [w for word in gone if word.text != CUT for w in _plain_words(word.text)]
        if not words and row.text:
            spoken = _plain_words(row.text)
        run += spoken
    for place in range(len(run) - _ALIKE_WORDS + 1):
        found.add(" ".join(run[place : place + _ALIKE_WORDS]))
    if not found and len(run) > 1:
        found.add(" ".join(run))
    return found


def _plain_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _rests(block: Block, start_ms: int, end_ms: int) -> bool:
    return any(lies_in(source.start_ms, source.end_ms, start_ms, end_ms) for source in block.sources)


def _block_text(block: Block) -> str:
    table = block.table
    cells = (
        [] if table is None else [table.caption, *table.header, *(cell for row in table.rows for cell in row)]
    )
    return " ".join([block.text, *cells])
