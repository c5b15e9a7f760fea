"""Every record of the domain is stored whole and read back equal."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from minutewright.domain import (
    agenda,
    approval,
    attendance,
    business,
    marks,
    meeting,
    minutes,
    people,
    recording,
    returned,
    transcript,
)
from minutewright.domain.council import Body, Council, Numbering
from minutewright.services.storage.codec import columns_of
from minutewright.services.storage.store import MeetingStore

NOW = datetime(2026, 3, 4, 19, 2, 3, 456000, tzinfo=timezone(timedelta(hours=1)))
WORD = transcript.Word(10, 20, "Llanfair", 0.25)
VOTE = business.Vote(
    1, 1, 0, business.VoteMethod.RECORDED,
    (business.Ballot("p1", business.Choice.FOR, True), business.Ballot("p2", business.Choice.AGAINST)),
)  # fmt: skip

CLERKS = {
    "councils": Council("x", "Cyngor Ŵy", language="cy"),
    "bodies": Body("x", "c", "Planning", quorum=3, numbering=Numbering("{n}/{yy}", 24)),
    "meetings": meeting.Meeting("x", "b", date(2026, 3, 4), time(19, 0), "Room B", opened_at=NOW, clerk="p1"),
    "people": people.Person("x", "Hale", title="Councillor", honours=("MBE", "JP"), aliases=("Madam Chair",)),
    "attendance": attendance.Attendance(
        "x", "p", attendance.Capacity.CO_OPTED, 3, spans=(attendance.AttendanceSpan(5, None, "i"),)
    ),
    "items": agenda.AgendaItem("x", "4a", "Paths & bridges", 2, papers=(agenda.Paper("Report", "5-12"),), exempt=True, public_title="Works"),
    "marks": marks.Mark("x", marks.MarkKind.ITEM, 5, NOW, "i"),
    "clerk_segments": transcript.ClerkSegment("x", 1, 2, ("h1", "h2"), text="words", words=(WORD,)),
    "voices": transcript.Voice("x", "Voice 1", "p"),
    "motions": business.Motion("x", "i", "That …", 0, mover="p1", vote=VOTE),
    "decisions": business.Decision("x", "i", 0, (business.Resolution("That it be noted;"), business.Resolution("That £5"))),
    "declarations": business.Declaration("x", "p", "i", "owns the field", left_room=True),
    "actions": business.Action("x", "i", "report back", owner="p", due=date(2026, 5, 1)),
    "exclusions": business.Exclusion("x", "i", ("1", "3"), ("i9",), interest_test=False, left_ms=5),
    "approval_steps": approval.ApprovalStep("x", meeting.MinutesState.SIGNED, meeting.MinutesState.CONFIRMED, NOW, "Ana", "a.docx", "ab"),
    "remarks": returned.Remark("x", "Was this asked?", "H Marrow", NOW, "i", "b", "back.docx", done=True),
    "returned_answers": returned.ReturnedAnswer("x", True, NOW),
    "blocks": minutes.Block(
        "x", "i", 0, runs=(minutes.Run("Minute "), minutes.Run("4", bold=True, item_ref="i2"),
              minutes.Run("", minute_ref=minutes.OtherMinute("36", "Cyngor", date(2026, 3, 1)), language="cy-GB")),
        table=minutes.TableContent("Payments", ("To", "£"), (("A", "1"), ("", "1")), (1,), total=True),
        sources=(minutes.Source(1, 2, ("s1",)),), publicity=minutes.Publicity.SUMMARY, confirmed=False,
    ),
}  # fmt: skip
MACHINES = {
    "files": recording.AudioFile("x", 1, "000001.wav", 0, 960000, 16000, 1, NOW, "ab" * 32),
    "gaps": recording.Gap("x", 5, NOW, None, recording.GapReason.EXEMPT, note="item 9"),
    "passes": transcript.Pass(
        "x", transcript.PassKind.FINAL, "faster-whisper", "1.2.1", "base", "d0", "en", NOW
    ),
    "heard": transcript.HeardSegment("x", "p", 1, 2, "words", (WORD, WORD), avg_logprob=-0.5),
    "versions": minutes.Version(
        "x", 1, minutes.Edition.FULL, meeting.MinutesState.DRAFT, NOW, "a.docx", "ab"
    ),
}


@pytest.mark.parametrize("table", CLERKS)
def test_what_the_clerk_stores_is_read_back_equal_and_can_be_undone(store: MeetingStore, table: str) -> None:
    before = getattr(store, table).all()
    with store.action("Store"):
        getattr(store, table).put(CLERKS[table])
    assert getattr(store, table).get("x") == CLERKS[table]
    store.undo()
    assert getattr(store, table).all() == before


@pytest.mark.parametrize("table", MACHINES)
def test_what_the_machine_took_down_is_read_back_equal(store: MeetingStore, table: str) -> None:
    getattr(store, table).append_all((MACHINES[table],))
    assert getattr(store, table).all() == (MACHINES[table],)


@pytest.mark.parametrize("table", [*CLERKS, *MACHINES, "pass_blocks"])
def test_the_columns_of_a_table_are_the_fields_of_its_record(store: MeetingStore, table: str) -> None:
    held = getattr(store, table)
    columns = [row[1] for row in store._db.execute(f'PRAGMA table_info("{held.name}")')]
    assert tuple(columns) == columns_of(held._record)
