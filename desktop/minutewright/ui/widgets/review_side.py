"""The right side of the review: whose words and which item the chosen utterances are, and what is still open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Segment
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.transcript_model import DOUBTFUL
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.person_field import PersonField

_ID = Qt.ItemDataRole.UserRole


class ReviewSide(QWidget):
    """Enter in the speaker field gives the chosen utterances to that person; the lists lead to their first words."""

    speaker_chosen = Signal(object)
    item_chosen = Signal(object)
    item_wanted = Signal(str)
    person_wanted = Signal(str)

    def __init__(self, theme: Theme, next_doubt: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_3)
        tags = Panel(theme, "CHOSEN WORDS", margin=t.SPACE_3)
        self.speaker = PersonField("Speaker of the chosen words")
        self.speaker.setPlaceholderText("Speaker: name or seat, then Enter")
        self.item = named(QComboBox(), "Agenda item of the chosen words")
        self.speaker.returnPressed.connect(self._give_speaker)
        self.item.activated.connect(self._give_item)
        tags.body.addWidget(self.speaker)
        tags.body.addWidget(self.item)
        column.addWidget(tags)
        items = Panel(theme, "ITEMS")
        self.items = _table(
            "Agenda items, with the time spoken and the doubtful words under each", self.item_wanted
        )
        items.body.addWidget(self.items)
        column.addWidget(items, 3)
        people = Panel(theme, "WHO SPOKE")
        self.people = _table("Who spoke, and for how long", self.person_wanted)
        people.body.addWidget(self.people)
        column.addWidget(people, 2)
        self.doubts = Label(theme, "", Role.QUIET, wrap=True)
        column.addWidget(self.doubts)
        column.addWidget(next_doubt)

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Count anew what was spoken under each item and by each person."""
        for view in (self.items, self.people):
            view.clear()
        self.item.clear()
        if store is None:
            self.doubts.clear()
            return
        self.speaker.offer(store, everyone=True)
        self._list_items(store)
        self._list_people(store)

    def _list_items(self, store: MeetingStore) -> None:
        segments = store.segments()
        self.item.addItem("As the marks say", None)
        doubtful = 0
        for item in (*store.items.all(), None):
            mine = [row for row in segments if row.item_id == (item.id if item else None)]
            doubts = sum(word.probability < DOUBTFUL for row in mine if not row.checked for word in row.words)
            doubtful += doubts
            if item is not None:
                self.item.addItem(f"{item.number}  {item.title}", item.id)
            if item is not None or mine:
                words = f"{item.number}  {item.title}" if item else "Under no item"
                self._add(
                    self.items, words, _spoken(mine), f"{doubts} ?" if doubts else "", item.id if item else ""
                )
        self.doubts.setText(
            f"{doubtful} doubtful words" if doubtful else ("No doubtful words" if segments else "")
        )

    def _list_people(self, store: MeetingStore) -> None:
        segments = store.segments()
        names = {person.id: person.short_name for person in store.people.all()}
        spoken: dict[PersonId | None, list[tuple[int, int]]] = {}
        for row in segments:
            spoken.setdefault(row.speaker_id, []).append((row.start_ms, row.end_ms))
        for person_id, stretches in sorted(
            spoken.items(), key=lambda each: -sum(end - start for start, end in each[1])
        ):
            total = sum(end - start for start, end in stretches)
            name = names.get(person_id, "Nobody named") if person_id else "Nobody named"
            self._add(self.people, name, format_ms(total), "", person_id or "")

    def _add(self, view: QTreeWidget, words: str, time: str, sign: str, key: str) -> None:
        entry = QTreeWidgetItem([words, time, sign])
        entry.setData(0, _ID, key)
        entry.setToolTip(0, words)
        entry.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        entry.setToolTip(2, "Doubtful words")
        view.addTopLevelItem(entry)

    def _give_speaker(self) -> None:
        try:
            self.speaker_chosen.emit(self.speaker.person())
        except BadInput as error:
            self.speaker_chosen.emit(error)

    def _give_item(self, row: int) -> None:
        chosen = self.item.itemData(row)
        self.item_chosen.emit(ItemId(chosen) if chosen else None)


def _spoken(rows: Sequence[Segment]) -> str:
    return format_ms(sum(row.end_ms - row.start_ms for row in rows))


def _table(name: str, wanted: SignalInstance) -> QTreeWidget:
    view = named(QTreeWidget(), name)
    view.setColumnCount(3)
    view.setHeaderHidden(True)
    view.setRootIsDecorated(False)
    view.setFrameShape(QTreeWidget.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    head = view.header()
    head.setStretchLastSection(False)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    view.itemActivated.connect(lambda entry, _column: wanted.emit(entry.data(0, _ID)))
    view.itemClicked.connect(lambda entry, _column: wanted.emit(entry.data(0, _ID)))
    return view
