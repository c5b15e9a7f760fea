"""All actions there are, as QActions with their keys; menus, buttons, the key sheet and the command palette ask it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from minutewright.ui.actions.action import Action, Group
from minutewright.ui.messages import Messages
from minutewright.ui.theme.theme import Theme

BUTTON_ICON = 18  # px at the usual text size


@dataclass(frozen=True, slots=True)
class Entry:
    """An action with its QAction. `place` is the id of the page it belongs to, empty for everywhere."""

    action: Action
    qt: QAction
    place: str


class Registry(QObject):
    """Holds the actions of the window and of its pages. A page's actions work while that page is in front.

    `refresh()` asks every action again whether it can be used; the window calls it after each change of data, focus of
    page or task. A page calls it when something else that its `enabled` looks at has changed.
    """

    refreshed = Signal()

    def __init__(self, window: QWidget, theme: Theme, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self.theme = theme
        self._messages = messages
        self._entries: dict[str, Entry] = {}
        self._front = ""
        self._remapped: dict[str, tuple[str, ...]] = {}
        theme.changed.connect(self._redraw)

    def add(self, actions: Iterable[Action], place: str = "") -> None:
        """Take in actions. An id or, within one place, a key that is taken already is a mistake and raises ValueError."""
        for action in actions:
            if action.id in self._entries:
                raise ValueError(f"two actions are called {action.id}")
            qt = QAction(action.words, self._window)
            qt.setObjectName(action.id)
            qt.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            qt.setCheckable(action.checked is not None)
            qt.triggered.connect(lambda _=False, action=action: self.run(action.id))
            self._window.addAction(qt)
            entry = Entry(action, qt, "" if action.everywhere else place)
            self._entries[action.id] = entry
            self._set_keys(entry)
            self._draw(entry)
        self.refresh()

    def remap(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Give actions other keys, by id; an empty tuple takes the key away, an id left out gets its own key back."""
        self._remapped = dict(keys)
        for entry in self._entries.values():
            self._set_keys(entry)

    def run(self, action_id: str) -> None:
        """Do it, if it can be done now. Errors go to the message bar."""
        entry = self._entries[action_id]
        if not self._usable(entry):
            return
        with self._messages.reporting():
            entry.action.run()
        self.refresh()

    def set_front(self, place: str) -> None:
        """The page in front has changed: its actions work now, those of the others do not."""
        self._front = place
        self.refresh()

    def refresh(self) -> None:
        """Ask all actions whether they can be used, what they say and whether they are ticked."""
        for entry in self._entries.values():
            entry.qt.setEnabled(self._usable(entry))
            if entry.action.words_now:
                entry.qt.setText(entry.action.words_now())
            if entry.action.checked:
                entry.qt.setChecked(entry.action.checked())
        self.refreshed.emit()

    def entry(self, action_id: str) -> Entry:
        """One action with its QAction."""
        return self._entries[action_id]

    def entries(self, group: Group | None = None) -> tuple[Entry, ...]:
        """The actions that belong to the window or to the page in front, in the order they were added."""
        return tuple(
            entry
            for entry in self._entries.values()
            if entry.place in ("", self._front) and group in (None, entry.action.group)
        )

    def key_words(self, action_id: str) -> str:
        """The keys of an action as the system writes them ("Ctrl+K"), empty if it has none."""
        return ", ".join(
            key.toString(QKeySequence.SequenceFormat.NativeText)
            for key in self._entries[action_id].qt.shortcuts()
        )

    def button(self, action_id: str, parent: QWidget | None = None, *, primary: bool = False) -> QPushButton:
        """A button for an action: its words and icon, off when the action is off, its key in the tooltip."""
        return ActionButton(self, self._entries[action_id], parent, primary=primary)

    def _usable(self, entry: Entry) -> bool:
        return entry.place in ("", self._front) and entry.action.enabled()

    def _set_keys(self, entry: Entry) -> None:
        keys = self._remapped.get(entry.action.id, entry.action.keys)
        for other in self._entries.values():
            clash = {key.toString() for key in other.qt.shortcuts()} & set(keys)
            if (
                other is not entry
                and clash
                and (other.place == entry.place or "" in (other.place, entry.place))
            ):
                raise ValueError(f"{clash} is the key of {other.action.id} and of {entry.action.id}")
        entry.qt.setShortcuts([QKeySequence(key) for key in keys])
        shown = self.key_words(entry.action.id)
        hint = entry.action.hint or entry.action.words
        entry.qt.setToolTip(f"{hint} ({shown})" if shown else hint)

    def _draw(self, entry: Entry) -> None:
        if entry.action.icon:
            entry.qt.setIcon(self.theme.icon(entry.action.icon))

    def _redraw(self) -> None:
        for entry in self._entries.values():
            self._draw(entry)


class ActionButton(QPushButton):
    """A push button that shows an action and follows it."""

    def __init__(self, registry: Registry, entry: Entry, parent: QWidget | None, *, primary: bool) -> None:
        super().__init__(parent)
        self._registry = registry
        self._entry = entry
        self._primary = primary
        self.setProperty("primary", primary)
        self.setObjectName(f"{entry.action.id}.button")
        self.clicked.connect(lambda: registry.run(entry.action.id))
        entry.qt.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        qt = self._entry.qt
        # A space keeps the words off the drawing; style sheets have no gap for it.
        words = qt.text().replace("&", "&&")
        self.setText(f" {words}" if self._entry.action.icon else words)
        self.setIcon(self._icon())
        side = self._registry.theme.scaled(BUTTON_ICON)
        self.setIconSize(QSize(side, side))
        self.setToolTip(qt.toolTip())
        self.setAccessibleName(qt.text())
        self.setEnabled(qt.isEnabled())
        self.setCheckable(qt.isCheckable())
        self.setChecked(qt.isChecked())

    def _icon(self) -> QIcon:
        theme = self._registry.theme
        name = self._entry.action.icon
        if not name or not self._primary:
            return self._entry.qt.icon()
        return theme.icon(name, theme.tokens.paper)
