"""A meeting is used by several threads at once, meets full disks, and is closed under those who still write."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from minutewright.domain.errors import DiskFull, FolderError
from minutewright.domain.meeting import RecordingState
from minutewright.services.clerk.minuting import add_block
from minutewright.services.clerk.preparing import add_item, change_item
from minutewright.services.storage.store import MeetingStore, create_meeting
from small_meeting import BODY, COUNCIL, MEETING


def fill(filler: Path) -> None:
    """Leave no room on the disk of this file."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_the_recorders_thread_and_the_clerk_do_not_get_in_each_others_way(store: MeetingStore) -> None:
    item = add_item(store, "Paths")
    failures: list[Exception] = []

    def in_a_thread(work: Callable[[], object]) -> threading.Thread:
        def go() -> None:
            try:
                for _ in range(30):
                    work()
            except Exception as error:  # noqa: BLE001 - the test looks at them
                failures.append(error)

        return threading.Thread(target=go)

    def record() -> None:
        for state in (RecordingState.RECORDING, RecordingState.DONE):
            store.set_recording_state(state)

    threads = [
        in_a_thread(record),
        in_a_thread(lambda: [store.items.all() and store.blocks.count() for _ in range(50)]),
        in_a_thread(store.record),
        in_a_thread(lambda: add_block(store, item.id, "Noted")),
        in_a_thread(lambda: change_item(store, item)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert store.blocks.count() == 30


def test_nobody_reads_half_an_action(store: MeetingStore) -> None:
    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.append(store.items.count()))
    with store.action("Two items"):
        add_item(store, "First")
        reader.start()
        reader.join(0.2)
        add_item(store, "Second")
    reader.join()
    assert seen == [2]


def test_a_meeting_that_found_no_room_can_be_made_once_there_is_some(small_disk: Path) -> None:
    filler, folder = small_disk / "filler", small_disk / "meeting"
    fill(filler)
    with pytest.raises(DiskFull):
        create_meeting(folder, COUNCIL, BODY, MEETING)
    filler.unlink()
    with create_meeting(folder, COUNCIL, BODY, MEETING) as made:
        assert made.body == BODY


def test_an_edit_that_found_no_room_is_not_kept_and_the_next_one_is(small_disk: Path) -> None:
    filler = small_disk / "filler"
    with create_meeting(small_disk / "meeting", COUNCIL, BODY, MEETING) as made:
        fill(filler)
        kept = 0
        try:
            while kept < 1000:
                add_item(made, "Paths" * 100)
                kept += 1
        except DiskFull:
            pass
        assert kept < 1000
        filler.unlink()
        add_item(made, "After")
        assert made.items.count() == kept + 1


def test_writing_to_a_meeting_that_was_closed_is_said_in_a_sentence(store: MeetingStore) -> None:
    store.close()
    with pytest.raises(FolderError, match="has been closed"):
        store.set_recording_state(RecordingState.DONE)
