"""The proof says plainly whether a recording is still what was recorded, and how it came to be."""

import hashlib
import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from minutewright.app.proof import fingerprint_of, prove, require_match, write_proof
from minutewright.app.recording import take_sound
from minutewright.domain.errors import BadInput, RecordingChanged
from minutewright.domain.ids import PassId
from minutewright.domain.recording import GapReason
from minutewright.domain.transcript import Pass, PassKind
from minutewright.services.documents.proof.content import Proof, proof_page
from minutewright.services.documents.proof.plain import proof_html, proof_text
from minutewright.services.sound.clock_file import (
    ClockChanged,
    CopyKept,
    Paused,
    Resumed,
    SegmentClosed,
    SegmentOpened,
    SessionStarted,
    SessionStopped,
    Slept,
    append_line,
)
from minutewright.services.sound.proof import CopyVerdict, FileVerdict, sha256_of
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from minutewright.services.storage.store import MeetingStore

BEGAN = datetime(2026, 3, 4, 19, tzinfo=UTC)
RATE = 8_000


def after(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def record(store: MeetingStore, seconds: tuple[int, ...] = (10, 10, 5), *, ended: bool = True) -> list[Path]:
    """Files of these lengths one after the other, a pause of a minute after the first; the last stays open unless
    `ended`."""
    audio, at, paths = store.folder / "audio", 0.0, list[Path]()
    audio.mkdir(exist_ok=True)
    append_line(audio, SessionStarted(BEGAN, 0, "Boundary microphone", RATE, 1, "0.9"))
    for number, length in enumerate(seconds, start=1):
        name = str(SegmentName(number, after(at), RATE, 1))
        append_line(audio, SegmentOpened(name, after(at), 0))
        writer = WavWriter(audio / name, RATE, 1)
        writer.write(bytes([number, 0]) * (RATE * length))
        writer.close()
        paths.append(audio / name)
        if ended or number < len(seconds):
            append_line(audio, SegmentClosed(name, RATE * length, sha256_of(audio / name)))
        at += length
        if number == 1:
            append_line(audio, Paused(after(at), 0, GapReason.EXEMPT, "Item 9"))
            at += 60
            append_line(audio, Resumed(after(at), 0))
    if ended:
        append_line(audio, SessionStopped(after(at), 0))
    take_sound(store)
    return paths


def said(proof: Proof) -> str:
    return proof_text(proof_page(proof))


def test_what_was_recorded_matches_and_the_page_tells_how_it_came_to_be(store: MeetingStore) -> None:
    record(store)
    append_line(store.folder / "audio", Slept(after(72), 0, after(74), 2_000))
    append_line(store.folder / "audio", ClockChanged(after(75), 0, -3_600_000))
    store.begin_pass(
        Pass(PassId("p"), PassKind.FINAL, "faster-whisper", "1.1", "base", "ab" * 32, "en", BEGAN, BEGAN)
    )
    proof = prove(store)
    require_match(proof)
    assert [file.verdict for file in proof.sound.files] == [FileVerdict.WHOLE] * 3
    assert proof.sound.complete
    text = said(proof)
    assert "✓ All 3 closed files are byte for byte what they were when they were closed." in text
    for piece in (
        "Parks",
        "Boundary microphone",
        "8000 Hz, 1 channel, 16 bit",
        "0:00:25.000",
        "Paused: exempt business; not captured. Item 9",
        "faster-whisper 1.1, model base",
        "abababababababab",
        "by -3600.0 s",
        "Computer asleep while recording: 4 March 2026",
        "Spans destroyed: none",
    ):
        assert piece in text, piece
    digest = hashlib.sha256(
        "".join(f"{file.found}  {file.file.name}\n" for file in proof.sound.files).encode()
    ).hexdigest()
    assert fingerprint_of(proof.sound) == digest


@pytest.mark.parametrize("harm", ["one sample", "cut off", "grown"])
def test_a_changed_file_is_named_and_nothing_is_changed_by_looking(store: MeetingStore, harm: str) -> None:
    paths = record(store)
    with open(paths[1], "r+b") as file:
        if harm == "one sample":
            file.seek(5_000)
            file.write(b"\x07")
        elif harm == "cut off":
            file.truncate(20_000)
        else:
            file.seek(0, 2)
            file.write(b"more")
    before = {path.name: path.read_bytes() for path in paths[0].parent.iterdir() if path.is_file()}
    proof = prove(store)
    assert [file.verdict for file in proof.sound.files] == [
        FileVerdict.WHOLE,
        FileVerdict.CHANGED,
        FileVerdict.WHOLE,
    ]
    with pytest.raises(RecordingChanged, match="was changed after it was closed"):
        require_match(proof)
    text = said(proof)
    assert "✖ This recording does NOT match what was recorded: 1 of 3 files." in text
    assert f"{paths[1].name} was changed after it was closed" in text
    assert before == {path.name: path.read_bytes() for path in paths[0].parent.iterdir() if path.is_file()}


def test_a_missing_file_and_one_that_was_emptied_do_not_match(store: MeetingStore) -> None:
    paths = record(store)
    paths[0].unlink()
    paths[2].write_bytes(b"")
    proof = prove(store)
    assert [file.verdict for file in proof.sound.files] == [
        FileVerdict.MISSING,
        FileVerdict.WHOLE,
        FileVerdict.CHANGED,
    ]
    assert proof.sound.unfit == 2


def test_an_interrupted_recording_is_no_mismatch_but_is_said(store: MeetingStore) -> None:
    record(store, ended=False)
    sound = prove(store).sound
    assert not sound.complete or sound.files[-1].verdict is FileVerdict.WHOLE
    text = said(prove(store))
    assert "never ended: broken off, or it goes on" in text
    assert sound.matches


def test_a_file_that_was_never_closed_is_open_and_not_compared(store: MeetingStore) -> None:
    paths = record(store)
    name = str(SegmentName(4, after(200), RATE, 1))
    writer = WavWriter(paths[0].parent / name, RATE, 1)
    writer.write(bytes(2 * RATE))
    writer.close()
    sound = prove(store).sound
    assert sound.files[-1].verdict is FileVerdict.OPEN
    assert sound.matches
    assert "1 more was never closed" in said(prove(store))


def test_second_copies_are_compared_byte_for_byte(store: MeetingStore, tmp_path: Path) -> None:
    paths = record(store)
    copy, away = tmp_path / "stick" / "meeting", tmp_path / "gone" / "meeting"
    shutil.copytree(store.folder / "audio", copy / "audio")
    for place in (copy, away):
        append_line(store.folder / "audio", CopyKept(BEGAN, str(place)))
    first, second = prove(store).sound.copies
    assert (first.verdict, first.alike, first.lacking) == (CopyVerdict.ALIKE, 3, ())
    assert second.verdict is CopyVerdict.AWAY
    (copy / "audio" / paths[2].name).write_bytes(b"something else")
    first, _ = prove(store).sound.copies
    assert (first.verdict, first.alike, first.lacking) == (CopyVerdict.DIFFERENT, 2, (paths[2].name,))
    assert prove(store).sound.matches


def test_without_a_recording_there_is_nothing_to_prove(store: MeetingStore) -> None:
    assert "nothing to prove" in said(prove(store))


def test_progress_ends_at_one(store: MeetingStore) -> None:
    record(store)
    seen: list[float] = []
    prove(store, seen.append)
    assert seen[-1] == 1
    assert seen == sorted(seen)


@pytest.mark.parametrize("form", [".docx", ".html", ".txt"])
def test_the_page_is_written_in_each_form(store: MeetingStore, tmp_path: Path, form: str) -> None:
    record(store)
    out = tmp_path / f"proof{form}"
    write_proof(store, prove(store), out)
    if form == ".docx":
        from docx import Document

        document = Document(str(out))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "Proof of the recording" in text
        assert "matches" in cells
    else:
        text = out.read_text(encoding="utf-8")
        assert "byte for byte" in text
        assert ("<table>" in text) is (form == ".html")


def test_another_form_is_refused(store: MeetingStore, tmp_path: Path) -> None:
    record(store)
    with pytest.raises(BadInput, match=r"\.docx, \.html, \.txt"):
        write_proof(store, prove(store), tmp_path / "proof.pdf")


def test_names_cannot_break_the_web_page(store: MeetingStore) -> None:
    record(store)
    append_line(store.folder / "audio", SessionStarted(after(300), 0, "<b>Mic & Co</b>", RATE, 1, "0.9"))
    assert "&lt;b&gt;Mic &amp; Co&lt;/b&gt;" in proof_html(proof_page(prove(store)))


def test_the_command_says_it_and_ends_with_a_code_of_its_own(store: MeetingStore, tmp_path: Path) -> None:
    paths = record(store)
    folder = store.folder
    store.close()

    def run(*more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "minutewright", "--profile", str(tmp_path / "profile"), "proof"]
        return subprocess.run(
            [*command, str(folder), *more], capture_output=True, encoding="utf-8", check=False
        )

    good = run("--json", "--out", str(tmp_path / "proof.html"))
    assert good.returncode == 0, good.stderr
    told = json.loads(good.stdout)
    assert told["matches"]
    assert [file["verdict"] for file in told["sound"]["files"]] == ["whole"] * 3
    assert "byte for byte" in (tmp_path / "proof.html").read_text(encoding="utf-8")

    paths[1].write_bytes(paths[1].read_bytes()[:-2])
    bad = run()
    assert bad.returncode == RecordingChanged.exit_code
    assert "PROOF OF THE RECORDING" in bad.stdout
    assert "does NOT match" in bad.stderr
