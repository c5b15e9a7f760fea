"""What the window needs from the rest of the program; the program's own wiring in app/ has all of it."""

from typing import Protocol

from minutewright.app.profile import Profile
from minutewright.services.settings.store import Settings
from minutewright.services.storage.library import Library


class Services(Protocol):
    """The services, each behind its own interface."""

    @property
    def profile(self) -> Profile:
        """Where the user's things are."""
        ...

    @property
    def settings(self) -> Settings:
        """The options."""
        ...

    @property
    def library(self) -> Library:
        """The index of all meetings."""
        ...
