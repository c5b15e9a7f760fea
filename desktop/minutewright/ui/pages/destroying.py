"""Destroying from the window: planned and done on a thread, told of when it is over."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from minutewright.app.destroying import (
    Destroyed,
    Going,
    destroy_span,
    destroyed_list,
    plan_destruction,
    wait_for_sound,
)
from minutewright.app.workplace import Workplace
from minutewright.domain.destruction import Scope
from minutewright.domain.errors import FolderError
from minutewright.domain.meeting import RecordingState
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell
from minutewright.ui.widgets.destroy_strip import DestroyStrip, Planned


class Destroying:
    """One for a page. `quiet` ends what holds or hears the sound and the words before they go."""

    def __init__(
        self,
        shell: Shell,
        workplace: Workplace,
        store: Callable[[], MeetingStore | None],
        quiet: Callable[[], object],
        now_ms: Callable[[], int] | None = None,
    ) -> None:
        self._shell, self._workplace, self._store, self._quiet = shell, workplace, store, quiet
        self.strip = DestroyStrip(shell, self._plan, self._destroy, now_ms)

    def give_room(self, behind: QWidget) -> None:
        """Let the second question cover what is `behind` it where the text is so large that both have no room."""
        self.strip.asks.connect(lambda asks: behind.setVisible(not (asks and self._shell.theme.is_large)))

    def save_list(self) -> None:
        """Write the list of what was destroyed to the meeting's `exports/`, to be printed."""
        store = self._store()
        if store is None:
            return
        path = store.folder / "exports" / "destroyed spans.txt"
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_text(destroyed_list(store), encoding="utf-8")
        except OSError as error:
            raise FolderError(
                f"“{path}” cannot be written. The list itself is kept with the recording."
            ) from error
        self._shell.messages.info(f"The list of what was destroyed is in {path}.")

    def _plan(self, start_ms: int, end_ms: int, then: Planned) -> None:
        store = self._store()
        if store is None:
            return

        def plan() -> Going:
            if store.recording_state is RecordingState.RECORDING:
                wait_for_sound(store, end_ms)
            return plan_destruction(store, start_ms, end_ms)

        def failed(error: BaseException) -> None:
            self.strip.failed()
            self._shell.messages.report(error)

        self._shell.tasks.run_task(plan, then, failed)

    def _destroy(self, going: Going, reason: str, scope: Scope) -> None:
        store = self._store()
        if store is None:
            return
        self._quiet()
        library, messages = self._workplace.library, self._shell.messages
        messages.info("Destroying…")

        def tell(done: Destroyed) -> None:
            (messages.attention if done.left else messages.info)(done.words)
            self._shell.actions.refresh()

        self._shell.tasks.run_task(lambda: destroy_span(store, library, going, reason, scope), tell)
