"""Every action is stored at once, can be taken back, also after a restart, and nothing is written around it."""

import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from minutewright.domain.errors import FolderError, MeetingInUse, NewerVersion, OutsideAction
from minutewright.domain.ids import MarkId
from minutewright.domain.marks import Mark, MarkKind
from minutewright.services.storage.changes import Cause
from minutewright.services.storage.store import MeetingStore, open_meeting


def note(name: str, text: str = "a note") -> Mark:
    return Mark(MarkId(name), MarkKind.NOTE, 1000, text=text)


def texts(store: MeetingStore) -> list[str]:
    return [mark.text for mark in store.marks.all()]


def test_an_action_is_undone_and_redone_in_order(store: MeetingStore) -> None:
    for text in ("one", "two", "three"):
        with store.action(f"Write {text}"):
            store.marks.put(note("m", text))
    seen = []
    while entry := store.undo():
        seen.append((entry.words, texts(store)))
    assert seen == [("Write three", ["two"]), ("Write two", ["one"]), ("Write one", [])]
    while store.redo():
        pass
    assert texts(store) == ["three"]


def test_undo_survives_a_restart_and_the_making_of_the_meeting_cannot_be_undone(store, reopen) -> None:
    with store.action("Write"):
        store.marks.put(note("m"))
    again = reopen()
    assert again.undo().words == "Write"
    third = reopen()
    assert third.next_redo().words == "Write"
    assert third.undo() is None
    assert third.meeting.id == "meeting-1"


def test_something_new_after_an_undo_ends_the_redo_but_stays_in_the_trail(store: MeetingStore) -> None:
    for text in ("one", "two"):
        with store.action(text):
            store.marks.put(note("m", text))
    store.undo()
    with store.action("other"):
        store.marks.put(note("n", "other"))
    assert store.redo() is None
    assert [(entry.words, entry.state) for entry in store.trail()] == [
        ("New meeting", "kept"),
        ("one", "done"),
        ("two", "dropped"),
        ("other", "done"),
    ]


def test_a_failing_action_stores_nothing_and_leaves_no_trace(store: MeetingStore) -> None:
    def fail() -> None:
        with store.action("Fail"):
            store.marks.put(note("m"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert texts(store) == []
    assert store.next_undo() is None


def test_an_action_that_changes_nothing_leaves_no_entry(store: MeetingStore) -> None:
    with store.action("Nothing"):
        pass
    assert store.next_undo() is None


def test_an_action_inside_an_action_is_one_step(store: MeetingStore) -> None:
    with store.action("Outer"):
        store.marks.put(note("a"))
        with store.action("Inner"):
            store.marks.put(note("b"))
    assert store.undo().words == "Outer"
    assert texts(store) == []


@pytest.mark.parametrize("write", [lambda s: s.marks.put(note("m")), lambda s: s.marks.delete("m")])
def test_writing_outside_an_action_raises(store: MeetingStore, write) -> None:
    with store.action("Before"):
        store.marks.put(note("m"))
    with pytest.raises(OutsideAction):
        write(store)
    with store.action("After"):
        store.marks.put(note("n"))
    with pytest.raises(OutsideAction):
        write(store)


def test_one_event_names_the_tables_and_ids_that_changed(store: MeetingStore) -> None:
    events = []
    unsubscribe = store.subscribe(events.append)
    with store.action("Two notes"):
        store.marks.put(note("a"), note("b"))
    store.undo()
    store.redo()
    unsubscribe()
    store.undo()
    assert [event.cause for event in events] == [Cause.ACTION, Cause.UNDO, Cause.REDO]
    assert all(event.tables == {"mark": frozenset({"a", "b"})} for event in events)


def test_a_listener_that_fails_does_not_hurt_the_action(store: MeetingStore, caplog) -> None:
    store.subscribe(lambda event: 1 / 0)
    with store.action("Write"):
        store.marks.put(note("m"))
    assert texts(store) == ["a note"]
    assert "listener failed" in caplog.text


def test_a_second_window_is_refused_and_told_who_has_the_meeting(store: MeetingStore) -> None:
    with pytest.raises(MeetingInUse, match=r"open by .* since .*Close it there"):
        open_meeting(store.folder)
    code = f"from pathlib import Path; from minutewright.services.storage.store import open_meeting; open_meeting(Path({str(store.folder)!r}))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MeetingInUse" in other.stderr


def test_a_closed_meeting_is_one_plain_file(store: MeetingStore) -> None:
    with store.action("Write"):
        store.marks.put(note("m"))
    store.close()
    assert sorted(path.name for path in store.folder.iterdir()) == ["audio", "exports", "meeting.db"]


def test_a_meeting_from_a_newer_version_is_left_as_it_is(store: MeetingStore) -> None:
    store.close()
    db = apsw.Connection(str(store.folder / "meeting.db"))
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(NewerVersion, match="newer version"):
        open_meeting(store.folder)


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b""])
def test_what_is_no_meeting_is_refused_plainly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "meeting.db").write_bytes(content)
    with pytest.raises(FolderError):
        open_meeting(tmp_path).meeting  # noqa: B018


def test_a_folder_without_a_meeting_is_refused_plainly(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="no meeting in"):
        open_meeting(tmp_path)


WRITER = """
import sys
from pathlib import Path
from minutewright.domain.ids import MarkId
from minutewright.domain.marks import Mark, MarkKind
from minutewright.services.storage.store import open_meeting
store = open_meeting(Path(sys.argv[1]))
for number in range(1000):
    with store.action(f"Write {number}"):
        store.marks.put(Mark(MarkId(f"m{number:04}"), MarkKind.NOTE, number))
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_of_a_thousand_edits_loses_none_that_was_acknowledged(
    store: MeetingStore,
) -> None:
    store.close()
    for stop_after in (3, 57, 400):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.folder)], stdout=subprocess.PIPE, text=True
        )
        acknowledged = -1
        for line in writer.stdout:
            acknowledged = int(line)
            if acknowledged >= stop_after:
                break
        writer.kill()
        acknowledged = max([acknowledged, *(int(line) for line in writer.stdout)])
        writer.stdout.close()
        writer.wait()
        with open_meeting(store.folder) as again:
            numbers = {mark.at_ms for mark in again.marks.all()}
            assert set(range(acknowledged + 1)) <= numbers
            assert again.next_undo().words.startswith("Write")
