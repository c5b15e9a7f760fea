"""The sheets over Publish: the council's template checked, a returned draft read; with their commands."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from minutewright.app.workplace import Workplace
from minutewright.domain.errors import MinutewrightError
from minutewright.services.documents.template.shelf import ChosenTemplate
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.page import Shell
from minutewright.ui.widgets.house_style_sheet import HouseStyleSheet
from minutewright.ui.widgets.returned_sheet import ReturnedSheet
from minutewright.ui.widgets.template_sheet import TemplateSheet


class PublishSheets(QObject):
    """`template_changed` tells that the committee's minutes are written into another template now."""

    template_changed = Signal()

    def __init__(self, shell: Shell, page: QWidget, workplace: Workplace) -> None:
        super().__init__(page)
        self._shell, self._workplace = shell, workplace
        self._store: MeetingStore | None = None
        self.returned = ReturnedSheet(shell, page)
        self.templates = TemplateSheet(shell, page, workplace.templates)
        self.house_style = HouseStyleSheet(shell, page)
        self.returned.asked.connect(shell.actions.refresh)
        self.templates.chosen.connect(self.template_changed)

    def actions(self, with_meeting: Callable[[], bool]) -> tuple[Action, ...]:
        """Open the sheets; take and leave changes."""
        change = lambda: self.returned.change is not None  # noqa: E731 - said once, used twice
        return (
            Action(
                "publish.template",
                "Check my template…",
                self._open_template,
                icon="document",
                enabled=with_meeting,
                hint="Look over the council's Word template and use it for this committee",
            ),
            Action(
                "publish.house_style",
                "Edit the house style…",
                self._open_house_style,
                keys=("Ctrl+Shift+I",),
                enabled=with_meeting,
                hint="Change the words, dates, names, votes, signature and paper, and see these minutes change",
            ),
            Action(
                "publish.returned",
                "Read a returned draft…",
                self._open_returned,
                icon="back",
                enabled=with_meeting,
                hint="Lay a Word file that came back beside the minutes and take what you want of it",
            ),
            Action("publish.take_change", "Take", self.returned.take, keys=("T",), icon="check", enabled=change,
                   hint="Put this change into the minutes"),
            Action("publish.leave_change", "Leave", self.returned.leave, keys=("L",), icon="close", enabled=change,
                   hint="Leave the minutes as they are here"),
            Action("publish.take_all", "Take all", self.returned.take_all, keys=("Shift+T",),
                   enabled=lambda: self.returned.has_changes, hint="Put every change that is listed into the minutes"),
        )  # fmt: skip

    def opened(self, store: MeetingStore) -> None:
        """A meeting is open."""
        self._store = store

    def closed(self) -> None:
        """No meeting is open any more."""
        self._store = None
        self.returned.forget_meeting()
        self.templates.forget_meeting()
        self.house_style.forget_meeting()

    def changed(self) -> None:
        """Something was stored or undone: what is still to be answered may be other changes."""
        self.returned.read_again()

    def template(self) -> ChosenTemplate | None:
        """The template of the meeting's committee; a damaged list of templates is said and passed over."""
        store = self._store
        if store is None:
            return None
        try:
            return self._workplace.templates.of(store.council.name, store.body.name)
        except MinutewrightError as error:
            self._shell.messages.report(error)
            return None

    def _open_template(self) -> None:
        if self._store is not None:
            self.templates.open(self._store)

    def _open_house_style(self) -> None:
        if self._store is not None:
            self.house_style.open(self._store)

    def _open_returned(self) -> None:
        if self._store is not None:
            self.returned.open(self._store)
