"""openai-whisper: the reference, from the same installed weights. Slower; it is here to be compared with."""

import importlib.metadata
import json
import threading
import warnings
from pathlib import Path
from typing import Any

from minutewright.domain.errors import EngineError
from minutewright.services.transcription.engine import (
    SAMPLE_RATE,
    Request,
    Samples,
    Stretch,
    Utterance,
    unknown_language,
)
from minutewright.services.transcription.engines.checkpoint import read_variables, whisper_state
from minutewright.services.transcription.engines.silero import find_speech
from minutewright.services.transcription.utterances import join_pieces

_JOIN_MS = 2000


class OpenAIWhisper:
    """See `engine.Engine`. One block at a time: the library keeps state in the model."""

    name = "openai-whisper"

    def __init__(self) -> None:
        try:
            self.version = importlib.metadata.version("openai-whisper")
        except importlib.metadata.PackageNotFoundError:
            raise _not_installed() from None
        self._model: Any = None
        self._lock = threading.Lock()

    def load(self, model: Path, workers: int) -> None:
        """Load the converted weights into the library's own model, strictly: a missing tensor is an error."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                import torch
                import whisper
            except ImportError as error:
                raise _not_installed() from error
        torch.set_num_threads(max(workers, 1))
        try:
            dimensions, state = whisper_state(read_variables(model / "model.bin"))
            self._model = whisper.model.Whisper(whisper.model.ModelDimensions(**dimensions))
            self._model.load_state_dict(
                {name: torch.from_numpy(array.astype("float32")) for name, array in state.items()}
            )
        except (KeyError, IndexError, TypeError, ValueError, RuntimeError, OSError) as error:
            raise EngineError(
                f"openai-whisper cannot use the speech model in {model}. Use faster-whisper, or another model."
            ) from error
        heads = json.loads((model / "config.json").read_text(encoding="utf-8")).get("alignment_heads", [])
        if heads:
            mask = torch.zeros(dimensions["n_text_layer"], dimensions["n_text_head"], dtype=torch.bool)
            for layer, head in heads:
                mask[layer, head] = True
            self._model.register_buffer("alignment_heads", mask.to_sparse(), persistent=False)
        self._model.eval()

    def transcribe(self, samples: Samples, start_ms: int, request: Request) -> tuple[Utterance, ...]:
        """The words of one block; only where somebody speaks, since the library invents words in digital silence."""
        clips = _clips(find_speech(samples, 0))
        if not clips:
            return ()
        import torch
        import whisper

        if request.language not in whisper.tokenizer.LANGUAGES or (
            request.language != "en" and not self._model.is_multilingual
        ):
            raise unknown_language(request.language)
        names = ", ".join(request.names[:20])
        with self._lock, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.manual_seed(
                0
            )  # it samples where a window comes out badly; the same sound shall give the same words
            result = whisper.transcribe(
                self._model,
                samples,
                language=request.language,
                fp16=False,
                beam_size=5,
                temperature=(0.0, 0.2, 0.4),
                word_timestamps=True,
                condition_on_previous_text=True,
                initial_prompt=names or None,
                carry_initial_prompt=bool(names),
                clip_timestamps=[
                    second for clip in clips for second in (clip.start_ms / 1000, clip.end_ms / 1000)
                ],
                verbose=None,
            )
        length_ms = samples.size * 1000 // SAMPLE_RATE
        return tuple(
            _utterance(segment, start_ms, length_ms)
            for segment in result["segments"]
            if segment["text"].strip()
        )

    def speech(self, samples: Samples, start_ms: int) -> tuple[Stretch, ...]:
        """Where somebody speaks."""
        return find_speech(samples, start_ms)


def _not_installed() -> EngineError:
    return EngineError(
        "The reference engine openai-whisper is not installed. Use faster-whisper, "
        "or install it: pip install minutewright[openai]."
    )


def _clips(speech: tuple[Stretch, ...]) -> list[Stretch]:
    clips: list[Stretch] = []
    for stretch in speech:
        if clips and stretch.start_ms - clips[-1].end_ms < _JOIN_MS:
            clips[-1] = Stretch(clips[-1].start_ms, stretch.end_ms)
        else:
            clips.append(stretch)
    return clips


def _utterance(segment: dict[str, Any], offset_ms: int, length_ms: int) -> Utterance:
    def at(second: float) -> int:
        return offset_ms + min(round(second * 1000), length_ms)

    words = join_pieces(
        (word["word"], at(word["start"]), at(word["end"]), float(word["probability"]))
        for word in segment.get("words", ())
    )
    return Utterance(
        words[0].start_ms if words else at(segment["start"]),
        words[-1].end_ms if words else at(segment["end"]),
        " ".join(word.text for word in words) or segment["text"].strip(),
        words,
        float(segment["avg_logprob"]),
        float(segment["compression_ratio"]),
        float(segment["no_speech_prob"]),
    )
