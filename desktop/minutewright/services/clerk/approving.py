"""The way of the minutes from notes to the archive, one logged and undoable step at a time."""

from dataclasses import replace
from datetime import date, datetime

from minutewright.domain.approval import ApprovalStep, may_follow
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ApprovalStepId, new_id
from minutewright.domain.meeting import MinutesState
from minutewright.services.storage.store import MeetingStore


def take_step(
    store: MeetingStore,
    after: MinutesState,
    who: str,
    *,
    note: str = "",
    signatory: str = "",
    confirmed_on: date | None = None,
) -> ApprovalStep:
    """Bring the minutes into another state, and log who did it, when, and the hash of the newest exported file.

    `signatory` presided at the meeting of `confirmed_on` that confirmed these minutes; `note` holds its corrections.

    Raises:
        BadInput: this state does not follow from the present one.
    """
    before = store.meeting.state
    if not may_follow(before, after):
        raise BadInput(_refusal(before))
    newest = max(store.versions.all(), key=lambda version: version.number, default=None)
    step = ApprovalStep(
        ApprovalStepId(new_id("step")), after, before, datetime.now().astimezone(), who.strip(),
        newest.file_name if newest else "", newest.sha256 if newest else "", note.strip(),
    )  # fmt: skip
    meeting = replace(store.meeting, state=after)
    if after is MinutesState.CONFIRMED:
        meeting = replace(meeting, signatory=signatory, confirmed_on=confirmed_on)
    with store.action("Change state of the minutes"):
        store.meetings.put(meeting)
        store.approval_steps.put(step)
    return step


def _refusal(before: MinutesState) -> str:
    if before in (MinutesState.CONFIRMED, MinutesState.SIGNED, MinutesState.ARCHIVED):
        return (
            "Minutes that were confirmed do not go back; a mistake in them is put right by a resolution of the next "
            "meeting. Nothing was changed. If they were marked as confirmed by mistake, undo that step."
        )
    return "The minutes must be confirmed before they are signed, and signed before they are archived. Nothing was changed."
