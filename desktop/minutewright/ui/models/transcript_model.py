"""The transcript as a list: one row for each utterance, with what its margin shows."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId, PersonId, SegmentId
from minutewright.domain.people import Person
from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Segment
from minutewright.services.storage.store import MeetingStore

Index = QModelIndex | QPersistentModelIndex
DOUBTFUL = 0.6
"""Words below this probability are underlined: 6 in 10 of all errors by looking at 1 word in 6 to 9 (measured)."""

_NOTHING = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One utterance as it is drawn. `item` is given where a new agenda item begins, `turn` where a new speaker does.

    `place` is the speaker's place in the attendance (their colour); None for somebody unnamed.
    """

    segment: Segment
    item: AgendaItem | None
    begins_item: bool
    begins_turn: bool
    speaker: str
    badge: str
    place: int | None

    @property
    def doubtful(self) -> tuple[tuple[int, int], ...]:
        """Where in the text the doubtful words lie: (first character, length). None once a human has checked it."""
        if self.segment.checked:
            return ()
        spans, at = [], 0
        for word in self.segment.words:
            at = self.segment.text.find(word.text, at)
            if at < 0:
                break
            if word.probability < DOUBTFUL:
                spans.append((at, len(word.text)))
            at += len(word.text)
        return tuple(spans)


class TranscriptModel(QAbstractListModel):
    """Rows in order of time. After a change only the rows that differ are told to the views."""

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[Segment, ...] = ()
        self._people: dict[PersonId, Person] = {}
        self._places: dict[PersonId, int] = {}
        self._items: dict[ItemId, AgendaItem] = {}
        self._rows: dict[int, Row] = {}

    def show(self, store: MeetingStore | None) -> None:
        """Show a meeting's transcript as it is now; None shows nothing."""
        before, names = self._segments, (self._people, self._places, self._items)
        segments: tuple[Segment, ...] = () if store is None else store.segments()
        self._people = {} if store is None else {person.id: person for person in store.people.all()}
        self._places = (
            {}
            if store is None
            else {row.person_id: place for place, row in enumerate(store.attendance.all())}
        )
        self._items = {} if store is None else {item.id: item for item in store.items.all()}
        renamed = names != (self._people, self._places, self._items)
        if [segment.id for segment in before] != [segment.id for segment in segments]:
            self.beginResetModel()
            self._segments = segments
            self._rows.clear()
            self.endResetModel()
            return
        self._segments = segments
        self._rows.clear()
        changed = [
            place for place, pair in enumerate(zip(before, segments, strict=True)) if pair[0] != pair[1]
        ]
        if segments and (changed or renamed):
            first, last = (
                (0, len(segments) - 1) if renamed else (changed[0], min(changed[-1] + 1, len(segments) - 1))
            )
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """How many utterances."""
        return 0 if parent.isValid() else len(self._segments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; for screen readers with time, speaker and item; the `Row` for the delegate."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.segment.text
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            item = f", item {row.item.number}" if row.item else ", under no item"
            return f"{format_ms(row.segment.start_ms)}, {row.speaker}{item}: {row.segment.text}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and edited."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def row(self, place: int) -> Row:
        """One utterance as it is drawn."""
        row = self._rows.get(place)
        if row is None:
            row = self._rows[place] = self._make(place)
        return row

    def place_of(self, segment_id: SegmentId) -> int:
        """The row of a segment, or -1."""
        return next((place for place, segment in enumerate(self._segments) if segment.id == segment_id), -1)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What is shown."""
        return self._segments

    def items(self) -> tuple[tuple[int, int, str], ...]:
        """The stretches of one agenda item each: start ms, end ms, number ("–" for none)."""
        found: list[tuple[int, int, str]] = []
        for place, segment in enumerate(self._segments):
            row = self.row(place)
            if row.begins_item:
                found.append((segment.start_ms, segment.end_ms, row.item.number if row.item else "–"))
            else:
                found[-1] = (found[-1][0], segment.end_ms, found[-1][2])
        return tuple(found)

    def lanes(self) -> tuple[tuple[int, int, int | None], ...]:
        """Who speaks: start ms, end ms, place in the attendance (None: nobody named)."""
        return tuple(
            (segment.start_ms, segment.end_ms, self.row(place).place)
            for place, segment in enumerate(self._segments)
        )

    def _make(self, place: int) -> Row:
        segment = self._segments[place]
        above = self._segments[place - 1] if place else None
        person = self._people.get(segment.speaker_id) if segment.speaker_id else None
        new_item = above is None or above.item_id != segment.item_id
        return Row(
            segment,
            self._items.get(segment.item_id) if segment.item_id else None,
            begins_item=new_item,
            begins_turn=new_item or above is None or above.speaker_id != segment.speaker_id,
            speaker=person.short_name if person else "Nobody named",
            badge=person.badge if person else "?",
            place=self._places.get(person.id) if person else None,
        )
