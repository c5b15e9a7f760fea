"""The minutes as they would print now, without a file of them being kept."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord

if TYPE_CHECKING:
    from minutewright.services.documents.preview import ShownDocument


def preview_minutes(
    record: MeetingRecord, edition: Edition, *, transcript_appendix: bool = False
) -> "ShownDocument":
    """One edition, written by the real writer into a folder that is gone afterwards, and read back.

    Raises:
        BadInput: something in the minutes cannot be printed.
        FolderError, DiskFull: there is no room for temporary files.
    """
    from minutewright.services.documents.house_style import house_style_of
    from minutewright.services.documents.preview import read_preview
    from minutewright.services.documents.word.write import write_minutes

    style = house_style_of(record.council)
    with TemporaryDirectory(prefix="minutewright-") as folder:
        path = Path(folder) / "minutes.docx"
        write_minutes(record, style, edition, path, transcript_appendix=transcript_appendix)
        return read_preview(path)
