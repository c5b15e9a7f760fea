"""The minutes as they would print now, without a file of them being kept."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord

if TYPE_CHECKING:
    from minutewright.domain.house_style import HouseStyle
    from minutewright.services.documents.preview import ShownDocument
    from minutewright.services.documents.template.shelf import ChosenTemplate


def preview_minutes(
    record: MeetingRecord,
    edition: Edition,
    *,
    transcript_appendix: bool = False,
    template: "ChosenTemplate | None" = None,
    style: "HouseStyle | None" = None,
) -> "ShownDocument":
    """One edition, in the council's template where there is one, written by the real writer into a folder that is gone afterwards, and read back.

    `style` is a house style to try; without one it is the council's.

    Raises:
        BadInput: something in the minutes cannot be printed.
        FolderError, DiskFull: there is no room for temporary files.
    """
    from minutewright.app.papers import write_edition
    from minutewright.services.documents.house_style import house_style_of
    from minutewright.services.documents.preview import read_preview

    style = style or house_style_of(record.council)
    with TemporaryDirectory(prefix="minutewright-") as folder:
        path = Path(folder) / "minutes.docx"
        write_edition(
            record, style, edition, path, transcript_appendix=transcript_appendix, template=template
        )
        return read_preview(path)
