"""The library: an index of all meetings and of what was said in them, rebuilt from the folders whenever asked."""

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any

import apsw

from minutewright.domain.errors import FolderError, MinutewrightError
from minutewright.domain.meeting import MinutesState, RecordingState
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.tagging import count_unassigned
from minutewright.services.storage.database import DATABASE, plain_errors
from minutewright.services.storage.scrubbing import scrub_file
from minutewright.services.storage.store import MeetingStore, open_meeting

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (folder TEXT PRIMARY KEY, council TEXT, body TEXT, held_on TEXT, state TEXT,
    recording TEXT, length_ms INTEGER, unassigned_ms INTEGER, items INTEGER);
CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5(folder UNINDEXED, at_ms UNINDEXED, words,
    tokenize = "unicode61 remove_diacritics 2");
"""


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One meeting as the library lists it. `unassigned_ms` is spoken time under no agenda item."""

    folder: Path
    council: str
    body: str
    held_on: date
    state: MinutesState
    recording: RecordingState
    length_ms: int
    unassigned_ms: int
    items: int


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words were found: the meeting's folder, recording ms (None: in its title), and the words around."""

    folder: Path
    at_ms: int | None
    excerpt: str


class Library:
    """All meetings under the folders that were ever opened or made here. Nothing in it is the only copy."""

    def __init__(self, profile: Path) -> None:
        try:
            profile.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(
                f"The folder {profile} for settings and library cannot be made. Nothing was changed. "
                "Choose another with --profile."
            ) from error
        self._path = profile / "library.db"
        self._lock = RLock()
        with plain_errors(profile):
            self._db = self._open()

    def entries(self) -> tuple[LibraryEntry, ...]:
        """All meetings, newest first; those whose folder has gone are left out."""
        with self._lock:
            rows: list[Any] = self._db.execute(
                "SELECT folder, council, body, held_on, state, recording, length_ms, unassigned_ms, items FROM entry "
                "ORDER BY held_on DESC, body, folder"
            ).fetchall()
        entries = (
            LibraryEntry(
                Path(row[0]), row[1], row[2], date.fromisoformat(row[3]), MinutesState(row[4]),
                RecordingState(row[5]), row[6], row[7], row[8],
            )
            for row in rows
        )  # fmt: skip
        return tuple(entry for entry in entries if (entry.folder / DATABASE).is_file())

    def index(self, store: MeetingStore) -> None:
        """Take in what an open meeting holds now."""
        record = store.record()
        folder = str(store.folder.resolve())
        row = (
            folder, record.council.name, record.body.name, record.meeting.held_on.isoformat(),
            record.meeting.state.value, store.recording_state.value, recording_length_ms(record.files),
            count_unassigned(record.segments).without_item_ms, len(record.items),
        )  # fmt: skip
        title = f"{record.council.name} {record.body.name} " + " ".join(item.title for item in record.items)
        with self._lock, plain_errors(self._path.parent), self._db:
            self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            self._db.execute("DELETE FROM said WHERE folder = ?", (folder,))
            self._db.execute("INSERT INTO said VALUES (?, NULL, ?)", (folder, title))
            self._db.executemany(
                "INSERT INTO said VALUES (?, ?, ?)",
                ((folder, segment.start_ms, segment.text) for segment in record.segments),
            )

    def search(self, words: str, limit: int = 200) -> tuple[Found, ...]:
        """Places where all the words occur, best first; the last word may be unfinished. No words find nothing."""
        terms = [f'"{term}"' for term in words.replace('"', " ").split()]
        if not terms:
            return ()
        terms[-1] += "*"
        with self._lock:
            rows: list[Any] = self._db.execute(
                "SELECT folder, at_ms, snippet(said, 2, '', '', '…', 24) FROM said WHERE said MATCH ? "
                "ORDER BY rank LIMIT ?",
                (" ".join(terms), limit),
            ).fetchall()
        return tuple(Found(Path(row[0]), row[1], row[2]) for row in rows)

    def rebuild(self, *roots: Path) -> int:
        """Index every meeting found in these folders and one level of folders inside; returns how many were read.

        A meeting that is open elsewhere, damaged or newer keeps the entry it had.
        """
        count = 0
        for root in roots:
            folders = (
                [root, *sorted(child for child in root.iterdir() if child.is_dir())] if root.is_dir() else []
            )
            for folder in folders:
                if (folder / DATABASE).is_file() and self._index_closed(folder):
                    count += 1
        return count

    def scrub(self, store: MeetingStore) -> None:
        """Take an open meeting in anew so that no byte of words that were destroyed in it is left in the index.

        Raises:
            MeetingInUse: another program reads the index at this moment. Call it again.
            FolderError, DiskFull: it could not be written.
        """
        with self._lock, plain_errors(self._path.parent):
            self.forget(store.folder)
            self.index(store)
            with self._db:
                self._db.execute("INSERT INTO said(said) VALUES ('rebuild')")
            scrub_file(self._db, self._path.parent)

    def forget(self, folder: Path) -> None:
        """Take a meeting off the list; its folder is not touched."""
        key = str(folder.resolve())
        with self._lock, self._db:
            self._db.execute("DELETE FROM entry WHERE folder = ?", (key,))
            self._db.execute("DELETE FROM said WHERE folder = ?", (key,))

    def close(self) -> None:
        """Close the index."""
        with self._lock:
            self._db.close()

    def _index_closed(self, folder: Path) -> bool:
        try:
            with open_meeting(folder) as store:
                self.index(store)
        except MinutewrightError as error:
            log.info("Not indexed: %s", error)
            return False
        return True

    def _open(self) -> apsw.Connection:
        try:
            return self._connect()
        except (apsw.NotADBError, apsw.CorruptError):
            log.warning("The library index was damaged and is made anew")
            self._path.unlink()
            return self._connect()

    def _connect(self) -> apsw.Connection:
        db = apsw.Connection(str(self._path))
        try:
            db.set_busy_timeout(2000)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA secure_delete = ON")
            db.execute(_SCHEMA)
        except BaseException:
            db.close()
            raise
        return db
