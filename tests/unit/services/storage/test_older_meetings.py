"""A meeting of an earlier version opens, with a backup beside it, and what was done in it can still be undone."""

from importlib.resources import files
from pathlib import Path

import apsw
import pytest

from minutewright.services.storage.database import APPLICATION_ID, migrations
from minutewright.services.storage.store import open_meeting

ROWS = {
    "council": ("c", "Harrowmere Borough Council", "borough", "en-GB", "uk-borough"),
    "body": ("b", "c", "Licensing", "", "Chairman", None, '{"pattern": "{n}", "first": 24}'),
    "meeting": ("m", "b", "2026-05-13", None, "", "ordinary", None, None, None, 1, "draft", None),
    "agenda_item": ("i", "5", "Market", 0, "report", None, '[{"label": "Report"}]', "", 0, 0, 0, 1),
    "motion": ("o", "i", "That it be so", 0, "substantive", None, None, None, "open", None, None),
    "decision": ("d", "i", 0, '[{"text": "That it be noted"}]', "resolved", None, 0, None),
    "declaration": ("e", "p", "i", "an interest", "personal", 0, None),
    "block": ("k", "i", 0, "paragraph", '[{"text": "Words", "bold": false}]', 1, None, None, "[]", "public", "clerk", 1),
}  # fmt: skip


@pytest.fixture
def old_meeting(tmp_path: Path) -> Path:
    """A meeting as version 1 stored it, with one action that changed a block and deleted a decision."""
    folder = tmp_path / "old"
    (folder / "audio").mkdir(parents=True)
    db = apsw.Connection(str(folder / "meeting.db"))
    package = files("minutewright.services.storage") / "migrations"
    db.execute((package / "0001.sql").read_text(encoding="utf-8"))
    for table, row in ROWS.items():
        db.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
    session = apsw.Session(db, "main")
    session.attach()
    db.execute('UPDATE block SET runs = \'[{"text": "Other words"}]\'')
    db.execute("DELETE FROM decision")
    changes = session.changeset()
    session.close()
    db.execute(
        "INSERT INTO history VALUES (1, 'Write minutes', '2026-05-14T09:00:00+01:00', 'done', ?)", (changes,)
    )
    db.execute(f"PRAGMA user_version = 1; PRAGMA application_id = {APPLICATION_ID}")
    db.close()
    return folder


def test_an_older_meeting_opens_as_it_was_with_a_backup_beside_it(old_meeting: Path) -> None:
    with open_meeting(old_meeting) as store:
        record = store.record()
        assert record.council.name == "Harrowmere Borough Council"
        assert record.body.numbering.first == 24
        assert record.items[0].papers[0].label == "Report"
        assert record.items[0].minute_number is None
        assert record.items[0].public_title == ""
        assert record.meeting.signatory == ""
        assert record.meeting.confirmed_on is None
        assert store.approval_steps.all() == ()
        assert record.motions[0].amended_text == ""
        assert record.blocks[0].text == "Other words"
        assert record.blocks[0].table is None
    assert (old_meeting / f"meeting-before-version-{len(migrations())}.db").is_file()


def test_what_was_done_in_an_older_version_can_be_undone_and_redone(old_meeting: Path) -> None:
    with open_meeting(old_meeting) as store:
        store.undo()
        assert store.blocks.all()[0].text == "Words"
        assert store.decisions.all()[0].resolutions[0].text == "That it be noted"
        store.redo()
        assert store.blocks.all()[0].text == "Other words"
        assert store.decisions.all() == ()
