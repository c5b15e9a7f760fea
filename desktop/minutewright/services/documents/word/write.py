"""Writes the minutes of a meeting as a Word file."""

from pathlib import Path

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.edition import for_edition
from minutewright.services.documents.word.anchors import mark_version
from minutewright.services.documents.word.appendix import write_transcript_pages
from minutewright.services.documents.word.closing import write_closing
from minutewright.services.documents.word.front_matter import (
    column_width_pt,
    listed_groups,
    write_front_matter,
    write_title,
)
from minutewright.services.documents.word.items import write_items
from minutewright.services.documents.word.page import write_page_furniture
from minutewright.services.documents.word.properties import set_properties
from minutewright.services.documents.word.sheet import Sheet
from minutewright.services.documents.word.styles import apply_house_style, open_base


def write_minutes(
    record: MeetingRecord,
    style: HouseStyle,
    edition: Edition,
    out: Path,
    *,
    transcript_appendix: bool = False,
    audio_times: bool = False,
    version: int | None = None,
) -> None:
    """Writes one edition of the minutes to `out` (.docx), whole or not at all.

    Only confirmed blocks print. What is exempt is taken out before the public edition is written, so it is nowhere
    in the file. Before confirmation every page carries the house style's draft mark. With `audio_times`, for the clerk's
    own copy, a comment at each paragraph says where in the recording it was heard. `version` is the number of this
    export, kept in the file so that a draft that comes back is laid beside what was sent.

    Raises:
        BadInput: something in the record cannot be printed: a reference, decision or motion that is gone, or a
            pattern of numbers that makes no sense; or audio times were asked for in the public edition.
        FolderError: the folder is missing or not writable, or the file is open in another program.
        DiskFull: there is no room. What was at `out` before stays untouched in every case.
    """
    if audio_times and edition is Edition.PUBLIC:
        raise BadInput(
            "The public minutes do not hold the times of the recording. Export the full minutes with them, for yourself."
        )
    sheet = Sheet(open_base(), for_edition(record, edition), style, audio_times=audio_times)
    groups = listed_groups(sheet.record, style)
    apply_house_style(sheet.document, style, column_width_pt(groups))
    write_page_furniture(sheet)
    write_front_matter(sheet, groups)
    write_items(sheet)
    write_closing(sheet)
    if transcript_appendix:
        write_transcript_pages(sheet, appendix=True)
    set_properties(sheet)
    if version is not None:
        mark_version(sheet.document.element.body, record.meeting.id, version)
    write_whole(out, sheet.document.save)


def write_transcript_document(record: MeetingRecord, style: HouseStyle, edition: Edition, out: Path) -> None:
    """Writes the transcript alone as a Word file, in the same styles. Raises as `write_minutes` does."""
    sheet = _sheet(record, style, edition)
    apply_house_style(sheet.document, style, column_width_pt(()))
    write_page_furniture(sheet, transcript=True)
    write_title(sheet)
    write_transcript_pages(sheet, appendix=False)
    set_properties(sheet, transcript=True)
    write_whole(out, sheet.document.save)


def _sheet(record: MeetingRecord, style: HouseStyle, edition: Edition) -> Sheet:
    return Sheet(open_base(), for_edition(record, edition), style)
