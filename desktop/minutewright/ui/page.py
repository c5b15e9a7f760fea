"""What a page is, and what the window gives it.

How to write a page
-------------------
1. `ui/pages/meeting.py` holds `class MeetingPage(Page)`; models go to `ui/models/`, parts to `ui/widgets/`.
2. Add it to `PLACES` in `ui/pages/__init__.py`: a function that takes the shell and the workplace (app/), imports the page,
   and constructs it with what it needs of them. It is called when the page is first shown, so start-up stays quick.
3. The constructor gets `shell` first, then its services; it keeps them and makes models, and touches no file or device.
   Then `actions()` is asked, and then `lay_out()` builds the widgets, so that buttons can be made of the actions.
4. `opened(store)` comes when a meeting opens, and right after construction if one is open: fill the widgets.
   `changed(event)` comes after each action, undo, redo or machine write: redraw what `event.tables` names, no more.
   While a page is hidden its events are gathered and come as one when it is shown again.
   `closed()` comes when the meeting closes: empty the widgets, end subscriptions and timers.
5. Write through `services/clerk/` only (each function is one undoable action); never keep a copy of what is stored,
   except ids. Undo and redo, "Saved", messages and the title are the window's business.
6. `actions()` is asked once. Ids start with the page's id (`meeting.next_item`). While the page is
   in front its actions are in its menu, in the command palette, on the key sheet and on their keys; make buttons of
   them with `self.shell.actions.button("meeting.next_item")`, which also shows the key in the tooltip.
   Single letters as keys ("N") work too: a field that is being typed in keeps its letters.
7. Work longer than 50 ms: `self.shell.tasks.run_task(func, then)`. Callbacks of services from other threads:
   `recorder.subscribe(self.shell.bridge.to_ui(self._on_level))`. Never touch a widget from another thread.
8. Anything said to the clerk: `self.shell.messages.info/attention/error(...)`, or let a MinutewrightError rise out of
   an action (the registry reports it) or wrap a slot's body in `with self.shell.messages.reporting():`.
   No QMessageBox, no exec(): nothing modal.
9. Everything that can have the focus has an accessible name (`named(widget, "Note")`); a test walks all pages.
   Colours come from `self.shell.theme.tokens`, sizes from `ui/theme/tokens.py`; repaint on `theme.changed`.
   White areas are `Panel`s (ui/widgets/panel.py); texts are `Label`s with a role (ui/widgets/label.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from minutewright.domain.ids import ItemId
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.actions.registry import Registry
from minutewright.ui.bridge import Bridge
from minutewright.ui.messages import Messages
from minutewright.ui.session import Session
from minutewright.ui.tasks import Tasks
from minutewright.ui.theme.theme import Theme

if TYPE_CHECKING:
    from minutewright.ui.widgets.status_line import StatusLine

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class Go(Protocol):
    """Shows a place of the rail, and there a recording time (ms) or an agenda item."""

    def __call__(self, place_id: str, *, at_ms: int | None = None, item_id: ItemId | None = None) -> None:
        """Go there."""
        ...


@dataclass(frozen=True, slots=True)
class Shell:
    """What the window gives every page. `go("review", at_ms=…)` shows another place by its id."""

    theme: Theme
    actions: Registry
    messages: Messages
    tasks: Tasks
    bridge: Bridge
    session: Session
    status: "StatusLine"
    go: "Go"


class Page(QWidget):
    """One place of the rail. See the top of this file for how to write one."""

    title = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setAccessibleName(self.title)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """The commands of this page; asked once."""
        return ()

    def lay_out(self) -> None:
        """Build the widgets; called once, after the page's actions are in the registry."""

    def opened(self, store: MeetingStore) -> None:
        """A meeting is open: show it."""

    def closed(self) -> None:
        """The meeting was closed: show nothing of it, hold on to nothing of it."""

    def changed(self, event: Changed) -> None:
        """Something was stored, undone or redone: show it. Called only while the page is in front, or catching up."""

    def shown(self) -> None:
        """The page has come to the front, its events caught up: put the focus where work goes on."""

    def show_time(self, at_ms: int) -> None:
        """Somebody was sent here to see a recording time (ms): a search result, an open point."""

    def show_item(self, item_id: ItemId) -> None:
        """Somebody was sent here to see an agenda item."""

    def seen_warnings(self) -> None:
        """The clerk has seen what is wrong with the recording: lamps go out."""

    def left(self) -> None:
        """The page goes to the back: finish what is being typed."""

    def close_down(self) -> None:
        """The window closes: stop players, meters and timers. Recording goes on in its own process."""


def named(widget: AnyWidget, name: str, hint: str = "") -> AnyWidget:
    """Give a widget the name a screen reader says, and a tooltip where `hint` is given."""
    widget.setAccessibleName(name)
    if hint:
        widget.setToolTip(hint)
    return widget
