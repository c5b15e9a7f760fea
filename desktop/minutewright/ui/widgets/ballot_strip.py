"""A vote taken by name: the members in their order, and a key for how each of them voted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from minutewright.domain.attendance import Capacity
from minutewright.domain.business import Ballot, Choice, Motion, MotionOutcome, Vote, VoteMethod
from minutewright.domain.ids import PersonId
from minutewright.services.clerk.business import record_vote
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.business_strips import let_shrink
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.strip import Strip
from minutewright.ui.wording import CHOICES, METHODS, OUTCOMES

_KEYS = {
    Qt.Key.Key_F: Choice.FOR, Qt.Key.Key_A: Choice.AGAINST, Qt.Key.Key_B: Choice.ABSTAINED,
    Qt.Key.Key_T: Choice.RECUSED, Qt.Key.Key_X: Choice.ABSENT,
}  # fmt: skip
_NAME, _CHOICE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_CASTING = {None: "none", Choice.FOR: "for", Choice.AGAINST: "against"}


class BallotList(QListWidget):
    """One row a member. F for, A against, B abstained, T took no part, X absent; each goes on to the next member."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A vote, or movement."""
        choice = _KEYS.get(Qt.Key(event.key()))
        row = self.currentItem()
        if choice is None or event.modifiers() or row is None:
            super().keyPressEvent(event)
            return
        self.set_choice(row, choice)
        self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))

    def set_choice(self, row: QListWidgetItem, choice: Choice) -> None:
        """Say how a member voted."""
        row.setData(_CHOICE, choice.value)
        row.setText(f"{row.data(_NAME)[1]}  —  {CHOICES[choice]}")

    def ballots(self) -> tuple[Ballot, ...]:
        """All of them, in order."""
        rows = [self.item(place) for place in range(self.count())]
        return tuple(Ballot(PersonId(row.data(_NAME)[0]), Choice(row.data(_CHOICE))) for row in rows)


class BallotStrip(Strip):
    """How each member voted on a motion, and what came of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Vote by name")
        self.names = named(BallotList(), "Members: F for, A against, B abstained, T took no part, X absent")
        self.names.setFixedHeight(shell.theme.scaled(150))
        shell.theme.changed.connect(lambda: self.names.setFixedHeight(shell.theme.scaled(150)))
        self.motion = named(QComboBox(), "Motion voted on")
        let_shrink(self.motion)
        self.method = named(QComboBox(), "How it was taken")
        for method in (VoteMethod.RECORDED, VoteMethod.ROLL_CALL):
            self.method.addItem(METHODS[method], method)
        self.casting = named(QComboBox(), "Casting vote")
        for choice, words in _CASTING.items():
            self.casting.addItem(words, choice)
        self.result = named(QComboBox(), "Result")
        for outcome in (MotionOutcome.CARRIED, MotionOutcome.LOST):
            self.result.addItem(OUTCOMES[outcome], outcome)
        self.add_field("Motion", self.motion, 2)
        self.add_field("Members", self.names, 3)
        self.add_field("How it was taken", self.method)
        self.add_field("Casting vote", self.casting)
        self.add_field("Result", self.result)
        self.counts = Label(shell.theme, "", Role.QUIET)
        self.body.addWidget(self.counts)
        self.names.itemChanged.connect(self._count)
        self._store: MeetingStore | None = None

    def open(self, store: MeetingStore, motions: tuple[Motion, ...], chosen: Motion) -> None:
        """Take down the vote on one of these motions; every member present stands as having voted for it."""
        self._store = None
        self.motion.clear()
        for motion in motions:
            self.motion.addItem(motion.text, motion.id)
        self.motion.setCurrentIndex(self.motion.findData(chosen.id))
        voted = {row.person_id: row.choice for row in chosen.vote.ballots} if chosen.vote else {}
        people = {person.id: person for person in store.people.all()}
        self.names.clear()
        at_ms = chosen.at_ms or 0
        for row in store.attendance.all():
            votes = row.voting and row.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE, Capacity.CO_OPTED)
            person = people.get(row.person_id)
            if not votes or person is None:
                continue
            item = QListWidgetItem()
            item.setData(_NAME, (person.id, person.full_name))
            there = Choice.FOR if row.may_vote_at(at_ms) else Choice.ABSENT
            self.names.set_choice(item, voted.get(person.id, there))
            self.names.addItem(item)
        self.names.setCurrentRow(0)
        vote = chosen.vote
        self.method.setCurrentIndex(max(self.method.findData(vote.method if vote else None), 0))
        self.casting.setCurrentIndex(max(self.casting.findData(vote.casting_vote if vote else None), 0))
        self._store = store
        self._count()
        if chosen.outcome is not MotionOutcome.OPEN:
            self.result.setCurrentIndex(max(self.result.findData(chosen.outcome), 0))
        self.note.setText("F for, A against, B abstained, T took no part, X absent")
        self.open_at(self.names)

    def store_it(self) -> None:
        """Record the vote."""
        motion = self._store.motions.get(self.motion.currentData()) if self._store else None
        if self._store is None or motion is None:
            return
        ballots, casting = self.names.ballots(), self.casting.currentData()
        votes_for, against, abstained = self._counted(ballots)
        vote = Vote(
            votes_for, against, abstained, VoteMethod(self.method.currentData()), ballots,
            Choice(casting) if casting else None,
        )  # fmt: skip
        record_vote(self._store, motion.id, vote, MotionOutcome(self.result.currentData()))

    def _count(self) -> None:
        if self._store is None:
            return
        votes_for, against, abstained = self._counted(self.names.ballots())
        self.counts.setText(f"For {votes_for}, against {against}, abstained {abstained}")
        if votes_for != against:
            outcome = MotionOutcome.CARRIED if votes_for > against else MotionOutcome.LOST
            self.result.setCurrentIndex(self.result.findData(outcome))

    @staticmethod
    def _counted(ballots: tuple[Ballot, ...]) -> tuple[int, int, int]:
        choices = [ballot.choice for ballot in ballots]
        return choices.count(Choice.FOR), choices.count(Choice.AGAINST), choices.count(Choice.ABSTAINED)
