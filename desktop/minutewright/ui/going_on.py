"""Where work on the open meeting goes on: before, during or after it."""

from minutewright.domain.meeting import RecordingState
from minutewright.ui.page import Shell


def go_on(shell: Shell) -> None:
    """Show the page on which the clerk will go on with the meeting that is open."""
    store = shell.session.store
    if store is None:
        return
    recording = store.recording_state
    if recording in (RecordingState.RECORDING, RecordingState.INTERRUPTED):
        shell.go("meeting")
    elif recording is RecordingState.NONE:
        shell.go("prepare")
    else:
        shell.go("minutes" if store.blocks.count() and store.shown_pass() else "review")
