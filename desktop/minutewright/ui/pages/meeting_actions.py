"""The commands of the Meeting page: one key per thing that happens."""

from functools import partial
from typing import TYPE_CHECKING

from minutewright.domain.marks import MarkKind
from minutewright.ui.actions.action import Action
from minutewright.ui.pages.meeting_business import take_arrival, take_declaration, take_motion, take_vote

if TYPE_CHECKING:
    from minutewright.ui.pages.meeting import MeetingPage

IDLE = "idle"


def meeting_actions(page: "MeetingPage") -> tuple[Action, ...]:
    """Recording, agenda, note, business, and the list of what was taken down."""
    return (
        Action(
            "meeting.start",
            "Start recording",
            page.start,
            keys=("Ctrl+R",),
            icon="record",
            enabled=lambda: page.has_meeting() and page.state == IDLE,
        ),
        Action(
            "meeting.pause",
            "Pause",
            page.pausing.pause_or_resume,
            keys=("P",),
            icon="pause",
            enabled=lambda: page.state in ("recording", "lost", "paused"),
            words_now=lambda: "Resume" if page.state == "paused" else "Pause",
            hint="Pause the recording for a reason, or go on",
        ),
        Action(
            "meeting.listen_back",
            "Listen back",
            page.sound.listen_or_stop,
            keys=("Ctrl+L",),
            icon="sound",
            enabled=lambda: page.sound.listening or page.state in ("recording", "lost"),
            words_now=lambda: "Stop listening" if page.sound.listening else "Listen back",
            hint="Hear through headphones what was written to the disk three seconds ago; the recording goes on",
        ),
        Action(
            "meeting.end",
            "End…",
            page.end.open,
            keys=("Ctrl+Shift+E",),
            icon="stop",
            enabled=lambda: page.state != IDLE,
            hint="Close the meeting and stop recording",
        ),
        Action(
            "meeting.next_item", "Next item", partial(page.step, 1), keys=("Ctrl+Down",), icon="down",
            enabled=lambda: page.neighbour(1) is not None, hint="Take the next item now",
        ),
        Action(
            "meeting.previous_item", "Previous item", partial(page.step, -1), keys=("Ctrl+Up",), icon="up",
            enabled=lambda: page.neighbour(-1) is not None, hint="Take the item before now",
        ),
        Action("meeting.note", "Note", page.write_note, keys=("N",), icon="note", enabled=page.has_meeting),
        Action("meeting.motion", "Motion", partial(take_motion, page), keys=("M",), icon="motion", enabled=page.has_meeting),
        Action("meeting.vote", "Vote", partial(take_vote, page), keys=("V",), icon="vote", enabled=page.has_meeting),
        Action(
            "meeting.arrival", "Arrived / left", partial(take_arrival, page), keys=("A",), icon="people",
            enabled=page.has_meeting,
        ),
        Action(
            "meeting.declaration", "Declaration", partial(take_declaration, page), keys=("D",), icon="flag",
            enabled=page.has_meeting,
        ),
        Action(
            "meeting.opened", "Meeting opens", partial(page.stamp_meeting, MarkKind.OPENED), keys=("O",),
            icon="meeting", enabled=lambda: page.has_meeting() and not page.has_mark(MarkKind.OPENED),
            hint="Take down the time at which the meeting opens",
        ),
        Action(
            "meeting.closed", "Meeting closes", partial(page.stamp_meeting, MarkKind.CLOSED),
            keys=("Ctrl+Shift+C",), icon="clock",
            enabled=lambda: page.has_meeting() and not page.has_mark(MarkKind.CLOSED),
            hint="Take down the time at which the meeting closes",
        ),
        Action(
            "meeting.destroy", "Destroy the last minutes…", page.destroying.strip.open_last, keys=("Ctrl+Shift+Del",),
            icon="remove", enabled=page.has_sound,
            hint="Sound, words and every copy of what was captured by mistake; the recording goes on",
        ),
        Action(
            "meeting.delete_mark", "Delete this line", page.marks.delete, keys=("Del",), icon="delete",
            enabled=page.marks.can_delete,
        ),
    )  # fmt: skip
