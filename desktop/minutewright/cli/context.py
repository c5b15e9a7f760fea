"""What all commands share: the profile in use and the services of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minutewright.app.logs import start_log
from minutewright.app.profile import Profile
from minutewright.app.workplace import Workplace
from minutewright.services.storage.store import MeetingStore

_chosen: list[Profile] = []


def choose_profile(folder: Path | None) -> None:
    """Take `--profile`, or the user's own, and start its log."""
    profile = Profile.in_folder(folder.resolve()) if folder else Profile.of_user()
    _chosen[:] = [profile]
    start_log(profile.folder)


def profile() -> Profile:
    """The profile in use."""
    return _chosen[0] if _chosen else Profile.of_user()


@contextmanager
def workplace() -> Iterator[Workplace]:
    """The services of the profile in use, closed afterwards."""
    place = Workplace(profile())
    try:
        yield place
    finally:
        place.close()


@contextmanager
def meeting(folder: Path) -> Iterator[tuple[Workplace, MeetingStore]]:
    """An open meeting and the services, its sound as it lies in the folder now; afterwards the library is up to date.

    Raises:
        FolderError, MeetingInUse, NewerVersion: with the sentence for the clerk.
    """
    from minutewright.app.destroying import finish_destructions
    from minutewright.app.recording import take_sound

    with workplace() as place, place.open(folder) as store:
        if not take_sound(store):
            finish_destructions(store, place.library)
        yield place, store
        place.refresh(store)
