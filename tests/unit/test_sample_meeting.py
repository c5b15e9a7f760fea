"""The sample meeting is small, whole, agrees with itself, and follows from the recipe beside it."""

import json
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import numpy as np
import pytest
import soundfile

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import Capacity
from minutewright.domain.marks import MarkKind
from minutewright.domain.people import Person, find_person
from minutewright.services.documents.agenda.read import read_agenda
from minutewright.services.documents.register import read_register

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
ITEMS = [str(number) for number in range(1, 9)]


def load(name: str) -> Any:
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return load("reference.json")


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    samples, rate = soundfile.read(SAMPLE / "meeting.flac", dtype="float32")
    assert rate == 16000
    assert samples.ndim == 1
    return samples


@pytest.fixture(scope="module")
def people() -> tuple[Person, ...]:
    return read_register(SAMPLE / "register.csv").people


@pytest.fixture(scope="module")
def recipe():
    """The modules of packaging/sample that need no voices."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging" / "sample"))
        import agenda_document
        import sample_papers
        import sample_text

        yield SimpleNamespace(agenda=agenda_document, papers=sample_papers, text=sample_text)


def all_text() -> str:
    """Every word of the sample."""
    files = [path for path in SAMPLE.iterdir() if path.suffix in (".txt", ".csv", ".json", ".md")]
    word = [paragraph.text for paragraph in docx.Document(str(SAMPLE / "agenda.docx")).paragraphs]
    return "\n".join([*word, *(path.read_text(encoding="utf-8") for path in files)])


def level_dbfs(samples: np.ndarray) -> float:
    """RMS over the 20 ms frames that hold speech."""
    power = np.mean(samples[: samples.size // 320 * 320].reshape(-1, 320) ** 2, axis=1)
    return float(10 * np.log10(np.mean(power[power > power.max() / 1000])))


def test_it_is_under_three_megabytes_and_two_to_four_minutes_long(
    reference: dict[str, Any], sound: np.ndarray
) -> None:
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 3_000_000
    assert 120 <= sound.size / 16000 <= 240
    assert reference["duration"] == pytest.approx(sound.size / 16000, abs=0.001)


def test_nothing_is_clipped_and_no_voice_is_much_louder_than_another(
    reference: dict[str, Any], sound: np.ndarray
) -> None:
    assert np.abs(sound).max() < 0.95
    levels = [
        level_dbfs(sound[int(segment["start"] * 16000) : int(segment["end"] * 16000)])
        for segment in reference["segments"]
    ]
    assert max(levels) - min(levels) < 4
    assert min(levels) > -30


def test_one_speaks_at_a_time_and_nobody_is_silent_for_long(reference: dict[str, Any]) -> None:
    gaps = [after["start"] - before["end"] for before, after in pairwise(reference["segments"])]
    assert min(gaps) > 0
    assert max(gaps) < 2
    assert reference["segments"][-1]["end"] < reference["duration"]


def test_it_has_eight_items_after_the_opening_and_six_voices_or_more(reference: dict[str, Any]) -> None:
    assert [item["item"] for item in reference["agenda"]] == ["0", *ITEMS]
    speakers = {segment["speaker"] for segment in reference["segments"]}
    assert speakers == {speaker["id"] for speaker in reference["speakers"]}
    assert len({speaker["voice"] for speaker in reference["speakers"]}) == len(speakers) >= 6


def test_the_reference_has_the_shape_that_the_scorers_read(reference: dict[str, Any], shared: Path) -> None:
    other = json.loads((shared / "audio" / "council_scrutiny.json").read_text(encoding="utf-8"))
    assert list(reference) == list(other)
    for part in ("speakers", "agenda", "segments"):
        assert list(reference[part][0]) == list(other[part][0])
    assert {"event", "agenda_item", "at"} <= set(reference["events"][0])


@pytest.mark.parametrize("name", ["agenda.docx", "agenda.txt"])
def test_the_program_reads_the_eight_items_from_the_agenda(name: str, reference: dict[str, Any]) -> None:
    items = read_agenda(SAMPLE / name)
    spoken = [(item["item"], item["title"]) for item in reference["agenda"][1:]]
    assert [(item.number, item.title) for item in items] == spoken
    assert [item.kind for item in items[:4]] == [
        ItemKind.APOLOGIES,
        ItemKind.INTERESTS,
        ItemKind.LAST_MINUTES,
        ItemKind.URGENT,
    ]
    reports = [item for item in items if item.recommendation]
    assert [item.number for item in reports] == ["5", "6"]
    assert all(paper.pages for item in reports for paper in item.papers)


def test_the_register_holds_members_officers_and_an_invitee_with_one_chairman() -> None:
    rows = read_register(SAMPLE / "register.csv").attendance
    assert {row.capacity for row in rows} == {Capacity.MEMBER, Capacity.OFFICER, Capacity.INVITEE}
    assert [row.role for row in rows].count("Chairman") == 1


def test_everyone_who_speaks_or_acts_is_in_the_register(
    reference: dict[str, Any], people: tuple[Person, ...]
) -> None:
    names = {speaker["name"] for speaker in reference["speakers"]}
    names |= {mark["speaker"] for mark in load("marks.json") if "speaker" in mark}
    acting = ("person", "mover", "seconder", "owner")
    names |= {row[role] for row in load("business.json") for role in acting if role in row}
    assert {name for name in names if find_person(people, name) is None} == set()


def test_the_clerk_pressed_each_key_within_a_moment_of_what_it_marks(reference: dict[str, Any]) -> None:
    marks = load("marks.json")
    names = {speaker["id"]: speaker["name"] for speaker in reference["speakers"]}
    before = [None, *reference["segments"]]
    begins = [
        (names[segment["speaker"]], segment["start"])
        for last, segment in zip(before, reference["segments"], strict=False)
        if last is None or last["speaker"] != segment["speaker"]
    ]
    pressed = [(mark["speaker"], mark["at_ms"]) for mark in marks if mark["kind"] == MarkKind.SPEAKER]
    assert [name for name, _ in pressed] == [name for name, _ in begins]
    delays = [at_ms - start * 1000 for (_, at_ms), (_, start) in zip(pressed, begins, strict=True)]

    items = [mark for mark in marks if mark["kind"] == MarkKind.ITEM]
    assert [mark["item"] for mark in items] == ITEMS
    for mark, item in zip(items, reference["agenda"][1:], strict=True):
        delays.append(mark["at_ms"] - item["start"] * 1000)
    assert min(delays) > 150
    assert max(delays) < 1200


def test_all_marks_are_of_known_kinds_and_fall_inside_the_sound(reference: dict[str, Any]) -> None:
    times = [mark["at_ms"] for mark in load("marks.json")]
    assert times == sorted(times)
    assert times[0] > 0
    assert times[-1] < reference["duration"] * 1000
    assert {mark["kind"] for mark in load("marks.json")} <= {kind.value for kind in MarkKind}


def test_the_business_holds_what_minutes_need_each_at_words_of_its_own_item(
    reference: dict[str, Any], people: tuple[Person, ...]
) -> None:
    rows = load("business.json")
    kinds = [row["kind"] for row in rows]
    assert {row["item"] for row in rows} == set(ITEMS)
    assert {"apology", "declaration", "nil", "note", "motion", "decision", "action"} == set(kinds)
    assert kinds.count("decision") >= 2
    (motion,) = (row for row in rows if row["kind"] == "motion")
    assert motion["mover"] != motion["seconder"]
    present = [row for row in read_register(SAMPLE / "register.csv").attendance if row.may_vote_at(0)]
    apologies = kinds.count("apology")
    assert motion["for"] + motion["against"] + motion["abstained"] == len(present) - apologies
    spans = {item["item"]: (item["start"] * 1000, item["end"] * 1000) for item in reference["agenda"]}
    for row in rows:
        start, end = spans[row["item"]]
        assert start <= row["from_ms"] < row["at_ms"] <= end + 1, row


def test_marks_business_and_papers_follow_from_the_recipe(
    recipe: SimpleNamespace, reference: dict[str, Any], tmp_path: Path
) -> None:
    meeting = recipe.text.read_meeting()
    said = [sentence for turn in meeting.turns for sentence in turn.sentences]
    assert [segment["text"] for segment in reference["segments"]] == said
    segments = [
        recipe.text.Segment(
            row["start"], row["end"], row["speaker"], row["agenda_item"], row["turn"], row["text"]
        )
        for row in reference["segments"]
    ]
    gains = {speaker["id"]: speaker["gain_db"] for speaker in reference["speakers"]}
    made = recipe.papers.reference(meeting, segments, reference["duration"], gains, 16000)
    assert made == reference
    assert recipe.papers.marks(meeting, segments) == load("marks.json")
    assert recipe.papers.business(meeting, segments) == load("business.json")
    recipe.papers.write_register(tmp_path / "register.csv", meeting)
    recipe.agenda.write_agenda(tmp_path, meeting)
    for name in ("register.csv", "agenda.txt"):
        assert (tmp_path / name).read_text("utf-8") == (SAMPLE / name).read_text("utf-8")
    made_again, shipped = (docx.Document(str(folder / "agenda.docx")) for folder in (tmp_path, SAMPLE))
    assert made_again.element.xml == shipped.element.xml


def test_a_key_at_words_that_nobody_says_is_refused(recipe: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="Nobody says “CHAIR: Order, order” under item 5"):
        recipe.papers._place("5", "CHAIR: Order, order", [])


def test_no_name_and_no_sentence_of_the_shared_material_is_in_it(shared: Path) -> None:
    blocks = shared / "seed" / "dartford_2017-07-26_blocks.json"
    front = json.loads(blocks.read_text(encoding="utf-8"))["front"]
    entries = [entry for value in front.values() if isinstance(value, list) for entry in value]
    heads = [re.split(r",| – | \(", entry)[0].split() for entry in entries]
    names = {next(word for word in reversed(head) if not word.isupper()) for head in heads}
    names |= {front["council"].split()[0]}
    names |= set(
        json.loads((shared / "audio" / "council_scrutiny.json").read_text(encoding="utf-8"))["names"]
    )
    assert len(names) > 20
    text = all_text()
    assert {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)} == set()

    minutes = (shared / "seed" / "dartford_2017-07-26_minutes.txt").read_text(encoding="utf-8")
    assert not runs_of_words(minutes, 10) & runs_of_words(text, 10)


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(length)), strict=False))
