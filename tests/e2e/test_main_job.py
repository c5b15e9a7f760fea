"""The main job with nothing faked: sound through PortAudio, Whisper, marks, Word, LibreOffice."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from rapidfuzz.distance import Levenshtein

from e2e.program import Program
from libreoffice import pdf_of, pdf_text
from minutewright.app.sample import add_business, add_marks, load_sample
from minutewright.app.sound import sound_of
from minutewright.domain.recording import recording_length_ms
from minutewright.services.resources import resource
from minutewright.services.storage.store import open_meeting
from sound_rig import SoundRig

LEAD_S = 6.0  # the recorder is up well before the meeting begins


def first_sound_ms(samples: np.ndarray, rate: int) -> int:
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    return int(loud[0]) * 1000 // rate


def people() -> list[str]:
    with resource("sample", "register.csv").open(encoding="utf-8", newline="") as file:
        return [f"{row['initials'] or row['forename']} {row['surname']}" for row in csv.DictReader(file)]


@pytest.mark.timeout(600)
def test_a_clerk_takes_the_sample_committee_from_the_room_to_a_word_document(
    program: Program, sound_rig: SoundRig, base_model: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "meeting"
    sample, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="float32")
    played = tmp_path / "room.wav"
    soundfile.write(played, np.concatenate([np.zeros(int(LEAD_S * rate), np.float32), sample]), rate)

    made = program(
        *(
            "new",
            folder,
            "--body",
            "Leisure and Open Spaces Committee",
            "--council",
            "Merrowdale District Council",
        ),
        *("--date", "2026-11-18", "--agenda", resource("sample", "agenda.docx")),
        *("--register", resource("sample", "register.csv"), "--json"),
    )
    assert made.code == 0, made.err
    assert [item["number"] for item in made.json["agenda"]] == [str(number) for number in range(1, 9)]

    seconds = len(sample) / rate + LEAD_S + 3
    recorder = program.start("record", folder, "--device", "room", "--seconds", seconds, "--json")
    player = sound_rig.play(played)
    said, complained = recorder.communicate(timeout=seconds + 60)
    player.wait()
    assert recorder.returncode == 0, complained
    assert json.loads(said)["recorded_ms"] > (seconds - 3) * 1000

    with open_meeting(folder) as store:
        length = recording_length_ms(store.files.all())
        assert all(file.sha256 for file in store.files.all())
        heard = sound_of(store).read(0, length)
        offset = first_sound_ms(heard, 16000) - first_sound_ms(sample, rate)
        assert offset > 0
        add_marks(store, offset)
        add_business(store, offset)

    transcribed = program("transcribe", folder, "--json")
    assert transcribed.code == 0, transcribed.err
    written = program("minutes", folder, "--out", tmp_path / "minutes.docx", "--appendix", "--json")
    assert written.code == 0, written.err
    transcript = tmp_path / "transcript.json"
    assert program("transcript", folder, "--out", transcript).code == 0

    printed = " ".join(pdf_text(pdf_of(tmp_path / "minutes.docx", tmp_path), "-layout").split())
    for person in people():
        assert person in printed
    for item in load_sample("reference.json")["agenda"][1:]:
        assert f"{item['item']}. {item['title'].upper()}" in printed
    business = load_sample("business.json")
    first = next(
        row["resolutions"][0] for row in business if row["kind"] == "decision" and len(row["resolutions"]) > 1
    )
    assert f"RESOLVED: 1. {first}" in printed
    motion = next(row for row in business if row["kind"] == "motion")
    assert f"For: {motion['for']}. Against: {motion['against']}. Abstained: {motion['abstained']}." in printed
    appendix = printed.partition("Councillor M J Halloran CHAIRMAN")[2]
    assert "Riverside Park" in appendix, "the transcript stands after the signature"

    reference = load_sample("reference.json")
    said_words = " ".join(segment["text"] for segment in reference["segments"]).casefold().split()
    segments = json.loads(transcript.read_text(encoding="utf-8"))["segments"]
    heard_words = " ".join(segment["text"] for segment in segments).casefold().split()
    errors = Levenshtein.distance(said_words, heard_words)
    assert errors < len(said_words) * 0.2
    assert {segment["agenda_item"] for segment in segments} >= {str(number) for number in range(1, 9)}
    speakers = {speaker["name"] for speaker in reference["speakers"]}
    named = json.loads(transcript.read_text(encoding="utf-8"))["speakers"]
    assert speakers <= {speaker["name"] for speaker in named}
