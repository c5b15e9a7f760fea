"""What a speech engine is, whichever library stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import EngineError
from minutewright.domain.transcript import Word

SAMPLE_RATE = 16_000
"""Hz of the mono float32 samples that engines take."""

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of recording time in ms."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of words as an engine heard it; recording time in ms, probabilities from 0 to 1."""

    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...] = ()
    avg_logprob: float = 0.0
    compression_ratio: float = 0.0
    no_speech_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Request:
    """How to listen: a Whisper language code, and names that may be said, the most important first."""

    language: str = "en"
    names: tuple[str, ...] = ()


class Engine(Protocol):
    """A speech library with a loaded model. `transcribe` may be called from `workers` threads at once."""

    name: str
    version: str

    def load(self, model: Path, workers: int) -> None:
        """Load the model in a folder, for so many blocks at once, one processor thread each.

        Raises:
            EngineError: the library is not installed or the model does not fit it.
        """

    def transcribe(self, samples: Samples, start_ms: int, request: Request) -> tuple[Utterance, ...]:
        """The words in mono float32 samples of shape (n,) at 16 kHz that begin at `start_ms` of recording time.

        The same samples and request give the same words, so that a pass that was broken off ends as the unbroken one.

        Raises:
            EngineError: the model does not know the language, or the library failed.
        """

    def speech(self, samples: Samples, start_ms: int) -> tuple[Stretch, ...]:
        """Where somebody speaks, whatever they say: stretches between pauses of 300 ms and more, in order."""


def _faster_whisper() -> Engine:
    from minutewright.services.transcription.engines.faster_whisper import FasterWhisper

    return FasterWhisper()


def _openai_whisper() -> Engine:
    from minutewright.services.transcription.engines.openai_whisper import OpenAIWhisper

    return OpenAIWhisper()


ENGINES: dict[str, Callable[[], Engine]] = {
    "faster-whisper": _faster_whisper,
    "openai-whisper": _openai_whisper,
}
DEFAULT_ENGINE = "faster-whisper"


def make_engine(name: str) -> Engine:
    """An engine by name, with no model loaded.

    Raises:
        EngineError: there is none of that name.
    """
    if name not in ENGINES:
        raise EngineError(f"There is no speech engine “{name}”. Choose one of: {', '.join(ENGINES)}.")
    return ENGINES[name]()


def unknown_language(language: str) -> EngineError:
    """What to say of a language that the model does not know."""
    return EngineError(
        f"The speech model does not know the language “{language}”. Choose a Whisper language code, such as en or cy, "
        "and a model that is not for English only."
    )
