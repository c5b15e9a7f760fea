"""What a write changed: table names and ids, taken from the changeset itself, told to whoever asked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import apsw

log = logging.getLogger(__name__)


class Cause(StrEnum):
    """Why data changed."""

    ACTION = "action"
    UNDO = "undo"
    REDO = "redo"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Changed:
    """One event for one transaction. `tables` maps a table's name to the ids of its rows that came, went or changed."""

    cause: Cause
    words: str
    tables: dict[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *names: str) -> bool:
        """Whether any of these tables changed."""
        return any(name in self.tables for name in names)


def tables_in(changeset: bytes) -> dict[str, frozenset[str]]:
    """Table names and row ids of a changeset. The id is the first column of every table of the clerk's."""
    found: dict[str, set[str]] = {}
    for change in apsw.Changeset.iter(changeset):
        row = change.old if change.old is not None else change.new
        if row is not None:
            found.setdefault(change.name, set()).add(str(row[0]))
    return {name: frozenset(ids) for name, ids in found.items()}


class Announcer:
    """Tells listeners of changes, on the thread that made them. A listener that fails does not stop the others."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changed], None]] = []

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after each change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def announce(self, event: Changed) -> None:
        """Tell all listeners."""
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:  # the data is stored; a view that fails must not undo that
                log.exception("A listener failed on %s", event.words)
