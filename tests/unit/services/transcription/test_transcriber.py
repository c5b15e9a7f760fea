"""The transcriber is a process of its own: it answers in blocks, can be killed, and goes on where it was."""

import json
import threading
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from minutewright.domain.errors import EngineError
from minutewright.domain.ids import AudioFileId
from minutewright.domain.recording import AudioFile
from minutewright.domain.transcript import Word
from minutewright.services.transcription.client import Answer, Transcriber
from minutewright.services.transcription.engine import Stretch
from minutewright.services.transcription.messages import (
    MESSAGES,
    Advanced,
    BlockHeard,
    Failed,
    Finished,
    HeardUtterance,
    Started,
    Transcribe,
)

GOLDEN = Path(__file__).parent / "messages"
FILE = AudioFile(
    AudioFileId("a"),
    1,
    "000001.flac",
    0,
    16000,
    16000,
    1,
    datetime.fromisoformat("2026-03-04T19:00:00+00:00"),
)
EXAMPLES = [
    Transcribe(
        "faster-whisper", Path("models/base"), Path("audio"), (FILE,), "en", ("Hale",), (Stretch(0, 900),), 2
    ),
    Started("1.2.1", 60_000, 3),
    BlockHeard(
        0, 900, (HeardUtterance(10, 800, "Hello.", (Word(10, 800, "Hello.", 0.5),), -0.25, 1.5, 0.125),)
    ),
    Advanced(30_000, 60_000, 12),
    Finished(("One file could not be read.",)),
    Failed("There is no memory left.", 32),
]


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: type(message).__name__)
def test_a_message_is_written_as_it_always_was(message: object) -> None:
    golden = GOLDEN / f"{type(message).__name__}.json"
    assert json.loads(MESSAGES.encode(message)) == json.loads(golden.read_text(encoding="utf-8"))
    assert MESSAGES.decode(golden.read_bytes()) == message


class Run:
    """One job and everything it answered."""

    def __init__(self, transcriber: Transcriber, job: Transcribe, on_block=lambda count: None) -> None:
        self.answers: list[Answer] = []
        self.ended = threading.Event()
        self._on_block = on_block
        transcriber.start(job, self._take)

    def _take(self, answer: Answer) -> None:
        self.answers.append(answer)
        if isinstance(answer, BlockHeard):
            self._on_block(len(self.blocks))
        if isinstance(answer, Finished | Failed):
            self.ended.set()

    @property
    def blocks(self) -> list[BlockHeard]:
        return [answer for answer in self.answers if isinstance(answer, BlockHeard)]

    def wait(self) -> "Run":
        assert self.ended.wait(200)
        return self


@pytest.fixture
def transcriber(tmp_path: Path):
    made = Transcriber(tmp_path / "transcriber.log")
    yield made
    made.close()


def text_of(blocks: list[BlockHeard]) -> list[tuple[int, str]]:
    return [
        (u.start_ms, u.text) for block in sorted(blocks, key=lambda b: b.start_ms) for u in block.utterances
    ]


@pytest.mark.timeout(400)
def test_a_killed_job_goes_on_after_its_finished_blocks_and_comes_to_the_same_words(
    transcriber: Transcriber, base_model: Path, as_file, sample_sound
) -> None:
    folder, files = as_file(sample_sound)
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)
    whole = Run(transcriber, job).wait()
    assert isinstance(whole.answers[-1], Finished)
    assert len(whole.blocks) >= 2
    assert (min(b.start_ms for b in whole.blocks), max(b.end_ms for b in whole.blocks)) == (
        0,
        -(-len(sample_sound) // 16),
    )

    broken = Run(transcriber, job, on_block=lambda count: transcriber.cancel())
    while not broken.blocks or transcriber.busy:
        threading.Event().wait(0.05)
    assert not any(isinstance(answer, Finished | Failed) for answer in broken.answers)
    kept = broken.blocks[:1]
    done = tuple(Stretch(block.start_ms, block.end_ms) for block in kept)
    rest = Run(transcriber, Transcribe("faster-whisper", base_model, folder, files, "en", (), done, 1)).wait()
    assert {(b.start_ms, b.end_ms) for b in rest.blocks}.isdisjoint({(b.start_ms, b.end_ms) for b in kept})
    assert text_of(kept + rest.blocks) == text_of(whole.blocks)


def test_two_jobs_at_once_are_refused(
    transcriber: Transcriber, base_model: Path, as_file, sample_sound
) -> None:
    folder, files = as_file(sample_sound[: 16000 * 20])
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)
    run = Run(transcriber, job)
    with pytest.raises(EngineError, match="running already"):
        Run(transcriber, job)
    run.wait()


def test_a_recording_of_silence_is_finished_without_a_word(
    transcriber: Transcriber, base_model: Path, as_file
) -> None:
    folder, files = as_file(np.zeros(16000 * 5, np.float32))
    run = Run(transcriber, Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 2)).wait()
    assert isinstance(run.answers[-1], Finished)
    assert text_of(run.blocks) == []
    assert [(block.start_ms, block.end_ms) for block in run.blocks] == [(0, 5000)]


def test_a_model_that_cannot_be_loaded_is_one_sentence(
    transcriber: Transcriber, as_file, tmp_path: Path
) -> None:
    folder, files = as_file(np.zeros(16000, np.float32))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.bin").write_bytes(b"nothing")
    run = Run(
        transcriber, Transcribe("faster-whisper", tmp_path / "broken", folder, files, "en", (), (), 1)
    ).wait()
    (failed,) = run.answers
    assert isinstance(failed, Failed)
    assert "could not be loaded" in failed.sentence
    assert "\n" not in failed.sentence
