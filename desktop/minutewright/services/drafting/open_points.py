"""What is still open in the minutes: asked about before export, never filled in by guessing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutewright.domain.agenda import AgendaItem, ItemKind, exempt_item_ids
from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.business import MotionOutcome
from minutewright.domain.ids import BlockId, ItemId, RemarkId, SegmentId
from minutewright.domain.meeting import MeetingKind
from minutewright.domain.minutes import BlockKind, Publicity
from minutewright.domain.record import MeetingRecord
from minutewright.domain.tagging import count_unassigned


class OpenPointKind(StrEnum):
    """The kinds of open point."""

    NO_CHAIR = "no_chair"
    NO_ATTENDANCE = "no_attendance"
    NO_CLOSING_TIME = "no_closing_time"
    NO_OUTCOME = "no_outcome"
    NOT_PRINTED = "not_printed"
    EMPTY_DECISION = "empty_decision"
    MOTION_OPEN = "motion_open"
    VOTE_UNNAMED = "vote_unnamed"
    RESOLUTION_WORDING = "resolution_wording"
    BROKEN_REFERENCE = "broken_reference"
    NO_SUMMARY = "no_summary"
    PUBLIC_TITLE = "public_title"
    UNCONFIRMED = "unconfirmed"
    UNASSIGNED_TIME = "unassigned_time"
    UNNAMED_SPEAKER = "unnamed_speaker"
    REMARK = "remark"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to settle: a sentence for the clerk, and where it is (item, block, first segment), where it has a place."""

    kind: OpenPointKind
    sentence: str
    item_id: ItemId | None = None
    block_id: BlockId | None = None
    segment_id: SegmentId | None = None
    remark_id: RemarkId | None = None


# Business that ends without a decision as a rule: a stock sentence or a time is its outcome.
_NEEDS_NO_DECISION = (
    ItemKind.OPENING, ItemKind.APOLOGIES, ItemKind.INTERESTS, ItemKind.ANNOUNCEMENTS, ItemKind.MATTERS_ARISING,
    ItemKind.PUBLIC_QUESTIONS, ItemKind.MEMBER_QUESTIONS, ItemKind.PETITIONS, ItemKind.URGENT, ItemKind.REFERENCES,
    ItemKind.PRESENTATION, ItemKind.CLOSING,
)  # fmt: skip


def open_points(record: MeetingRecord) -> tuple[OpenPoint, ...]:
    """Everything open, the meeting's own points first, then item by item in the order of the agenda."""
    found = [*_of_meeting(record)]
    for item in sorted((item for item in record.items if item.minuted), key=lambda item: item.order):
        found += _of_item(record, item)
    found += _remarks(record)
    found += _of_transcript(record)
    return tuple(found)


def _of_meeting(record: MeetingRecord) -> Iterator[OpenPoint]:
    title = record.body.chair_title
    if not any(row.status is AttendanceStatus.PRESENT for row in record.attendance):
        yield OpenPoint(
            OpenPointKind.NO_ATTENDANCE, "Nobody is down as present. The law asks for the members’ names."
        )
    if record.chair() is None:
        yield OpenPoint(
            OpenPointKind.NO_CHAIR, f"Nobody is down as {title}, so there is no name under the signature."
        )
    if record.meeting.closed_at is None:
        yield OpenPoint(OpenPointKind.NO_CLOSING_TIME, "The time at which the meeting closed is not known.")


def _of_item(record: MeetingRecord, item: AgendaItem) -> Iterator[OpenPoint]:
    blocks = record.blocks_of(item.id)
    confirmed = [block for block in blocks if block.confirmed]
    decided = any(block.decision_id or block.motion_id or block.exclusion_id for block in confirmed)
    has_children = any(row.parent == item.id and row.minuted for row in record.items)
    if not decided and not item.nil and not has_children:
        if item.kind not in _NEEDS_NO_DECISION:
            yield _at(
                OpenPointKind.NO_OUTCOME, item, "has no outcome: nothing was decided or noted under it."
            )
        elif not confirmed:
            yield _at(
                OpenPointKind.NO_OUTCOME,
                item,
                "has nothing under it. Write what happened, or mark it as nil.",
            )
    yield from _decisions(record, item)
    yield from _motions(record, item)
    yield from _budget_votes(record, item)
    yield from _references(record, item)
    if item.id in exempt_item_ids(record.items) and not item.public_title:
        yield _at(
            OpenPointKind.PUBLIC_TITLE, item,
            "is exempt. The title of an exempt item will be printed in the public edition; if it says too much, give it a "
            "title for the public.",
        )  # fmt: skip
    waiting = [block for block in blocks if not block.confirmed]
    if waiting:
        count = "1 suggestion is" if len(waiting) == 1 else f"{len(waiting)} suggestions are"
        yield _at(
            OpenPointKind.UNCONFIRMED,
            item,
            f"holds what is not confirmed: {count} not printed.",
            waiting[0].id,
        )
    hidden = [block for block in confirmed if block.publicity is Publicity.EXEMPT]
    told = any(block.publicity is Publicity.SUMMARY for block in confirmed)
    if (item.id in exempt_item_ids(record.items) or hidden) and not told:
        yield _at(OpenPointKind.NO_SUMMARY, item, "has exempt matter and no summary for the public minutes.")


def _decisions(record: MeetingRecord, item: AgendaItem) -> Iterator[OpenPoint]:
    placed = {block.decision_id: block.id for block in record.blocks if block.confirmed}
    asks_that = record.council.language.startswith("en")
    for decision in record.decisions:
        if decision.item_id != item.id:
            continue
        block = placed.get(decision.id)
        if block is None:
            yield _at(OpenPointKind.NOT_PRINTED, item, "has a decision that stands nowhere in the minutes.")
        if not any(row.text.strip() for row in decision.resolutions):
            yield _at(OpenPointKind.EMPTY_DECISION, item, "has a decision without words.", block)
        for number, row in enumerate(decision.resolutions, 1):
            if asks_that and row.text.strip() and row.text.split()[0].casefold() != "that":
                yield _at(
                    OpenPointKind.RESOLUTION_WORDING, item,
                    f"has a resolution ({number}) that does not begin with “That”.", block,
                )  # fmt: skip


def _motions(record: MeetingRecord, item: AgendaItem) -> Iterator[OpenPoint]:
    placed = {block.motion_id: block.id for block in record.blocks}
    for motion in record.motions:
        if motion.item_id == item.id and motion.outcome is MotionOutcome.OPEN:
            yield _at(
                OpenPointKind.MOTION_OPEN, item, "has a motion of which nobody has said what became of it.",
                placed.get(motion.id),
            )  # fmt: skip


def _budget_votes(record: MeetingRecord, item: AgendaItem) -> Iterator[OpenPoint]:
    """At a budget meeting every vote of substance is by name (SI 2014/165)."""
    if record.meeting.kind is not MeetingKind.BUDGET:
        return
    placed = {block.motion_id: block.id for block in record.blocks}
    for motion in record.motions:
        if motion.item_id == item.id and motion.lacks_names:
            yield _at(
                OpenPointKind.VOTE_UNNAMED, item,
                "has a vote without names; at a budget meeting the minutes must say how each member voted.",
                placed.get(motion.id),
            )  # fmt: skip


def _references(record: MeetingRecord, item: AgendaItem) -> Iterator[OpenPoint]:
    minuted = {row.id for row in record.items if row.minuted}
    there: dict[BlockKind, set[str]] = {
        BlockKind.DECISION: {row.id for row in record.decisions},
        BlockKind.MOTION: {row.id for row in record.motions},
        BlockKind.VOTE: {row.id for row in record.motions},
        BlockKind.ACTION: {row.id for row in record.actions},
        BlockKind.EXCLUSION: {row.id for row in record.exclusions},
    }
    for block in record.blocks_of(item.id):
        named = block.decision_id or block.motion_id or block.action_id or block.exclusion_id
        lost = block.kind in there and named not in there[block.kind]
        lost = lost or any(run.item_ref and run.item_ref not in minuted for run in block.runs)
        if lost or any(run.paper_ref and record.paper(run.paper_ref) is None for run in block.runs):
            yield _at(
                OpenPointKind.BROKEN_REFERENCE, item,
                "refers to something that is no longer there; the minutes cannot be exported until it is put right.",
                block.id,
            )  # fmt: skip


def _remarks(record: MeetingRecord) -> Iterator[OpenPoint]:
    """What was said about a draft that came back, and the clerk has not settled."""
    for remark in record.remarks:
        if remark.done:
            continue
        item = record.item(remark.item_id)
        place = f"Item {item.number} ({item.title}): " if item is not None else ""
        said = f"{remark.author} says of the draft" if remark.author else "Said of the draft"
        yield OpenPoint(
            OpenPointKind.REMARK,
            f"{place}{said}: {' / '.join(remark.text.splitlines())}",
            remark.item_id,
            remark.block_id,
            remark_id=remark.id,
        )


def _of_transcript(record: MeetingRecord) -> Iterator[OpenPoint]:
    unassigned = count_unassigned(record.segments)
    if unassigned.without_item_ms:
        first = next(row for row in record.segments if row.item_id is None)
        yield OpenPoint(
            OpenPointKind.UNASSIGNED_TIME,
            f"{_minutes(unassigned.without_item_ms)} of the recording belong to no item.",
            segment_id=first.id,
        )
    if unassigned.without_speaker_ms:
        first = next(row for row in record.segments if row.speaker_id is None)
        yield OpenPoint(
            OpenPointKind.UNNAMED_SPEAKER,
            f"{_minutes(unassigned.without_speaker_ms)} of the recording have no named speaker.",
            segment_id=first.id,
        )


def _minutes(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    parts = [f"{minutes} min"] if minutes else []
    parts += [f"{seconds} s"] if seconds or not minutes else []
    return " ".join(parts)


def _at(kind: OpenPointKind, item: AgendaItem, words: str, block: BlockId | None = None) -> OpenPoint:
    return OpenPoint(kind, f"Item {item.number} ({item.title}) {words}", item.id, block)
