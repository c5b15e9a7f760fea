"""`demo`: the whole job on the sample meeting, and an honest account of it."""

import re
import time
from pathlib import Path
from typing import Annotated

import typer

from minutewright.app.papers import draft_minutes, export_minutes, export_transcript
from minutewright.app.sample import load_sample, make_sample
from minutewright.app.transcribing import Transcription
from minutewright.cli import context
from minutewright.cli.meetings import Json
from minutewright.cli.output import give, say
from minutewright.cli.waiting import run_transcription
from minutewright.domain.minutes import Edition
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.tagging import count_unassigned
from minutewright.domain.timecode import format_ms
from minutewright.services.settings.options import MODEL
from minutewright.services.storage.store import MeetingStore
from minutewright.services.transcription.models import ModelShelf

_NUMBER = re.compile(
    r"\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen"
    r"|(twen|thir|for|fif|six|seven|eigh|nine)t(y|ieth)|hundred|thousand|pounds?"
    r"|first|second|third|(four|fif|six|seven|eigh|nin|ten|eleven|twelf)th"
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    out: Annotated[
        Path | None, typer.Option(help="Folder for the meeting and its documents.", file_okay=False)
    ] = None,
    model: Annotated[str, typer.Option(help="Speech model.")] = "",
    engine: Annotated[str, typer.Option(help="faster-whisper or openai-whisper.")] = "",
    as_json: Json = False,
) -> None:
    """Take the sample meeting from its sound to a Word document, and say how well it went."""
    began = time.monotonic()
    with context.workplace() as place:
        ModelShelf(place.profile.models).find(model or place.settings.get(MODEL))
        folder = _free_folder(out or place.meetings_folder)
        with make_sample(folder) as store:
            transcribing = time.monotonic()
            run_transcription(Transcription(store, place.settings, place.profile), engine, model)
            spent = time.monotonic() - transcribing
            draft_minutes(store)
            document = export_minutes(store, Edition.FULL)
            export_transcript(store, store.folder / "exports" / "transcript.json", "json")
            account = _account(store)
            place.refresh(store)
    account |= {
        "folder": str(folder.resolve()),
        "document": str(document.resolve()),
        "transcription_s": round(spent, 1),
        "whole_s": round(time.monotonic() - began, 1),
    }
    if as_json:
        give(account)
        return
    say(f"The sample meeting is in {folder}")
    say(
        f"  {account['recorded']} of sound, transcribed in {spent:.0f} s; the whole job took {account['whole_s']:.0f} s"
    )
    say(
        f"  word error rate {account['word_error_rate_percent']} % against the script, numbers left out "
        "(the script spells them, the engine writes figures)"
    )
    say(
        f"  {account['right_item_percent']} % of spoken time under the right agenda item, "
        f"{account['right_speaker_percent']} % with the right speaker, from the recorded marks alone"
    )
    say(f"  under no item: {account['without_item']}; without a speaker: {account['without_speaker']}")
    say(
        f"  confirmed by the clerk's recorded notes: {account['decisions']} decisions, {account['motions']} motion"
    )
    say(f"The minutes: {document.resolve()}")


def _account(store: MeetingStore) -> dict[str, object]:
    record, reference = store.record(), load_sample("reference.json")
    said = _words(" ".join(segment["text"] for segment in reference["segments"]))
    heard = _words(" ".join(segment.text for segment in record.segments))
    names = {speaker["id"]: speaker["name"] for speaker in reference["speakers"]}
    spoken = right_item = right_speaker = 0
    for segment in reference["segments"]:
        start, end = round(segment["start"] * 1000), round(segment["end"] * 1000)
        for mine in record.segments:
            shared = min(end, mine.end_ms) - max(start, mine.start_ms)
            if shared > 0:
                item, person = record.item(mine.item_id), record.person(mine.speaker_id)
                spoken += shared
                right_item += shared * ((item.number if item else "0") == segment["agenda_item"])
                right_speaker += shared * (
                    person is not None and person.full_name == names[segment["speaker"]]
                )
    unassigned = count_unassigned(record.segments)
    return {
        "recorded": format_ms(recording_length_ms(record.files)),
        "word_error_rate_percent": round(100 * _distance(said, heard) / len(said), 1),
        "right_item_percent": round(100 * right_item / max(spoken, 1), 1),
        "right_speaker_percent": round(100 * right_speaker / max(spoken, 1), 1),
        "without_item": format_ms(unassigned.without_item_ms),
        "without_speaker": format_ms(unassigned.without_speaker_ms),
        "decisions": len(record.decisions),
        "motions": len(record.motions),
    }


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
    return [word for word in words if not _NUMBER.fullmatch(word)]


def _distance(said: list[str], heard: list[str]) -> int:
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(said, heard))


def _free_folder(parent: Path) -> Path:
    folder, number = parent / "Sample meeting", 1
    while folder.exists():
        number += 1
        folder = parent / f"Sample meeting {number}"
    return folder
