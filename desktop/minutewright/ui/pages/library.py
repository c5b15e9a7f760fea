"""Library: every meeting, search through what was said and decided, and what was interrupted."""

from minutewright.app.workplace import Workplace
from minutewright.ui.page import Page, Shell


class LibraryPage(Page):
    """The first place of the rail."""

    title = "Library"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
