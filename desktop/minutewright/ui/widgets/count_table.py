"""A short table of names with what is counted for each; Enter or a click goes to the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem

from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.row_delegate import RowDelegate
from minutewright.ui.widgets.speaker_badge import HEIGHT, WIDTH

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row: what it stands for, its words, the cells behind them, and all of it in words for screen readers."""

    key: object
    words: str
    cells: tuple[str, ...]
    said: str
    icon: QIcon | None = None
    colour: str = ""


class CountTable(QTreeWidget):
    """`wanted` carries the key of a row. Rows that stay keep the cursor."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, columns: int) -> None:
        super().__init__()
        named(self, name)
        self._theme = theme
        self._shown: tuple[CountRow, ...] = ()
        self.setColumnCount(columns)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        # As high as the page has room for: a wished height would make the page scroll where nothing is cut off.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        head = self.header()
        head.setMinimumSectionSize(0)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, columns):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.itemActivated.connect(lambda entry, _: self.wanted.emit(entry.data(0, _KEY)))
        self.itemClicked.connect(lambda entry, _: self.wanted.emit(entry.data(0, _KEY)))
        theme.changed.connect(self._redress)
        self._fit()

    def show_rows(self, rows: Sequence[CountRow]) -> None:
        """Show these rows."""
        if [row.key for row in rows] != [row.key for row in self._shown]:
            self.clear()
            for row in rows:
                entry = QTreeWidgetItem(self)
                entry.setData(0, _KEY, row.key)
        for place, row in enumerate(rows):
            self._fill(self.topLevelItem(place), row)
        self._shown = tuple(rows)

    @property
    def rows(self) -> tuple[CountRow, ...]:
        """What is shown, from above."""
        return self._shown

    def row(self, key: object) -> CountRow:
        """The row that stands for something."""
        return next(row for row in self._shown if row.key == key)

    def _fill(self, entry: QTreeWidgetItem | None, row: CountRow) -> None:
        if entry is None:
            return
        entry.setText(0, row.words)
        entry.setToolTip(0, f"{row.words}: {row.said}")
        entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.words}: {row.said}")
        if row.icon is not None:
            entry.setIcon(0, row.icon)
        if row.colour:
            entry.setForeground(0, QBrush(QColor(row.colour)))
        for column, text in enumerate(row.cells, 1):
            entry.setText(column, text)
            entry.setToolTip(column, row.said)
            entry.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            entry.setFont(column, self._theme.font(t.QUIET_PT, tabular=True))

    def _fit(self) -> None:
        self.setIconSize(QSize(self._theme.scaled(WIDTH), self._theme.scaled(HEIGHT)))

    def _redress(self) -> None:
        self._fit()
        rows, self._shown = self._shown, ()
        self.clear()
        self.show_rows(rows)
