"""The agenda on the Prepare page: read, typed, put in order and edited where it stands."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.ids import ItemId
from minutewright.services.clerk.preparing import (
    add_item,
    change_item,
    delete_item,
    move_item,
    set_public_title,
)
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.agenda_model import KIND, TITLE, AgendaModel
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.row_delegate import Index, RowDelegate, dress_table, edit_in_place, fit_columns
from minutewright.ui.wording import KINDS

NEW_ITEM = "New item"


class KindDelegate(RowDelegate):
    """Edits the kind of an item by choosing one."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list of the kinds; choosing one stores it."""
        if index.column() != KIND:
            return super().createEditor(parent, option, index)
        box = named(QComboBox(parent), "Kind of item")
        box.addItems(list(KINDS.values()))

        def choose(_: int) -> None:
            self.commitData.emit(box)
            self.closeEditor.emit(box)

        box.activated.connect(choose)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the kind it has."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))
            return
        super().setEditorData(editor, index)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))


class AgendaPanel(Panel):
    """A table of items. Its commands are functions here and actions of the page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme, "AGENDA")
        self._shell = shell
        self._store: MeetingStore | None = None
        self.model = AgendaModel(self._change)
        self.table = named(QTableView(), "Agenda")

    def lay_out(self, *buttons: QWidget) -> None:
        """Build the panel around the buttons of the page."""
        theme = self._shell.theme
        for button in buttons:
            self.add_to_head(button)
        self.table.setModel(self.model)
        dress_table(self.table, theme)
        self.table.setItemDelegate(KindDelegate(theme, self.table))
        edit_in_place(self.table)
        fit_columns(self.table, (58, 0, 176, 78), theme)
        self._empty = EmptyState(
            theme,
            "No agenda yet. Read it from a Word, PDF or text file, paste it, or add the items one by one.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack)
        theme.changed.connect(self._dress)
        self._dress()

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Show the agenda that is stored, the same item selected."""
        self._store = store
        chosen = self.selected()
        items = store.items.all() if store else ()
        self.model.show_rows(items)
        self._stack.setCurrentWidget(self.table if items else self._empty)
        self.set_title(f"AGENDA   {len(items)}" if items else "AGENDA")
        if self.selected() is None:
            if chosen is not None:
                self.select(chosen.id)
            if self.selected() is None:
                self._put_cursor(0 if items else -1)

    def selected(self) -> AgendaItem | None:
        """The item the cursor is on."""
        return self.model.row(self.table.currentIndex().row())

    def select(self, item_id: ItemId, *, edit: bool = False) -> None:
        """Put the cursor on an item, and into its title with `edit`."""
        row = self.model.row_of(item_id)
        if row >= 0:
            index = self.model.index(row, TITLE)
            self.table.setCurrentIndex(index)
            if edit:
                self.table.setFocus()
                self.table.edit(index)

    def add(self) -> None:
        """Add an item after the selected one and put the caret into its title."""
        if self._store is None:
            return
        chosen = self.selected()
        item = add_item(self._store, NEW_ITEM, after=chosen.id if chosen else None)
        self.show_meeting(self._store)
        self.select(item.id, edit=True)

    def delete(self) -> None:
        """Take the selected item off the agenda; the cursor goes to the one that takes its place."""
        chosen = self.selected()
        if self._store is None or chosen is None:
            return
        row = self.table.currentIndex().row()
        delete_item(self._store, chosen.id)
        self.show_meeting(self._store)
        self._put_cursor(min(row, self.model.rowCount() - 1))

    def shift(self, steps: int) -> None:
        """Move the selected item up (negative) or down."""
        chosen = self.selected()
        if self._store is not None and chosen is not None:
            move_item(self._store, chosen.id, steps)
            self.show_meeting(self._store)
            self.select(chosen.id)

    def can_shift(self, steps: int) -> bool:
        """Whether there is room above or below."""
        row = self.table.currentIndex().row()
        return self.has_focus() and row >= 0 and 0 <= row + steps < self.model.rowCount()

    def toggle_exempt(self) -> None:
        """Say that the selected item is taken without press and public, or that it is not."""
        chosen = self.selected()
        if chosen is not None:
            self._change(replace(chosen, exempt=not chosen.exempt))

    def ask_public_title(self) -> None:
        """Ask what the public reads in place of the selected exempt item's title."""
        chosen, store = self.selected(), self._store
        if chosen is None or store is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Title for the public")
        dialog.setLabelText(f"What the public reads for item {chosen.number} (empty: its title)")
        dialog.setTextValue(chosen.public_title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda text: self.give_public_title(chosen.id, text))
        dialog.open()

    def give_public_title(self, item_id: ItemId, title: str) -> None:
        """Store it, or say why not."""
        if self._store is not None:
            with self._shell.messages.reporting():
                set_public_title(self._store, item_id, title)

    def has_focus(self) -> bool:
        """Whether the keys go to the agenda."""
        return self.table.hasFocus() and self.selected() is not None

    def _put_cursor(self, row: int) -> None:
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, TITLE))

    def _change(self, item: AgendaItem) -> None:
        if self._store is not None:
            with self._shell.messages.reporting():
                change_item(self._store, item)

    def _dress(self) -> None:
        self.model.set_exempt_icon(self._shell.theme.icon("lock", self._shell.theme.tokens.attention))
