"""How long speech takes to transcribe on this computer, learnt from finished runs, to say beforehand what an hour takes."""

import json
from pathlib import Path

FILE = "speeds.json"
LEAST_SPEECH_MS = 30_000
"""Shorter runs tell of the loading of the model and not of its speed."""


class Speeds:
    """One number for each engine and model, kept beside the settings; a file that cannot be read or written is no loss."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def hour_takes_ms(self, engine: str, model: str) -> int | None:
        """How long an hour of speech took the last time (ms); None where it is not known yet."""
        found = self._read().get(_key(engine, model))
        return round(found * 3_600_000) if found else None

    def note(self, engine: str, model: str, speech_ms: int, took_ms: int) -> None:
        """So much speech took so long."""
        if speech_ms < LEAST_SPEECH_MS or took_ms <= 0:
            return
        known = self._read() | {_key(engine, model): took_ms / speech_ms}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(known, indent=1), encoding="utf-8")
        except OSError:
            return  # it is said again after the next run

    def _read(self) -> dict[str, float]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            str(key): float(value)
            for key, value in found.items()
            if isinstance(value, int | float) and value > 0
        }


def _key(engine: str, model: str) -> str:
    return f"{engine}/{model}"
