"""The file's own properties: title, author, language, state. They name nothing that is exempt."""

from datetime import UTC, datetime

from minutewright.domain.phrase import fill
from minutewright.services.documents.word.elements import printable
from minutewright.services.documents.word.page import CONFIRMED
from minutewright.services.documents.word.sheet import Sheet


def set_properties(sheet: Sheet, *, transcript: bool = False) -> None:
    """Fills in the core properties. Each holds at most 255 characters, as the format says."""
    record, style = sheet.record, sheet.style
    values = {"body": record.body.name, "date": style.dates.short_date(record.meeting.held_on)}
    core = sheet.document.core_properties
    title = fill(style.title.document, values)
    core.title = _fitting(f"{style.transcript.title}: {title}" if transcript else title)
    core.subject = _fitting(record.body.name)
    core.author = core.last_modified_by = _fitting(record.council.name)
    core.category = style.transcript.title if transcript else "Minutes"
    core.content_status = "Final" if record.meeting.state in CONFIRMED else "Draft"
    core.language = style.language
    core.revision = 1
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _fitting(text: str) -> str:
    return printable(" ".join(text.split()))[:255]
