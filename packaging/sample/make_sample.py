"""Makes resources/sample/ from script.txt and meeting.toml.

Usage: python packaging/sample/make_sample.py --voices FOLDER [--out resources/sample] [--cache FOLDER]

FOLDER holds kokoro.onnx and voices/*.bin (Kokoro-82M; see resources/sample/README.md for where they come from).
Needs the packages onnxruntime, kokoro-onnx, numpy, scipy, soundfile and python-docx in an environment of its own.
"""

import argparse
import csv
import json
import random
import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from agenda_document import write_agenda
from voices import SAMPLE_RATE, Voices, in_a_room

HERE = Path(__file__).resolve().parent
REGISTER = ("title", "forename", "initials", "surname", "honours", "capacity", "role", "post", "organisation")
SHORT_PAUSE_S, ITEM_PAUSE_S, SENTENCE_PAUSE_S, LEAD_S = 0.45, 0.9, 0.28, 0.8


def main() -> None:
    """Read the two texts and write every file of the sample."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--voices", type=Path, required=True)
    options.add_argument("--out", type=Path, default=HERE.parents[1] / "resources" / "sample")
    options.add_argument("--cache", type=Path, default=HERE / ".cache")
    given = options.parse_args()
    meeting = tomllib.loads((HERE / "meeting.toml").read_text(encoding="utf-8"))
    people = {person["id"]: person for person in meeting["people"]}
    turns = read_script(HERE / "script.txt")
    samples, segments = speak(turns, people, Voices(given.voices, given.cache), meeting["seed"])
    given.out.mkdir(parents=True, exist_ok=True)
    soundfile.write(given.out / "meeting.flac", samples, SAMPLE_RATE, subtype="PCM_16")
    _json(
        given.out / "reference.json", reference(meeting, people, turns, segments, samples.size / SAMPLE_RATE)
    )
    _json(given.out / "marks.json", marks(segments, people, meeting["seed"]))
    _json(given.out / "business.json", business(meeting, people, segments))
    write_register(given.out / "register.csv", meeting["people"])
    write_agenda(given.out, meeting)


def read_script(path: Path) -> list[dict[str, str]]:
    """The turns in order: item number, item title, speaker id, text."""
    turns, item, title = [], "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"== (\S+) \| (.+)", line):
            item, title = heading.groups()
        elif turn := re.fullmatch(r"([A-Z]+): (.+)", line):
            turns.append({"item": item, "title": title, "speaker": turn[1], "text": turn[2]})
    return turns


def speak(
    turns: list[dict[str, str]], people: dict[str, Any], voices: Voices, seed: int
) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """The sound (int16, 16 kHz mono) and one segment for each sentence with its times in seconds."""
    parts, segments = [np.zeros(int(LEAD_S * SAMPLE_RATE), np.float32)], []
    at, item = parts[0].size, turns[0]["item"]
    for turn in turns:
        pause = ITEM_PAUSE_S if turn["item"] != item else SHORT_PAUSE_S
        item = turn["item"]
        for sentence in re.split(r"(?<=[.?!]) ", turn["text"]):
            silence = np.zeros(int(pause * SAMPLE_RATE), np.float32)
            said = voices.say(people[turn["speaker"]]["voice"], sentence)
            start = at + silence.size
            parts += [silence, said]
            at = start + said.size
            segments.append(
                {
                    "start": round(start / SAMPLE_RATE, 3),
                    "end": round(at / SAMPLE_RATE, 3),
                    "speaker": turn["speaker"],
                    "agenda_item": item,
                    "text": sentence,
                }
            )
            pause = SENTENCE_PAUSE_S
    parts.append(np.zeros(SAMPLE_RATE, np.float32))
    return in_a_room(np.concatenate(parts), seed), segments


def reference(
    meeting: dict[str, Any],
    people: dict[str, Any],
    turns: list[dict[str, str]],
    segments: list[dict[str, Any]],
    duration: float,
) -> dict[str, Any]:
    """What was said, by whom, under which item."""
    titles = {turn["item"]: turn["title"] for turn in turns}
    spans = {number: [s for s in segments if s["agenda_item"] == number] for number in titles}
    return {
        "audio": "meeting.flac",
        "sample_rate": SAMPLE_RATE,
        "duration": round(duration, 3),
        "kind": "synthetic",
        "title": meeting["body"],
        "body": meeting["council"],
        "date": meeting["date"].isoformat(),
        "speakers": [
            {"id": key, "name": full_name(person), "voice": person["voice"]}
            for key, person in people.items()
            if "voice" in person
        ],
        "names": [person["surname"] for person in people.values()] + ["Riverside"],
        "agenda": [
            {
                "item": number,
                "title": title,
                "start": spans[number][0]["start"],
                "end": spans[number][-1]["end"],
            }
            for number, title in titles.items()
        ],
        "segments": segments,
    }


def marks(segments: list[dict[str, Any]], people: dict[str, Any], seed: int) -> list[dict[str, Any]]:
    """The keys the clerk pressed: 0.2 to 0.9 s after an item or a speaker began."""
    reaction, stamps, item, speaker = random.Random(seed), [], None, None
    for segment in segments:
        begins = round(segment["start"] * 1000)
        if segment["agenda_item"] not in (item, "0"):
            stamps.append(
                {"at_ms": begins + reaction.randint(200, 900), "kind": "item", "item": segment["agenda_item"]}
            )
        if segment["speaker"] != speaker:
            stamps.append(
                {
                    "at_ms": begins + reaction.randint(200, 900),
                    "kind": "speaker",
                    "speaker": full_name(people[segment["speaker"]]),
                }
            )
        item, speaker = segment["agenda_item"], segment["speaker"]
    stamps.append({"at_ms": round(segments[-1]["end"] * 1000), "kind": "closed"})
    return sorted(stamps, key=lambda stamp: stamp["at_ms"])


def business(
    meeting: dict[str, Any], people: dict[str, Any], segments: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """What the clerk took down, each at the recording time of the words it follows."""
    rows = [
        {"kind": "apology", "person": full_name(person)}
        for person in people.values()
        if person.get("apology")
    ]
    for entry in meeting["business"]:
        speaker, words = entry["after"].split(": ", 1)
        place = next(
            s
            for s in segments
            if s["speaker"] == speaker and s["agenda_item"] == entry["item"] and words in s["text"]
        )
        row = {key: value for key, value in entry.items() if key != "after"}
        for role in ("person", "mover", "seconder", "owner"):
            if role in row:
                row[role] = full_name(people[row[role]])
        if "due" in row:
            row["due"] = row["due"].isoformat()
        rows.append({**row, "at_ms": round(place["end"] * 1000)})
    return rows


def full_name(person: dict[str, Any]) -> str:
    """As the register has it: `Councillor M J Halloran`, `Mr Daniel Pell`."""
    return f"{person['title']} {person.get('initials') or person['forename']} {person['surname']}"


def write_register(path: Path, people: list[dict[str, Any]]) -> None:
    """The register as a spreadsheet would save it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, REGISTER, extrasaction="ignore", restval="")
        table.writeheader()
        table.writerows(people)


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
