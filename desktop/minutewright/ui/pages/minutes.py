"""Minutes: the document being written, item by item, beside the evidence for that item."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from minutewright.app.workplace import Workplace
from minutewright.domain.business import Motion
from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import Block, BlockKind, Publicity
from minutewright.domain.record import MeetingRecord
from minutewright.services.clerk.minuting import (
    add_block,
    change_block,
    confirm_block,
    delete_block,
    move_block,
)
from minutewright.services.clerk.preparing import change_item
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.messages import Offer
from minutewright.ui.models.outcomes_model import OutcomesModel
from minutewright.ui.page import Page, Shell
from minutewright.ui.pages.minutes_actions import minutes_actions
from minutewright.ui.pages.minutes_business import MinutesBusiness
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.business_strips import MotionStrip, VoteStrip
from minutewright.ui.widgets.decision_strip import DecisionStrip
from minutewright.ui.widgets.evidence_panel import EvidencePanel
from minutewright.ui.widgets.key_button import KeyButton
from minutewright.ui.widgets.minutes_paper import MinutesPaper
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.running_list import RunningList
from minutewright.ui.widgets.stretch_player import StretchPlayer
from minutewright.ui.widgets.strip import Strips
from minutewright.ui.wording import counted


class MinutesPage(Page):
    """Items on the left, the page as it will print in the middle, what it rests on at the right."""

    title = "Minutes"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
        self._store: MeetingStore | None = None
        self._record: MeetingRecord | None = None
        self.outcomes = OutcomesModel()
        self.items = RunningList(shell.theme, self.outcomes, "Items of the minutes, Enter goes to one")
        self.paper = MinutesPaper(shell)
        self.evidence = EvidencePanel(shell)
        self.motion, self.vote, self.decision = MotionStrip(shell), VoteStrip(shell), DecisionStrip(shell)
        self.business = MinutesBusiness(self, shell, workplace)
        self.strips = Strips(self.motion, self.vote, self.decision, *self.business.strips)
        self.player = StretchPlayer(self)
        self.player.changed.connect(shell.actions.refresh)
        self.items.taken.connect(lambda item_id: self.show_item(ItemId(item_id)))
        self.paper.moved.connect(self._caret_moved)
        self.paper.opens.connect(lambda _: self.change())
        self.paper.begins.connect(lambda: self.add(BlockKind.PARAGRAPH))
        self.evidence.accepted.connect(self._accept)
        self.evidence.edited.connect(self._edit)
        self.evidence.rejected.connect(self._reject)
        self.evidence.played.connect(self._play)
        self.evidence.moved.connect(lambda: self.shell.actions.refresh())

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Drafting, writing, deciding, listening."""
        return (*minutes_actions(self), *self.business.actions())

    def lay_out(self) -> None:
        """The buttons above, then items, paper and evidence."""
        button = self.shell.actions.button
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_4, t.SPACE_2)
        column.setSpacing(t.SPACE_2)
        self._bar = QGridLayout()
        self._bar.setSpacing(t.SPACE_2)
        self._draft = button("minutes.draft", primary=True)
        names = ("paragraph", "subheading", "bullet", "decision", "motion", "vote", "exempt")
        self._buttons = tuple(
            KeyButton(self.shell.actions, f"minutes.{name}", show_key=False, live=False) for name in names
        )
        column.addLayout(self._bar)
        column.addWidget(self.strips)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_3)
        self._left = Panel(self.shell.theme, "ITEMS")
        self._left.body.addWidget(self.items)
        foot = QHBoxLayout()
        foot.setContentsMargins(t.SPACE_2, 0, t.SPACE_2, t.SPACE_2)
        foot.addWidget(button("minutes.nil"))
        self._left.body.addLayout(foot)
        row.addWidget(self._left, 9)
        row.addWidget(self.paper, 22)
        self.evidence.lay_out(
            (button("minutes.accept"), button("minutes.edit"), button("minutes.reject")),
            (button("minutes.play"),),
        )
        row.addWidget(self.evidence, 11)
        column.addLayout(row, 1)
        self.shell.theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """With large text the buttons stand in two lines, and the paper has the room of the items."""
        large = self.shell.theme.text_scale >= t.LARGE_TEXT
        self._left.setVisible(not large)
        last = len(self._buttons) + 1
        self._bar.addWidget(self._draft, 0, 0, 1, last if large else 1, Qt.AlignmentFlag.AlignLeft)
        self._bar.setColumnStretch(1, 0 if large else 1)
        for place, button in enumerate(self._buttons):
            self._bar.addWidget(button, int(large), place if large else place + 2)

    # -- the shell's calls -------------------------------------------------------------------------------------------

    def opened(self, store: MeetingStore) -> None:
        """Show the minutes."""
        self._store = store
        self.player.use(self._workplace.desk(store))
        self._show()

    def closed(self) -> None:
        """Store what is being typed, be silent, and show nothing."""
        self.paper.finish()
        self.player.use(None)
        self.strips.dismiss_all()
        self.business.house_style.forget_meeting()
        self._store = None
        self._show()

    def changed(self, event: Changed) -> None:
        """Show what was stored, undone or redone."""
        self._show()

    def shown(self) -> None:
        """The caret is in the page."""
        self.paper.setFocus()

    def left(self) -> None:
        """Store what is being typed."""
        self.paper.finish()
        self.player.stop()

    def close_down(self) -> None:
        """Be silent."""
        self.player.stop()

    def show_item(self, item_id: ItemId) -> None:
        """Put the caret under an item."""
        self.paper.go_to_item(item_id)
        self.paper.setFocus()

    def _show(self) -> None:
        self.paper.finish()
        record = self._record = self._store.record() if self._store else None
        self.outcomes.show_record(record)
        self.paper.show_meeting(self._store, record)
        self._caret_moved()

    def _caret_moved(self) -> None:
        item_id = self.paper.item_id
        self.outcomes.show_current(item_id)
        self.items.put_cursor(item_id)
        blocks = self._record.blocks_of(item_id) if self._record and item_id else ()
        self.evidence.show_item(self._store, item_id, blocks)
        self.evidence.show_block(self._block())
        self.shell.actions.refresh()

    # -- what the actions ask ------------------------------------------------------------------------------------------

    def has_meeting(self) -> bool:
        """Whether a meeting is open."""
        return self._store is not None

    def has_item(self) -> bool:
        """Whether the caret is under an item."""
        return self._store is not None and self.paper.item_id is not None

    def has_block(self) -> bool:
        """Whether the caret is in a paragraph, motion or decision."""
        return self._block() is not None

    def has_motion(self) -> bool:
        """Whether there is a motion under the item at the caret."""
        return self._record is not None and any(
            row.item_id == self.paper.item_id for row in self._record.motions
        )

    @property
    def store(self) -> MeetingStore | None:
        """The open meeting."""
        return self._store

    def block(self) -> Block | None:
        """The paragraph, motion, decision, action or table at the caret."""
        return self._block()

    def motions_here(self) -> tuple[Motion, ...]:
        """The motions under the item at the caret."""
        rows = self._store.motions.all() if self._store is not None else ()
        return tuple(row for row in rows if row.item_id == self.paper.item_id)

    def has_suggestion(self) -> bool:
        """Whether a suggestion is chosen."""
        return self._store is not None and self.evidence.suggestion() is not None

    def can_change(self) -> bool:
        """Whether the caret is in a motion or decision."""
        block = self._block()
        if block is None:
            return False
        return bool(block.motion_id or block.decision_id) or self.business.can_change(block)

    def is_exempt(self) -> bool:
        """Whether the paragraph at the caret is kept out of the public minutes."""
        block = self._block()
        return block is not None and block.publicity is Publicity.EXEMPT

    def is_summary(self) -> bool:
        """Whether the paragraph at the caret stands in the public minutes for what is exempt."""
        block = self._block()
        return block is not None and block.publicity is Publicity.SUMMARY

    def is_nil(self) -> bool:
        """Whether nothing was raised under the item at the caret."""
        item = self._record.item(self.paper.item_id) if self._record else None
        return item is not None and item.nil

    def has_point(self) -> bool:
        """Whether the caret is in a list point."""
        block = self._block()
        return block is not None and block.kind in (BlockKind.BULLET, BlockKind.LETTERED)

    @property
    def plays(self) -> bool:
        """Whether something is being heard."""
        return self.player.playing

    def can_play(self) -> bool:
        """Whether there is sound for the paragraph at the caret, or something said is chosen."""
        block = self._block()
        has_place = bool(block and block.sources) or self.evidence.utterance() is not None
        return self.plays or (self._record is not None and bool(self._record.files) and has_place)

    def _block(self) -> Block | None:
        block_id = self.paper.block_id
        return (
            next((block for block in self._record.blocks if block.id == block_id), None)
            if self._record
            else None
        )

    # -- writing ---------------------------------------------------------------------------------------------------------

    def draft(self) -> None:
        """Bring the minutes up to what is confirmed; what was said comes as suggestions."""
        if self._store is None:
            return
        from minutewright.app.papers import draft_minutes

        self.paper.finish()
        count = draft_minutes(self._store)
        if count:
            words = f"{counted(count, 'paragraph')} drafted or brought up to date."
            self.shell.messages.info(words, Offer("Undo", self.shell.session.undo))
        else:
            self.shell.messages.info("The minutes hold everything that is confirmed already.")

    def add(self, kind: BlockKind) -> None:
        """Add an empty paragraph, heading or point under the one at the caret, and put the caret there."""
        item_id = self.paper.item_id
        if self._store is None or item_id is None:
            return
        self.paper.finish()
        item = self._store.items.get(item_id)
        publicity = Publicity.EXEMPT if item is not None and item.exempt else Publicity.PUBLIC
        block = add_block(self._store, item_id, kind=kind, after=self.paper.block_id, publicity=publicity)
        self._show()
        self.paper.go_to_block(block.id)
        self.paper.setFocus()

    def shift(self, steps: int) -> None:
        """Move the paragraph at the caret up or down within its item."""
        block = self._block()
        if self._store is not None and block is not None:
            self.paper.finish()
            move_block(self._store, block.id, steps)

    def delete(self) -> None:
        """Delete the paragraph at the caret. A motion or decision stays on the record; its place in the minutes goes."""
        block = self._block()
        if self._store is not None and block is not None:
            delete_block(self._store, block.id)

    def toggle_exempt(self) -> None:
        """Keep the paragraph at the caret out of the public minutes, or let it in."""
        self._toggle_publicity(Publicity.EXEMPT)

    def toggle_summary(self) -> None:
        """Let the paragraph at the caret stand in the public minutes for what is exempt, or no longer."""
        self._toggle_publicity(Publicity.SUMMARY)

    def _toggle_publicity(self, publicity: Publicity) -> None:
        block = self._fresh_block()
        if self._store is not None and block is not None:
            new = Publicity.PUBLIC if block.publicity is publicity else publicity
            change_block(self._store, replace(block, publicity=new))

    def indent(self, level: int) -> None:
        """Put the list point at the caret on the first or second level."""
        block = self._fresh_block()
        if self._store is not None and block is not None and block.level != level:
            change_block(self._store, replace(block, level=level))

    def toggle_nil(self) -> None:
        """Say that nothing was raised under the item at the caret, or take that back; its sentence comes or goes."""
        item = self._store.items.get(self.paper.item_id) if self._store and self.paper.item_id else None
        if self._store is None or item is None:
            return
        from minutewright.app.papers import draft_minutes

        self.paper.finish()
        with self._store.action("Nothing raised" if not item.nil else "Something was raised"):
            change_item(self._store, replace(item, nil=not item.nil))
            draft_minutes(self._store)

    def _fresh_block(self) -> Block | None:
        """The paragraph at the caret as it is stored, with what was typed a moment ago."""
        self.paper.finish()
        return self._store.blocks.get(self.paper.block_id) if self._store and self.paper.block_id else None

    def take_decision(self) -> None:
        """A decision under the item at the caret."""
        if self._store is not None and self.paper.item_id is not None:
            self.decision.open(self._store, self.paper.item_id)

    def take_motion(self) -> None:
        """A motion under the item at the caret."""
        if self._store is not None and self.paper.item_id is not None:
            self.motion.open(self._store, self.paper.item_id)

    def change(self) -> None:
        """Change the motion or decision at the caret."""
        block = self._block()
        if self._store is None or block is None:
            return
        motion = self._store.motions.get(block.motion_id) if block.motion_id else None
        decision = self._store.decisions.get(block.decision_id) if block.decision_id else None
        if motion is not None:
            self.motion.open(self._store, block.item_id, motion.at_ms, motion)
        elif decision is not None:
            self.decision.open(self._store, block.item_id, decision.at_ms, decision)
        else:
            self.business.change(self._store, block)

    # -- suggestions -----------------------------------------------------------------------------------------------------

    def _accept(self, block_id: str) -> None:
        with self.shell.messages.reporting():
            if self._store is not None:
                confirm_block(self._store, BlockId(block_id))

    def _edit(self, block_id: str) -> None:
        self._accept(block_id)
        self._show()
        self.paper.go_to_block(BlockId(block_id))
        self.paper.setFocus()

    def _reject(self, block_id: str) -> None:
        with self.shell.messages.reporting():
            if self._store is not None:
                delete_block(self._store, BlockId(block_id))

    # -- listening ---------------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Hear what the paragraph at the caret rests on, else what is chosen of what was said; or be silent."""
        block = self._block()
        if self.plays:
            self.player.stop()
        elif self.evidence.said.hasFocus() or block is None or not block.sources:
            self.evidence.play()
        else:
            self._play(block.sources[0].start_ms, block.sources[-1].end_ms)

    def _play(self, start_ms: int, end_ms: int) -> None:
        with self.shell.messages.reporting():
            self.player.play(start_ms, end_ms)
