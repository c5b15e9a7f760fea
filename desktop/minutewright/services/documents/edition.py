"""What an edition may hold. The public edition is made from a record out of which the exempt parts were taken first,
so that no writer can print, or hide in the file, what it never had.

Local Government Act 1972, s.100C: the public copy leaves exempt information out, with a written summary where the
rest would not be a fair and coherent record.
"""

from dataclasses import dataclass, replace

from minutewright.domain.agenda import AgendaItem, exempt_item_ids
from minutewright.domain.ids import ItemId, SegmentId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import Block, Edition, Publicity
from minutewright.domain.record import MeetingRecord
from minutewright.domain.transcript import Segment
from minutewright.services.documents.public_titles import with_public_titles


@dataclass(frozen=True, slots=True)
class EditionContent:
    """A record cut down to one edition; `printed` are the items it shows, `holds_exempt` whether it must be marked."""

    record: MeetingRecord
    edition: Edition
    printed: frozenset[ItemId]
    withheld: frozenset[ItemId]
    holds_exempt: bool


def for_edition(record: MeetingRecord, edition: Edition) -> EditionContent:
    """The confirmed content of one edition.

    FULL holds everything, PUBLIC nothing exempt, EXEMPT the items that hold something exempt. Everything under an
    exempt item is exempt except its SUMMARY blocks, whatever its own mark says: a forgotten mark must not publish.
    `withheld` are items from which the public edition leaves something out and for which it has no summary.
    """
    exempt_items = exempt_item_ids(record.items)
    confirmed = tuple(block for block in record.blocks if block.confirmed)
    exempt_blocks = frozenset(
        block.id for block in confirmed if _is_exempt(record, block, block.item_id in exempt_items)
    )
    touched = exempt_items | {block.item_id for block in confirmed if block.id in exempt_blocks}
    everything = frozenset(item.id for item in record.items)
    if edition is Edition.PUBLIC:
        kept = tuple(block for block in confirmed if block.id not in exempt_blocks)
        public = _without_exempt(record, kept, exempt_items)
        told = {block.item_id for block in kept}
        return EditionContent(public, edition, everything, frozenset(exempt_items - told), False)
    spoken = {block.item_id for block in confirmed if block.publicity is not Publicity.SUMMARY}
    kept = tuple(
        block
        for block in confirmed
        if block.publicity is not Publicity.SUMMARY or block.item_id not in spoken
    )
    whole = replace(record, blocks=kept)
    if edition is Edition.EXEMPT:
        segments = tuple(segment for segment in record.segments if segment.item_id in touched)
        printed = _with_parents(record.items, touched)
        return EditionContent(replace(whole, segments=segments), edition, printed, frozenset(), True)
    return EditionContent(whole, edition, everything, frozenset(), bool(touched))


def public_segments(record: MeetingRecord) -> tuple[Segment, ...]:
    """The transcript without what was said under exempt items or is the source of an exempt block.

    Where the meeting has anything exempt, what lies under no item, or one that was taken off the agenda, is left out as
    well: nobody has said it is public.
    """
    exempt_items = exempt_item_ids(record.items)
    items = frozenset(item.id for item in record.items)
    exempt_blocks = [
        block for block in record.blocks if _is_exempt(record, block, block.item_id in exempt_items)
    ]
    secret: set[SegmentId] = {
        key for block in exempt_blocks for source in block.sources for key in source.segment_ids
    }
    spans = [(source.start_ms, source.end_ms) for block in exempt_blocks for source in block.sources]
    guarded = bool(exempt_items or exempt_blocks)
    return tuple(
        replace(segment, heard_text="")
        for segment in record.segments
        if segment.item_id not in exempt_items
        and segment.id not in secret
        and not (guarded and segment.item_id not in items)
        and not any(start < segment.end_ms and segment.start_ms < end for start, end in spans)
    )


def _is_exempt(record: MeetingRecord, block: Block, under_exempt_item: bool) -> bool:
    if block.publicity is Publicity.EXEMPT:
        return True
    action = next((row for row in record.actions if row.id == block.action_id), None)
    if action is not None and action.item_id is not None and _of_exempt_item(record, action.item_id):
        return True
    decision = next((row for row in record.decisions if row.id == block.decision_id), None)
    motion = next((row for row in record.motions if row.id == block.motion_id), None)
    if decision is not None and (decision.exempt or _of_exempt_item(record, decision.item_id)):
        return True
    if motion is not None:
        secret = any(row.exempt and row.motion_id == motion.id for row in record.decisions)
        if secret or _of_exempt_item(record, motion.item_id):
            return True
    return under_exempt_item and block.publicity is not Publicity.SUMMARY


def _of_exempt_item(record: MeetingRecord, item_id: ItemId) -> bool:
    return item_id in exempt_item_ids(record.items)


def _without_exempt(
    record: MeetingRecord, kept: tuple[Block, ...], exempt_items: frozenset[ItemId]
) -> MeetingRecord:
    decisions = {block.decision_id for block in kept}
    motions = {block.motion_id for block in kept}
    withheld = {block.action_id for block in record.blocks} - {block.action_id for block in kept}
    record = with_public_titles(record)
    by_id = {block.id: block for block in record.blocks}
    kept = tuple(by_id[block.id] for block in kept)
    return replace(
        record,
        items=tuple(_public_item(item, item.id in exempt_items) for item in record.items),
        blocks=kept,
        decisions=tuple(row for row in record.decisions if row.id in decisions),
        motions=tuple(row for row in record.motions if row.id in motions),
        declarations=tuple(row for row in record.declarations if row.item_id not in exempt_items),
        actions=tuple(
            row for row in record.actions if row.item_id not in exempt_items and row.id not in withheld
        ),
        segments=public_segments(record),
        # Who took the chair decides who signs; what a mark says is never public.
        marks=tuple(
            replace(mark, text="", item_id=None) for mark in record.marks if mark.kind is MarkKind.CHAIR
        ),
        gaps=tuple(replace(gap, note="") for gap in record.gaps),
        remarks=(),
    )


def _public_item(item: AgendaItem, exempt: bool) -> AgendaItem:
    papers = () if exempt else tuple(paper for paper in item.papers if not paper.exempt)
    return replace(item, papers=papers, recommendation="" if exempt else item.recommendation, public_title="")


def _with_parents(
    items: tuple[AgendaItem, ...], wanted: set[ItemId] | frozenset[ItemId]
) -> frozenset[ItemId]:
    by_id = {item.id: item for item in items}
    found = set(wanted)
    for key in wanted:
        item = by_id.get(key)
        while item is not None and item.parent is not None:
            found.add(item.parent)
            item = by_id.get(item.parent)
    return frozenset(found)
