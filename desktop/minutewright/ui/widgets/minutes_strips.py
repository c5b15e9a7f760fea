"""The strips of the Minutes page for what stands among the words: an action, an exclusion, a table, a reference."""

import re
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
)

from minutewright.domain.business import Action, Exclusion
from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.minutes import Block, BlockKind, OtherMinute, Run, TableContent
from minutewright.services.clerk.business import (
    change_action,
    change_exclusion,
    exclude_public,
    record_action,
)
from minutewright.services.clerk.minuting import add_block, change_table, insert_reference, refer_to_paper
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.business_strips import item_words, let_shrink
from minutewright.ui.widgets.person_field import PersonField
from minutewright.ui.widgets.strip import Strip

_NEVER = QDate(2000, 1, 1)
_FIGURE = re.compile(r"[£$€]?-?[\d,. ]*\d%?")


class ActionStrip(Strip):
    """Who is to do what, by when."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Action")
        self.words = named(QLineEdit(), "What is to be done")
        self.owner = PersonField("Who")
        self.due = named(QDateEdit(), "By when")
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("d MMMM yyyy")
        self.due.setMinimumDate(_NEVER)
        self.due.setSpecialValueText("no day")
        self.finished = QCheckBox("done")
        self.add_field("What is to be done", self.words, 4)
        self.add_field("Who", self.owner, 2)
        self.add_field("By when", self.due)
        self.fields.addWidget(self.finished, 0, Qt.AlignmentFlag.AlignBottom)
        self._store: MeetingStore | None = None
        self._item_id: ItemId | None = None
        self._action: Action | None = None

    def open(self, store: MeetingStore, item_id: ItemId, action: Action | None = None) -> None:
        """Take down an action under an item, or change one."""
        self._store, self._item_id, self._action = store, item_id, action
        self.owner.offer(store, everyone=True)
        self.words.setText(action.text if action else "")
        self.owner.set_person(action.owner if action else None)
        due = action.due if action else None
        self.due.setDate(QDate(due.year, due.month, due.day) if due else _NEVER)
        self.finished.setChecked(bool(action and action.done))
        self.heading.setText("Change action" if action else "Action")
        self.note.setText(f"under {item_words(store, item_id)}")
        self.open_at(self.words)

    def store_it(self) -> None:
        """Record or change the action."""
        if self._store is None:
            return
        day = self.due.date()
        due = None if day == _NEVER else date(day.year(), day.month(), day.day())
        text, owner = self.words.text().strip(), self.owner.person()
        if not text:
            raise BadInput("An action needs words. Write what is to be done.")
        if self._action is None:
            record_action(self._store, self._item_id, text, owner=owner, due=due)
        else:
            done = self.finished.isChecked()
            change_action(self._store, replace(self._action, text=text, owner=owner, due=due, done=done))


class ExclusionStrip(Strip):
    """On which grounds the public is excluded, as the house style names them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Exclude the public")
        self.grounds = named(QListWidget(), "Grounds, Space ticks one")
        self.grounds.setFixedHeight(shell.theme.scaled(96))
        shell.theme.changed.connect(lambda: self.grounds.setFixedHeight(shell.theme.scaled(96)))
        self.tested = QCheckBox("the public interest was weighed")
        self.add_field("Grounds", self.grounds, 1)
        self.fields.addWidget(self.tested, 0, Qt.AlignmentFlag.AlignBottom)
        self._store: MeetingStore | None = None
        self._item_id: ItemId | None = None
        self._exclusion: Exclusion | None = None

    def open(
        self, store: MeetingStore, style: HouseStyle, item_id: ItemId, exclusion: Exclusion | None = None
    ) -> None:
        """Take down that the public was excluded, or on what other grounds."""
        self._store, self._item_id, self._exclusion = store, item_id, exclusion
        self.grounds.clear()
        chosen = exclusion.paragraphs if exclusion else ()
        for key, about in style.exclusion.paragraphs.items():
            row = QListWidgetItem(f"{key}  {about}")
            row.setData(Qt.ItemDataRole.UserRole, key)
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.grounds.addItem(row)
        self.grounds.setCurrentRow(0)
        self.tested.setVisible(bool(style.exclusion.test))
        self.tested.setChecked(exclusion.interest_test if exclusion else True)
        self.note.setText(f"under {item_words(store, item_id)}; for all the exempt items")
        self.open_at(self.grounds)

    def store_it(self) -> None:
        """Record or change the exclusion."""
        if self._store is None or self._item_id is None:
            return
        rows = [self.grounds.item(place) for place in range(self.grounds.count())]
        chosen = tuple(
            str(row.data(Qt.ItemDataRole.UserRole))
            for row in rows
            if row.checkState() is Qt.CheckState.Checked
        )
        tested = self.tested.isChecked()
        if self._exclusion is None:
            exclude_public(self._store, self._item_id, paragraphs=chosen, interest_test=tested)
        else:
            changed = replace(self._exclusion, paragraphs=chosen, interest_test=tested)
            change_exclusion(self._store, changed)


class TableStrip(Strip):
    """A table, one row a line; cells between tabs (as a spreadsheet gives them) or upright strokes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Table")
        self.caption = named(QLineEdit(), "What the table shows")
        self.rows = named(QPlainTextEdit(), "Rows, the first is the heading")
        self.rows.setPlaceholderText("To | For | £     (one row a line; Ctrl+Enter takes it down)")
        self.rows.setFixedHeight(shell.theme.scaled(96))
        shell.theme.changed.connect(lambda: self.rows.setFixedHeight(shell.theme.scaled(96)))
        self.rows.setTabChangesFocus(True)
        self.total = QCheckBox("last row is a total")
        self.add_field("What the table shows", self.caption, 2)
        self.add_field("Rows, the first is the heading", self.rows, 4)
        self.fields.addWidget(self.total, 0, Qt.AlignmentFlag.AlignBottom)
        self._store: MeetingStore | None = None
        self._item_id: ItemId | None = None
        self._after: BlockId | None = None
        self._block: Block | None = None

    def open(
        self, store: MeetingStore, item_id: ItemId, after: BlockId | None = None, block: Block | None = None
    ) -> None:
        """Put a table under a paragraph of an item, or change one."""
        self._store, self._item_id, self._after, self._block = store, item_id, after, block
        table = block.table if block else None
        self.caption.setText(table.caption if table else "")
        rows = (table.header, *table.rows) if table else ()
        self.rows.setPlainText("\n".join(" | ".join(row) for row in rows))
        self.total.setChecked(bool(table and table.total))
        self.note.setText(f"under {item_words(store, item_id)}")
        self.open_at(self.caption)

    def store_it(self) -> None:
        """Put in the table, or another in its place."""
        if self._store is None or self._item_id is None:
            return
        table = table_of(self.caption.text(), self.rows.toPlainText(), total=self.total.isChecked())
        if self._block is None:
            add_block(self._store, self._item_id, kind=BlockKind.TABLE, table=table, after=self._after)
        else:
            change_table(self._store, self._block.id, table)


def table_of(caption: str, text: str, *, total: bool) -> TableContent:
    """A table of lines; columns that hold figures alone stand at the right.

    Raises:
        BadInput: there is no caption, or fewer than two rows.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    cells = [
        tuple(cell.strip() for cell in (line.split("\t") if "\t" in line else line.split("|")))
        for line in lines
    ]
    if not caption.strip():
        raise BadInput("A table needs words that say what it shows; a screen reader says them first.")
    if len(cells) < 2:
        raise BadInput("A table needs a heading and a row under it, each on a line.")
    width = max(len(row) for row in cells)
    header, *rows = [row + ("",) * (width - len(row)) for row in cells]
    figures = tuple(
        column
        for column in range(width)
        if any(row[column] for row in rows)
        and all(_FIGURE.fullmatch(row[column]) for row in rows if row[column])
    )
    return TableContent(caption.strip(), header, tuple(rows), figures, total)


class ReferenceStrip(Strip):
    """What the minutes refer to here: an item or a paper of this meeting, or a minute of another one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Reference", "Insert")
        self.target = named(QComboBox(), "Refers to")
        let_shrink(self.target)
        self.number = named(QLineEdit(), "Minute number")
        self.body_name = named(QLineEdit(), "Committee")
        self.held_on = named(QDateEdit(), "Held on")
        self.held_on.setCalendarPopup(True)
        self.held_on.setDisplayFormat("d MMMM yyyy")
        self.held_on.setMinimumDate(_NEVER)
        self.held_on.setSpecialValueText("no day")
        self.add_field("Refers to", self.target, 4)
        self.add_field("Minute number", self.number, 1)
        self.add_field("Committee", self.body_name, 2)
        self.add_field("Held on", self.held_on)
        self.target.currentIndexChanged.connect(self._choose)
        self._store: MeetingStore | None = None
        self._block_id: BlockId | None = None
        self._at = 0

    def open(self, store: MeetingStore, block_id: BlockId, at: int) -> None:
        """Refer to something in a paragraph, after so many characters of its words."""
        self._store, self._block_id, self._at = store, block_id, at
        self.target.clear()
        items = store.items.all()
        for item in (item for item in items if item.minuted):
            self.target.addItem(f"Item {item.number}  {item.title}", (item.id, ""))
        for item in items:
            for paper in item.papers:
                self.target.addItem(f"Paper of item {item.number}  {paper.label}", (item.id, paper.label))
        self.target.addItem("A minute of another meeting", None)
        self.number.clear()
        self.body_name.setText(store.body.name)
        self.held_on.setDate(_NEVER)
        self._choose()
        self.open_at(self.target)

    def store_it(self) -> None:
        """Put the reference in."""
        if self._store is None or self._block_id is None:
            return
        chosen = self.target.currentData()
        with self._store.action("Insert reference"):
            insert_reference(self._store, self._block_id, self._reference(chosen), self._at)

    def _reference(self, chosen: tuple[str, str] | None) -> Run:
        if chosen is None:
            number, day = self.number.text().strip(), self.held_on.date()
            if not number:
                raise BadInput("A minute of another meeting needs its number. Write it as it stands there.")
            held = None if day == _NEVER else date(day.year(), day.month(), day.day())
            return Run("", minute_ref=OtherMinute(number, self.body_name.text().strip(), held))
        item_id, label = ItemId(chosen[0]), chosen[1]
        if label and self._store is not None:
            return Run("", paper_ref=refer_to_paper(self._store, item_id, label))
        return Run("", item_ref=item_id)

    def _choose(self) -> None:
        elsewhere = self.target.currentData() is None
        for field in (self.number, self.body_name, self.held_on):
            field.setEnabled(elsewhere)
