"""The right side of the review: whose words and which item the chosen utterances are, and what is still to do."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from minutewright.domain.people import badge_of, calling_name
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.review_counts import Count, Counts
from minutewright.ui.models.running_order import short_time
from minutewright.ui.page import Shell
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.count_table import CountRow, CountTable
from minutewright.ui.widgets.item_field import ItemField
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.person_field import PersonField
from minutewright.ui.widgets.speaker_badge import HEIGHT, WIDTH, paint_badge
from minutewright.ui.wording import counted

NOBODY = "Nobody named"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SpeakerField(PersonField):
    """Enter gives the whole turn, or all of the voice, to somebody; Shift+Enter the chosen utterances only."""

    given = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, with or without Shift; the list below closes first."""
        if event.key() in _ENTER:
            completer = self.completer()
            popup = completer.popup() if completer is not None else None
            if popup is not None:
                popup.hide()
            self.given.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)


class ReviewSide(QWidget):
    """`speaker_given` carries a person's id or None and whether only the chosen utterances are meant."""

    speaker_given = Signal(object, bool)
    item_given = Signal(object)
    item_wanted = Signal(object)
    who_wanted = Signal(object)

    def __init__(self, shell: Shell, next_doubt: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._messages = shell.theme, shell.messages
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_2)
        column.addWidget(self._tags(shell.theme))
        items = Panel(shell.theme, "ITEMS")
        self.items = CountTable(shell.theme, "Items: time spoken, time with nobody named, doubtful words", 4)
        self.items.wanted.connect(self.item_wanted)
        items.body.addWidget(self.items)
        column.addWidget(items, 4)
        people = Panel(shell.theme, "WHO SPOKE")
        self.people = CountTable(shell.theme, "Who spoke, and for how long", 2)
        self.people.wanted.connect(self.who_wanted)
        people.body.addWidget(self.people)
        column.addWidget(people, 3)
        self.doubts = Label(shell.theme, "", Role.QUIET, wrap=True)
        column.addWidget(self.doubts)
        shell.theme.changed.connect(self._fit)
        self._fit()
        column.addWidget(next_doubt)

    def _tags(self, theme: Theme) -> Panel:
        tags = Panel(theme, "SPEAKER AND ITEM", margin=t.SPACE_3)
        self.chosen = Label(theme, "", Role.QUIET)
        tags.add_to_head(self.chosen)
        tags.body.setContentsMargins(t.SPACE_3, 0, t.SPACE_3, t.SPACE_3)
        self.speaker = SpeakerField(
            "Speaker: Enter for the turn or voice, Shift+Enter for this utterance only"
        )
        self.speaker.given.connect(self._give_speaker)
        self.item = ItemField("Agenda item of the chosen utterances, then Enter")
        self.item.returnPressed.connect(self._give_item)
        tags.body.addWidget(self.speaker)
        tags.body.addWidget(self.item)
        return tags

    def _fit(self) -> None:
        for table, rows in ((self.items, 4), (self.people, 3)):
            table.setMinimumHeight(rows * max(t.TARGET, table.fontMetrics().height() + t.SPACE_3))

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Offer people and items."""
        if store is not None:
            for field in (self.speaker, self.item):
                if not field.hasFocus():
                    field.clear()
            typed = self.speaker.text()
            self.speaker.offer(store, everyone=True)
            self.speaker.setText(typed)
            self.item.offer(store)

    def show_chosen(self, number: int, speaker: str, item: str) -> None:
        """Say what the chosen utterances are tagged with now."""
        self.chosen.setText(counted(number, "utterance") + " chosen" if number > 1 else "")
        self.speaker.setPlaceholderText(speaker)
        self.item.setPlaceholderText(item)

    def show_counts(self, store: MeetingStore | None, counts: Counts) -> None:
        """Show what is counted."""
        whole = counts.whole
        self.items.show_rows(self._item_rows(store, counts) if store else ())
        self.people.show_rows(self._people_rows(store, counts) if store else ())
        words = f"{counted(whole.doubtful, 'doubtful word')}" if whole.doubtful else "No doubtful words"
        checked = f", {whole.checked} of {whole.utterances} utterances checked" if whole.checked else ""
        self.doubts.setText(f"{words}{checked}" if whole.utterances else "")

    def _item_rows(self, store: MeetingStore, counts: Counts) -> list[CountRow]:
        rows = []
        for item in (*store.items.all(), None):
            count = counts.items.get(item.id if item else None, Count())
            if item is None and not count.utterances:
                continue
            words = f"{item.number}  {item.title}" if item else "Under no item"
            cells = (
                short_time(count.spoken_ms) if count.spoken_ms else "",
                f"{short_time(count.unnamed_ms)} ◌" if count.unnamed_ms else "",
                f"{count.doubtful} ?" if count.doubtful else "",
            )
            said = [f"{short_time(count.spoken_ms)} spoken"] if count.spoken_ms else ["nothing spoken"]
            said += [f"{short_time(count.unnamed_ms)} with nobody named"] if count.unnamed_ms else []
            said += [counted(count.doubtful, "doubtful word")] if count.doubtful else []
            colour = "" if item else self._theme.tokens.attention
            rows.append(CountRow(item.id if item else None, words, cells, ", ".join(said), colour=colour))
        return rows

    def _people_rows(self, store: MeetingStore, counts: Counts) -> list[CountRow]:
        everybody = store.people.all()
        people = {person.id: person for person in everybody}
        voices = {voice.id: voice for voice in store.voices.all()}
        places = {row.person_id: place for place, row in enumerate(store.attendance.all())}
        rows = []
        for who, spoken in sorted(counts.people.items(), key=lambda each: -each[1]):
            person = people.get(who[0]) if who[0] else None
            voice = voices.get(who[1]) if who[1] else None
            name = calling_name(person, everybody) if person else voice.label if voice else NOBODY
            badge = badge_of(person, everybody) if person else "?"
            icon = self._badge(badge, places.get(person.id) if person else None)
            rows.append(CountRow(who, name, (short_time(spoken),), f"{short_time(spoken)} spoken", icon))
        return rows

    def _badge(self, badge: str, place: int | None) -> QIcon:
        scaled, ratio = self._theme.scaled, self.devicePixelRatioF()
        picture = QPixmap(round(scaled(WIDTH) * ratio), round(scaled(HEIGHT) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        colour = "" if place is None else self._theme.tokens.speaker(place)
        rect = picture.deviceIndependentSize()
        paint_badge(painter, QRectF(QPointF(0, 0), rect), badge, colour, self._theme)
        painter.end()
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)
        return icon

    def _give_speaker(self, only_this: bool) -> None:
        with self._messages.reporting():
            self.speaker_given.emit(self.speaker.person(), only_this)
            self.speaker.clear()

    def _give_item(self) -> None:
        with self._messages.reporting():
            self.item_given.emit(self.item.item())
            self.item.clear()
