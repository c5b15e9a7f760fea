"""Library: every meeting, search through what was said and decided, and what was interrupted."""

from minutewright.app.profile import Profile
from minutewright.services.settings.store import Settings
from minutewright.services.storage.library import Library
from minutewright.ui.page import Page, Shell


class LibraryPage(Page):
    """The first place of the rail."""

    title = "Library"

    def __init__(self, shell: Shell, library: Library, profile: Profile, settings: Settings) -> None:
        super().__init__(shell)
        self._library = library
