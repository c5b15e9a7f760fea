"""The program's services for one profile, built once and handed to the window or the command line."""

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from minutewright.app.profile import Profile
from minutewright.domain.errors import MinutewrightError
from minutewright.services.clerk.beginning import folder_name
from minutewright.services.settings.options import MEETINGS_FOLDER
from minutewright.services.settings.store import Settings
from minutewright.services.storage.library import Library
from minutewright.services.storage.store import MeetingStore, open_meeting

if TYPE_CHECKING:
    from minutewright.app.desk import Desk
    from minutewright.services.documents.house_style_shelf import HouseStyleShelf
    from minutewright.services.documents.template.shelf import TemplateShelf

log = logging.getLogger(__name__)


class Workplace:
    """Settings, library and the folders of one profile. The library is opened when first asked for."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.settings = Settings(profile.folder)
        self._library: Library | None = None
        self._desk: Desk | None = None

    @property
    def library(self) -> Library:
        """The index of all meetings."""
        if self._library is None:
            self._library = Library(self.profile.folder)
        return self._library

    @property
    def meetings_folder(self) -> Path:
        """The folder in which new meetings are made."""
        chosen = self.settings.get(MEETINGS_FOLDER)
        return Path(chosen) if chosen else self.profile.meetings

    @property
    def house_styles(self) -> "HouseStyleShelf":
        """The house styles to choose from."""
        from minutewright.services.documents.house_style_shelf import HouseStyleShelf

        return HouseStyleShelf(self.profile.folder / "house_styles")

    @property
    def templates(self) -> "TemplateShelf":
        """The Word templates of the committees."""
        from minutewright.services.documents.template.shelf import TemplateShelf

        return TemplateShelf(self.profile.folder / "templates")

    def new_folder(self, body: str, held_on: date) -> Path:
        """A folder for a new meeting that is not taken yet, such as `2026-11-22 Parks Committee (2)`."""
        name = folder_name(body, held_on)
        folder, number = self.meetings_folder / name, 1
        while folder.exists():
            number += 1
            folder = self.meetings_folder / f"{name} ({number})"
        return folder

    def last_meeting_of(self, body: str) -> Path | None:
        """The folder of the newest meeting of a committee, to carry forward from."""
        wanted = body.casefold()
        return next(
            (entry.folder for entry in self.library.entries() if entry.body.casefold() == wanted), None
        )

    def refresh(self, store: MeetingStore) -> None:
        """Take what an open meeting holds now into the library; a library that cannot be written is passed over."""
        try:
            self.library.index(store)
        except MinutewrightError:
            self.library.close()
            self._library = None

    def open(self, folder: Path) -> MeetingStore:
        """Open a meeting and list it in the library.

        Raises:
            FolderError, MeetingInUse, NewerVersion: with the sentence for the clerk.
        """
        from minutewright.app.destroying import finish_destructions

        store = open_meeting(folder)
        for sentence in finish_destructions(store, self.library):
            log.info("%s", sentence)
        self.refresh(store)
        return store

    def desk(self, store: MeetingStore) -> "Desk":
        """The desk of an open meeting, one for each; it ends with `leave`."""
        from minutewright.app.desk import Desk

        if self._desk is None or self._desk.store is not store:
            self.leave()
            self._desk = Desk(store, self.settings, self.profile)
        return self._desk

    def leave(self) -> None:
        """End what plays or transcribes; a recording goes on in its own process."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def close(self) -> None:
        """End the desk and close the library."""
        self.leave()
        if self._library is not None:
            self._library.close()
            self._library = None
