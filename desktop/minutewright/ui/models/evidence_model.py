"""What was said under one item, one utterance a row, and which of it the paragraph at the caret rests on."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.ids import PersonId
from minutewright.domain.minutes import Source
from minutewright.domain.people import Person, calling_name
from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Segment

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
TIME_ROLE = Qt.ItemDataRole.UserRole + 1
SPEAKER_ROLE = Qt.ItemDataRole.UserRole + 2
CITED_ROLE = Qt.ItemDataRole.UserRole + 3
UNNAMED = "Unnamed"


class EvidenceModel(QAbstractListModel):
    """Segments in order of time."""

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[Segment, ...] = ()
        self._names: dict[PersonId, str] = {}
        self._sources: tuple[Source, ...] = ()

    def show_segments(self, segments: tuple[Segment, ...], people: tuple[Person, ...]) -> None:
        """Show what was said."""
        names = {person.id: calling_name(person, people) for person in people}
        if segments != self._segments or names != self._names:
            self.beginResetModel()
            self._segments, self._names = segments, names
            self.endResetModel()

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """Light the utterances that a paragraph rests on."""
        if sources != self._sources:
            self._sources = sources
            if self._segments:
                self.dataChanged.emit(self.index(0), self.index(len(self._segments) - 1))

    def segment(self, row: int) -> Segment | None:
        """The utterance in a row."""
        return self._segments[row] if 0 <= row < len(self._segments) else None

    def first_cited(self) -> int:
        """The row of the first utterance the paragraph rests on, -1 without one."""
        rows = (row for row, segment in enumerate(self._segments) if self._is_cited(segment))
        return next(rows, -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many utterances."""
        return 0 if parent.isValid() else len(self._segments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, speaker, time; a screen reader hears all three."""
        segment = self.segment(index.row())
        if segment is None:
            return None
        speaker = self._names.get(segment.speaker_id, UNNAMED) if segment.speaker_id else UNNAMED
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return segment.text
        if role == TIME_ROLE:
            return format_ms(segment.start_ms)
        if role == SPEAKER_ROLE:
            return speaker
        if role == CITED_ROLE:
            return self._is_cited(segment)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cited = "this paragraph rests on it, " if self._is_cited(segment) else ""
            return f"{format_ms(segment.start_ms)}, {cited}{speaker}: {segment.text}"
        return None

    def _is_cited(self, segment: Segment) -> bool:
        return any(
            segment.id in source.segment_ids
            or (source.start_ms < segment.end_ms and segment.start_ms < source.end_ms)
            or segment.start_ms <= source.start_ms < segment.end_ms
            for source in self._sources
        )
