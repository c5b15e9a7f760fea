"""Writes minutes in one line."""

from pathlib import Path

import pytest
from package import WriteMinutes

from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes


@pytest.fixture
def minutes(tmp_path: Path) -> WriteMinutes:
    """Writes minutes of a record into a temporary folder and gives their place."""

    def write(
        record: MeetingRecord,
        edition: Edition = Edition.FULL,
        style: str = "uk-borough",
        *,
        transcript_appendix: bool = False,
    ) -> Path:
        out = tmp_path / f"{edition.value} {style} minutes.docx"
        write_minutes(
            record, shipped_house_style(style), edition, out, transcript_appendix=transcript_appendix
        )
        return out

    return write
