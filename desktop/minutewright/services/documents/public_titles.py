"""Puts the title for the public in place of an exempt item's own, wherever public words repeat it."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from minutewright.domain.agenda import exempt_item_ids
from minutewright.domain.minutes import Block, Run
from minutewright.domain.record import MeetingRecord
from minutewright.domain.transcript import Segment

_Value = TypeVar("_Value")
_KEYS = frozenset({"id", "parent", "mover", "seconder", "owner", "item_ref", "paper_ref", "covers"})
_Titles = tuple[tuple[re.Pattern[str], str], ...]


def with_public_titles(record: MeetingRecord) -> MeetingRecord:
    """The record in which exempt items have their titles for the public, as far as they have one.

    A title that is repeated elsewhere (in a declaration, a resolution, a paragraph, by a speaker) is replaced there as
    well. Items without a title for the public keep their own.
    """
    exempt = exempt_item_ids(record.items)
    renamed = {item.id: item for item in record.items if item.id in exempt and item.public_title}
    if not renamed:
        return record
    titles: _Titles = tuple(
        (_pattern(words), item.public_title)
        for item in renamed.values()
        for title in (item.title, item.second_title)
        if (words := title.split())
    )
    items = tuple(
        replace(item, title=item.public_title, second_title="")
        if item.id in renamed
        else _masked(item, titles)
        for item in record.items
    )
    return replace(
        record,
        items=items,
        blocks=tuple(_masked_block(block, titles) for block in record.blocks),
        decisions=_masked(record.decisions, titles),
        motions=_masked(record.motions, titles),
        declarations=_masked(record.declarations, titles),
        actions=_masked(record.actions, titles),
        exclusions=_masked(record.exclusions, titles),
        segments=tuple(_masked_segment(segment, titles) for segment in record.segments),
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    """A title of one word is told from the same word in a sentence by its capital letter."""
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", flags)


def _masked_block(block: Block, titles: _Titles) -> Block:
    masked = _masked(block, titles)
    if not any(pattern.search(masked.text) for pattern, _ in titles):
        return masked
    # The title lies over several runs: the look of these runs is worth less than the secret.
    joined: list[Run] = []
    for run in masked.runs:
        if joined and not run.is_reference and not joined[-1].is_reference:
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return _masked(replace(masked, runs=tuple(joined)), titles)


def _masked_segment(segment: Segment, titles: _Titles) -> Segment:
    text, heard = _masked(segment.text, titles), _masked(segment.heard_text, titles)
    if (text, heard) == (segment.text, segment.heard_text):
        return segment
    return replace(segment, text=text, heard_text=heard, words=())


def _masked(value: _Value, titles: _Titles) -> _Value:
    """The same value with the titles replaced in every text it holds, however deep."""
    if isinstance(value, str) and type(value) is str:  # not an enum, which is text too
        text = str(value)
        for pattern, public in titles:
            text = pattern.sub(lambda _, put=public: put, text)  # type: ignore[misc]
        return text  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_masked(part, titles) for part in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: new
            for field in fields(value)
            if field.name not in _KEYS and not field.name.endswith(("_id", "_ids"))
            if (new := _masked(old := getattr(value, field.name), titles)) != old
        }
        return replace(value, **changed) if changed else value
    return value
