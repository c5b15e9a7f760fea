"""What was taken down during the meeting, one line each in order of time, with both clocks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.business import Declaration, Motion, MotionOutcome
from minutewright.domain.errors import BadInput
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.pauses import leavers
from minutewright.domain.people import calling_name
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import Gap, GapReason, wall_clock_at
from minutewright.domain.timecode import format_ms, parse_ms
from minutewright.ui.wording import GAPS, MOTION_KINDS, OUTCOMES, exact_clock, length

COLUMNS = ("Recording", "Clock", "What")
TIME, CLOCK, WHAT = range(3)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
STRONG_ROLE = Qt.ItemDataRole.UserRole + 1
_WRITTEN = (MarkKind.NOTE, MarkKind.DECISION, MarkKind.CHECK)
_PLAIN = {
    MarkKind.OPENED: "Meeting opened",
    MarkKind.CLOSED: "Meeting closed",
    MarkKind.PAUSED: "Recording paused",
    MarkKind.RESUMED: "Recording resumed",
}
_SIGNS = {MarkKind.NOTE: "note: ", MarkKind.DECISION: "! decision: ", MarkKind.CHECK: "? check: "}


class Source(StrEnum):
    """What a line shows."""

    MARK = "mark"
    MOTION = "motion"
    DECLARATION = "declaration"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it shows by id, recording time in ms, wall clock (aware or unknown), words; `mark` if it is one."""

    source: Source
    id: str
    at_ms: int
    wall: datetime | None
    words: str
    mark: Mark | None = None


def lines_of(record: MeetingRecord) -> tuple[Line, ...]:
    """The lines of a meeting in order of recording time."""
    lines = [
        Line(Source.MARK, mark.id, mark.at_ms, mark.wall, _mark_words(record, mark), mark)
        for mark in record.marks
    ]
    lines += [
        _dated(record, Source.MOTION, motion.id, motion.at_ms, _motion_words(record, motion))
        for motion in record.motions
        if motion.at_ms is not None
    ]
    lines += [
        _dated(record, Source.DECLARATION, row.id, row.at_ms, _declaration_words(record, row))
        for row in record.declarations
        if row.at_ms is not None
    ]
    lines += [Line(Source.GAP, gap.id, gap.at_ms, gap.started_at, gap_words(gap)) for gap in record.gaps]
    return tuple(sorted(lines, key=lambda line: (line.at_ms, line.id)))


class MarksModel(QAbstractTableModel):
    """`move(mark, ms)` and `write(mark, text)` store what is typed into a cell; errors they raise go to `report`."""

    def __init__(
        self,
        move: Callable[[Mark, int], object],
        write: Callable[[Mark, str], object],
        report: Callable[[BaseException], object],
    ) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._move, self._write, self._report = move, write, report

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these lines; what is selected stays where the same lines stay."""
        same = [line.id for line in lines] == [line.id for line in self._lines]
        if same:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, WHAT))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, line_id: str) -> int:
        """The row of a line, -1 if it is not there."""
        return next((row for row, line in enumerate(self._lines) if line.id == line_id), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Recording time, wall clock, words."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The time of a mark can be edited, and the words of a note."""
        flags = super().flags(index)
        line = self.line(index.row())
        if line is None or line.mark is None:
            return flags
        editable = index.column() == TIME or (index.column() == WHAT and line.mark.kind in _WRITTEN)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; a screen reader hears the line."""
        line = self.line(index.row())
        if line is None:
            return None
        clock = exact_clock(line.wall) if line.wall else "–"
        if role == Qt.ItemDataRole.EditRole and index.column() == WHAT and line.mark is not None:
            return line.mark.text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (format_ms(line.at_ms), clock, line.words)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{format_ms(line.at_ms)}, {clock}, {line.words}"
        if role == STRONG_ROLE:
            return line.mark is not None and line.mark.kind is MarkKind.ITEM
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store a time or a note that was typed."""
        line = self.line(index.row())
        if line is None or line.mark is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        try:
            if index.column() == WHAT:
                if text == line.mark.text:
                    return False
                self._write(line.mark, text)
                return True
            if text == format_ms(line.at_ms):
                return False
            self._move(line.mark, parse_ms(text))
        except BadInput as error:
            self._report(error)
            return False
        return True


def _dated(record: MeetingRecord, source: Source, line_id: str, at_ms: int | None, words: str) -> Line:
    at_ms = at_ms or 0
    return Line(source, line_id, at_ms, wall_clock_at(record.files, at_ms), words)


def _mark_words(record: MeetingRecord, mark: Mark) -> str:
    person, item = record.person(mark.person_id), record.item(mark.item_id)
    name = calling_name(person, record.people) if person else "Somebody"
    if mark.kind is MarkKind.ITEM:
        return f"Item {item.number}  {item.title}" if item else "No item"
    if mark.kind is MarkKind.SPEAKER:
        return f"{name} speaks"
    if mark.kind is MarkKind.CHAIR:
        return f"{name} takes the chair"
    if mark.kind in (MarkKind.ARRIVED, MarkKind.LEFT):
        return f"{name} {mark.kind.value}"
    if mark.kind in _SIGNS:
        return _SIGNS[mark.kind] + mark.text
    left = leavers(record, mark)
    asked = f"; asked to leave: {', '.join(left)}" if left else ""
    return _PLAIN[mark.kind] + (f": {mark.text}" if mark.text else "") + asked


def _motion_words(record: MeetingRecord, motion: Motion) -> str:
    names = [record.person(motion.mover), record.person(motion.seconder)]
    who = " / ".join(person.surname for person in names if person)
    words = f"{MOTION_KINDS[motion.kind]}: {motion.text}" + (f"  — {who}" if who else "")
    vote = motion.vote
    if vote is not None:
        words += f"  ({vote.votes_for} for, {vote.votes_against} against, {vote.abstained} abstained)"
    return words + (
        f"  {OUTCOMES[motion.outcome].lower()}" if motion.outcome is not MotionOutcome.OPEN else ""
    )


def _declaration_words(record: MeetingRecord, row: Declaration) -> str:
    person, item = record.person(row.person_id), record.item(row.item_id)
    name = calling_name(person, record.people) if person else "Somebody"
    return f"{name} declares an interest" + (f" in item {item.number}" if item else "")


def gap_words(gap: Gap) -> str:
    """What is said of a gap in one line: how long and why."""
    lasted = ""
    if gap.ended_at is not None:
        lasted = f", {length(round((gap.ended_at - gap.started_at).total_seconds() * 1000))}"
    note = f": {gap.note}" if gap.note else ""
    what = "Silence" if gap.reason is GapReason.DESTROYED else "Not recorded"
    return f"{what}{lasted} ({GAPS[gap.reason]}{note})"
