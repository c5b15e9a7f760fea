"""openai-whisper works without triton, which it asks for and the locks leave out."""

import importlib.util
import subprocess
import sys

import pytest

# A model of two narrow layers with random weights: its words mean nothing, but its word times go the way that
# would need triton on a graphics card.
ALIGN = """
import sys
sys.modules["triton"] = None
import numpy, torch
from whisper.audio import log_mel_spectrogram
from whisper.model import ModelDimensions, Whisper
from whisper.timing import find_alignment
from whisper.tokenizer import get_tokenizer
torch.set_num_threads(1)
model = Whisper(ModelDimensions(80, 1500, 32, 2, 2, 51865, 448, 32, 2, 2))
tokens = get_tokenizer(True, language="en", task="transcribe")
sound = log_mel_spectrogram(numpy.zeros(480000, dtype=numpy.float32))
print([word.word for word in find_alignment(model, tokens, tokens.encode(" good evening"), sound, 3000)])
"""


def test_the_reference_engine_finds_word_times_without_triton() -> None:
    if importlib.util.find_spec("whisper") is None:
        pytest.skip("openai-whisper is not installed (--light)")
    done = subprocess.run([sys.executable, "-c", ALIGN], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[' good', ' evening']"
