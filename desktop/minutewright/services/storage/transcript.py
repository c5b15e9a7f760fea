"""The transcript of an open meeting, kept in memory: after a change only the rows that changed are read again."""

from minutewright.domain.marks import Mark
from minutewright.domain.reading import TranscriptReader
from minutewright.domain.transcript import ClerkSegment, HeardSegment, Pass, Segment, Voice
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.table import Table

TABLES = ("heard_segment", "clerk_segment", "mark", "voice", "pass")
"""The tables that the transcript rests on."""


class Transcript:
    """Give it every change (`note`) and ask it for the segments (`read`). Not safe for threads: the store locks."""

    def __init__(
        self,
        heard: Table[HeardSegment],
        clerk: Table[ClerkSegment],
        marks: Table[Mark],
        voices: Table[Voice],
    ) -> None:
        self._tables = (heard, clerk, marks, voices)
        self._reader = TranscriptReader()
        self._pass_id: str | None = None
        self._heard: tuple[HeardSegment, ...] = ()
        self._clerk: dict[str, ClerkSegment] | None = None
        self._tags: tuple[tuple[Mark, ...], tuple[Voice, ...]] | None = None
        self._read: tuple[Segment, ...] | None = None
        self._stale_heard: set[str] = set()
        self._stale_clerk: set[str] = set()

    def note(self, event: Changed) -> None:
        """Something was stored, undone or redone."""
        if event.touches(*TABLES):
            self._read = None
            self._stale_heard |= event.tables.get("heard_segment", frozenset())
            self._stale_clerk |= event.tables.get("clerk_segment", frozenset())
            if event.touches("mark", "voice"):
                self._tags = None

    def forget(self) -> None:
        """An action was rolled back: what was read meanwhile may never have been stored."""
        self._clerk = self._tags = self._read = None

    def read(self, shown: Pass | None) -> tuple[Segment, ...]:
        """The segments of the pass that is shown, under the clerk's hand, in order of time."""
        if self._read is None or self._pass_id != (shown.id if shown else None):
            self._take_heard(shown)
            self._take_clerk()
            if self._tags is None:
                self._tags = (self._tables[2].all(), self._tables[3].all())
            assert self._clerk is not None
            self._read = self._reader.read(self._heard, self._clerk.values(), *self._tags)
        return self._read

    def _take_heard(self, shown: Pass | None) -> None:
        table = self._tables[0]
        if shown is None:
            self._pass_id, self._heard = None, ()
        elif shown.id != self._pass_id:
            self._pass_id, self._heard = shown.id, table.all("pass_id = ?", (shown.id,))
        elif self._stale_heard:
            new = [row for key in sorted(self._stale_heard) if (row := table.get(key)) is not None]
            known = {row.id for row in self._heard}
            mine = [row for row in new if row.pass_id == shown.id and row.id not in known]
            self._heard = (*self._heard, *mine) if mine else self._heard
        self._stale_heard.clear()

    def _take_clerk(self) -> None:
        table = self._tables[1]
        if self._clerk is None:
            self._clerk = {row.id: row for row in table.all()}
        for key in self._stale_clerk:
            row = table.get(key)
            if row is None:
                self._clerk.pop(key, None)
            else:
                self._clerk[key] = row
        self._stale_clerk.clear()
