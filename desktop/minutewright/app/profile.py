"""Where the program keeps what is the user's: settings, library, speech models and new meetings."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Profile:
    """Two folders. `--profile DIR` puts everything under DIR, so that trying the program touches nothing real."""

    folder: Path
    models: Path
    meetings: Path

    @classmethod
    def of_user(cls) -> "Profile":
        """The user's own profile, in the places the system has for it."""
        data = platformdirs.user_data_path("minutewright", appauthor=False)
        return cls(data, data / "models", platformdirs.user_documents_path() / "Minutewright")

    @classmethod
    def in_folder(cls, folder: Path) -> "Profile":
        """A profile of its own; only the speech models, which are large and never change, are the user's."""
        models = platformdirs.user_data_path("minutewright", appauthor=False) / "models"
        return cls(folder, models, folder / "meetings")
