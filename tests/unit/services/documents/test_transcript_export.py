"""The transcript as a file: read by the scorers, played as subtitles, opened in Word; exempt speech left out."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from package import Package

import invented
from minutewright.domain.agenda import AgendaItem
from minutewright.domain.errors import FolderError
from minutewright.domain.ids import ItemId, PersonId, SegmentId
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.domain.transcript import Segment, Word
from minutewright.services.documents.transcript_export import TranscriptFormat, write_transcript


def _written(record: MeetingRecord, folder: Path, kind: TranscriptFormat, **options: bool) -> str:
    out = folder / f"transcript.{kind}"
    write_transcript(record, out, kind, **options)
    return out.read_text(encoding="utf-8")


def test_json_has_segments_with_speaker_item_text_and_words(tmp_path: Path) -> None:
    data = json.loads(_written(invented.record(), tmp_path, TranscriptFormat.JSON))
    assert (data["title"], data["body"], data["date"]) == (
        "Environment and Licensing Committee", "Harrowmere Borough Council", "2026-05-13"
    )  # fmt: skip
    first = data["segments"][0]
    assert (first["start"], first["end"], first["agenda_item"]) == (60.0, 64.0, "1")
    assert first["words"][0] == {"start": 60.0, "end": 61.0, "word": "Good", "probability": 0.9}
    names = {speaker["id"]: speaker["name"] for speaker in data["speakers"]}
    assert names[first["speaker"]] == "Councillor H R Marrow"
    assert {item["item"] for item in data["agenda"]} >= {"1", "6a", "10"}
    assert data["duration"] == 720.0


@pytest.mark.parametrize("kind", list(TranscriptFormat))
def test_exempt_speech_is_left_out_unless_it_is_asked_for(tmp_path: Path, kind: TranscriptFormat) -> None:
    out = tmp_path / f"transcript.{kind}"

    def text() -> str:
        return Package(out).everything() if kind is TranscriptFormat.DOCX else out.read_text(encoding="utf-8")

    write_transcript(invented.record(), out, kind)
    assert "Quillon" not in text()
    assert "Seconded." in text()
    write_transcript(invented.record(), out, kind, include_exempt=True)
    assert {"Quillonspeech", "Quillonsource", "Quillonuntagged"} <= set(re.findall(r"Quillon\w+", text()))


def test_plain_text_joins_a_turn_and_names_item_and_speaker(tmp_path: Path) -> None:
    text = _written(invented.record(), tmp_path, TranscriptFormat.TXT)
    assert "5. Charges for the Saturday market\n" in text
    assert "[0:05:12] Councillor Pettifer: Seconded.\n" in text


def test_subtitles_cut_long_speech_where_a_word_begins(tmp_path: Path) -> None:
    text = _written(invented.record(), tmp_path, TranscriptFormat.SRT)
    cues = [cue.split("\n") for cue in text.strip().split("\n\n")]
    assert [cue[0] for cue in cues] == [str(number) for number in range(1, len(cues) + 1)]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", cue[1]) for cue in cues)
    assert all(len(cue[2]) <= 84 + 30 for cue in cues)
    assert sum("takings rose" in cue[2] or "stalls came" in cue[2] for cue in cues) == 2


def test_web_subtitles_name_the_speaker_and_escape_markup(tmp_path: Path) -> None:
    record = invented.record()
    person = replace(record.people[0], title="", surname="A<b>&", forename="")
    said = replace(record.segments[0], text="5 < 6 & 7", words=())
    record = replace(record, people=(person, *record.people[1:]), segments=(said,))
    text = _written(record, tmp_path, TranscriptFormat.VTT)
    assert text.startswith("WEBVTT\n\n")
    assert "<v H R A&lt;b&gt;&amp;>5 &lt; 6 &amp; 7" in text


def test_edited_words_keep_the_whole_segments_time(tmp_path: Path) -> None:
    record = invented.record()
    edited = replace(record.segments[2], text="Takings rose. " * 12, edited=True)
    text = _written(replace(record, segments=(edited,)), tmp_path, TranscriptFormat.SRT)
    assert "00:05:00,000 --> 00:05:09,500" in text


def test_the_word_file_goes_through_our_styles_and_is_no_minutes(tmp_path: Path) -> None:
    out = tmp_path / "transcript.docx"
    write_transcript(invented.record(), out, TranscriptFormat.DOCX)
    package = Package(out)
    assert package.findings() == []
    assert package.in_style("Transcript Title") == ["Transcript, Wednesday 13 May 2026"]
    assert "0:05:10\tCouncillor Birchall: I move the report." in package.in_style("Transcript Line")
    assert package.in_style("Heading 1") == []
    header = [paragraph.text for paragraph in package.document.sections[0].header.paragraphs]
    assert not any("DRAFT" in text or "initials" in text for text in header)
    assert package.document.core_properties.title.startswith("Transcript: ")


@pytest.mark.parametrize("kind", list(TranscriptFormat))
def test_a_meeting_without_a_transcript_makes_a_valid_empty_file(
    tmp_path: Path, kind: TranscriptFormat
) -> None:
    write_transcript(replace(invented.record(), segments=()), tmp_path / f"t.{kind}", kind)
    assert (tmp_path / f"t.{kind}").is_file()
    with pytest.raises(FolderError):
        write_transcript(invented.record(), tmp_path / "nowhere" / "t", kind)


def _record_of(reference: Path) -> MeetingRecord:
    """A record that holds exactly what a shared reference says, as if tagged and heard without a fault."""
    data = json.loads(reference.read_text(encoding="utf-8"))
    numbers = dict.fromkeys(
        str(row["agenda_item"]) for row in data["segments"] if row.get("agenda_item") is not None
    )
    items = tuple(AgendaItem(ItemId(f"i{n}"), n, f"Item {n}", order) for order, n in enumerate(numbers, 1))
    speakers = dict.fromkeys(row["speaker"] for row in data["segments"])
    people = tuple(Person(PersonId(f"p{key}"), key) for key in speakers)
    segments = tuple(
        Segment(
            SegmentId(f"s{place}"), round(row["start"] * 1000), round(row["end"] * 1000), row["text"],
            tuple(Word(round(row["start"] * 1000), round(row["end"] * 1000), word) for word in row["text"].split()),
            speaker_id=PersonId(f"p{row['speaker']}"),
            item_id=ItemId(f"i{row['agenda_item']}") if row.get("agenda_item") is not None else None,
        )
        for place, row in enumerate(data["segments"])
    )  # fmt: skip
    whole = invented.record()
    return MeetingRecord(whole.council, whole.body, whole.meeting, people, items=items, segments=segments)


def _scored(shared: Path, tool: str, name: str, folder: Path) -> dict[str, float]:
    reference, out = shared / "audio" / name, folder / "ours.json"
    write_transcript(_record_of(reference), out, TranscriptFormat.JSON)
    options = [] if "agenda" in tool else ["--norm", "basic"]
    run = subprocess.run(
        [sys.executable, str(shared / "tools" / tool), str(reference), str(out), "--json", *options],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", ["council_scrutiny.json", "real/readers4.json"])
def test_the_shared_scorer_reads_the_words(tmp_path: Path, shared: Path, name: str) -> None:
    pytest.importorskip("jiwer")
    assert _scored(shared, "score_wer.py", name, tmp_path)["wer"] == 0


def test_the_shared_scorer_reads_the_agenda(tmp_path: Path, shared: Path) -> None:
    agenda = _scored(shared, "score_agenda.py", "council_scrutiny.json", tmp_path)
    assert agenda["time_accuracy"] == 1.0
    assert agenda["starts_within_tolerance"] == agenda["items"]


@pytest.mark.parametrize("name", ["council_scrutiny.json", "real/readers4.json"])
def test_the_shared_scorer_reads_the_speakers(tmp_path: Path, shared: Path, name: str) -> None:
    pytest.importorskip("scipy")
    assert _scored(shared, "score_der.py", name, tmp_path)["der"] == 0


def test_an_item_come_back_to_has_no_single_time_and_still_scores(tmp_path: Path, shared: Path) -> None:
    record = _record_of(shared / "audio" / "council_scrutiny.json")
    moved = tuple(
        replace(segment, item_id=record.items[2].id) if place > len(record.segments) - 5 else segment
        for place, segment in enumerate(record.segments)
    )
    data = json.loads(_written(replace(record, segments=moved), tmp_path, TranscriptFormat.JSON))
    assert "start" not in data["agenda"][2]
    assert "start" in data["agenda"][3]
