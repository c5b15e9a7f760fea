"""Writes what is made from the minutes beside them as Word files: a decision note, an action list, an extract."""

from dataclasses import replace
from pathlib import Path

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId
from minutewright.domain.minutes import Run, ShortEdition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.short_editions import short_content
from minutewright.services.documents.word.front_matter import column_width_pt, write_title
from minutewright.services.documents.word.items import write_items
from minutewright.services.documents.word.page import write_page_furniture
from minutewright.services.documents.word.properties import set_properties
from minutewright.services.documents.word.sheet import Sheet
from minutewright.services.documents.word.styles import apply_house_style, open_base


def write_short_edition(
    record: MeetingRecord,
    style: HouseStyle,
    kind: ShortEdition,
    out: Path,
    item_id: ItemId | None = None,
    *,
    include_exempt: bool = False,
) -> None:
    """Writes a decision note, an action list or an extract of the item `item_id` to `out` (.docx), whole or not at all.

    It holds no attendance and no signature. Before confirmation its pages carry the draft mark, as the minutes do.

    Raises:
        BadInput: it cannot be printed: an item that is not minuted, a reference that is gone.
        FolderError, DiskFull: nothing was written.
    """
    content = short_content(record, kind, item_id, include_exempt=include_exempt)
    style = replace(
        style, actions=replace(style.actions, show=style.actions.show or kind is ShortEdition.ACTION_LIST),
        page=replace(style.page, initials=()),
    )  # fmt: skip
    content = replace(content, record=replace(content.record, meeting=replace(record.meeting, folio_start=1)))
    sheet = Sheet(open_base(), content, style)
    apply_house_style(sheet.document, style, column_width_pt(()))
    write_page_furniture(sheet)
    write_title(sheet)
    words = style.short_editions
    name = {
        ShortEdition.DECISION_NOTE: words.decision_note,
        ShortEdition.ACTION_LIST: words.action_list,
    }.get(kind, words.extract)
    day = style.dates.long_date(record.meeting.held_on)
    sheet.add("TranscriptTitle", sheet.runs([Run(f"{name}, {day}")]))
    if content.printed:
        write_items(sheet)
    else:
        sheet.add("MinutesBody", sheet.runs([Run(words.nothing)]))
    set_properties(sheet)
    write_whole(out, sheet.document.save)
