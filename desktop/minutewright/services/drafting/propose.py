"""Proposes the blocks of the minutes from what is confirmed, and suggestions from what was said and noted.

What follows from a confirmed fact by a stock phrase is confirmed itself. Everything else, such as what was said or a
live note, is a suggestion: it carries its place in the recording and prints only when the clerk has confirmed it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from minutewright.domain.agenda import AgendaItem, ItemKind, exempt_item_ids
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import Declaration
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import BlockId
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.minutes import Block, BlockKind, Origin, Publicity, Run, Source
from minutewright.domain.phrase import fill, fill_runs
from minutewright.domain.record import MeetingRecord
from minutewright.domain.tagging import Timeline
from minutewright.domain.transcript import Segment
from minutewright.services.drafting.movements import movement_notes

_PREFIX = "block-for-"
_APOLOGY_FROM = re.compile(r"\bapolog(?:y|ies)\b[^.?!]{0,40}\bfrom\b")
_NOTES = (MarkKind.NOTE, MarkKind.DECISION, MarkKind.CHECK)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A block with the recording time (ms) at which it belongs; None for what has no place in time."""

    at_ms: int | None
    block: Block


def propose_blocks(record: MeetingRecord, style: HouseStyle) -> tuple[Block, ...]:
    """The blocks to store so that the minutes hold what is confirmed: new ones, and stock sentences that changed.

    Each proposal has an id made from what it rests on, so proposing again updates it and never doubles it. A block
    that the clerk wrote or edited (its origin is then CLERK) is never proposed again; a suggestion that the clerk
    confirmed is the clerk's own.
    Within an item stock sentences come first, then decisions, motions, notes and speech in the order of time.
    """
    known = {block.id: block for block in record.blocks}
    placed = {_placed(block) for block in record.blocks}
    proposals: list[Block] = []
    for item, drafted in _drafted(record, style):
        order = max((block.order for block in record.blocks_of(item.id)), default=0)
        for block in drafted:
            old = known.get(block.id)
            if old is None and _placed(block) not in placed - {None}:
                order += 1
                proposals.append(replace(block, order=order))
            elif old is not None and _may_change(old) and replace(block, order=old.order) != old:
                proposals.append(replace(block, order=old.order))
    return tuple(proposals)


def outdated_blocks(record: MeetingRecord, style: HouseStyle) -> tuple[BlockId, ...]:
    """The stored proposals whose ground is gone, such as an apology taken back or a segment of an earlier pass.

    Only what the program proposed and the clerk has neither edited nor confirmed by hand is among them.
    """
    standing = {block.id for _, drafted in _drafted(record, style) for block in drafted}
    return tuple(
        block.id
        for block in record.blocks
        if block.id.startswith(_PREFIX) and block.id not in standing and _may_change(block)
    )


def _drafted(record: MeetingRecord, style: HouseStyle) -> Iterator[tuple[AgendaItem, list[Block]]]:
    for item in sorted((item for item in record.items if item.minuted), key=lambda item: item.order):
        yield item, _of_item(record, style, item)


def _placed(block: Block) -> str | None:
    """What a block gives its place to; None for one that holds words of its own."""
    if block.kind is BlockKind.VOTE:
        return f"vote on {block.motion_id}"
    return block.decision_id or block.motion_id or block.action_id or block.exclusion_id


def _may_change(old: Block) -> bool:
    return old.origin is Origin.PHRASE or (old.origin is Origin.SUGGESTION and not old.confirmed)


def _of_item(record: MeetingRecord, style: HouseStyle, item: AgendaItem) -> list[Block]:
    publicity = Publicity.EXEMPT if item.id in exempt_item_ids(record.items) else Publicity.PUBLIC
    dated = _decisions(record, item) + _motions(record, item) + _actions(record, item)
    dated += _movements(record, style, item)
    dated += _live_notes(record, item) + _speech(record, style, item)
    dated.sort(key=lambda row: (row.at_ms is None, row.at_ms or 0))
    blocks = _stock(record, style, item) + _exclusions(record, item) + [row.block for row in dated]
    return [replace(block, publicity=publicity) for block in blocks]


def _movements(record: MeetingRecord, style: HouseStyle, item: AgendaItem) -> list[_Dated]:
    """Arrivals, departures and adjournments under an item."""
    return [
        _Dated(note.at_ms, _phrase(note.key, item, (Run(note.text),), BlockKind.NOTE))
        for note in movement_notes(record, style)
        if note.item_id == item.id
    ]


def _block_id(key: str) -> BlockId:
    return BlockId(_PREFIX + key)


def _phrase(
    key: str,
    item: AgendaItem,
    runs: tuple[Run, ...],
    kind: BlockKind = BlockKind.PARAGRAPH,
    *,
    sure: bool = True,
) -> Block:
    origin = Origin.PHRASE if sure else Origin.SUGGESTION
    return Block(_block_id(key), item.id, 0, kind, runs, origin=origin, confirmed=sure)


def _stock(record: MeetingRecord, style: HouseStyle, item: AgendaItem) -> list[Block]:
    if item.kind is ItemKind.APOLOGIES:
        told = _apologies(record, style, item)
    elif item.kind is ItemKind.INTERESTS:
        told = _declarations(record, style, item)
    else:
        told = []
    nil = style.nil.get(item.kind, "")
    if told or not nil or (not item.nil and item.kind not in (ItemKind.APOLOGIES, ItemKind.INTERESTS)):
        return told
    if item.kind is ItemKind.APOLOGIES and not item.nil and _apologies_were_told(record, item):
        return told
    body = record.body
    values = {"chair_title": body.chair_title, "body": body.name, "body_short": body.short or body.name}
    # That nobody said anything is a fact only when the clerk has marked the item so.
    return [_phrase(f"nil-{item.id}", item, (Run(fill(nil, values)),), sure=item.nil)]


def _apologies_were_told(record: MeetingRecord, item: AgendaItem) -> bool:
    """Whether somebody names apologies under the item: then that there were none is no suggestion to make."""
    said = " ".join(segment.text for segment in record.segments if segment.item_id == item.id).casefold()
    if "apolog" not in said:
        return False
    names = {person.surname.casefold() for person in record.people if person.surname}
    return bool(_APOLOGY_FROM.search(said)) or any(
        re.search(rf"\b{re.escape(name)}\b", said) for name in names
    )


def _apologies(record: MeetingRecord, style: HouseStyle, item: AgendaItem) -> list[Block]:
    rows = sorted(record.attendance, key=lambda row: row.order)
    absent = [record.person(row.person_id) for row in rows if row.status is AttendanceStatus.APOLOGY]
    names = tuple(person.full_name for person in absent if person is not None)
    blocks = []
    if names:
        phrase = style.phrases.apology_one if len(names) == 1 else style.phrases.apology_many
        text = fill(phrase, {"names": style.names.listed(names)})
        blocks.append(_phrase(f"apologies-{item.id}", item, (Run(text),)))
    for row in rows:
        member, instead = record.person(row.person_id), record.person(row.substituting_for)
        present = row.status is AttendanceStatus.PRESENT
        if row.capacity is Capacity.SUBSTITUTE and present and member is not None and instead is not None:
            text = fill(style.phrases.substitute, {"member": member.full_name, "name": instead.full_name})
            blocks.append(_phrase(f"substitute-{row.id}", item, (Run(text),)))
    return blocks


def _declarations(record: MeetingRecord, style: HouseStyle, item: AgendaItem) -> list[Block]:
    return [
        _phrase(f"declaration-{row.id}", item, (*runs, *_told(_dispensation(record, style, row))))
        for row in record.declarations
        if (runs := _declaration(record, style, row))
    ]


def _dispensation(record: MeetingRecord, style: HouseStyle, row: Declaration) -> str:
    person = record.person(row.person_id)
    if person is None or not row.dispensation.strip():
        return ""
    words = {"name": person.full_name, "dispensation": row.dispensation.strip().removesuffix(".")}
    return " " + fill(style.phrases.dispensation, words)


def _declaration(record: MeetingRecord, style: HouseStyle, row: Declaration) -> tuple[Run, ...]:
    person, item = record.person(row.person_id), record.item(row.item_id)
    if person is None:
        return ()
    values: dict[str, str | Run] = {
        "name": person.full_name,
        "kind": style.interests[row.kind],
        "nature": row.nature.strip().rstrip("."),
    }
    if item is None or not item.minuted:
        return fill_runs(style.phrases.declaration_general, values)
    if item.id in exempt_item_ids(record.items):
        values["nature"] = (
            ""  # the sentence stands under a public item; what the interest is may tell what is exempt
        )
    values |= {"item": Run("", item_ref=item.id), "title": item.title}
    phrase = style.phrases.declaration_left_room if row.left_room else style.phrases.declaration
    return fill_runs(phrase, values)


def _decisions(record: MeetingRecord, item: AgendaItem) -> list[_Dated]:
    rows = sorted((row for row in record.decisions if row.item_id == item.id), key=lambda row: row.order)
    return [
        _Dated(
            row.at_ms,
            Block(
                _block_id(row.id), item.id, 0, BlockKind.DECISION, decision_id=row.id, origin=Origin.PHRASE,
                sources=_moment(row.at_ms),
            ),
        )
        for row in rows
    ]  # fmt: skip


def _motions(record: MeetingRecord, item: AgendaItem) -> list[_Dated]:
    rows = sorted((row for row in record.motions if row.item_id == item.id), key=lambda row: row.order)
    return [
        _Dated(
            row.at_ms,
            Block(
                _block_id(row.id), item.id, 0, BlockKind.MOTION, motion_id=row.id, origin=Origin.PHRASE,
                sources=_moment(row.at_ms),
            ),
        )
        for row in rows
    ]  # fmt: skip


def _actions(record: MeetingRecord, item: AgendaItem) -> list[_Dated]:
    return [
        _Dated(
            row.at_ms,
            Block(
                _block_id(row.id), item.id, 0, BlockKind.ACTION, action_id=row.id, origin=Origin.PHRASE,
                sources=_moment(row.at_ms),
            ),
        )
        for row in record.actions if row.item_id == item.id
    ]  # fmt: skip


def _exclusions(record: MeetingRecord, item: AgendaItem) -> list[Block]:
    return [
        Block(_block_id(row.id), item.id, 0, BlockKind.EXCLUSION, exclusion_id=row.id, origin=Origin.PHRASE)
        for row in record.exclusions
        if row.item_id == item.id
    ]


def _told(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()


def _moment(at_ms: int | None) -> tuple[Source, ...]:
    return () if at_ms is None else (Source(at_ms, at_ms),)


def _live_notes(record: MeetingRecord, item: AgendaItem) -> list[_Dated]:
    timeline = Timeline(record.marks, MarkKind.ITEM)
    notes = []
    for mark in record.marks:
        if mark.kind in _NOTES and mark.text.strip() and _item_of(mark, timeline) == item.id:
            block = Block(
                _block_id(mark.id), item.id, 0, runs=(Run(mark.text.strip()),), sources=_moment(mark.at_ms),
                origin=Origin.SUGGESTION, confirmed=False,
            )  # fmt: skip
            notes.append(_Dated(mark.at_ms, block))
    return notes


def _item_of(mark: Mark, timeline: Timeline) -> str | None:
    if mark.item_id is not None:
        return mark.item_id
    governing = timeline.at(mark.at_ms)
    return governing.item_id if governing else None


def _speech(record: MeetingRecord, style: HouseStyle, item: AgendaItem) -> list[_Dated]:
    """What each speaker said, turn by turn, as it was heard: a place to start from and to listen at."""
    turns: list[_Dated] = []
    in_order = sorted(record.segments, key=lambda segment: segment.start_ms)
    for (item_id, speaker_id), group in groupby(in_order, key=lambda row: (row.item_id, row.speaker_id)):
        said: list[Segment] = [segment for segment in group if segment.text.strip()]
        if item_id != item.id or not said:
            continue
        person = record.person(speaker_id)
        name = person.short_name if person else style.transcript.unnamed
        text = " ".join(segment.text.strip() for segment in said)
        source = Source(said[0].start_ms, said[-1].end_ms, tuple(segment.id for segment in said))
        block = Block(
            _block_id(said[0].id), item.id, 0, runs=(Run(f"{name}: ", bold=True), Run(text)), sources=(source,),
            origin=Origin.SUGGESTION, confirmed=False,
        )  # fmt: skip
        turns.append(_Dated(said[0].start_ms, block))
    return turns
