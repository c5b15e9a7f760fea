"""Writes what the second and third fixtures print, as LibreOffice reads it, one paragraph a line.

    PYTHONPATH=tests python tests/acceptance/make_goldens.py [--documents DIR]

Run it after a change that is meant to change the minutes, read the difference, and commit it with the change.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import city_meeting
import parish_meeting

from libreoffice import paragraphs_of
from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes

GOLDENS = Path(__file__).parent / "goldens"
CASES = {
    "parish-full": (parish_meeting, "uk-parish", Edition.FULL),
    "parish-public": (parish_meeting, "uk-parish", Edition.PUBLIC),
    "parish-in-borough-style": (parish_meeting, "uk-borough", Edition.PUBLIC),
    "city-public": (city_meeting, "us-city", Edition.PUBLIC),
}


def build(name: str, folder: Path) -> MeetingRecord:
    """The meeting of one case."""
    meeting, style, _ = CASES[name]
    record = meeting.build(folder / f"meeting of {name}")
    return parish_meeting.under_schedule_12a(record) if style == "uk-borough" else record


def write(name: str, record: MeetingRecord, folder: Path) -> Path:
    """The Word file of one case."""
    _, style, edition = CASES[name]
    out = folder / f"{name}.docx"
    write_minutes(record, shipped_house_style(style), edition, out)
    return out


def lines_of(out: Path, folder: Path) -> list[str]:
    """What prints, a paragraph a line."""
    return [line.rstrip() for line in paragraphs_of(out, folder) if line.strip()]


def main() -> None:
    """Writes them all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=Path, help="keep the Word files here")
    documents = parser.parse_args().documents
    with TemporaryDirectory() as folder:
        where = documents or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        for name in CASES:
            lines = lines_of(write(name, build(name, Path(folder)), where), where)
            (GOLDENS / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"{name}: {len(lines)} paragraphs")  # noqa: T201


if __name__ == "__main__":
    main()
