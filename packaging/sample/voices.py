"""Speaks lines with the Kokoro voices (Apache-2.0) and places them in a room."""

import hashlib
from pathlib import Path

import numpy as np
import soundfile

SAMPLE_RATE = 16000
_KOKORO_RATE = 24000
_LONGEST = 508  # phonemes the model takes at once


class Voices:
    """Kokoro-82M as a folder `kokoro.onnx` + `voices/NAME.bin`; spoken lines are kept in `cache`."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder, self._cache = folder, cache
        cache.mkdir(parents=True, exist_ok=True)
        self._session = None
        self._tokenizer = None

    def say(self, voice: str, text: str) -> np.ndarray:
        """The line as float32 mono at 16 kHz, its silences cut, at -30 dBFS RMS."""
        path = self._cache / (hashlib.sha1(f"{voice}|{text}".encode()).hexdigest() + ".flac")
        if not path.exists():
            soundfile.write(path, self._speak(voice, text), SAMPLE_RATE)
        samples = _trim(soundfile.read(path, dtype="float32")[0])
        return samples * (10 ** (-30 / 20) / max(float(np.sqrt(np.mean(samples**2))), 1e-6))

    def _speak(self, voice: str, text: str) -> np.ndarray:
        if self._session is None:
            import onnxruntime
            from kokoro_onnx.tokenizer import Tokenizer

            self._session = onnxruntime.InferenceSession(
                str(self._folder / "kokoro.onnx"), providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer()
        from scipy.signal import resample_poly

        language = "en-us" if voice.startswith("a") else "en-gb"
        tokens = self._tokenizer.tokenize(self._tokenizer.phonemize(text, language))[:_LONGEST]
        styles = np.fromfile(self._folder / "voices" / f"{voice}.bin", dtype=np.float32).reshape(-1, 256)
        (sound,) = self._session.run(
            None,
            {
                "tokens": [[0, *tokens, 0]],
                "style": styles[len(tokens)][None],
                "speed": np.array([1.0], np.float32),
            },
        )[:1]
        return resample_poly(sound.squeeze(), SAMPLE_RATE, _KOKORO_RATE).astype(np.float32)


def in_a_room(
    speech: np.ndarray, seed: int, reverberation_s: float = 0.25, noise_db: float = -76
) -> np.ndarray:
    """Speech with a short decaying tail and quiet low-pass noise (dBFS), peaks below full scale; int16."""
    from scipy.signal import butter, fftconvolve, sosfilt

    random = np.random.default_rng(seed)
    time = np.arange(int(reverberation_s * SAMPLE_RATE)) / SAMPLE_RATE
    tail = random.standard_normal(time.size) * np.exp(-6.9 * time / reverberation_s)
    tail[0] = 0
    wet = fftconvolve(speech, tail / np.sqrt(np.sum(tail**2)))[: speech.size]
    noise = sosfilt(butter(2, 1200, fs=SAMPLE_RATE, output="sos"), random.standard_normal(speech.size))
    noise *= 10 ** (noise_db / 20) / np.sqrt(np.mean(noise**2))
    room = speech + 0.1 * wet + noise
    return (np.clip(room, -0.98, 0.98) * 32767).astype(np.int16)


def _trim(samples: np.ndarray, threshold: float = 0.01) -> np.ndarray:
    loud = np.flatnonzero(np.abs(samples) > threshold)
    if not loud.size:
        return samples
    margin = SAMPLE_RATE // 20
    return samples[max(loud[0] - margin, 0) : loud[-1] + margin]
