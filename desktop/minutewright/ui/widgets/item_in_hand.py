"""The middle of the Meeting page: the item being taken and for how long, what was taken down, and the note line."""

from PySide6.QtWidgets import QHBoxLayout

from minutewright.domain.agenda import AgendaItem
from minutewright.ui.models.running_order import short_time
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.marks_list import MarksList
from minutewright.ui.widgets.note_line import NoteLine
from minutewright.ui.widgets.panel import Panel


class ItemInHand(Panel):
    """Shows what it is told."""

    def __init__(self, theme: Theme, marks: MarksList, note: NoteLine) -> None:
        super().__init__(theme)
        head = QHBoxLayout()
        head.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_4, 0)
        head.setSpacing(t.SPACE_3)
        self.words = Label(theme, "", Role.TITLE, wrap=True)
        self.words.setMinimumWidth(1)
        self.time = Label(theme, "", Role.TITLE)
        head.addWidget(self.words, 1)
        head.addWidget(self.time)
        self.body.addLayout(head)
        self.body.addWidget(marks, 1)
        line = QHBoxLayout()
        line.setContentsMargins(t.SPACE_2, 0, t.SPACE_2, t.SPACE_2)
        line.addWidget(note)
        self.body.addLayout(line)

    def show_item(self, item: AgendaItem | None, taken_ms: int) -> None:
        """Show the item being taken, and for how long (ms) it has been."""
        self.words.setText(f"Item {item.number}  {item.title}" if item else "No item is being taken")
        self.words.setToolTip(item.title if item else "")
        self.time.setText(short_time(taken_ms) if item else "")
