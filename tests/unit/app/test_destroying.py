"""A span that was destroyed is in no byte of any file, whoever reads meanwhile and whenever the power goes."""

import subprocess
import sys
from pathlib import Path

import apsw
import numpy as np
import pytest

import secret_meeting
from minutewright.app.destroying import destroy_span, destroyed_list, finish_destructions, plan_destruction
from minutewright.app.profile import Profile
from minutewright.app.workplace import Workplace
from minutewright.domain.destruction import Scope
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import BlockId, PassId
from minutewright.domain.marks import MarkKind
from minutewright.domain.recording import GapReason
from minutewright.domain.time_account import TimeAccount, account_of
from minutewright.domain.transcript import PassBlock
from minutewright.services.sound.compacting import compact
from minutewright.services.sound.copying import SoundCopy
from minutewright.services.sound.destroying import destroyed_spans, unfinished
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.timeline import SoundTimeline
from secret_meeting import END_MS, RATE, START_MS, heard, places_of_sound, places_of_text


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "all"


@pytest.fixture
def sound(root: Path):
    return secret_meeting.make(root)


@pytest.fixture
def place(root: Path, sound):
    workplace = Workplace(Profile.in_folder(root / "profile"))
    yield workplace
    workplace.close()


@pytest.fixture
def store(place: Workplace, root: Path):
    with place.open(root / "meeting") as opened:
        yield opened


def destroy(place, store, **scope):
    going = plan_destruction(store, START_MS, END_MS)
    return destroy_span(store, place.library, going, "taken without the public", Scope(**scope))


def test_the_search_finds_what_it_looks_for(root: Path, sound) -> None:
    texts = " ".join(places_of_text(root))
    assert all(word in texts for word in secret_meeting.SECRETS)
    assert all(
        name in texts for name in ("meeting.db", "library.db", "transcript.txt", "before-version", "stick")
    )
    assert {Path(path).parts[-4] for path in places_of_sound(sound, root)} >= {"stick"}


def test_no_byte_of_it_is_left_while_the_meeting_is_open_and_after(root: Path, sound, place, store) -> None:
    done = destroy(place, store, exports=True)
    assert not done.left
    assert places_of_text(root) == []
    assert places_of_sound(sound, root) == []
    store.close()
    assert places_of_text(root) == []
    assert places_of_sound(sound, root) == []


def test_recording_time_stays_and_the_sound_around_is_untouched(root: Path, sound, place, store) -> None:
    before = read_inventory(root / "meeting" / "audio")
    destroy(place, store)
    after = read_inventory(root / "meeting" / "audio")
    assert [file.frames for file in after.files] == [file.frames for file in before.files]
    assert after.complete
    heard_now = SoundTimeline(root / "meeting" / "audio", after.files).read(0, 10_000, RATE)
    expected = sound.astype(np.float32) / 32768
    expected[START_MS * RATE // 1000 : END_MS * RATE // 1000] = 0
    assert np.array_equal(heard_now, expected)


def test_each_file_has_its_new_hash_and_the_copy_is_alike(root: Path, place, store) -> None:
    import hashlib

    destroy(place, store)
    for file in read_inventory(root / "meeting" / "audio").files:
        data = (root / "meeting" / "audio" / file.name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file.sha256
    result = SoundCopy(root / "meeting", root / "stick").step()
    assert result.alike == 5
    assert not result.lacking
    assert not result.repaired


def test_the_gap_has_both_clocks_and_the_list_says_who_when_and_why(place, store) -> None:
    destroy(place, store)
    gap = next(gap for gap in store.gaps.all() if gap.reason is GapReason.DESTROYED)
    assert (gap.at_ms, gap.filled_ms, gap.note) == (START_MS, 5_000, "taken without the public")
    assert (gap.ended_at - gap.started_at).total_seconds() == pytest.approx(5, abs=0.01)
    text = destroyed_list(store)
    assert "0:00:02 to 0:00:07" in text
    assert "taken without the public" in text
    assert "transcript.txt" in text
    span = destroyed_spans(store.folder)[0]
    assert len(span.files) == 6
    assert all(file.sha256_before != file.sha256 for file in span.files)


def test_the_account_of_the_recording_says_destroyed_and_not_silence(place, store) -> None:
    before = account_of(store.record())
    destroy(place, store)
    after = account_of(store.record())
    assert before == TimeAccount(spoken_ms=9_200, destroyed_ms=0, lost_ms=0, silent_ms=800)
    assert after == TimeAccount(spoken_ms=4_700, destroyed_ms=5_000, lost_ms=0, silent_ms=300)


def test_words_at_the_edge_stay_and_the_hole_is_seen(place, store) -> None:
    going = plan_destruction(store, 2_700, 3_700)
    destroy_span(store, place.library, going, "a name")
    texts = [segment.text for segment in store.segments()]
    assert texts[1].startswith("[…] ")
    assert texts[1].endswith("for the pavilion")
    assert "bidder" not in texts[1]


def test_what_was_done_before_cannot_be_undone_and_the_trail_keeps_its_names(place, store) -> None:
    names = [entry.words for entry in store.trail()]
    destroy(place, store)
    assert store.undo() is None
    assert store.redo() is None
    assert [entry.words for entry in store.trail()] == names
    with store.action("Rename"):
        store.meetings.put(store.meeting)


def test_what_is_done_afterwards_can_be_undone(place, store) -> None:
    from minutewright.services.clerk.marking import add_mark

    destroy(place, store)
    mark = add_mark(store, MarkKind.NOTE, 100, text="later")
    store.undo()
    assert store.marks.get(mark.id) is None


def test_notes_go_or_stay_as_the_clerk_says_and_marks_of_speakers_stay(place, store) -> None:
    destroy(place, store, notes=False)
    assert {mark.kind for mark in store.marks.all()} == {MarkKind.NOTE, MarkKind.SPEAKER}


def test_suggestions_go_and_the_clerks_paragraphs_stay_without_the_evidence(place, store) -> None:
    destroy(place, store)
    assert store.blocks.get(BlockId("block-1")) is None
    assert store.blocks.get(BlockId("block-2")).sources == ()


def test_exports_are_named_and_left_unless_the_clerk_says_so(root: Path, place, store) -> None:
    going = plan_destruction(store, START_MS, END_MS)
    assert [path.name for path in going.exports] == ["transcript.txt"]
    destroy(place, store)
    assert (root / "meeting" / "exports" / "transcript.txt").exists()


def test_nothing_of_a_pass_that_was_running_comes_back(root: Path, place, store) -> None:
    destroy(place, store, exports=True)
    late = heard(9, secret_meeting.SAID, START_MS + 100, END_MS - 100)
    store.put_block(PassBlock(PassId("pass-1"), 20_000, 30_000), [late])
    assert places_of_text(root) == []


def test_flac_is_written_anew_and_its_old_content_is_nowhere(root: Path, sound, place, store) -> None:
    audio = root / "meeting" / "audio"
    compact(audio)
    SoundCopy(root / "meeting", root / "stick").step()
    whole = next(path for path in sorted(audio.glob("000002*.flac")))
    piece = whole.read_bytes()[6_000:6_040]
    inside = sorted(audio.glob("000003*.flac"))[0].read_bytes()[6_000:6_040]
    destroy(place, store, exports=True)
    for path in root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert inside not in data
            assert piece not in data or path.name.startswith("000002")
    files = read_inventory(audio).files
    assert not SoundTimeline(audio, files).read(START_MS, END_MS, RATE).any()
    assert all(file.sha256 for file in files)


def test_a_copy_that_is_not_connected_is_done_when_it_is(root: Path, sound, place, store) -> None:
    away = root.parent / "away"
    (root / "stick").rename(away)
    done = destroy(place, store, exports=True)
    assert any("not connected" in sentence for sentence in done.left)
    assert unfinished(store.folder)
    away.rename(root / "stick")
    assert finish_destructions(store, place.library) == ()
    assert not unfinished(store.folder)
    assert places_of_text(root) == []
    assert places_of_sound(sound, root) == []


def test_another_program_that_has_the_files_open_sees_them_go(root: Path, sound, place, store) -> None:
    script = (
        "import sys, apsw\n"
        "db = apsw.Connection(sys.argv[1]); list(db.execute('SELECT count(*) FROM entry'))\n"
        "kept = [open(path, 'rb') for path in sys.argv[2:]]\n"
        "print('open', flush=True); sys.stdin.read()\n"
    )
    paths = [
        root / "profile" / "library.db",
        root / "meeting" / "meeting.db",
        *(root / "meeting" / "audio").glob("*.wav"),
    ]
    command = [sys.executable, "-c", script, *map(str, paths)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline().strip() == b"open"
        destroy(place, store, exports=True)
        assert places_of_text(root) == []
        assert places_of_sound(sound, root) == []
        other.stdin.close()


def test_a_reader_in_the_way_is_named_and_the_next_opening_goes_on(root: Path, sound, place, store) -> None:
    from minutewright.domain.errors import MeetingInUse

    reader = apsw.Connection(str(root / "profile" / "library.db"))
    reader.execute("BEGIN")
    list(reader.execute("SELECT * FROM entry"))
    with pytest.raises(MeetingInUse):
        destroy(place, store, exports=True)
    reader.close()
    assert finish_destructions(store, place.library) == ()
    assert places_of_text(root) == []
    assert places_of_sound(sound, root) == []


def test_the_sound_of_a_whole_meeting_can_go_and_its_text_stay(root: Path, place, store) -> None:
    going = plan_destruction(store, 0, 10_000)
    destroy_span(store, place.library, going, "retention", Scope(text=False, notes=False))
    files = read_inventory(root / "meeting" / "audio").files
    assert not SoundTimeline(root / "meeting" / "audio", files).read(0, 10_000, RATE).any()
    assert len(store.segments()) == 3
    assert not unfinished(store.folder)


@pytest.mark.parametrize("span", [(5_000, 5_000), (20_000, 30_000)])
def test_a_span_without_sound_is_refused(store, span) -> None:
    with pytest.raises(BadInput):
        plan_destruction(store, *span)


def test_a_reason_is_asked_for(place, store) -> None:
    with pytest.raises(BadInput):
        destroy_span(store, place.library, plan_destruction(store, START_MS, END_MS), " ")
    assert not destroyed_spans(store.folder)


def test_a_kill_at_any_step_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    template = tmp_path / "template"
    sound = secret_meeting.make(template)
    rehearsal = tmp_path / "rehearsal"
    secret_meeting.fresh(template, rehearsal)
    steps = secret_meeting.destroy(rehearsal)
    assert len(steps) > 25
    assert steps[0] == "intent"
    for number, name in enumerate(steps):
        root = tmp_path / f"killed-{number}"
        secret_meeting.fresh(template, root)
        child = subprocess.run([sys.executable, secret_meeting.__file__, str(root), str(number)], check=False)
        assert child.returncode == -9, name
        begun = bool(destroyed_spans(root / "meeting"))
        assert begun == (number > 0)
        secret_meeting.again(root)
        if begun:
            assert places_of_text(root) == [], name
            assert places_of_sound(sound, root) == [], name
            assert not unfinished(root / "meeting"), name
