"""The transcript as a list: one row for each utterance, with what its margin shows."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId, PersonId, SegmentId, VoiceId
from minutewright.domain.people import Person, badge_of, calling_name
from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Segment, Voice
from minutewright.services.storage.store import MeetingStore

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_MANY_RUNS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One utterance as it is drawn. `item` is its agenda item; `item_place` that item's place on the agenda.

    `place` is the speaker's place in the attendance (their colour); None for somebody unnamed.
    """

    segment: Segment
    item: AgendaItem | None
    item_place: int
    begins_item: bool
    begins_turn: bool
    speaker: str
    surname: str
    badge: str
    place: int | None


@dataclass(frozen=True, slots=True)
class _Names:
    """Who and what the ids of segments mean; `called` are name and badge, unlike those of a namesake."""

    people: dict[PersonId, Person]
    called: dict[PersonId, tuple[str, str]]
    places: dict[PersonId, int]
    items: dict[ItemId, tuple[int, AgendaItem]]
    voices: dict[VoiceId, Voice]

    @classmethod
    def of(cls, store: MeetingStore | None) -> "_Names":
        if store is None:
            return cls({}, {}, {}, {}, {})
        people = store.people.all()
        return cls(
            {person.id: person for person in people},
            {person.id: (calling_name(person, people), badge_of(person, people)) for person in people},
            {row.person_id: place for place, row in enumerate(store.attendance.all())},
            {item.id: (place, item) for place, item in enumerate(store.items.all())},
            {voice.id: voice for voice in store.voices.all()},
        )


class TranscriptModel(QAbstractListModel):
    """Rows in order of time. After a change views hear only of rows that came, went or differ.

    Segments that did not change are the same objects in the store's reading, so looking for those that did is quick.
    """

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[Segment, ...] = ()
        self._names = _Names.of(None)
        self._rows: dict[int, Row] = {}
        self._places: dict[SegmentId, int] | None = None
        self._starts: list[int] = []

    def show(self, store: MeetingStore | None) -> None:
        """Show a meeting's transcript as it is now; None shows nothing."""
        segments: tuple[Segment, ...] = () if store is None else store.segments()
        names = _Names.of(store)
        renamed, self._names = names != self._names, names
        if renamed:
            self._rows.clear()
        if segments is not self._segments:
            self._take(segments)
        if renamed and segments:
            self.dataChanged.emit(self.index(0), self.index(len(segments) - 1))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What is shown."""
        return self._segments

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """How many utterances."""
        return 0 if parent.isValid() else len(self._segments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; for screen readers with time, speaker and item; the `Row` for the delegate."""
        if not index.isValid() or index.row() >= len(self._segments):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._segments[index.row()].text
        row = self.row(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.ToolTipRole and row.segment.edited:
            return f"Heard: {row.segment.heard_text}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return _spoken_words(row)
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

    def begins(self, place: int) -> tuple[bool, bool]:
        """Whether an agenda item begins with this row, and whether a turn does."""
        if place == 0:
            return True, True
        segment, above = self._segments[place], self._segments[place - 1]
        item = above.item_id != segment.item_id
        return item, item or _who(above) != _who(segment)

    def place_of(self, segment_id: str) -> int:
        """The row of a segment, or -1."""
        if self._places is None:
            self._places = {segment.id: place for place, segment in enumerate(self._segments)}
        return self._places.get(SegmentId(segment_id), -1)

    def place_at(self, at_ms: int) -> int:
        """The last row that began by a recording time (ms), or -1."""
        return bisect_right(self._starts, at_ms) - 1

    def turn_of(self, place: int) -> range:
        """The rows that read as one turn with this one; somebody who is neither named nor grouped has no turns."""
        if _who(self._segments[place]) == (None, None):
            return range(place, place + 1)
        first = last = place
        while first > 0 and not self.begins(first)[1]:
            first -= 1
        while last + 1 < len(self._segments) and not self.begins(last + 1)[1]:
            last += 1
        return range(first, last + 1)

    # -- what changed ------------------------------------------------------------------------------------------------

    def _take(self, segments: tuple[Segment, ...]) -> None:
        old = self._segments
        first = 0
        shortest = min(len(old), len(segments))
        while first < shortest and (old[first] is segments[first] or old[first].id == segments[first].id):
            first += 1
        last = 0
        while last < shortest - first and old[-1 - last].id == segments[-1 - last].id:
            last += 1
        if not old or not segments or first == last == 0:
            self.beginResetModel()
            self._set(segments)
            self.endResetModel()
            return
        self._exchange(segments, first, len(old) - last, len(segments) - last)
        self._tell_differences(old, segments, first, last)

    def _exchange(self, segments: tuple[Segment, ...], first: int, old_end: int, new_end: int) -> None:
        """Tell views which rows go and which come; both stand at `first`."""
        if old_end > first:
            self.beginRemoveRows(_NOTHING, first, old_end - 1)
            self._set((*segments[:first], *segments[new_end:]))
            self.endRemoveRows()
        if new_end > first:
            self.beginInsertRows(_NOTHING, first, new_end - 1)
            self._set(segments)
            self.endInsertRows()
        self._set(segments)

    def _tell_differences(
        self, old: tuple[Segment, ...], segments: tuple[Segment, ...], first: int, last: int
    ) -> None:
        """Tell views which of the rows that stayed say something else now, each with the row below it."""
        shift = len(segments) - len(old)
        changed = [place for place in range(first) if old[place] is not segments[place]]
        changed += [
            place
            for place in range(len(segments) - last, len(segments))
            if old[place - shift] is not segments[place]
        ]
        if shift and first < len(segments):
            changed.append(first)
        runs: list[list[int]] = []
        for place in sorted(set(changed)):
            if runs and place <= runs[-1][1] + 1:
                runs[-1][1] = place
            else:
                runs.append([place, place])
        if len(runs) > _MANY_RUNS:
            runs = [[runs[0][0], runs[-1][1]]]
        for begin, end in runs:
            self.dataChanged.emit(self.index(begin), self.index(min(end + 1, len(segments) - 1)))

    def _set(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments
        self._starts = [segment.start_ms for segment in segments]
        self._rows.clear()
        self._places = None

    def _make(self, place: int) -> Row:
        segment, names = self._segments[place], self._names
        person = names.people.get(segment.speaker_id) if segment.speaker_id else None
        voice = names.voices.get(segment.voice_id) if segment.voice_id else None
        item_place, item = names.items.get(segment.item_id, (-1, None)) if segment.item_id else (-1, None)
        begins_item, begins_turn = self.begins(place)
        name, badge = names.called[person.id] if person else ("", "?")
        return Row(
            segment,
            item,
            item_place,
            begins_item,
            begins_turn,
            speaker=name if person else voice.label if voice else "Nobody named",
            surname=_beside(person, name) if person else voice.label if voice else "nobody named",
            badge=badge,
            place=names.places.get(person.id) if person else None,
        )


def _beside(person: Person, name: str) -> str:
    """What stands beside the badge: the surname alone where a title and no namesake make clear who it is."""
    return person.surname if person.title and person.surname and name == person.short_name else name


def _who(segment: Segment) -> tuple[PersonId | None, VoiceId | None]:
    """Who speaks: somebody named, else a voice, else nobody."""
    return (segment.speaker_id, None) if segment.speaker_id else (None, segment.voice_id)


def _spoken_words(row: Row) -> str:
    item = f", item {row.item.number}" if row.item else ", under no item"
    signs = (", edited" if row.segment.edited else "") + (", checked" if row.segment.checked else "")
    return f"{format_ms(row.segment.start_ms)}, {row.speaker}{item}{signs}: {row.segment.text}"
