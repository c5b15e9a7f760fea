"""The minutes written by our own writer and put into a council's template, in one step."""

from pathlib import Path
from tempfile import TemporaryDirectory

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.edition import for_edition
from minutewright.services.documents.template.fill import fill_template
from minutewright.services.documents.template.shelf import ChosenTemplate
from minutewright.services.documents.template.values import inline_values
from minutewright.services.documents.word.write import write_minutes


def write_in_template(
    template: ChosenTemplate,
    record: MeetingRecord,
    style: HouseStyle,
    edition: Edition,
    out: Path,
    *,
    transcript_appendix: bool = False,
    version: int | None = None,
) -> None:
    """Write one edition of the minutes to `out` (.docx) in a template.

    Raises:
        BadInput: the template cannot be used, or something in the minutes cannot be printed.
        FolderError, DiskFull: nothing was written. What was at `out` before stays untouched in every case.
    """
    with TemporaryDirectory(prefix="minutewright-") as folder:
        made = Path(folder) / "minutes.docx"
        write_minutes(record, style, edition, made, transcript_appendix=transcript_appendix, version=version)
        values = inline_values(for_edition(record, edition).record, style, "")
        fill_template(template.path, made, values, style.language, out, styles=template.styles)
