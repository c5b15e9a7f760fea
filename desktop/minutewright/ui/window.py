"""The window: rail, pages, message bar, status line, and the commands that work everywhere."""

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from minutewright.app.workplace import Workplace
from minutewright.domain.ids import ItemId
from minutewright.domain.meeting import RecordingState
from minutewright.services.storage.changes import Cause, Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.command_palette import CommandPalette
from minutewright.ui.actions.key_sheet import KeySheet
from minutewright.ui.actions.menus import Menus
from minutewright.ui.actions.registry import Registry
from minutewright.ui.bridge import Bridge
from minutewright.ui.messages import Messages, Offer
from minutewright.ui.page import Page, Shell
from minutewright.ui.pages import PLACES, Place
from minutewright.ui.recording_watch import RecordingWatch
from minutewright.ui.session import Session
from minutewright.ui.tasks import Tasks
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.alarm_banner import AlarmBanner
from minutewright.ui.widgets.message_bar import MessageBar
from minutewright.ui.widgets.proof_sheet import ProofSheet
from minutewright.ui.widgets.rail import Rail
from minutewright.ui.widgets.status_line import StatusLine
from minutewright.ui.window_actions import window_actions

DESIGNED_FOR = QSize(1366, 768)
SMALLEST = QSize(960, 600)


class Window(QMainWindow):
    """Assembles the shell and shows pages. It knows pages only through `Page` and `PLACES`."""

    def __init__(
        self,
        theme: Theme,
        workplace: Workplace,
        geometry: QSettings,
        messages: Messages | None = None,
        places: tuple[Place, ...] = PLACES,
    ) -> None:
        super().__init__()
        self._workplace = workplace
        theme.setParent(self)
        self._geometry = geometry
        self._places = {place.id: place for place in places}
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, Changed] = {}
        self._front = ""
        self._told = False
        self.messages = messages or Messages()
        self.messages.setParent(self)
        bridge = Bridge(self.messages, self)
        self.session = Session(workplace, bridge, self)
        self.shell = Shell(
            theme=theme,
            actions=Registry(self, theme, self.messages),
            messages=self.messages,
            tasks=Tasks(self.messages, self),
            bridge=bridge,
            session=self.session,
            status=StatusLine(theme),
            go=self.go,
        )
        self._lay_out()
        self.watch = RecordingWatch(workplace, bridge, self.messages, self.banner)
        self.palette_sheet = CommandPalette(self.shell.actions, self)
        self.key_sheet = KeySheet(self.shell.actions, theme, self)
        self.proof_sheet = ProofSheet(self.shell, self)
        self.shell.actions.add(window_actions(self, workplace.settings))
        self.menus = Menus(self.menuBar(), self.shell.actions)
        self.session.opened.connect(self._opened)
        self.session.closing.connect(self._closing)
        self.session.closed.connect(self._closed)
        self.session.changed.connect(self._changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.restore_geometry()
        self._closed()
        self.go(places[0].id)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the rail."""
        return tuple(self._places.values())

    @property
    def front(self) -> str:
        """The id of the page in front."""
        return self._front

    def page(self, place_id: str) -> Page:
        """The page of a place; made now if it was never shown."""
        if place_id not in self._pages:
            place = self._places[place_id]
            page = place.build(self.shell, self._workplace)
            page.setAccessibleName(place.words)
            self._pages[place_id] = page
            self._stack.addWidget(page)
            self.shell.actions.add(page.actions(), place_id)
            page.lay_out()
            if self.session.store is not None:
                page.opened(self.session.store)
        return self._pages[place_id]

    def can_go(self, place_id: str) -> bool:
        """Whether a place can be shown now."""
        return self.session.store is not None or not self._places[place_id].needs_meeting

    def go(self, place_id: str, *, at_ms: int | None = None, item_id: ItemId | None = None) -> None:
        """Show a place, and there a recording time (ms) or an item. One that needs a meeting stays away without one."""
        self._bring(place_id)
        if self._front == place_id:
            page = self._pages[place_id]
            if item_id is not None:
                page.show_item(item_id)
            if at_ms is not None:
                page.show_time(at_ms)

    def _bring(self, place_id: str) -> None:
        if place_id == self._front or not self.can_go(place_id):
            self.rail.set_front(self._front)
            return
        if self._front:
            self._pages[self._front].left()
        page = self.page(place_id)
        self._front = place_id
        self.rail.set_front(place_id)
        self.shell.status.set_words("")
        self._stack.setCurrentWidget(page)
        self.shell.actions.set_front(place_id)
        self.menus.set_page(self._places[place_id].words)
        if place_id in self._missed:
            page.changed(self._missed.pop(place_id))
        page.shown()

    def close_meeting(self) -> None:
        """Close the meeting and go to the library."""
        self.session.close()
        self.go(next(iter(self._places)))

    def seen_warnings(self) -> None:
        """The clerk has seen what is wrong with the recording."""
        self.watch.acknowledge()
        for page in self._pages.values():
            page.seen_warnings()

    def show_keys(self) -> None:
        """Show the sheet of keys, or take it away."""
        if self.key_sheet.isVisible():
            self.key_sheet.dismiss()
        else:
            self.key_sheet.open(self._places[self._front].words)

    def show_commands(self) -> None:
        """Show the command palette."""
        self.palette_sheet.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being typed, wait for running tasks, close the meeting. There is nothing to save.

        While sound is recorded it is said once that the recording will go on.
        """
        store = self.session.store
        if store is not None and store.recording_state is RecordingState.RECORDING and not self._told:
            self._told = True
            self.messages.attention(
                "This meeting is being recorded. The recording goes on when the window is closed, and is found again "
                "when it is opened. To end it, use the Meeting page.",
                Offer("Close the window", self.close),
            )
            event.ignore()
            return
        self._geometry.setValue("window/geometry", self.saveGeometry())
        if self._front:
            self._pages[self._front].left()
        self.watch.closed()
        for page in self._pages.values():
            page.close_down()
        self.shell.tasks.close()
        with self.messages.reporting():
            self.session.close()
        self.shell.bridge.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        # The menu titles are underlined letters reached with Alt, the places Ctrl+1 … are not: digits tag speakers.
        places = [
            (place.id, place.words, place.icon, f"Alt+{number}")
            for number, place in enumerate(self._places.values(), start=1)
        ]
        self.rail = Rail(self.shell.theme, places)
        self.rail.chosen.connect(self.go)
        self.message_bar = MessageBar(self.shell.theme, self.messages)
        self.banner = AlarmBanner(self.shell.theme, self.seen_warnings)
        self._stack = QStackedWidget()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QVBoxLayout()
        holder.setContentsMargins(t.SPACE_6, t.SPACE_2, t.SPACE_6, 0)
        holder.addWidget(self.message_bar)
        column.addWidget(self.banner)
        column.addLayout(holder)
        column.addWidget(self._stack, 1)
        column.addWidget(self.shell.status)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(middle, 1)
        self.setCentralWidget(centre)
        self.setMinimumSize(SMALLEST)

    def restore_geometry(self) -> None:
        """Take the place and size the window had when it was closed last."""
        stored = self._geometry.value("window/geometry")
        if stored is None or not self.restoreGeometry(stored):
            self.resize(DESIGNED_FOR.boundedTo(self.screen().availableSize()))

    def _opened(self, store: MeetingStore) -> None:
        self._missed.clear()
        self.watch.opened(store)
        for page in self._pages.values():
            page.opened(store)
        self._name_meeting()
        self._after()

    def _closing(self, store: MeetingStore) -> None:
        for page in self._pages.values():
            page.closed()
        self.proof_sheet.dismiss()
        self.watch.closed()
        self._missed.clear()

    def _closed(self) -> None:
        self.setWindowTitle("Minutewright")
        self.shell.status.set_saved("")
        if self._front and not self.can_go(self._front):
            self.go(next(iter(self._places)))
        self._after()

    def _changed(self, event: Changed) -> None:
        for place_id, page in self._pages.items():
            if place_id == self._front:
                with self.messages.reporting():
                    page.changed(event)
            else:
                self._missed[place_id] = _merged(self._missed.get(place_id), event)
        if event.touches("meeting", "body"):
            self._name_meeting()
        if event.cause in (Cause.UNDO, Cause.REDO):
            self.shell.status.set_saved(
                f"{'Undone' if event.cause is Cause.UNDO else 'Redone'}: {event.words}"
            )
        elif event.cause is Cause.ACTION:
            self.shell.status.set_saved("Saved")
        self._after()

    def _after(self) -> None:
        for place in self._places.values():
            self.rail.set_enabled(place.id, self.can_go(place.id))
        self.shell.actions.refresh()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What can be done may depend on where the focus is: in the agenda or among the people."""
        if new is not None and self.isAncestorOf(new):
            self.shell.actions.refresh()

    def _name_meeting(self) -> None:
        store = self.session.store
        if store is not None:
            held_on = store.meeting.held_on
            self.setWindowTitle(f"{store.body.name}, {held_on.day} {held_on:%B %Y} – Minutewright")
            self.shell.status.set_saved("Saved")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the message bar when nothing else wanted it; Enter presses the button that has the focus."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            if not event.isAutoRepeat():
                focused.click()
            return
        if event.key() == Qt.Key.Key_Escape and self.message_bar.isVisible():
            self.message_bar.dismiss()
            return
        super().keyPressEvent(event)


def _merged(earlier: Changed | None, event: Changed) -> Changed:
    if earlier is None:
        return event
    names = earlier.tables.keys() | event.tables.keys()
    none: frozenset[str] = frozenset()
    tables = {name: earlier.tables.get(name, none) | event.tables.get(name, none) for name in names}
    return Changed(event.cause, event.words, tables)
