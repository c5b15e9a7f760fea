"""The menu bar, made from the actions."""

from PySide6.QtWidgets import QMenu, QMenuBar

from minutewright.ui.actions.action import Group
from minutewright.ui.actions.registry import Registry

_LEAVING = ("window.proof", "meeting.close", "window.quit")


class Menus:
    """Fills a menu bar: one menu a group, the page's own in the middle under the page's name."""

    def __init__(self, bar: QMenuBar, registry: Registry) -> None:
        self._registry = registry
        self._menus: dict[Group, QMenu] = {}
        for group in Group:
            menu = bar.addMenu(f"&{group.value}")
            menu.aboutToShow.connect(lambda group=group: self.fill(group))
            self._menus[group] = menu

    def fill(self, group: Group) -> None:
        """Put the actions of this moment into a menu."""
        menu = self._menus[group]
        menu.clear()
        entries = self._registry.entries(group)
        leaving = [entry for entry in entries if entry.action.id in _LEAVING]
        common = [entry for entry in entries if not entry.place and entry not in leaving]
        of_page = [entry for entry in entries if entry.place]
        for part in (common, of_page, leaving):
            if part and not menu.isEmpty():
                menu.addSeparator()
            menu.addActions([entry.qt for entry in part])

    def set_page(self, words: str) -> None:
        """Name the page's menu after the page in front, and hide it where the page has no actions."""
        menu = self._menus[Group.PAGE]
        menu.setTitle(f"&{words}")
        menu.menuAction().setVisible(bool(self._registry.entries(Group.PAGE)))

    def menu(self, group: Group) -> QMenu:
        """The menu of a group."""
        return self._menus[group]
