"""The minutes on their way: allowed steps, the log, the last minutes confirmed by this meeting, versions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

import invented
from minutewright.app.approval import confirm_last_minutes, last_minutes_waiting
from minutewright.app.papers import export_minutes
from minutewright.domain.approval import ALLOWED_STEPS, may_follow
from minutewright.domain.errors import BadInput
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Edition, Run
from minutewright.services.clerk.approving import take_step
from minutewright.services.clerk.minuting import write_block
from minutewright.services.documents.kept_versions import kept_version
from minutewright.services.documents.version_changes import ChangeKind, changes_between
from minutewright.services.storage.library import Library
from minutewright.services.storage.store import MeetingStore, open_meeting
from stored_meeting import store_record

S = MinutesState


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[MeetingStore]:
    store = store_record(tmp_path / "may", invented.record())
    with store.action("Begin again"):
        store.meetings.put(replace(store.meeting, state=S.DRAFT))
    yield store
    store.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "profile")
    yield made
    made.close()


def test_every_state_has_its_steps_and_the_last_has_none() -> None:
    assert set(ALLOWED_STEPS) == set(MinutesState)
    assert ALLOWED_STEPS[S.ARCHIVED] == ()
    assert may_follow(S.DRAFT, S.CONFIRMED)
    assert not may_follow(S.CONFIRMED, S.DRAFT)


def test_a_step_is_logged_with_who_when_and_the_hash_of_the_file_and_can_be_undone(
    meeting: MeetingStore,
) -> None:
    export_minutes(meeting, Edition.FULL)
    (version,) = meeting.versions.all()
    step = take_step(meeting, S.WITH_CHAIR, "Ana Reed", note="by hand")
    assert (step.before, step.state, step.who) == (S.DRAFT, S.WITH_CHAIR, "Ana Reed")
    assert (step.file_name, step.sha256) == (version.file_name, version.sha256)
    assert step.at.tzinfo is not None
    assert meeting.approval_steps.all() == (step,)
    meeting.undo()
    assert meeting.meeting.state is S.DRAFT
    assert meeting.approval_steps.all() == ()


@pytest.mark.parametrize("after", [S.SIGNED, S.ARCHIVED])
def test_a_step_that_does_not_follow_is_refused_and_changes_nothing(meeting: MeetingStore, after: S) -> None:
    with pytest.raises(BadInput, match="must be confirmed before"):
        take_step(meeting, after, "Ana Reed")
    assert meeting.meeting.state is S.DRAFT
    assert meeting.approval_steps.all() == ()


def test_confirmed_minutes_do_not_go_back(meeting: MeetingStore) -> None:
    take_step(meeting, S.CONFIRMED, "Ana Reed")
    with pytest.raises(BadInput, match="resolution of the next meeting"):
        take_step(meeting, S.DRAFT, "Ana Reed")


def test_this_meeting_confirms_the_last_minutes_and_whoever_presides_here_signs_them(
    meeting: MeetingStore, library: Library, tmp_path: Path
) -> None:
    later = invented.record()
    later = replace(
        later, meeting=replace(later.meeting, id="meeting-2", held_on=date(2026, 6, 10), state=S.NOTES)
    )  # fmt: skip
    chaired = tuple(
        replace(row, role={"Chairman": "Vice-Chairman", "Vice-Chairman": "Chairman"}.get(row.role, row.role))
        for row in later.attendance
    )
    marks = tuple(mark for mark in later.marks if mark.kind.value != "chair")
    with store_record(tmp_path / "june", replace(later, attendance=chaired, marks=marks)) as june:
        library.index(meeting)
        library.index(june)
        meeting.close()
        assert last_minutes_waiting(june, library) == meeting.folder.resolve()
        done = confirm_last_minutes(june, library, who="Ana Reed", corrections="“June” for “July”.")
        assert done.signatory == "Councillor P Ashdown"
        assert june.meeting.state is S.NOTES
        assert last_minutes_waiting(june, library) is None
        with pytest.raises(BadInput, match="No earlier meeting"):
            confirm_last_minutes(june, library)
    with open_meeting(meeting.folder) as may:
        assert may.meeting.state is S.CONFIRMED
        assert (may.meeting.signatory, may.meeting.confirmed_on) == (
            "Councillor P Ashdown",
            date(2026, 6, 10),
        )
        assert may.approval_steps.all()[0].note == "“June” for “July”."
        out = export_minutes(may, Edition.FULL, tmp_path / "signed.docx")
        words = [paragraph.text for paragraph in Document(str(out)).paragraphs]
        assert any("P Ashdown" in line for line in words[-3:])
        may.undo()
        assert may.meeting.state is S.DRAFT
        assert may.meeting.signatory == ""


def test_a_file_changed_outside_is_never_overwritten(meeting: MeetingStore, tmp_path: Path) -> None:
    out = tmp_path / "minutes.docx"
    assert export_minutes(meeting, Edition.FULL, out) == out
    assert export_minutes(meeting, Edition.FULL, out) == out  # byte for byte what was exported
    out.write_bytes(out.read_bytes() + b"changed")
    changed = out.read_bytes()
    other = export_minutes(meeting, Edition.FULL, out)
    assert other == tmp_path / "minutes 2.docx"
    assert out.read_bytes() == changed


def test_what_changed_between_two_versions_is_told_paragraph_by_paragraph(meeting: MeetingStore) -> None:
    export_minutes(meeting, Edition.FULL)
    block = next(row for row in meeting.blocks.all() if row.text.startswith("No questions had been"))
    write_block(meeting, block.id, (Run("One question had been received."),))
    export_minutes(meeting, Edition.FULL)
    first, second = kept_version(meeting.folder, 1), kept_version(meeting.folder, 2)
    assert first is not None
    assert second is not None
    (change,) = changes_between(first, second)
    assert change.kind is ChangeKind.REWORDED
    assert change.before == "No questions had been received from the public."
    assert change.after == "One question had been received."


def test_names_of_files_say_body_date_and_state(meeting: MeetingStore) -> None:
    draft = export_minutes(meeting, Edition.PUBLIC)
    assert draft.name.endswith("minutes public draft.docx")
    assert draft.name.startswith("2026-05-13")
    take_step(meeting, S.CONFIRMED, "Ana Reed")
    assert export_minutes(meeting, Edition.PUBLIC).name.endswith("minutes public confirmed.docx")
