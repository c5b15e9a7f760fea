"""One meeting's data: its tables, its history, and everything read from them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TypeVar

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.approval import ApprovalStep
from minutewright.domain.attendance import Attendance
from minutewright.domain.business import Action, Decision, Declaration, Exclusion, Motion
from minutewright.domain.council import Body, Council
from minutewright.domain.destruction import Scope
from minutewright.domain.errors import FolderError
from minutewright.domain.ids import PassId
from minutewright.domain.marks import Mark
from minutewright.domain.meeting import Meeting, RecordingState
from minutewright.domain.minutes import Block, Version
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import AudioFile, Gap, GapReason
from minutewright.domain.returned import Remark, ReturnedAnswer
from minutewright.domain.transcript import (
    ClerkSegment,
    HeardSegment,
    Pass,
    PassBlock,
    PassKind,
    Segment,
    Voice,
)
from minutewright.services.storage.changes import Announcer, Cause, Changed
from minutewright.services.storage.database import (
    close_database,
    discard_database,
    open_database,
    plain_errors,
)
from minutewright.services.storage.history import Entry, History
from minutewright.services.storage.scrubbing import (
    SpokenThere,
    find_spoken,
    scrub_file,
    without_sources,
    without_span,
)
from minutewright.services.storage.table import Table
from minutewright.services.storage.transcript import Transcript

_Row = TypeVar("_Row")


class MeetingStore:
    """An open meeting. Use `create_meeting` or `open_meeting`; close it when done.

    Reading is free. Writing the clerk's tables needs `with store.action("words"):`; what the machine took down
    (files, gaps, passes, heard segments) goes through the methods that say so, outside history.
    One thread at a time is let in; events are told on the thread that wrote.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self._lock = RLock()
        self._closed = False
        self._announcer = Announcer()
        self._db = open_database(folder, create=create)
        db, lock = self._db, self._lock
        self.councils = Table(db, "council", Council, "id", lock)
        self.bodies = Table(db, "body", Body, "id", lock)
        self.meetings = Table(db, "meeting", Meeting, "id", lock)
        self.people = Table(db, "person", Person, "surname, forename, initials, id", lock)
        self.attendance = Table(db, "attendance", Attendance, '"order", id', lock)
        self.items = Table(db, "agenda_item", AgendaItem, '"order", id', lock)
        self.marks = Table(db, "mark", Mark, "at_ms, id", lock)
        self.clerk_segments = Table(db, "clerk_segment", ClerkSegment, "start_ms, id", lock)
        self.voices = Table(db, "voice", Voice, "label, id", lock)
        self.motions = Table(db, "motion", Motion, '"order", id', lock)
        self.decisions = Table(db, "decision", Decision, '"order", id', lock)
        self.declarations = Table(db, "declaration", Declaration, "at_ms IS NULL, at_ms, id", lock)
        self.actions = Table(db, "action", Action, "at_ms IS NULL, at_ms, id", lock)
        self.exclusions = Table(db, "exclusion", Exclusion, "id", lock)
        self.remarks = Table(db, "remark", Remark, "id", lock)
        self.returned_answers = Table(db, "returned_answer", ReturnedAnswer, "at, id", lock)
        self.approval_steps = Table(db, "approval_step", ApprovalStep, "at, id", lock)
        self.blocks = Table(db, "block", Block, '"order", id', lock)
        self.files = Table(db, "audio_file", AudioFile, "number", lock)
        self.gaps = Table(db, "gap", Gap, "at_ms, started_at", lock)
        self.passes = Table(db, "pass", Pass, "started_at, id", lock)
        self.pass_blocks = Table(db, "pass_block", PassBlock, "start_ms", lock)
        self.heard = Table(db, "heard_segment", HeardSegment, "start_ms, id", lock)
        self.versions = Table(db, "version", Version, "number", lock)
        clerks = (
            self.councils, self.bodies, self.meetings, self.people, self.attendance, self.items, self.marks,
            self.clerk_segments, self.voices, self.motions, self.decisions, self.declarations, self.actions, self.blocks,
            self.exclusions,
            self.remarks, self.returned_answers, self.approval_steps,
        )  # fmt: skip
        self._history = History(db, tuple(table.name for table in clerks), self._announcer)
        self._transcript = Transcript(self.heard, self.clerk_segments, self.marks, self.voices)
        self._announcer.subscribe(self._note_change)

    # -- the clerk's hand ------------------------------------------------------------------------------------------

    @contextmanager
    def action(self, words: str, *, undoable: bool = True) -> Iterator[None]:
        """One undoable step, named in words the clerk reads after "Undo" ("Assign speaker").

        Raises:
            DiskFull, FolderError: it could not be stored; nothing of it was kept.
        """
        with self._lock, plain_errors(self.folder):
            try:
                with self._history.action(words, undoable=undoable):
                    yield
            except BaseException:
                self._transcript.forget()
                raise

    def undo(self) -> Entry | None:
        """Take back the last action, also one of an earlier day; None where there is none."""
        with self._lock, plain_errors(self.folder):
            return self._history.undo()

    def redo(self) -> Entry | None:
        """Do again what was undone last; None where there is nothing."""
        with self._lock, plain_errors(self.folder):
            return self._history.redo()

    def next_undo(self) -> Entry | None:
        """What `undo` would take back."""
        with self._lock:
            return self._history.next_undo()

    def next_redo(self) -> Entry | None:
        """What `redo` would do again."""
        with self._lock:
            return self._history.next_redo()

    def trail(self) -> tuple[Entry, ...]:
        """Every action ever taken on this meeting, oldest first."""
        with self._lock:
            return self._history.entries()

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after every change; the returned function ends that."""
        return self._announcer.subscribe(listener)

    # -- what the machine took down: appended, never undone ---------------------------------------------------------

    def put_sound(self, files: Iterable[AudioFile], gaps: Iterable[Gap]) -> None:
        """Store what is known of the recording now: new files and gaps, and those of which more is known than before."""
        with self._machine("Recording") as ids:
            known_files, known_gaps = self.files.all(), self.gaps.all()
            new_files = tuple(file for file in files if file not in known_files)
            new_gaps = tuple(gap for gap in gaps if gap not in known_gaps)
            self.files.put_all(new_files)
            self.gaps.put_all(new_gaps)
            ids["audio_file"] = frozenset(file.id for file in new_files)
            ids["gap"] = frozenset(gap.id for gap in new_gaps)

    def begin_pass(self, a_pass: Pass) -> None:
        """Store a transcription pass that starts now."""
        with self._machine("Transcription") as ids:
            self.passes.append_all((a_pass,))
            ids["pass"] = frozenset({a_pass.id})

    def put_block(self, block: PassBlock, segments: Iterable[HeardSegment]) -> None:
        """Store one finished block of a pass with its segments, together; a block stored before is left as it is."""
        gaps = self.gaps.all("reason = ?", (GapReason.DESTROYED.value,))
        for gap in gaps:  # heard before the sound was destroyed, told afterwards
            cut = (without_span(each, gap.at_ms, gap.at_ms + gap.filled_ms) for each in segments)
            segments = [each for each in cut if each is not None]
        segments = tuple(segments)
        with self._machine("Transcription") as ids:
            if self.pass_blocks.all("pass_id = ? AND start_ms = ?", (block.pass_id, block.start_ms)):
                return
            self.pass_blocks.append_all((block,))
            self.heard.append_all(segments)
            ids["heard_segment"] = frozenset(segment.id for segment in segments)

    def finish_pass(self, a_pass: Pass) -> None:
        """Store that a pass is complete (`finished_at` is set)."""
        with self._machine("Transcription") as ids:
            self.passes.put(a_pass)
            ids["pass"] = frozenset({a_pass.id})

    def add_version(self, version: Version) -> None:
        """Store that a document was exported."""
        with self._machine("Export") as ids:
            self.versions.append_all((version,))
            ids["version"] = frozenset({version.id})

    def set_recording_state(self, state: RecordingState) -> None:
        """Store whether sound is being taken."""
        with self._machine("Recording") as ids:
            self._db.execute("INSERT OR REPLACE INTO fact VALUES ('recording', ?)", (state.value,))
            ids["fact"] = frozenset({"recording"})

    # -- destroyed for good ------------------------------------------------------------------------------------------

    def spoken_between(self, start_ms: int, end_ms: int) -> SpokenThere:
        """Everything stored that was said, noted or drafted from a span of recording time (ms)."""
        with self._lock:
            rows = (self.heard.all(), self.clerk_segments.all(), self.marks.all(), self.blocks.all())
            return find_spoken(*rows, start_ms, end_ms)

    def destroy_text(
        self, start_ms: int, end_ms: int, scope: Scope, step: Callable[[str], None] = lambda name: None
    ) -> None:
        """Remove what was said in a span so that no byte of it is left in the database; doing it twice is no harm.

        Nothing that was done before can be undone afterwards: the trail keeps names and times, not what changed.

        Raises:
            DiskFull, FolderError, MeetingInUse: it is not finished. Call it again.
        """
        with self._lock, plain_errors(self.folder):
            found = self.spoken_between(start_ms, end_ms)
            with self._history.forgetting():
                touched = self._remove(found, start_ms, end_ms, scope)
            self._transcript = Transcript(self.heard, self.clerk_segments, self.marks, self.voices)
            step("free pages")
            scrub_file(self._db, self.folder)
        self._announcer.announce(Changed(Cause.MACHINE, "Destroy span", touched))

    def _remove(
        self, found: SpokenThere, start_ms: int, end_ms: int, scope: Scope
    ) -> dict[str, frozenset[str]]:
        gone = {row.id for row in found.heard if without_span(row, start_ms, end_ms) is None}
        for heard in found.heard:
            if (cut := without_span(heard, start_ms, end_ms)) is not None:
                self.heard.put(cut)
        self.heard.delete(*gone)
        for clerk in found.clerk:
            if (left := without_span(clerk, start_ms, end_ms)) is not None:
                self.clerk_segments.put(left)
            else:
                self.clerk_segments.delete(clerk.id)
        marks = found.marks if scope.notes else ()
        self.marks.delete(*(mark.id for mark in marks))
        blocks = (*found.suggestions, *(found.paragraphs if scope.paragraphs else ()))
        drawn = [block for block in found.resting if block not in blocks]
        self.blocks.put_all(without_sources(block, start_ms, end_ms, frozenset(gone)) for block in drawn)
        self.blocks.delete(*(block.id for block in blocks))
        touched = {
            "heard_segment": frozenset(row.id for row in found.heard),
            "clerk_segment": frozenset(row.id for row in found.clerk),
            "mark": frozenset(mark.id for mark in marks),
            "block": frozenset(block.id for block in (*blocks, *drawn)),
            "history": frozenset({"all"}),
        }
        return {name: ids for name, ids in touched.items() if ids}

    # -- reading -----------------------------------------------------------------------------------------------------

    @property
    def recording_state(self) -> RecordingState:
        """Whether sound was taken, is being taken, or was interrupted."""
        with self._lock:
            row = self._db.execute("SELECT value FROM fact WHERE key = 'recording'").fetchone()
            return RecordingState(row[0]) if row else RecordingState.NONE

    @property
    def meeting(self) -> Meeting:
        """The meeting. Raises FolderError in a folder that was never finished being made."""
        return self._only(self.meetings)

    @property
    def body(self) -> Body:
        """The body that meets."""
        return self._only(self.bodies)

    @property
    def council(self) -> Council:
        """The body's council."""
        return self._only(self.councils)

    def shown_pass(self) -> Pass | None:
        """The pass whose words are shown: the newest finished final one, else the newest final, else the newest live."""
        with self._lock:
            ranked = sorted(
                self.passes.all(),
                key=lambda each: (each.kind is PassKind.FINAL, each.finished_at is not None, each.started_at),
            )
        return ranked[-1] if ranked else None

    def segments(self) -> tuple[Segment, ...]:
        """The transcript as the clerk reads it, in order of time. Kept; what has not changed is the same object."""
        with self._lock:
            return self._transcript.read(self.shown_pass())

    def done_blocks(self, pass_id: PassId) -> tuple[PassBlock, ...]:
        """The stretches a pass has finished, in order of time."""
        with self._lock:
            return self.pass_blocks.all("pass_id = ?", (pass_id,))

    def record(self) -> MeetingRecord:
        """Everything known of the meeting as one value."""
        with self._lock:
            return MeetingRecord(
                council=self.council, body=self.body, meeting=self.meeting, people=self.people.all(),
                attendance=self.attendance.all(), items=self.items.all(), marks=self.marks.all(),
                files=self.files.all(), gaps=self.gaps.all(), segments=self.segments(), motions=self.motions.all(),
                decisions=self.decisions.all(), declarations=self.declarations.all(), actions=self.actions.all(),
                blocks=self.blocks.all(), exclusions=self.exclusions.all(),
                remarks=self.remarks.all(),
            )  # fmt: skip

    def as_file(self) -> bytes:
        """The whole database at this moment, as the content of a file `meeting.db` of its own."""
        with self._lock, plain_errors(self.folder):
            return self._db.serialize("main")

    def close(self) -> None:
        """Close the meeting; its folder then holds one plain database file. Closing twice is no error."""
        with self._lock:
            if not self._closed:
                self._closed = True
                close_database(self._db, self.folder)

    def __enter__(self) -> "MeetingStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _only(self, table: Table[_Row]) -> _Row:
        with self._lock:
            rows = table.all()
        if not rows:
            raise FolderError(
                f"The meeting in {self.folder} was never finished being made. Make it again elsewhere."
            )
        return rows[0]

    def _note_change(self, event: Changed) -> None:
        with self._lock:
            self._transcript.note(event)

    @contextmanager
    def _machine(self, words: str) -> Iterator[dict[str, frozenset[str]]]:
        ids: dict[str, frozenset[str]] = {}
        with self._lock, plain_errors(self.folder), self._db:
            yield ids
        changed = {name: touched for name, touched in ids.items() if touched}
        if changed:
            self._announcer.announce(Changed(Cause.MACHINE, words, changed))


def open_meeting(folder: Path) -> MeetingStore:
    """Open the meeting in a folder.

    Raises:
        FolderError, MeetingInUse, NewerVersion: with the sentence for the clerk.
    """
    return MeetingStore(folder)


def create_meeting(folder: Path, council: Council, body: Body, meeting: Meeting) -> MeetingStore:
    """Make a new meeting in a folder, which is created if need be.

    Raises:
        FolderError, DiskFull: nothing was made.
    """
    store = MeetingStore(folder, create=True)
    try:
        with store.action("New meeting", undoable=False):
            store.councils.put(council)
            store.bodies.put(body)
            store.meetings.put(meeting)
    except BaseException:
        store.close()
        discard_database(folder)
        raise
    return store
