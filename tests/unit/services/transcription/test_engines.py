"""Both engines, the same installed weights, real sound."""

import importlib.util
import json
import re
import subprocess
import sys

import numpy as np
import pytest
import soundfile

from minutewright.domain.errors import EngineError, ModelCorrupt
from minutewright.services.resources import resource
from minutewright.services.transcription.engine import ENGINES, Request, make_engine
from minutewright.services.transcription.engines import faster_whisper
from minutewright.services.transcription.engines.checkpoint import read_variables, whisper_state

RATE = 16_000


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.casefold()))


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.casefold())


def load(name: str, model, workers: int = 1):
    if name == "openai-whisper" and importlib.util.find_spec("whisper") is None:
        pytest.skip("openai-whisper is not installed: a light set-up")
    engine = make_engine(name)
    engine.load(model, workers)
    return engine


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_hears_the_words_with_their_times(name: str, base_model, sample_sound) -> None:
    reference = json.loads(resource("sample", "reference.json").read_text(encoding="utf-8"))
    said = " ".join(segment["text"] for segment in reference["segments"] if segment["end"] < 20)
    heard = load(name, base_model).transcribe(sample_sound[: 20 * RATE], 5_000, Request("en"))
    text = " ".join(utterance.text for utterance in heard)
    assert len(words(said) & words(text)) > 0.8 * len(words(said))
    times = [word for utterance in heard for word in utterance.words]
    assert all(5_000 <= word.start_ms <= word.end_ms <= 25_500 for word in times)
    assert all(0 <= word.probability <= 1 for word in times)
    assert [utterance.start_ms for utterance in heard] == sorted(utterance.start_ms for utterance in heard)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("noise", [0.0, 0.0005])
def test_silence_gives_no_words(name: str, noise: float, base_model) -> None:
    silence = (np.random.default_rng(1).standard_normal(15 * RATE) * noise).astype(np.float32)
    engine = load(name, base_model)
    assert engine.transcribe(silence, 0, Request("en")) == ()
    assert engine.speech(silence, 0) == ()


def test_both_engines_hear_the_same_words_from_the_same_weights(base_model, shared) -> None:
    clip = shared / "audio" / "real" / "jfk.flac"
    samples, rate = soundfile.read(clip, dtype="float32")
    assert rate == RATE
    said = clip.with_suffix(".txt").read_text(encoding="utf-8")
    for name in ENGINES:
        heard = load(name, base_model).transcribe(samples, 0, Request("en"))
        text = " ".join(utterance.text for utterance in heard)
        assert plain(text) == plain(said), name


def test_a_window_that_comes_out_badly_is_heard_again_and_always_alike(
    base_model, sample_sound, monkeypatch
) -> None:
    monkeypatch.setattr(faster_whisper, "_LOOP_COMPRESSION", 0.1)
    monkeypatch.setitem(faster_whisper._OPTIONS, "compression_ratio_threshold", 0.1)
    engine = load("faster-whisper", base_model)
    tries: list[int] = []
    inner = engine._model.model.generate

    class Counting:
        def __getattr__(self, name: str):
            return getattr(inner.__self__, name)

        def generate(self, *given, **options):
            tries.append(options["no_repeat_ngram_size"])
            return inner(*given, **options)

    engine._model.model = Counting()
    piece = sample_sound[: 12 * RATE]
    first, second = (engine.transcribe(piece, 0, Request("en", ("Halloran",))) for _ in range(2))
    assert first == second
    assert tries[:3] == [0, 0, 5]
    assert len(words(" ".join(each.text for each in first))) > 10


@pytest.mark.parametrize("name", ENGINES)
def test_a_language_the_model_does_not_know_is_said_plainly(name: str, base_model, sample_sound) -> None:
    with pytest.raises(EngineError, match="does not know the language “xx”"):
        load(name, base_model).transcribe(sample_sound[: 5 * RATE], 0, Request("xx"))


def test_a_model_without_its_tokenizer_is_refused_and_not_looked_for_elsewhere(base_model, tmp_path) -> None:
    for name in ("model.bin", "config.json", "vocabulary.txt"):
        (tmp_path / name).write_bytes((base_model / name).read_bytes())
    with pytest.raises(EngineError, match="could not be loaded"):
        load("faster-whisper", tmp_path)


def test_weights_with_a_scale_are_refused_not_misread() -> None:
    with pytest.raises(ValueError, match="8-bit"):
        whisper_state({"decoder/embeddings/weight_scale": np.ones(3, np.float32)})


def test_a_name_of_the_register_is_heard_as_it_is_written(base_model, sample_sound) -> None:
    engine = load("faster-whisper", base_model)
    reference = json.loads(resource("sample", "reference.json").read_text(encoding="utf-8"))
    names = tuple(name for name in reference["names"])
    end = 50 * RATE
    bare, helped = (
        " ".join(u.text for u in engine.transcribe(sample_sound[:end], 0, Request("en", given)))
        for given in ((), names)
    )
    said = " ".join(segment["text"] for segment in reference["segments"] if segment["end"] < 50)
    spoken = [name for name in names if name in said]
    right = sum(name in helped for name in spoken)
    assert right >= sum(name in bare for name in spoken)
    assert right >= 0.75 * len(spoken), helped


def test_the_converted_weights_fill_the_reference_model_exactly(base_model) -> None:
    dimensions, state = whisper_state(read_variables(base_model / "model.bin"))
    assert (dimensions["n_audio_layer"], dimensions["n_text_layer"], dimensions["n_vocab"]) == (6, 6, 51865)
    assert len(state) == 245
    assert not any(name.endswith(".key.bias") for name in state)


def test_a_cut_off_model_file_is_damaged_not_a_crash(base_model, tmp_path) -> None:
    with (base_model / "model.bin").open("rb") as file:
        (tmp_path / "model.bin").write_bytes(file.read(1_000_000))
    with pytest.raises(ModelCorrupt, match="damaged"):
        whisper_state(read_variables(tmp_path / "model.bin"))


def test_an_engine_nobody_has_is_named_with_those_there_are() -> None:
    with pytest.raises(EngineError, match="faster-whisper"):
        make_engine("cloud")


def test_the_windows_side_of_transcription_loads_no_speech_library() -> None:
    code = (
        "import sys, minutewright.services.transcription.client, minutewright.app.transcribing; "
        "slow = {'torch', 'whisper', 'faster_whisper', 'ctranslate2', 'onnxruntime', 'av'}; "
        "raise SystemExit(', '.join(sorted(slow & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
