"""A recording kept: compact where that is set, its record beside its second copy, and recovered by folder alone."""

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from minutewright.app.keeping import RecordCopy, bring_copies, compact_if_wanted, recover_meeting
from minutewright.app.recording import Recording
from minutewright.domain.errors import BadInput, RecorderError
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.processes.filelock import FileLock
from minutewright.services.settings.options import KEEP_SOUND_AS
from minutewright.services.settings.store import Settings
from minutewright.services.sound.inventory import LOCK_FILE, read_inventory
from minutewright.services.storage.store import MeetingStore, open_meeting
from sealed_sound import sealed_files

PATIENCE_S = 30.0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "profile", tmp_path / "policy.toml")


def wait_until_compact(folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while list((folder / "audio").glob("*.wav")):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_meeting_recorded_before_is_compacted_when_it_is_opened_and_that_is_set(
    store: MeetingStore, settings: Settings
) -> None:
    sealed_files(store.folder / "audio", 2)
    recording = Recording(store, settings)
    recording.close()
    assert len(list((store.folder / "audio").glob("*.wav"))) == 2
    settings.set(KEEP_SOUND_AS, "flac")
    recording = Recording(store, settings)
    wait_until_compact(store.folder)
    recording.close()
    assert len(read_inventory(store.folder / "audio").files) == 2


def test_the_it_department_can_decide_the_form(store: MeetingStore, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('keep_sound_as = "flac"\n', encoding="utf-8")
    sealed_files(store.folder / "audio", 1)
    compact_if_wanted(store.folder, Settings(tmp_path / "profile", policy))
    wait_until_compact(store.folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe stands in for a drive that hangs")
def test_a_drive_that_hangs_keeps_the_record_waiting_and_nobody_else(
    store: MeetingStore, tmp_path: Path
) -> None:
    copy, drive = RecordCopy(store), tmp_path / "drive"
    drive.mkdir()
    pipe = drive / "meeting.part"
    os.mkfifo(pipe)
    copy.bring(drive)  # hangs in its own thread
    with store.action("Rename"):
        store.meetings.put(store.meeting)
    copy.bring(tmp_path / "elsewhere")  # the first is still on its way: left out
    with pipe.open("rb") as reader:
        reader.read()
    assert not (tmp_path / "elsewhere").exists()


def test_the_record_in_the_copy_opens_as_a_meeting(store: MeetingStore, tmp_path: Path) -> None:
    sealed_files(store.folder / "audio", 1)
    stick = tmp_path / "stick"
    stick.mkdir()
    (copied,) = bring_copies(store, stick)
    with open_meeting(copied.folder) as again:
        assert again.meeting == store.meeting
        assert again.record().people == store.record().people
    assert bring_copies(store) == (copied,)  # it is remembered


def test_a_copy_is_left_to_the_recorder_while_there_is_one(store: MeetingStore, tmp_path: Path) -> None:
    lock = FileLock.acquire(store.folder / "audio" / LOCK_FILE)
    assert lock
    with pytest.raises(RecorderError):
        bring_copies(store, tmp_path)
    lock.release()


def test_a_folder_of_sound_alone_becomes_a_meeting_named_by_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "2026-03-04 Parks Committee"
    (folder / "audio").mkdir(parents=True)
    sealed_files(folder / "audio", 2)
    store, made = recover_meeting(folder)
    with store:
        assert made
        assert store.body.name == "Parks Committee"
        assert store.meeting.held_on == date(2026, 3, 4)
        assert len(store.files.all()) == 2
    store, made = recover_meeting(folder)
    store.close()
    assert not made


def test_a_folder_without_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no recording"):
        recover_meeting(tmp_path)


def test_a_meeting_without_sound_yet_is_opened_as_it_is(tmp_path: Path) -> None:
    begin_meeting(tmp_path / "new", "Parks Committee", date(2026, 11, 22)).close()
    store, made = recover_meeting(tmp_path / "new")
    with store:
        assert not made
        assert store.files.all() == ()
