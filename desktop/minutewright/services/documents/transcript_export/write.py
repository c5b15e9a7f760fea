"""Writes the transcript of a meeting in the format asked for."""

from enum import StrEnum
from pathlib import Path

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.public_titles import with_public_titles
from minutewright.services.documents.transcript_export.content import utterances
from minutewright.services.documents.transcript_export.json_file import transcript_json
from minutewright.services.documents.transcript_export.text_files import (
    transcript_srt,
    transcript_text,
    transcript_vtt,
)
from minutewright.services.documents.word.write import write_transcript_document


class TranscriptFormat(StrEnum):
    """The formats a transcript can have; each is the usual extension of its file."""

    JSON = "json"
    TXT = "txt"
    SRT = "srt"
    VTT = "vtt"
    DOCX = "docx"


def write_transcript(
    record: MeetingRecord,
    out: Path,
    format: TranscriptFormat,
    *,
    include_exempt: bool = False,
    style: HouseStyle | None = None,
) -> None:
    """Writes the transcript to `out`, whole or not at all.

    Exempt items are left out unless `include_exempt`; where the meeting has any, so is what lies under no item. `style`
    words and sets the .docx; without it the council's own shipped house style does.

    Raises:
        FolderError, DiskFull: it could not be written; what was there before is untouched.
        BadInput: the council's house style is not known (.docx only).
    """
    if format is TranscriptFormat.DOCX:
        edition = Edition.FULL if include_exempt else Edition.PUBLIC
        write_transcript_document(
            record,
            style or shipped_house_style(record.council.house_style),
            edition,
            out,
        )
        return
    if not include_exempt:
        record = with_public_titles(record)
    rows = utterances(record, include_exempt=include_exempt)
    if format is TranscriptFormat.JSON:
        text = transcript_json(record, rows, include_exempt=include_exempt)
    elif format is TranscriptFormat.TXT:
        text = transcript_text(record, rows, include_exempt=include_exempt)
    elif format is TranscriptFormat.SRT:
        text = transcript_srt(rows)
    else:
        text = transcript_vtt(rows)
    write_whole(out, lambda file: file.write(text.encode("utf-8", errors="replace")))
