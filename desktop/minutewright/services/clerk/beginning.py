"""A new meeting: for a new committee, or carried forward from the last one of the same committee."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.council import Body, Council, Numbering
from minutewright.domain.ids import AttendanceId, BodyId, CouncilId, MeetingId, new_id
from minutewright.domain.meeting import Meeting
from minutewright.domain.numbering import numbering_after
from minutewright.domain.record import MeetingRecord
from minutewright.services.storage.store import MeetingStore, create_meeting


def begin_meeting(
    folder: Path,
    body: str,
    held_on: date,
    *,
    council: str = "",
    starts_at: time | None = None,
    venue: str = "",
    house_style: str = "uk-borough",
    style_text: str = "",
    first_minute: int = 1,
    numbering: Numbering | None = None,
) -> MeetingStore:
    """Make a meeting of a committee that is not known yet.

    `style_text` is the file of a council's own house style; `numbering` what the house style begins with.

    Raises:
        FolderError, DiskFull: nothing was made.
    """
    a_council = Council(CouncilId(new_id("council")), council, house_style=house_style, style_text=style_text)
    a_body = Body(
        BodyId(new_id("body")),
        a_council.id,
        body,
        numbering=replace(numbering or Numbering(), first=first_minute),
    )
    meeting = Meeting(MeetingId(new_id("meeting")), a_body.id, held_on, starts_at, venue)
    return create_meeting(folder, a_council, a_body, meeting)


def carry_forward(folder: Path, last: MeetingRecord, held_on: date) -> MeetingStore:
    """Make the next meeting of a committee: its council, body, people and seats as they were, all present.

    Minute numbers go on where the last meeting's ended, or begin again as the body has it.

    Raises:
        FolderError, DiskFull: nothing was made.
    """
    numbering = numbering_after(last.body.numbering, last.items, last.meeting.held_on, held_on)
    meeting = Meeting(
        MeetingId(new_id("meeting")),
        last.body.id,
        held_on,
        last.meeting.starts_at,
        last.meeting.venue,
        clerk=last.meeting.clerk,
        last_minutes_of=last.meeting.held_on,
    )
    store = create_meeting(folder, last.council, replace(last.body, numbering=numbering), meeting)
    with store.action("Carry forward from the last meeting", undoable=False):
        store.people.put_all(last.people)
        store.attendance.put_all(
            replace(
                row,
                id=AttendanceId(new_id("attendance")),
                status=AttendanceStatus.PRESENT,
                spans=(),
                substituting_for=None,
            )
            for row in last.attendance
        )
    return store


def folder_name(body: str, held_on: date) -> str:
    """`2026-11-22 Parks Committee`, with what file systems refuse taken out."""
    plain = "".join(" " if char in '<>:"/\\|?*' or ord(char) < 32 else char for char in body)
    return f"{held_on.isoformat()} {' '.join(plain.split()).rstrip('. ') or 'Meeting'}"[:120]
