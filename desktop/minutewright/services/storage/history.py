"""Undo, redo and the audit trail: every action of the clerk as an SQLite changeset.

The session extension records what an action changed. Undo inverts the changeset and applies it, redo applies it again;
both are transactions, so they survive a restart, and cover every table of the clerk's without code of its own.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

import apsw

from minutewright.domain.errors import FolderError, OutsideAction
from minutewright.services.storage.changes import Announcer, Cause, Changed, tables_in


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: what was done, when (aware), and whether it is `done`, `undone`, `dropped` or `kept`."""

    number: int
    words: str
    at: datetime
    state: str


class History:
    """Runs actions on the clerk's tables of one meeting and takes them back."""

    def __init__(self, db: apsw.Connection, tables: tuple[str, ...], announcer: Announcer) -> None:
        self._db = db
        self._tables = tables
        self._announcer = announcer
        self._depth = 0
        db.create_scalar_function("in_action", self._in_action, 0)
        for table in tables:
            for verb in ("INSERT", "UPDATE", "DELETE"):
                db.execute(
                    f'CREATE TEMP TRIGGER "guard_{table}_{verb}" BEFORE {verb} ON main."{table}" '
                    "WHEN NOT in_action() BEGIN SELECT RAISE(ABORT, 'outside an action'); END"
                )

    @contextmanager
    def action(self, words: str, *, undoable: bool = True) -> Iterator[None]:
        """One undoable step. Everything inside is stored together or, after an exception, not at all.

        An action inside an action belongs to the outer one. An action that changes nothing leaves no entry.
        One that is not `undoable` (the making of the meeting) stays in the trail as `kept`.
        """
        if self._depth:
            yield
            return
        session = apsw.Session(self._db, "main")
        for table in self._tables:
            session.attach(table)
        event: Changed | None = None
        with closing(session), self._transaction():
            yield
            changeset = session.changeset()
            if changeset:
                self._db.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
                self._db.execute(
                    "INSERT INTO history (words, at, state, changeset) VALUES (?, ?, ?, ?)",
                    (
                        words,
                        datetime.now().astimezone().isoformat(),
                        "done" if undoable else "kept",
                        changeset,
                    ),
                )
                event = Changed(Cause.ACTION, words, tables_in(changeset))
        if event:
            self._announcer.announce(event)

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """One transaction that cannot be undone and after which nothing before it can: all changesets go.

        The trail keeps what was done and when, each entry as `kept`.
        """
        if self._depth:
            raise OutsideAction("Nothing can be destroyed inside an action.")
        with self._transaction():
            yield
            self._db.execute("UPDATE history SET changeset = zeroblob(0), state = 'kept'")

    def undo(self) -> Entry | None:
        """Take back the last action; None where there is none."""
        return self._step(self.next_undo(), Cause.UNDO, "undone")

    def redo(self) -> Entry | None:
        """Do the last undone action again; None where there is none."""
        return self._step(self.next_redo(), Cause.REDO, "done")

    def next_undo(self) -> Entry | None:
        """What `undo` would take back."""
        return self._entry("state = 'done' ORDER BY id DESC LIMIT 1")

    def next_redo(self) -> Entry | None:
        """What `redo` would do again."""
        return self._entry("state = 'undone' ORDER BY id LIMIT 1")

    def entries(self) -> tuple[Entry, ...]:
        """The whole trail, oldest first, with what was undone."""
        rows = self._db.execute("SELECT id, words, at, state FROM history ORDER BY id")
        return tuple(Entry(int(row[0]), row[1], datetime.fromisoformat(row[2]), row[3]) for row in rows)

    def _in_action(self, *_: object) -> int:
        return int(self._depth > 0)

    def _entry(self, condition: str) -> Entry | None:
        row = self._db.execute(f"SELECT id, words, at, state FROM history WHERE {condition}").fetchone()
        return None if row is None else Entry(int(row[0]), row[1], datetime.fromisoformat(row[2]), row[3])

    def _step(self, entry: Entry | None, cause: Cause, state: str) -> Entry | None:
        if self._depth:
            raise OutsideAction("Undo and redo cannot run inside an action.")
        if entry is None:
            return None
        changeset = bytes(self._db.execute("SELECT changeset FROM history WHERE id = ?", (entry.number,)).get)
        if cause is Cause.UNDO:
            changeset = apsw.Changeset.invert(changeset)
        try:
            with self._transaction():
                apsw.Changeset.apply(changeset, self._db)
                self._db.execute("UPDATE history SET state = ? WHERE id = ?", (state, entry.number))
        except apsw.AbortError as error:
            raise FolderError(
                f"“{entry.words}” could not be undone or redone, because the meeting has changed since. "
                "Nothing was altered."
            ) from error
        self._announcer.announce(Changed(cause, entry.words, tables_in(changeset)))
        return entry

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._depth += 1
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite itself may have rolled back, as on a full disk
                    self._db.execute("ROLLBACK")
                raise
        finally:
            self._depth -= 1
