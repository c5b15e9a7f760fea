"""`self-test`: whether every part the program needs is on this computer and works."""

import importlib
import importlib.metadata
import platform
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from minutewright import __version__
from minutewright.app.logs import log_file
from minutewright.cli import context
from minutewright.cli.meetings import Json
from minutewright.cli.output import give, say
from minutewright.domain.errors import MinutewrightError
from minutewright.services.transcription.engine import ENGINES, make_engine
from minutewright.services.transcription.models import ModelShelf

FAULTY = 1


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(self_test)


def self_test(as_json: Json = False) -> None:
    """Check sound, storage, speech engines, models, Word and the window; exit code 1 if something needed is missing."""
    checks: list[tuple[str, bool, Callable[[], str]]] = [
        ("storage", True, _storage),
        ("word", True, _word),
        ("sound", True, _sound),
        ("microphone", False, _microphone),
        ("window", True, _window),
        ("models", True, _models),
        *((f"engine {name}", name == "faster-whisper", lambda name=name: _engine(name)) for name in ENGINES),
    ]
    rows = []
    for name, needed, check in checks:
        try:
            words, good = check(), True
        except (MinutewrightError, ImportError, OSError, RuntimeError) as error:
            words, good = str(error), False
        rows.append({"part": name, "works": good, "needed": needed, "words": words})
    log = str(log_file(context.profile().folder))
    if as_json:
        give({"version": __version__, "python": platform.python_version(), "log": log, "parts": rows})
    else:
        say(f"Minutewright {__version__}, Python {platform.python_version()}, {platform.platform()}")
        for row in rows:
            sign = "ok" if row["works"] else ("MISSING" if row["needed"] else "not there")
            say(f"  {row['part']:<24}{sign:<11}{row['words']}")
        say(f"The log file is {log}")
    if any(row["needed"] and not row["works"] for row in rows):
        raise typer.Exit(FAULTY)


def _storage() -> str:
    import apsw

    from minutewright.app.sample import prepare_sample

    with TemporaryDirectory() as folder, prepare_sample(Path(folder) / "meeting") as store:
        store.undo()
        return (
            f"SQLite {apsw.sqlite_lib_version()}, {store.people.count()} people stored and an action undone"
        )


def _word() -> str:
    from minutewright.app.papers import export_minutes
    from minutewright.app.sample import prepare_sample
    from minutewright.domain.minutes import Edition

    with TemporaryDirectory() as folder, prepare_sample(Path(folder) / "meeting") as store:
        written = export_minutes(store, Edition.FULL)
        return f"a Word file of {written.stat().st_size} bytes written"


def _sound() -> str:
    import sounddevice

    return str(sounddevice.get_portaudio_version()[1])


def _microphone() -> str:
    from minutewright.services.capture.devices import list_inputs

    return ", ".join(device.name for device in list_inputs()) or "no recording device"


def _window() -> str:
    importlib.import_module("PySide6.QtWidgets")
    return f"PySide6 {importlib.metadata.version('PySide6-Essentials')}"


def _models() -> str:
    shelf = ModelShelf(context.profile().models)
    names = [name for name in shelf.installed() if shelf.find(name)]
    if not names:
        shelf.find("base")
    return ", ".join(names)


def _engine(name: str) -> str:
    return make_engine(name).version
