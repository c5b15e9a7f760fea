"""What is made from the minutes beside them: decisions, actions, an extract of one item, and text item by item to paste."""

from dataclasses import replace

from minutewright.domain.agenda import AgendaItem, exempt_item_ids
from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import Block, BlockKind, Edition, ShortEdition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.edition import EditionContent, for_edition
from minutewright.services.documents.page_lines import LineKind, page_lines, shown_text

_DECIDED = (BlockKind.DECISION, BlockKind.EXCLUSION)
_HEADINGS = (LineKind.ITEM, LineKind.SUB_ITEM)


def short_content(
    record: MeetingRecord, kind: ShortEdition, item_id: ItemId | None = None, *, include_exempt: bool = False
) -> EditionContent:
    """What a short edition holds, cut from the public edition, or from the full one with `include_exempt`.

    An extract holds the item `item_id` with its sub-items; the others only the items that have something to tell.

    Raises:
        BadInput: an extract of an item that is not minuted.
    """
    whole = for_edition(record, Edition.FULL if include_exempt else Edition.PUBLIC)
    cut = whole.record
    everything = frozenset(item.id for item in cut.items if item.minuted)
    if kind is ShortEdition.EXTRACT:
        if item_id not in everything:
            raise BadInput("Choose an item that is minuted; nothing was written.")
        printed = frozenset(_family(cut.items, item_id))
    elif kind in (ShortEdition.DECISION_NOTE, ShortEdition.ACTION_LIST):
        blocks = (
            tuple(block for block in cut.blocks if block.kind in _DECIDED)
            if kind is ShortEdition.DECISION_NOTE
            else _action_blocks(cut, guarded=not include_exempt and bool(exempt_item_ids(record.items)))
        )
        cut = replace(cut, blocks=blocks)
        printed = frozenset(block.item_id for block in blocks) & everything
    else:
        printed = everything
    kept = tuple(block for block in cut.blocks if block.item_id in printed)
    withheld = (
        whole.withheld & printed if kind in (ShortEdition.EXTRACT, ShortEdition.ITEM_TEXT) else frozenset()
    )
    exempt = exempt_item_ids(record.items)
    secret = include_exempt and (bool(printed & exempt) or any(block.publicity == "exempt" for block in kept))
    # Nothing that does not print goes along: no transcript, no blocks of other items.
    return EditionContent(
        replace(cut, blocks=kept, segments=(), marks=()),
        Edition.FULL if include_exempt else Edition.PUBLIC, printed, withheld, secret,
    )  # fmt: skip


def item_text(record: MeetingRecord, style: HouseStyle, *, include_exempt: bool = False) -> str:
    """The minutes item by item as plain text, to paste into a committee system: heading, then a paragraph a line."""
    content = short_content(record, ShortEdition.ITEM_TEXT, include_exempt=include_exempt)
    lines = page_lines(content.record, style)
    out: list[str] = []
    for line in lines.lines:
        if not line.printed:
            continue
        words = " ".join(part for part in (line.label, shown_text(line, lines)) if part)
        if line.kind in _HEADINGS:
            out += ["", words.upper() if line.kind is LineKind.ITEM else words, ""]
            if line.item_id in content.withheld:
                out.append(style.phrases.exempt)
        else:
            out.append("    " * (line.level - 1) + words)
    return "\n".join(out).strip() + "\n"


def _action_blocks(record: MeetingRecord, *, guarded: bool) -> tuple[Block, ...]:
    """A place for each action that is not done, also for those that stand nowhere in the minutes."""
    there = {item.id for item in record.items if item.minuted}
    exempt = exempt_item_ids(record.items) if guarded else frozenset()
    return tuple(
        Block(
            BlockId(f"action-list-{action.id}"), action.item_id, place, BlockKind.ACTION, action_id=action.id
        )
        for place, action in enumerate(record.actions)
        if action.item_id in there
        and action.item_id is not None
        and action.item_id not in exempt
        and not action.done
    )


def _family(items: tuple[AgendaItem, ...], item_id: ItemId | None) -> set[ItemId]:
    """An item with all below it."""
    found = {item_id} if item_id is not None else set()
    while more := {item.id for item in items if item.parent in found} - found:
        found |= more
    return found
