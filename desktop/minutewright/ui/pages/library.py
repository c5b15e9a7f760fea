"""Library: every meeting, search through what was said and decided, and what was interrupted on top."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTableView, QVBoxLayout

from minutewright.app.interrupted import Unsettled, find_unsettled
from minutewright.app.workplace import Workplace
from minutewright.services.clerk.beginning import begin_meeting, carry_forward
from minutewright.services.settings.options import HOUSE_STYLE
from minutewright.services.storage.library import Found, LibraryEntry
from minutewright.services.storage.store import MeetingStore, open_meeting
from minutewright.ui.actions.action import Action, Group
from minutewright.ui.going_on import go_on
from minutewright.ui.messages import Offer
from minutewright.ui.models.found_model import FoundModel
from minutewright.ui.models.library_model import LibraryModel
from minutewright.ui.page import Page, Shell, named
from minutewright.ui.sample import open_sample
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.file_choice import choose_folder
from minutewright.ui.widgets.interrupted import Interrupted
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.new_meeting import NewMeetingSheet
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.row_delegate import dress_table, fit_columns
from minutewright.ui.wording import counted

SEARCH_AFTER_MS = 150


class LibraryPage(Page):
    """The first place of the rail. Opening a meeting here leads to where work on it goes on."""

    title = "Library"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
        self._entries: tuple[LibraryEntry, ...] = ()
        self.search = named(QLineEdit(), "Search all meetings")
        self.search.setPlaceholderText("Search everything that was said or decided")
        self.meetings = LibraryModel()
        self.found = FoundModel()
        self.table = named(QTableView(), "Meetings")
        self.results = named(QTableView(), "Places found")
        self.sheet = NewMeetingSheet(shell.theme, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._search)
        self.search.textChanged.connect(self._typed)
        self.sheet.asked.connect(self._make)
        self.table.activated.connect(self._open_row)
        self.results.activated.connect(self._open_found)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Make, open, search; the buttons of the page are made from these."""
        return (
            Action(
                "library.new",
                "New meeting",
                self._ask_new,
                everywhere=True,
                keys=("Ctrl+N",),
                icon="add",
                group=Group.FILE,
            ),
            Action(
                "library.open",
                "Open folder…",
                self._ask_folder,
                everywhere=True,
                keys=("Ctrl+O",),
                icon="open",
                group=Group.FILE,
                hint="Open a meeting by its folder",
            ),
            Action(
                "library.sample",
                "Open the sample meeting",
                lambda: open_sample(self.shell, self._workplace),
                everywhere=True,
                icon="sample",
                group=Group.FILE,
                hint="Three minutes of an invented committee, to try everything on",
            ),
            Action(
                "library.open_selected",
                "Open the selected meeting",
                self._open_selected,
                icon="right",
                enabled=lambda: self._selected() is not None,
            ),
            Action(
                "library.forget",
                "Take off the list",
                self._forget,
                icon="remove",
                enabled=lambda: self._selected() is not None,
                hint="Take the selected meeting off this list; its folder stays as it is",
            ),
            Action(
                "library.clear",
                "Show all meetings again",
                self.search.clear,
                keys=("Esc",),
                icon="close",
                enabled=lambda: bool(self.search.text()),
            ),
            Action(
                "library.search", "Search all meetings", self._focus_search, keys=("Ctrl+F",), icon="search"
            ),
            Action(
                "library.refresh", "Look at the folders again", self._rebuild, keys=("F5",), icon="history"
            ),
        )

    def lay_out(self) -> None:
        """Build the page once its actions are known to the registry."""
        theme, actions = self.shell.theme, self.shell.actions
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_4)
        column.setSpacing(t.SPACE_4)
        head = QHBoxLayout()
        head.setSpacing(t.SPACE_2)
        head.addWidget(self.search, 1)
        head.addSpacing(t.SPACE_4)
        head.addWidget(actions.button("library.open"))
        head.addWidget(actions.button("library.new", primary=True))
        column.addLayout(head)
        self._interrupted = Interrupted(self.shell, self._workplace)
        self._interrupted.dealt_with.connect(self._load)
        column.addWidget(self._interrupted)
        self._heading = Label(theme, "Meetings", Role.TITLE)
        column.addWidget(self._heading)
        panel = Panel(theme)
        self._stack = QStackedWidget()
        self._nothing = EmptyState(
            theme,
            "No meetings yet. Make one for the committee that meets next, or open the folder of one you have.",
            actions.button("library.new", primary=True),
            actions.button("library.sample"),
        )
        self._not_found = EmptyState(theme, "Nothing was found.")
        for view, model, widths, spare in (
            (self.table, self.meetings, (0, 178, 150, 150, 200), (3, 4)),
            (self.results, self.found, (340, 90, 0), ()),
        ):
            view.setModel(model)
            dress_table(view, theme)
            fit_columns(view, widths, theme, spare)
        for widget in (self._nothing, self.table, self.results, self._not_found):
            self._stack.addWidget(widget)
        panel.body.addWidget(self._stack)
        column.addWidget(panel, 1)
        self.table.selectionModel().selectionChanged.connect(actions.refresh)

    def shown(self) -> None:
        """Read the list anew: meetings may have been made or changed elsewhere."""
        self._load()
        self.search.setFocus()

    def opened(self, store: MeetingStore) -> None:
        """A meeting was opened: it is on the list from now on."""
        self._load()

    def close_down(self) -> None:
        """Stop waiting for more typing."""
        self._timer.stop()

    # -- the list ------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        library = self._workplace.library

        def look() -> tuple[tuple[LibraryEntry, ...], tuple[Unsettled, ...]]:
            entries = library.entries()
            return entries, find_unsettled(entries)

        self.shell.tasks.run_task(look, self._show)

    def _show(self, found: tuple[tuple[LibraryEntry, ...], tuple[Unsettled, ...]]) -> None:
        listed, unsettled = found
        true = {one.entry.folder: one.entry for one in unsettled}
        entries = tuple(true.get(entry.folder, entry) for entry in listed)
        chosen = self._selected()
        self._entries = entries
        self.meetings.show_rows(tuple(entries))
        self._interrupted.show_unsettled(unsettled)
        row = self.meetings.row_of(chosen.folder.resolve()) if chosen else 0
        if entries:
            self.table.selectRow(max(row, 0))
        self._show_stack()
        self.shell.actions.refresh()

    def _show_stack(self) -> None:
        searching = bool(self.search.text().strip())
        if searching:
            found = self.found.rowCount()
            self._heading.setText(f"{counted(found, 'place')} found" if found else "Search")
            self._stack.setCurrentWidget(self.results if found else self._not_found)
        else:
            self._heading.setText("Meetings")
            self._stack.setCurrentWidget(self.table if self._entries else self._nothing)

    def _selected(self) -> LibraryEntry | None:
        if self.search.text().strip():
            return None
        return self.meetings.row(self.table.currentIndex().row())

    def _rebuild(self) -> None:
        library, root = self._workplace.library, self._workplace.meetings_folder

        def say(count: int) -> None:
            self._load()
            self.shell.messages.info(f"{counted(count, 'meeting')} read in {root}.")

        self.shell.tasks.run_task(lambda: library.rebuild(root), say)

    def _forget(self) -> None:
        entry = self._selected()
        if entry is not None:
            self._workplace.library.forget(entry.folder)
            self._load()
            self.shell.messages.info(
                f"{entry.body} was taken off the list. Its folder is untouched: {entry.folder}",
                Offer("Put it back", lambda: self._put_back(entry.folder)),
            )

    def _put_back(self, folder: Path) -> None:
        self.shell.tasks.run_task(lambda: self._workplace.library.rebuild(folder), lambda _: self._load())

    # -- search --------------------------------------------------------------------------------------------------------

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _typed(self, text: str) -> None:
        self._timer.start()
        self.shell.actions.refresh()

    def _search(self) -> None:
        words = self.search.text().strip()
        library = self._workplace.library

        def show(found: tuple[Found, ...]) -> None:
            if words == self.search.text().strip():
                self.found.show_found(found, {entry.folder: entry for entry in self._entries})
                if found:
                    self.results.selectRow(0)
                else:
                    self._not_found.set_sentence(f"“{words}” was not found in any meeting.")
                self._show_stack()
                self.shell.actions.refresh()

        self.shell.tasks.run_task(lambda: library.search(words), show)

    def _open_found(self, index: QModelIndex) -> None:
        place = self.found.row(index.row())
        if place is None:
            return
        with self.shell.messages.reporting():
            self.shell.session.open(place.folder)
            if place.at_ms is None:
                go_on(self.shell)
            else:
                self.shell.go("review", at_ms=place.at_ms)

    # -- opening and making --------------------------------------------------------------------------------------------

    def _open_row(self, index: QModelIndex) -> None:
        entry = self.meetings.row(index.row())
        if entry is not None:
            with self.shell.messages.reporting():
                self._open(entry.folder)

    def _open_selected(self) -> None:
        entry = self._selected()
        if entry is not None:
            self._open(entry.folder)

    def _ask_folder(self) -> None:
        def chosen(folder: Path) -> None:
            with self.shell.messages.reporting():
                self._open(folder)

        choose_folder(self, "Open a meeting by its folder", self._workplace.meetings_folder, chosen)

    def _open(self, folder: Path) -> None:
        self.shell.session.open(folder)
        go_on(self.shell)

    def _ask_new(self) -> None:
        self.shell.go("library")
        self.sheet.open([(entry.body, entry.council) for entry in self._entries], date.today())

    def _make(self, body: str, council: str, held_on: date) -> None:
        workplace = self._workplace
        folder = workplace.new_folder(body, held_on)
        last = workplace.last_meeting_of(body)
        with self.shell.messages.reporting():
            if last is None:
                style = workplace.settings.get(HOUSE_STYLE)
                shelf = workplace.house_styles
                store = begin_meeting(
                    folder, body, held_on, council=council, house_style=style, style_text=shelf.own_text(style),
                    numbering=shelf.style(style).numbering,
                )  # fmt: skip
            else:
                store = self._carry_forward(folder, last, held_on)
            workplace.refresh(store)
            self.shell.session.take(store)
            self.shell.go("prepare")

    def _carry_forward(self, folder: Path, last: Path, held_on: date) -> MeetingStore:
        current = self.shell.session.store
        if current is not None and current.folder.resolve() == last.resolve():
            return carry_forward(folder, current.record(), held_on)
        with open_meeting(last) as earlier:
            record = earlier.record()
        return carry_forward(folder, record, held_on)
