"""The sample meeting is small, whole, and agrees with itself."""

import csv
import json
from pathlib import Path

import docx
import pytest
import soundfile

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def load(name: str):
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reference() -> dict:
    return load("reference.json")


def people() -> set[str]:
    with (SAMPLE / "register.csv").open(encoding="utf-8", newline="") as file:
        return {
            f"{row['title']} {row['initials'] or row['forename']} {row['surname']}"
            for row in csv.DictReader(file)
        }


def test_it_is_under_three_megabytes_and_two_to_four_minutes_long() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 3_000_000
    assert 120 < soundfile.info(SAMPLE / "meeting.flac").duration < 240


def test_nothing_is_clipped_and_no_voice_is_lost(reference: dict) -> None:
    samples, rate = soundfile.read(SAMPLE / "meeting.flac", dtype="float32")
    assert abs(samples).max() < 0.99
    for segment in reference["segments"]:
        spoken = samples[int(segment["start"] * rate) : int(segment["end"] * rate)]
        assert (spoken**2).mean() ** 0.5 > 0.01, segment["text"]


def test_it_has_eight_items_and_at_least_four_voices(reference: dict) -> None:
    assert [item["item"] for item in reference["agenda"]] == [str(number) for number in range(9)]
    assert len({segment["speaker"] for segment in reference["segments"]}) >= 4


def test_the_agenda_lists_the_items_in_word_and_as_text(reference: dict) -> None:
    word = "\n".join(paragraph.text for paragraph in docx.Document(str(SAMPLE / "agenda.docx")).paragraphs)
    for text in (word, (SAMPLE / "agenda.txt").read_text(encoding="utf-8")):
        for item in reference["agenda"][1:]:
            assert f"{item['item']}.\t{item['title']}" in text


def test_the_clerk_pressed_each_key_within_a_second_of_what_it_marks(reference: dict) -> None:
    starts = {item["item"]: round(item["start"] * 1000) for item in reference["agenda"]}
    stamps = [mark for mark in load("marks.json") if mark["kind"] == "item"]
    assert [stamp["item"] for stamp in stamps] == [str(number) for number in range(1, 9)]
    assert all(200 <= stamp["at_ms"] - starts[stamp["item"]] <= 900 for stamp in stamps)


def test_everyone_who_speaks_is_in_the_register(reference: dict) -> None:
    speakers = {speaker["name"] for speaker in reference["speakers"]}
    marked = {mark["speaker"] for mark in load("marks.json") if mark["kind"] == "speaker"}
    assert marked <= speakers <= people()


def test_the_business_holds_what_minutes_need() -> None:
    kinds = [row["kind"] for row in load("business.json")]
    assert {"apology", "declaration", "motion", "decision", "action", "note"} <= set(kinds)
    (motion,) = (row for row in load("business.json") if row["kind"] == "motion")
    assert {motion["mover"], motion["seconder"]} <= people()
