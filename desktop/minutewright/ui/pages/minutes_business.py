"""What the clerk puts among the words of the minutes: votes by name, actions, exclusions, tables, references, numbers."""

from functools import partial
from typing import TYPE_CHECKING

from minutewright.app.papers import house_style_of
from minutewright.app.workplace import Workplace
from minutewright.domain.business import Motion
from minutewright.domain.minutes import Block, BlockKind
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.page import Shell
from minutewright.ui.widgets.ballot_strip import BallotStrip
from minutewright.ui.widgets.form_strip import FormStrip
from minutewright.ui.widgets.house_style_sheet import HouseStyleSheet
from minutewright.ui.widgets.minutes_strips import ActionStrip, ExclusionStrip, ReferenceStrip, TableStrip
from minutewright.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from minutewright.ui.pages.minutes import MinutesPage

_REFERS = (
    BlockKind.PARAGRAPH, BlockKind.SUBHEADING, BlockKind.BULLET, BlockKind.LETTERED, BlockKind.NOTE,
    BlockKind.QUESTION, BlockKind.ANSWER,
)  # fmt: skip


class MinutesBusiness:
    """The strips for it, and the commands that open them."""

    def __init__(self, page: "MinutesPage", shell: Shell, workplace: Workplace) -> None:
        self._page = page
        self.action, self.exclusion = ActionStrip(shell), ExclusionStrip(shell)
        self.table, self.reference = TableStrip(shell), ReferenceStrip(shell)
        self.ballot, self.form = BallotStrip(shell), FormStrip(shell, workplace.house_styles)
        self.house_style = HouseStyleSheet(shell, page)
        self.form.edits_style.connect(self.edit_style)

    @property
    def strips(self) -> tuple[Strip, ...]:
        """All of them."""
        return (self.action, self.exclusion, self.table, self.reference, self.ballot, self.form)

    def actions(self) -> tuple[Action, ...]:
        """The commands."""
        page = self._page
        return (
            Action(
                "minutes.by_name", "Vote by name…", self.take_ballots, keys=("Ctrl+Shift+K",), icon="vote",
                enabled=page.has_motion, hint="Record how each member voted on a motion under this item",
            ),
            Action(
                "minutes.todo", "Action…", self.take_action, keys=("Ctrl+Shift+O",), icon="check",
                enabled=page.has_item, hint="Record who is to do what, by when",
            ),
            Action(
                "minutes.exclusion", "Exclude the public…", self.take_exclusion, keys=("Ctrl+Shift+G",),
                icon="lock", enabled=page.has_item, hint="Record the resolution that excludes press and public",
            ),
            Action(
                "minutes.table", "Table…", self.take_table, keys=("Ctrl+Shift+B",), enabled=page.has_item,
                hint="Put a table under the paragraph at the caret",
            ),
            Action(
                "minutes.reference", "Reference…", self.take_reference, keys=("Ctrl+Shift+J",), icon="link",
                enabled=self.can_refer,
                hint="Refer to an item, a paper or a minute of another meeting; the number follows by itself",
            ),
            Action(
                "minutes.question", "Question", partial(page.add, BlockKind.QUESTION), keys=("Ctrl+Shift+Q",),
                enabled=page.has_item, hint="Add a question of the public or of a member",
            ),
            Action(
                "minutes.answer", "Answer", partial(page.add, BlockKind.ANSWER), keys=("Ctrl+Shift+W",),
                enabled=page.has_item, hint="Add the answer to a question",
            ),
            Action(
                "minutes.lettered", "Lettered point", partial(page.add, BlockKind.LETTERED),
                enabled=page.has_item, hint="Add a point of a list that counts a, b, c",
            ),
            Action(
                "minutes.note", "Note", partial(page.add, BlockKind.NOTE), enabled=page.has_item,
                hint="Add a note of something that happened, such as who came or went",
            ),
            Action(
                "minutes.form", "Numbers and house style…", self.take_form, keys=("Ctrl+Shift+S",),
                enabled=page.has_meeting,
                hint="How the minutes are numbered, in whose words they print, how many of the public came",
            ),
            Action(
                "minutes.house_style", "Edit the house style…", self.edit_style, keys=("Ctrl+Shift+I",),
                enabled=page.has_meeting,
                hint="Change the words, dates, names, votes, signature and paper, and see these minutes change",
            ),
        )  # fmt: skip

    def can_refer(self) -> bool:
        """Whether the caret is among words in which a reference can stand."""
        block = self._page.block()
        return block is not None and block.kind in _REFERS

    def can_change(self, block: Block) -> bool:
        """Whether a block opens in one of these strips."""
        return block.kind in (BlockKind.ACTION, BlockKind.EXCLUSION, BlockKind.TABLE)

    def change(self, store: MeetingStore, block: Block) -> None:
        """Open what a block places, to be changed."""
        if block.action_id is not None and (action := store.actions.get(block.action_id)):
            self.action.open(store, block.item_id, action)
        elif block.exclusion_id is not None and (exclusion := store.exclusions.get(block.exclusion_id)):
            self.exclusion.open(store, house_style_of(store), block.item_id, exclusion)
        elif block.table is not None:
            self.table.open(store, block.item_id, block=block)

    def take_vote(self) -> None:
        """The vote on a motion under the item at the caret; one that was taken by name opens by name."""
        page, here = self._page, self._page.motions_here()
        if page.store is None or not here:
            return
        chosen = self._chosen(here)
        if chosen.vote is not None and chosen.vote.named:
            self.ballot.open(page.store, here, chosen)
        else:
            page.vote.open(page.store, here, chosen)

    def take_ballots(self) -> None:
        """The vote, by name, on a motion under the item at the caret."""
        page, here = self._page, self._page.motions_here()
        if page.store is not None and here:
            self.ballot.open(page.store, here, self._chosen(here))

    def _chosen(self, here: tuple[Motion, ...]) -> Motion:
        block = self._page.block()
        return next((row for row in here if block is not None and row.id == block.motion_id), here[-1])

    def take_action(self) -> None:
        """An action under the item at the caret."""
        if self._page.store is not None and self._page.paper.item_id is not None:
            self.action.open(self._page.store, self._page.paper.item_id)

    def take_exclusion(self) -> None:
        """The exclusion of the public under the item at the caret."""
        page = self._page
        if page.store is not None and page.paper.item_id is not None:
            self.exclusion.open(page.store, house_style_of(page.store), page.paper.item_id)

    def take_table(self) -> None:
        """A table under the paragraph at the caret."""
        page = self._page
        if page.store is not None and page.paper.item_id is not None:
            page.paper.finish()
            self.table.open(page.store, page.paper.item_id, page.paper.block_id)

    def take_reference(self) -> None:
        """A reference at the caret."""
        page = self._page
        if page.store is None or page.paper.block_id is None:
            return
        at = page.paper.words_before_caret()
        page.paper.finish()
        self.reference.open(page.store, page.paper.block_id, at)

    def take_form(self) -> None:
        """How these minutes are numbered and printed."""
        if self._page.store is not None:
            self._page.paper.finish()
            self.form.open(self._page.store)

    def edit_style(self) -> None:
        """Change the council's house style."""
        if self._page.store is not None:
            self._page.paper.finish()
            self.form.dismiss()
            self.house_style.open(self._page.store)
