"""faster-whisper (CTranslate2): the default. The same weights as openai-whisper at about a sixth of the processor time."""

import importlib.metadata
from pathlib import Path
from typing import Any

from minutewright.domain.errors import EngineError
from minutewright.services.transcription.engine import Request, Samples, Stretch, Utterance
from minutewright.services.transcription.engines.silero import find_speech
from minutewright.services.transcription.utterances import join_pieces

# Measured: with 40 names in the prompt whole sentences were lost; 20 names, about 80 tokens, lost none.
MOST_NAME_TOKENS = 80
# Measured: batched decoding drops utterances in silence, so blocks are decoded one after the other. Text conditions
# what follows inside a block only: a loop cannot spread beyond it. Three temperatures bound the time of a bad stretch.
_OPTIONS: dict[str, Any] = {
    "beam_size": 5,
    "word_timestamps": True,
    "condition_on_previous_text": True,
    "temperature": [0.0, 0.2, 0.4],
    "compression_ratio_threshold": 2.4,
    "log_prob_threshold": -1.0,
    "no_speech_threshold": 0.6,
    "vad_filter": True,
    "vad_parameters": {"min_silence_duration_ms": 500, "speech_pad_ms": 200},
}


class FasterWhisper:
    """See `engine.Engine`."""

    name = "faster-whisper"

    def __init__(self) -> None:
        self.version = importlib.metadata.version("faster-whisper")
        self._model: Any = None

    def load(self, model: Path, workers: int) -> None:
        """Load with 8-bit weights, one thread a worker: a second thread gains nothing, a second worker 1.6 to 1.9 times."""
        from faster_whisper import WhisperModel

        try:
            self._model = WhisperModel(
                str(model),
                device="cpu",
                compute_type="int8",
                cpu_threads=1,
                num_workers=workers,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(
                f"The speech model in {model} could not be loaded. Install it again: minutewright models fetch {model.name}."
            ) from error

    def transcribe(self, samples: Samples, start_ms: int, request: Request) -> tuple[Utterance, ...]:
        """The words of one block."""
        try:
            found, _ = self._model.transcribe(
                samples, language=request.language, hotwords=self._hotwords(request.names), **_OPTIONS
            )
            return tuple(_utterance(segment, start_ms) for segment in found)
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"The speech engine stopped at {start_ms // 1000} s ({error}). What was transcribed before is kept."
            ) from error

    def speech(self, samples: Samples, start_ms: int) -> tuple[Stretch, ...]:
        """Where somebody speaks."""
        return find_speech(samples, start_ms)

    def _hotwords(self, names: tuple[str, ...]) -> str | None:
        kept: list[str] = []
        for name in names:
            longer = [*kept, name]
            if len(self._model.hf_tokenizer.encode(" " + ", ".join(longer)).ids) > MOST_NAME_TOKENS:
                break
            kept = longer
        return ", ".join(kept) or None


def _utterance(segment: Any, offset_ms: int) -> Utterance:
    words = join_pieces(
        (
            word.word,
            offset_ms + round(word.start * 1000),
            offset_ms + round(word.end * 1000),
            float(word.probability),
        )
        for word in segment.words or ()
    )
    return Utterance(
        words[0].start_ms if words else offset_ms + round(segment.start * 1000),
        words[-1].end_ms if words else offset_ms + round(segment.end * 1000),
        " ".join(word.text for word in words) or segment.text.strip(),
        words,
        float(segment.avg_logprob),
        float(segment.compression_ratio),
        float(segment.no_speech_prob),
    )
