"""The meeting that is open in the window, its changes on the UI thread, and undo and redo."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from minutewright.app.workplace import Workplace
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.bridge import Bridge


class Session(QObject):
    """At most one open meeting. `opened` carries the store, `changed` each event; all are emitted on the UI thread."""

    opened = Signal(object)
    closing = Signal(object)
    closed = Signal()
    changed = Signal(object)

    def __init__(self, workplace: Workplace, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._bridge = bridge
        self._store: MeetingStore | None = None
        self._stop_listening: Callable[[], None] | None = None

    @property
    def store(self) -> MeetingStore | None:
        """The open meeting."""
        return self._store

    def open(self, folder: Path) -> None:
        """Open the meeting in a folder, in place of the one that is open; the same one again changes nothing.

        Raises:
            FolderError, MeetingInUse, NewerVersion: the meeting that was open stays open.
        """
        if self._store is not None and self._store.folder.resolve() == folder.resolve():
            return
        self.take(self._workplace.open(folder))

    def take(self, store: MeetingStore) -> None:
        """Show a store that is open already (a meeting just made) in place of the one that was open."""
        self.close()
        self._store = store
        self._stop_listening = store.subscribe(self._bridge.to_ui(lambda event: self._tell(store, event)))
        self.opened.emit(store)

    def close(self) -> None:
        """Close the open meeting, if there is one. There is nothing to save: every action is stored already."""
        store, self._store = self._store, None
        if store is None:
            return
        if self._stop_listening:
            self._stop_listening()
        self.closing.emit(store)
        self._workplace.leave()
        self._workplace.refresh(store)
        store.close()
        self.closed.emit()

    def undo(self) -> None:
        """Take back the last action of the open meeting."""
        if self._store:
            self._store.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._store:
            self._store.redo()

    def undo_words(self) -> str:
        """What undo would take back, such as "Assign speaker"; empty where there is nothing."""
        entry = self._store.next_undo() if self._store else None
        return entry.words if entry else ""

    def redo_words(self) -> str:
        """What redo would do again; empty where there is nothing."""
        entry = self._store.next_redo() if self._store else None
        return entry.words if entry else ""

    def _tell(self, store: MeetingStore, event: Changed) -> None:
        if store is self._store:
            self.changed.emit(event)
