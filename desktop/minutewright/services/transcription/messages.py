"""What the window and the transcriber say to each other."""

from dataclasses import dataclass
from pathlib import Path

from minutewright.domain.recording import AudioFile
from minutewright.domain.transcript import Word
from minutewright.services.processes.messages import MessageSet
from minutewright.services.transcription.engine import Stretch

LINE_VARIABLE = "MINUTEWRIGHT_TRANSCRIBER"
"""Environment variable with the address and key (JSON) at which the window listens."""


@dataclass(frozen=True, slots=True)
class Transcribe:
    """To the transcriber: listen to the recording, all but the stretches that are `done` (recording ms).

    `folder` is the meeting's `audio/` folder, `model` the folder of the weights; `workers` blocks are heard at once.
    """

    engine: str
    model: Path
    folder: Path
    files: tuple[AudioFile, ...]
    language: str
    names: tuple[str, ...]
    done: tuple[Stretch, ...]
    workers: int


@dataclass(frozen=True, slots=True)
class HeardUtterance:
    """One utterance; recording time in ms."""

    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...]
    avg_logprob: float
    compression_ratio: float
    no_speech_probability: float


@dataclass(frozen=True, slots=True)
class Started:
    """From the transcriber: the model is loaded and the recording cut into blocks."""

    engine_version: str
    speech_ms: int
    blocks: int


@dataclass(frozen=True, slots=True)
class BlockHeard:
    """From the transcriber: one block is finished, whole. Blocks come in any order."""

    start_ms: int
    end_ms: int
    utterances: tuple[HeardUtterance, ...]


@dataclass(frozen=True, slots=True)
class Advanced:
    """From the transcriber: speech heard and speech in all (ms), and an estimate of the seconds left."""

    done_ms: int
    speech_ms: int
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Finished:
    """From the transcriber: every block has been sent. `notes` are plain sentences about sound that could not be read."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """From the transcriber: it had to stop; `sentence` is for the clerk. Blocks that were sent are good."""

    sentence: str
    exit_code: int


Message = Transcribe | Started | BlockHeard | Advanced | Finished | Failed
MESSAGES: MessageSet[Message] = MessageSet(
    "transcription", 1, (Transcribe, Started, BlockHeard, Advanced, Finished, Failed)
)
