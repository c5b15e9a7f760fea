"""A command as data: its id, words, key, icon, when it can be used, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The menu an action stands in. PAGE is the menu that bears the name of the page in front."""

    FILE = "File"
    EDIT = "Edit"
    GO = "Go"
    PAGE = "Page"
    VIEW = "View"
    HELP = "Help"


def always() -> bool:
    """For actions that can be used at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One command.

    `id` is stable (`review.play`) and what a remapped key is stored under. `words` is what menus, buttons, the command
    palette and screen readers say; `words_now`, if given, says it anew each time ("Undo Assign speaker").
    `everywhere` makes a page's action work on all pages; it must go to its page itself. `keys` are portable key names ("Ctrl+Down"), the first of which is shown. `enabled` is asked whenever something changed; keep it quick.
    """

    id: str
    words: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[], bool] = always
    group: Group = Group.PAGE
    words_now: Callable[[], str] | None = None
    checked: Callable[[], bool] | None = None
    hint: str = ""
    everywhere: bool = False
