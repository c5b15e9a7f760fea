"""The transcriber is a process of its own: it answers in blocks, can be killed, and goes on where it was."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from minutewright.domain.errors import DiskFull, EngineError
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


def by_time(blocks: list[BlockHeard]) -> list[BlockHeard]:
    return sorted(blocks, key=lambda block: block.start_ms)


def text_of(blocks: list[BlockHeard]) -> list[tuple[int, str]]:
    return [
        (u.start_ms, u.text) for block in sorted(blocks, key=lambda b: b.start_ms) for u in block.utterances
    ]


def test_a_killed_job_goes_on_after_its_finished_blocks_and_comes_to_the_words_of_an_unbroken_one(
    transcriber: Transcriber, base_model: Path, as_file, sample_sound
) -> None:
    sound = sample_sound[: 16000 * 150]
    folder, files = as_file(sound)

    def job(workers: int, *done: Stretch) -> Transcribe:
        return Transcribe("faster-whisper", base_model, folder, files, "en", (), done, workers)

    whole = Run(transcriber, job(workers=2)).wait()
    assert isinstance(whole.answers[-1], Finished)
    stretches = sorted((block.start_ms, block.end_ms) for block in whole.blocks)
    assert (stretches[0][0], stretches[-1][1]) == (0, 150_000)
    assert len(stretches) == 2
    last = [answer for answer in whole.answers if isinstance(answer, Advanced)][-1]
    assert (last.done_ms, last.seconds_left) == (last.speech_ms, 0)

    broken = Run(transcriber, job(workers=1), on_block=lambda count: transcriber.cancel())
    while not broken.blocks or transcriber.busy:
        threading.Event().wait(0.05)
    assert not any(isinstance(answer, Finished | Failed) for answer in broken.answers)
    (kept,) = broken.blocks

    rest = Run(transcriber, job(1, Stretch(kept.start_ms, kept.end_ms))).wait()
    assert sorted((b.start_ms, b.end_ms) for b in [kept, *rest.blocks]) == stretches
    assert by_time([kept, *rest.blocks]) == by_time(whole.blocks)


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


def test_an_engine_that_cannot_use_a_model_says_which_engine_and_model(
    transcriber: Transcriber, base_model: Path, as_file, tmp_path: Path
) -> None:
    folder, files = as_file(np.zeros(16000, np.float32))
    run = Run(transcriber, Transcribe("openai-whisper", tmp_path, folder, files, "en", (), (), 1)).wait()
    (failed,) = run.answers
    assert isinstance(failed, Failed)
    assert "openai-whisper" in failed.sentence


def test_a_transcriber_that_dies_is_one_sentence_and_the_next_start_makes_a_new_one(
    transcriber: Transcriber, base_model: Path, as_file, sample_sound
) -> None:
    folder, files = as_file(sample_sound[: 16000 * 20])
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)
    pids: list[int] = []

    class Killing(Run):
        def _take(self, answer: Answer) -> None:
            if isinstance(answer, Started) and transcriber.pid:
                pids.append(transcriber.pid)
                os.kill(transcriber.pid, signal.SIGTERM)
            super()._take(answer)

    failed = Killing(transcriber, job).wait().answers[-1]
    assert isinstance(failed, Failed)
    assert "is kept" in failed.sentence
    assert transcriber.pid is None
    again = Run(transcriber, job).wait()
    assert isinstance(again.answers[-1], Finished)
    assert transcriber.pid not in (None, *pids)


def test_a_block_that_cannot_be_stored_ends_the_job_with_the_reason(
    transcriber: Transcriber, as_file, base_model: Path
) -> None:
    folder, files = as_file(np.zeros(16000 * 5, np.float32))
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)

    def full(count: int) -> None:
        raise DiskFull("The disk is full. What was stored before is kept.")

    run = Run(transcriber, job, on_block=full).wait()
    assert run.answers[-1] == Failed("The disk is full. What was stored before is kept.", DiskFull.exit_code)
    assert not transcriber.busy
    assert isinstance(Run(transcriber, job).wait().answers[-1], Finished)


def test_a_job_that_is_stopped_before_its_process_has_called_leaves_none_behind(
    transcriber: Transcriber, as_file, base_model: Path
) -> None:
    folder, files = as_file(np.zeros(16000, np.float32))
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)
    run = Run(transcriber, job)
    transcriber.cancel()
    assert not transcriber.busy
    assert transcriber.pid is None
    assert run.answers == []
    assert isinstance(Run(transcriber, job).wait().answers[-1], Finished)


WINDOW = """
import sys, threading
from pathlib import Path
from minutewright.services.transcription.client import Transcriber
from minutewright.services.transcription.messages import MESSAGES, Started
transcriber = Transcriber()
def take(answer):
    if isinstance(answer, Started):
        print(transcriber.pid, flush=True)
transcriber.start(MESSAGES.decode(Path(sys.argv[1]).read_bytes()), take)
threading.Event().wait()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux's /proc whether a process lives")
def test_the_transcriber_does_not_outlive_its_window(
    base_model: Path, as_file, sample_sound, tmp_path: Path
) -> None:
    folder, files = as_file(sample_sound)
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)
    (tmp_path / "job.json").write_bytes(MESSAGES.encode(job))
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(tmp_path / "job.json")], stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        assert lives(pid)
        window.kill()
    for _ in range(200):
        if not lives(pid):
            return
        threading.Event().wait(0.1)
    pytest.fail("it still runs")


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
