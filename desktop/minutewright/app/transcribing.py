"""Transcribing an open meeting: the transcriber's answers become stored blocks, so that a broken job goes on."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from minutewright.app.profile import Profile
from minutewright.app.speeds import Speeds
from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import PassId, SegmentId, new_id
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind
from minutewright.services.settings.options import ENGINE, LANGUAGE, MODEL, TRANSCRIPTION_WORKERS
from minutewright.services.settings.store import Settings
from minutewright.services.storage.store import MeetingStore
from minutewright.services.transcription.client import Answer, Transcriber
from minutewright.services.transcription.engine import Stretch
from minutewright.services.transcription.messages import (
    Advanced,
    BlockHeard,
    Failed,
    Finished,
    Started,
    Transcribe,
)
from minutewright.services.transcription.models import ModelShelf

MOST_NAMES = 20
"""Names given to the engine: with 40 whole sentences were lost, with 20 none (measured)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a transcription is: speech heard and in all (ms), an estimate of the seconds left, and how it ended.

    `failure` is a sentence for the clerk, empty while all is well; `notes` tell of sound that could not be read.
    """

    done_ms: int = 0
    speech_ms: int = 0
    seconds_left: int | None = None
    running: bool = True
    failure: str = ""
    exit_code: int = 0
    resumed: bool = False
    notes: tuple[str, ...] = ()


class Transcription:
    """Runs passes over the recording of one open meeting."""

    def __init__(self, store: MeetingStore, settings: Settings, profile: Profile) -> None:
        self._store = store
        self._settings = settings
        self._shelf = ModelShelf(profile.models)
        self._speeds = Speeds(profile.folder)
        self._transcriber = Transcriber(_log_beside(profile))
        self._progress = Progress(running=False)
        self._listeners: list[Callable[[Progress], None]] = []

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        return self._progress

    def models(self) -> tuple[str, ...]:
        """The speech models on this computer."""
        return tuple(self._shelf.installed())

    def hour_takes_ms(self, engine: str, model: str) -> int | None:
        """How long an hour of speech took on this computer the last time (ms); None where it is not known yet."""
        return self._speeds.hour_takes_ms(engine, model)

    def subscribe(self, listener: Callable[[Progress], None]) -> Callable[[], None]:
        """Call `listener` on every step, from a thread of the transcription's own; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def start(self, engine: str = "", model: str = "", language: str = "") -> None:
        """Begin a pass, or go on with one of the same engine, model and language that was broken off.

        Empty names take the settings'. Returns at once.

        Raises:
            BadInput: nothing is recorded yet.
            ModelMissing, ModelCorrupt, EngineError: with the sentence for the clerk.
        """
        files = self._store.files.all()
        if not recording_length_ms(files):
            raise BadInput(
                "There is no recording to transcribe yet. Record the meeting or import its sound first."
            )
        engine = engine or self._settings.get(ENGINE)
        model = model or self._settings.get(MODEL)
        language = language or self._settings.get(LANGUAGE)
        folder = self._shelf.find(model)
        a_pass = self._broken_pass(engine, model, language)
        done = (
            tuple(Stretch(block.start_ms, block.end_ms) for block in self._store.done_blocks(a_pass.id))
            if a_pass
            else ()
        )
        job = Transcribe(
            engine,
            folder,
            self._store.folder / "audio",
            files,
            language,
            names_to_expect(self._store.record()),
            done,
            self._workers(),
        )
        self._progress = Progress(resumed=bool(done))
        self._transcriber.start(
            job, _Listener(self, a_pass, engine, model, self._shelf.weights_sha256(model), language)
        )

    def cancel(self) -> None:
        """Stop now; finished blocks are kept, and the next start goes on after them."""
        if self._progress.running:
            self._transcriber.cancel()
            self.advance(replace(self._progress, running=False, seconds_left=None))

    def close(self) -> None:
        """End the transcriber process."""
        self._transcriber.close()

    def advance(self, progress: Progress) -> None:
        """Tell listeners how far it is."""
        self._progress = progress
        for listener in tuple(self._listeners):
            listener(progress)

    def note_speed(self, engine: str, model: str, speech_ms: int, took_ms: int) -> None:
        """A run that was not broken off took so long for so much speech."""
        self._speeds.note(engine, model, speech_ms, took_ms)

    def keep(self, a_pass: Pass | None, block: BlockHeard | None = None) -> None:
        """Store a pass that begins or ends, or a block of it."""
        if a_pass is None:
            return
        if block is not None:
            self._store.put_block(
                PassBlock(a_pass.id, block.start_ms, block.end_ms), _segments(a_pass.id, block)
            )
        elif a_pass.finished_at is None:
            self._store.begin_pass(a_pass)
        else:
            self._store.finish_pass(a_pass)

    def _broken_pass(self, engine: str, model: str, language: str) -> Pass | None:
        for a_pass in reversed(self._store.passes.all()):
            if (a_pass.engine, a_pass.model, a_pass.language, a_pass.kind) == (
                engine,
                model,
                language,
                PassKind.FINAL,
            ):
                return a_pass if a_pass.finished_at is None else None
        return None

    def _workers(self) -> int:
        chosen = self._settings.get(TRANSCRIPTION_WORKERS)
        return chosen if chosen > 0 else max(1, min(os.cpu_count() or 1, 4))


class _Listener:
    """Takes the transcriber's answers for one job, on its thread."""

    def __init__(
        self,
        owner: Transcription,
        a_pass: Pass | None,
        engine: str,
        model: str,
        weights_sha256: str,
        language: str,
    ) -> None:
        self._owner, self._pass = owner, a_pass
        self._engine, self._model, self._sha256, self._language = engine, model, weights_sha256, language
        self._began: float | None = None

    def __call__(self, answer: Answer) -> None:
        progress = self._owner.progress
        if isinstance(answer, Started):
            self._began = time.monotonic()
            if self._pass is None:
                self._pass = self._new_pass(answer.engine_version)
                self._owner.keep(self._pass)
            progress = replace(progress, speech_ms=answer.speech_ms)
        elif isinstance(answer, BlockHeard):
            self._owner.keep(self._pass, answer)
        elif isinstance(answer, Advanced):
            progress = replace(
                progress, done_ms=answer.done_ms, speech_ms=answer.speech_ms, seconds_left=answer.seconds_left
            )
        elif isinstance(answer, Finished):
            if self._pass is not None:
                self._owner.keep(replace(self._pass, finished_at=datetime.now().astimezone()))
            if self._began is not None and not progress.resumed:
                took_ms = round((time.monotonic() - self._began) * 1000)
                self._owner.note_speed(self._engine, self._model, progress.speech_ms, took_ms)
            progress = replace(progress, running=False, seconds_left=0, notes=answer.notes)
        elif isinstance(answer, Failed):
            progress = replace(progress, running=False, failure=answer.sentence, exit_code=answer.exit_code)
        self._owner.advance(progress)

    def _new_pass(self, version: str) -> Pass:
        return Pass(
            PassId(new_id("pass")),
            PassKind.FINAL,
            self._engine,
            version,
            self._model,
            self._sha256,
            self._language,
            datetime.now().astimezone(),
        )


def names_to_expect(record: MeetingRecord) -> tuple[str, ...]:
    """Surnames of those present, the chair's first, as many as the engine takes without losing speech."""
    chair = record.chair()
    rows = [row for row in record.attendance if row.status is not AttendanceStatus.ABSENT]
    people = [chair, *(record.person(row.person_id) for row in rows)]
    return tuple(dict.fromkeys(person.surname for person in people if person and person.surname))[:MOST_NAMES]


def _segments(pass_id: PassId, block: BlockHeard) -> list[HeardSegment]:
    return [
        HeardSegment(
            SegmentId(new_id("segment")),
            pass_id,
            heard.start_ms,
            heard.end_ms,
            heard.text,
            heard.words,
            None,
            heard.avg_logprob,
            heard.compression_ratio,
            heard.no_speech_probability,
        )
        for heard in block.utterances
    ]


def _log_beside(profile: Profile) -> Path | None:
    folder = profile.folder / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / "transcriber.log"
