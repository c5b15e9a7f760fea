"""Speaks sentences with the Kokoro-82M voices (Apache-2.0) and keeps what was spoken."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

SAMPLE_RATE = 16000
SPEECH_DBFS = -25.0  # RMS of the parts of a sentence where there is sound
_KOKORO_RATE = 24000
_SPEED = 1.08  # of the pace at which the voices were trained
_LONGEST = 508  # phonemes the model takes at once
_FRAME = SAMPLE_RATE // 50


class Voices:
    """Kokoro-82M as a folder `kokoro.onnx` + `voices/NAME.bin`; spoken sentences are kept in `cache`."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder, self._cache = folder, cache
        cache.mkdir(parents=True, exist_ok=True)
        self._loaded: tuple[Any, Any] | None = None

    def say(self, voice: str, text: str) -> np.ndarray:
        """The sentence as float32 mono at 16 kHz, silences at both ends cut, at SPEECH_DBFS."""
        path = self._cache / (hashlib.sha1(f"{voice}|{_SPEED}|{text}".encode()).hexdigest() + ".wav")
        if not path.exists():
            soundfile.write(path, self._speak(voice, text), SAMPLE_RATE, subtype="FLOAT")
        return _levelled(_trimmed(soundfile.read(path, dtype="float32")[0]))

    def _speak(self, voice: str, text: str) -> np.ndarray:
        from scipy.signal import resample_poly

        session, tokenizer = self._model()
        language = "en-us" if voice.startswith("a") else "en-gb"
        tokens = tokenizer.tokenize(tokenizer.phonemize(text, language))[:_LONGEST]
        styles = np.fromfile(self._folder / "voices" / f"{voice}.bin", dtype=np.float32).reshape(-1, 256)
        asked = {
            "tokens": [[0, *tokens, 0]],
            "style": styles[len(tokens)][None],
            "speed": np.array([_SPEED], np.float32),
        }
        (sound, *_) = session.run(None, asked)
        return resample_poly(sound.squeeze(), SAMPLE_RATE, _KOKORO_RATE).astype(np.float32)

    def _model(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import onnxruntime
            from kokoro_onnx.tokenizer import Tokenizer

            # One thread: sums are then taken in the same order every time.
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(self._folder / "kokoro.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._loaded = (session, Tokenizer())
        return self._loaded


def _trimmed(samples: np.ndarray) -> np.ndarray:
    """Cut what is 40 dB below the loudest sample from both ends, leaving 30 ms."""
    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() / 100)
    margin = SAMPLE_RATE * 30 // 1000
    return samples[max(loud[0] - margin, 0) : loud[-1] + margin]


def _levelled(samples: np.ndarray) -> np.ndarray:
    frames = samples[: samples.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.mean(frames**2, axis=1)
    level = np.sqrt(np.mean(power[power > power.max() / 1000]))
    return samples * (10 ** (SPEECH_DBFS / 20) / level)
