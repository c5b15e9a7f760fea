"""faster-whisper (CTranslate2): the default. The same weights as openai-whisper at about a sixth of the processor time."""

import importlib.metadata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from minutewright.domain.errors import EngineError
from minutewright.services.transcription.engine import (
    Request,
    Samples,
    Stretch,
    Utterance,
    unknown_language,
)
from minutewright.services.transcription.engines.silero import find_speech
from minutewright.services.transcription.utterances import join_pieces

# Measured: with 40 names in the prompt whole sentences were lost; 20 names, about 80 tokens, lost none.
MOST_NAME_TOKENS = 80
_LOOP_COMPRESSION, _DOUBT_LOGPROB, _NO_SPEECH = 2.4, -1.0, 0.6
_NO_REPEAT = 5
"""On the last try no run of so many tokens may come twice, which ends every loop."""

# Measured: batched decoding drops utterances in silence, so windows are decoded one after the other. Text conditions
# what follows inside a block only: a loop cannot spread beyond it.
_OPTIONS: dict[str, Any] = {
    "beam_size": 5,
    "word_timestamps": True,
    "condition_on_previous_text": True,
    "temperature": 0.0,
    "compression_ratio_threshold": _LOOP_COMPRESSION,
    "log_prob_threshold": _DOUBT_LOGPROB,
    "no_speech_threshold": _NO_SPEECH,
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
        if not (model / "tokenizer.json").is_file():  # the library would look for it on the internet
            raise _unusable(model)
        try:
            self._model = _steady_model()(
                str(model),
                device="cpu",
                compute_type="int8",
                cpu_threads=1,
                num_workers=workers,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise _unusable(model) from error

    def transcribe(self, samples: Samples, start_ms: int, request: Request) -> tuple[Utterance, ...]:
        """The words of one block."""
        if request.language not in self._model.supported_languages:
            raise unknown_language(request.language)
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


def _unusable(model: Path) -> EngineError:
    return EngineError(
        f"The speech model in {model} could not be loaded. Install it again: minutewright models fetch {model.name}."
    )


@cache
def _steady_model() -> Any:
    """The library's model, but what it hears depends on the sound alone, never on chance.

    The library samples at random when a window comes out badly, so that a pass that was broken off would not end as
    the unbroken one. Here such a window is heard again without names and earlier text, which is what led it astray
    (measured: as few word errors as sampling, in less time), then without any repetition. The best of the three counts.
    """
    from faster_whisper import WhisperModel

    class SteadyModel(WhisperModel):  # type: ignore[misc]
        def generate_with_fallback(
            self, encoder_output: Any, prompt: list[int], tokenizer: Any, options: Any
        ) -> Any:
            hear = super().generate_with_fallback
            tries = [hear(encoder_output, prompt, tokenizer, options)]
            bare = prompt[prompt.index(tokenizer.sot) :]
            if _is_bad(tries[-1]) and bare != prompt:
                tries.append(hear(encoder_output, bare, tokenizer, options))
            if _is_bad(tries[-1]):
                tries.append(
                    hear(encoder_output, bare, tokenizer, replace(options, no_repeat_ngram_size=_NO_REPEAT))
                )
            if len(tries) == 1:
                return tries[0]
            result, logprob, _, compression = max(tries, key=_merit)
            # Above 0.5 the library does not condition the next window on this one.
            return result, logprob, 1.0, compression

    return SteadyModel


def _is_bad(attempt: Any) -> bool:
    result, logprob, _, compression = attempt
    silent = result.no_speech_prob > _NO_SPEECH and logprob < _DOUBT_LOGPROB
    return not silent and bool(compression > _LOOP_COMPRESSION or logprob < _DOUBT_LOGPROB)


def _merit(attempt: Any) -> tuple[bool, float]:
    _, logprob, _, compression = attempt
    return compression <= _LOOP_COMPRESSION, float(logprob)


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
