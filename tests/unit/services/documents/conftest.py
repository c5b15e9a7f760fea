"""Lets the tests of documents import what the tests share, and write minutes in one line."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes

WriteMinutes = Callable[..., Path]


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
