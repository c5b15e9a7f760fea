"""The strips for what the meeting did: a motion, a vote, a declaration, an arrival or departure."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
)

from minutewright.domain.business import (
    InterestKind,
    Motion,
    MotionKind,
    MotionOutcome,
    Vote,
)
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, MotionId
from minutewright.domain.marks import MarkKind
from minutewright.domain.timecode import format_ms
from minutewright.services.clerk.business import (
    change_motion,
    declare_interest,
    record_motion,
    record_vote,
)
from minutewright.services.clerk.marking import add_mark
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.person_field import PersonField
from minutewright.ui.widgets.strip import Strip
from minutewright.ui.wording import INTERESTS, MOTION_KINDS, OUTCOMES


def item_words(store: MeetingStore, item_id: ItemId | None) -> str:
    """`item 6`, as the strips name the item they write under."""
    item = store.items.get(item_id) if item_id else None
    return f"item {item.number}" if item else "no item"


def let_shrink(box: QComboBox) -> None:
    """Let a list of long words be narrower than they are."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)


class MotionStrip(Strip):
    """Mover, seconder and words of a motion; or those of one that is changed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Motion")
        self.mover, self.seconder = PersonField("Mover"), PersonField("Seconder")
        self.words = named(QLineEdit(), "Words of the motion")
        self.words.setPlaceholderText("That …")
        self.kind = named(QComboBox(), "Kind of motion")
        for kind, words in MOTION_KINDS.items():
            self.kind.addItem(words, kind)
        self.add_field("Mover", self.mover, 2)
        self.add_field("Seconder", self.seconder, 2)
        self.add_field("Words of the motion", self.words, 5)
        self.add_field("Kind", self.kind)
        self._store: MeetingStore | None = None
        self._item_id: ItemId | None = None
        self._at_ms: int | None = None
        self._motion: Motion | None = None

    def open(
        self, store: MeetingStore, item_id: ItemId, at_ms: int | None = None, motion: Motion | None = None
    ) -> None:
        """Take down a motion under an item, made at a recording time (ms), or change one."""
        self._store, self._item_id, self._at_ms, self._motion = store, item_id, at_ms, motion
        for field in (self.mover, self.seconder):
            field.offer(store, members_only=True)
        self.words.setText(motion.text if motion else "")
        self.mover.set_person(motion.mover if motion else None)
        self.seconder.set_person(motion.seconder if motion else None)
        self.kind.setCurrentIndex(self.kind.findData(motion.kind if motion else MotionKind.SUBSTANTIVE))
        when = f" at {format_ms(at_ms)}" if at_ms is not None else ""
        self.heading.setText("Change motion" if motion else "Motion")
        self.note.setText(f"under {item_words(store, item_id)}{when}")
        self.open_at(self.mover)

    def store_it(self) -> None:
        """Record or change the motion."""
        if self._store is None or self._item_id is None:
            return
        text = self.words.text().strip()
        if not text:
            raise BadInput("A motion needs words. Write what was moved; it can be put right later.")
        mover, seconder, kind = (
            self.mover.person(),
            self.seconder.person(),
            MotionKind(self.kind.currentData()),
        )
        if self._motion is not None:
            change_motion(
                self._store, replace(self._motion, text=text, mover=mover, seconder=seconder, kind=kind)
            )
        else:
            amends = self._amended() if kind is MotionKind.AMENDMENT else None
            record_motion(
                self._store,
                self._item_id,
                text,
                mover=mover,
                seconder=seconder,
                kind=kind,
                parent=amends,
                at_ms=self._at_ms,
            )

    def _amended(self) -> MotionId | None:
        """What an amendment changes: the last motion of substance under the item."""
        rows = self._store.motions.all("item_id = ?", (self._item_id,)) if self._store else ()
        motions = [row for row in rows if row.kind is MotionKind.SUBSTANTIVE]
        return motions[-1].id if motions else None


class VoteStrip(Strip):
    """How a motion was voted on. Without numbers only what became of it is recorded."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Vote")
        self.motion = named(QComboBox(), "Motion voted on")
        let_shrink(self.motion)
        self.counts = {words: named(QSpinBox(), words) for words in ("For", "Against", "Abstained")}
        self.result = named(QComboBox(), "Result")
        for outcome, words in OUTCOMES.items():
            if outcome is not MotionOutcome.OPEN:
                self.result.addItem(words, outcome)
        self.add_field("Motion", self.motion, 1)
        for words, box in self.counts.items():
            box.setRange(0, 999)
            box.valueChanged.connect(self._guess)
            self.add_field(words, box)
        self.add_field("Result", self.result)
        self.amended = named(QLineEdit(), "As amended, where it was")
        self.amended.setPlaceholderText("That …")
        self.add_field("As amended, where it was", self.amended, 2)
        self.note.setText("Leave the numbers at 0 where nothing was counted")
        self._store: MeetingStore | None = None

    def open(self, store: MeetingStore, motions: tuple[Motion, ...], chosen: Motion) -> None:
        """Take down the vote on one of these motions."""
        self._store = store
        self.motion.clear()
        for motion in motions:
            self.motion.addItem(motion.text, motion.id)
        self.motion.setCurrentIndex(self.motion.findData(chosen.id))
        vote = chosen.vote
        numbers = (vote.votes_for, vote.votes_against, vote.abstained) if vote else (0, 0, 0)
        for box, number in zip(self.counts.values(), numbers, strict=True):
            box.setValue(number)
        outcome = chosen.outcome if chosen.outcome is not MotionOutcome.OPEN else MotionOutcome.CARRIED
        self.result.setCurrentIndex(self.result.findData(outcome))
        self.amended.setText(chosen.amended_text)
        self.open_at(self.counts["For"])
        self.counts["For"].selectAll()

    def store_it(self) -> None:
        """Record the vote, or the result alone."""
        motion = self._store.motions.get(self.motion.currentData()) if self._store else None
        if self._store is None or motion is None:
            return
        votes_for, against, abstained = (box.value() for box in self.counts.values())
        outcome = MotionOutcome(self.result.currentData())
        put = replace(motion, amended_text=self.amended.text().strip())
        with self._store.action("Record vote"):
            if votes_for or against or abstained:
                change_motion(self._store, put)
                record_vote(self._store, motion.id, Vote(votes_for, against, abstained), outcome)
            else:
                change_motion(self._store, replace(put, outcome=outcome, vote=None))

    def _guess(self) -> None:
        votes_for, against = self.counts["For"].value(), self.counts["Against"].value()
        if votes_for != against:
            outcome = MotionOutcome.CARRIED if votes_for > against else MotionOutcome.LOST
            self.result.setCurrentIndex(self.result.findData(outcome))


class DeclarationStrip(Strip):
    """Who declares which interest in which item."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Declaration of interest")
        self.person = PersonField("Member")
        self.item = named(QComboBox(), "Interest in item")
        let_shrink(self.item)
        self.kind = named(QComboBox(), "Kind of interest")
        for kind, words in INTERESTS.items():
            self.kind.addItem(words, kind)
        self.nature = named(QLineEdit(), "Nature of the interest")
        self.nature.setPlaceholderText("as …")
        self.left_room = QCheckBox("left the room")
        self.dispensation = named(QLineEdit(), "Dispensation")
        self.dispensation.setPlaceholderText("to …, if they had one")
        self.add_field("Member", self.person, 2)
        self.add_field("In item", self.item, 2)
        self.add_field("Kind", self.kind)
        self.add_field("Nature of the interest", self.nature, 3)
        self.add_field("Dispensation", self.dispensation, 2)
        self.fields.addWidget(self.left_room, 0, Qt.AlignmentFlag.AlignBottom)
        self._store: MeetingStore | None = None
        self._at_ms: int | None = None

    def open(self, store: MeetingStore, item_id: ItemId | None, at_ms: int | None) -> None:
        """Take down a declaration made at a recording time (ms); `item_id` is what is offered first."""
        self._store, self._at_ms = store, at_ms
        self.person.offer(store)
        self.item.clear()
        self.item.addItem("No single item", None)
        for item in store.items.all():
            self.item.addItem(f"{item.number}  {item.title}", item.id)
        self.item.setCurrentIndex(max(self.item.findData(item_id), 0))
        self.nature.clear()
        self.dispensation.clear()
        self.left_room.setChecked(False)
        self.kind.setCurrentIndex(self.kind.findData(InterestKind.PERSONAL))
        self.note.setText(f"at {format_ms(at_ms)}" if at_ms is not None else "")
        self.open_at(self.person)

    def store_it(self) -> None:
        """Record the declaration."""
        person_id = self.person.person()
        if self._store is None:
            return
        if person_id is None:
            raise BadInput("A declaration needs a name. Say who declares the interest.")
        declare_interest(
            self._store,
            person_id,
            self.item.currentData(),
            self.nature.text().strip(),
            kind=InterestKind(self.kind.currentData()),
            left_room=self.left_room.isChecked(),
            at_ms=self._at_ms,
            dispensation=self.dispensation.text().strip(),
        )


class ArrivalStrip(Strip):
    """Who comes, goes or takes the chair, at the moment at which the strip was opened."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Arrived or left", "Arrived")
        self.person = PersonField("Person")
        self.left_button = QPushButton("Left")
        self.left_button.setAccessibleName("Left")
        self.left_button.clicked.connect(self._store_left)
        self.add_field("Person", self.person, 1)
        self.fields.addStretch(1)
        self.fields.addWidget(self.left_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.chair_button = QPushButton("Takes the chair")
        self.chair_button.setAccessibleName("Takes the chair")
        self.chair_button.clicked.connect(self._store_chair)
        self.fields.addWidget(self.chair_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.person.textChanged.connect(self._guess)
        self._store: MeetingStore | None = None
        self._at_ms = 0
        self._wall: datetime | None = None
        self._item_id: ItemId | None = None
        self._goes = False

    def open(self, store: MeetingStore, at_ms: int, wall: datetime | None, item_id: ItemId | None) -> None:
        """Take down a coming or going at a recording time (ms) and wall clock (aware), while an item is taken."""
        self._store, self._at_ms, self._wall, self._item_id = store, at_ms, wall, item_id
        self.person.offer(store, everyone=True)
        self.note.setText(f"at {format_ms(at_ms)}; Enter takes what is the darker button")
        self.open_at(self.person)

    def store_it(self) -> None:
        """Record the arrival, or the departure of somebody who is in the room."""
        self._mark(MarkKind.LEFT if self._goes else MarkKind.ARRIVED)

    def _store_left(self) -> None:
        with self.shell.messages.reporting():
            self._mark(MarkKind.ARRIVED if self._goes else MarkKind.LEFT)
            self.dismiss()

    def _store_chair(self) -> None:
        with self.shell.messages.reporting():
            self._mark(MarkKind.CHAIR)
            self.dismiss()

    def _mark(self, kind: MarkKind) -> None:
        person_id = self.person.person()
        if person_id is None:
            raise BadInput("Say who it is: who came, left or takes the chair.")
        if self._store is not None:
            add_mark(
                self._store, kind, self._at_ms, wall=self._wall, item_id=self._item_id, person_id=person_id
            )

    def _guess(self) -> None:
        """Somebody who is in the room can only leave, so that is what Enter does for them."""
        goes = False
        if self._store is not None:
            try:
                person_id = self.person.person()
            except BadInput:
                person_id = None
            rows = self._store.attendance.all("person_id = ?", (person_id,)) if person_id else ()
            goes = any(row.present_at(self._at_ms) for row in rows)
        self._goes = goes
        for button, words in (
            (self.done, "Left" if goes else "Arrived"),
            (self.left_button, "Arrived" if goes else "Left"),
        ):
            button.setText(words)
            button.setAccessibleName(words)
