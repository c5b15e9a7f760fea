"""Everything the keyboard can reach has a name that a screen reader says, on every page."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from minutewright.app.workplace import Workplace
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.ui.pages import PLACES
from minutewright.ui.window import Window


def nameless(root: QWidget) -> list[str]:
    """Visible widgets with a place in the tab order and no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root):
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is None or not interface.text(QAccessible.Text.Name).strip():
                parent = widget.parentWidget()
                inner = (
                    parent is not None and widget.objectName().startswith("qt_") and parent.accessibleName()
                )
                if not inner and widget.focusProxy() is None:
                    found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_widget_the_keyboard_reaches_has_a_name(
    qtbot: QtBot, window: Window, workplace: Workplace, place: str
) -> None:
    store = begin_meeting(workplace.meetings_folder / "parks", "Parks Committee", date(2026, 3, 4))
    window.session.take(store)
    window.go(place)
    assert window.front == place
    assert nameless(window) == []


def test_every_place_of_the_rail_says_its_name(window: Window) -> None:
    for place in window.places:
        interface = QAccessible.queryAccessibleInterface(window.rail.button(place.id))
        assert interface.text(QAccessible.Text.Name) == place.words


def test_the_sheets_have_names_for_all_their_parts(window: Window) -> None:
    window.show_commands()
    assert nameless(window.palette_sheet) == []
    window.shell.actions.run("library.new")
    assert nameless(window.page("library")) == []
