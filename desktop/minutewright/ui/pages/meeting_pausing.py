"""Pausing on the Meeting page: first nothing is captured any more, then it is taken down why and who was asked to leave."""

from datetime import datetime
from typing import TYPE_CHECKING

from minutewright.domain.ids import PersonId
from minutewright.domain.marks import Mark
from minutewright.domain.recording import GapReason
from minutewright.services.clerk.pausing import mark_pause, mark_resumption, set_asked_to_leave
from minutewright.ui.page import Shell
from minutewright.ui.widgets.recording_strips import PauseStrip
from minutewright.ui.wording import GAPS

if TYPE_CHECKING:
    from minutewright.ui.pages.meeting import MeetingPage


class MeetingPausing:
    """The strip that asks, and what its answers do."""

    def __init__(self, shell: Shell, page: "MeetingPage") -> None:
        self._page = page
        self.strip = PauseStrip(shell, self._pause, self._asked_to_leave, lambda: page.open_store)

    def pause_or_resume(self) -> None:
        """Ask why it pauses, or go on."""
        page, recording = self._page, self._page.recording
        if recording is None or page.state != "paused":
            self.strip.open()
            return
        recording.resume()
        self.strip.dismiss()
        if page.open_store is not None:
            mark_resumption(page.open_store, recording.now_ms(), datetime.now().astimezone())
        page.look()

    def _pause(self, reason: GapReason, note: str) -> Mark | None:
        recording, store = self._page.recording, self._page.open_store
        if recording is None or store is None:
            return None
        recording.pause(reason, note)  # first of all: what is said now must not be captured
        why = f"{GAPS[reason]}, {note}" if note else GAPS[reason]
        mark = mark_pause(store, recording.now_ms(), datetime.now().astimezone(), why)
        self._page.look()
        return mark

    def _asked_to_leave(self, mark: Mark, who: tuple[PersonId, ...]) -> None:
        if self._page.open_store is not None:
            set_asked_to_leave(self._page.open_store, mark.id, who)
