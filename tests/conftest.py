"""What every test may ask for: a small real meeting, and the places of shared material."""

from pathlib import Path

import pytest

from minutewright.services.storage.store import MeetingStore, create_meeting
from small_meeting import BODY, COUNCIL, MEETING

pytest_plugins = ["fake_logind", "recording_rig", "small_disk", "sound_rig"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a meeting, not made yet."""
    return tmp_path / "2026-03-04 Parks Committee"


@pytest.fixture
def store(folder: Path):
    """A new, empty, open meeting."""
    with create_meeting(folder, COUNCIL, BODY, MEETING) as opened:
        yield opened


@pytest.fixture
def reopen(store: MeetingStore):
    """Close the meeting as the clerk would by leaving, and open it again."""
    opened: list[MeetingStore] = []

    def again() -> MeetingStore:
        (opened[-1] if opened else store).close()
        opened.append(MeetingStore(store.folder))
        return opened[-1]

    yield again
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared speech and reference material beside the checkout; the test is skipped without it."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("the shared speech and reference material is not beside the checkout")
    return path
