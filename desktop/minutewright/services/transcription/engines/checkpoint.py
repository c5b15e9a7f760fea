"""CTranslate2's weights as the state openai-whisper loads, so that both engines run the very same model.

The layout of `model.bin` (little endian): version, spec name, revision, number of variables; for each its name, rank,
dimensions, type, length and data. Strings are a 16-bit length that counts the closing zero, then the bytes. The two
formats hold the same numbers; attention matrices are stacked here and apart there, and a key has no bias.
"""

import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from minutewright.domain.errors import ModelCorrupt

Arrays = dict[str, npt.NDArray[Any]]
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def read_variables(path: Path) -> Arrays:
    """Every variable of a `model.bin` by its name.

    Raises:
        ModelCorrupt: the file is cut off or of another format.
    """
    try:
        with path.open("rb") as file:
            version, _, _ = _integer(file), _string(file), _integer(file)
            if version != 6:
                raise ModelCorrupt(
                    f"{path} is a speech model of a format (version {version}) this engine cannot read."
                )
            return dict(_variable(file) for _ in range(_integer(file)))
    except (struct.error, ValueError, IndexError, UnicodeDecodeError) as error:
        raise ModelCorrupt(f"The speech model in {path.parent} is damaged. Install it again.") from error


def whisper_state(variables: Arrays) -> tuple[dict[str, int], Arrays]:
    """openai-whisper's dimensions and state dictionary (numpy arrays) from CTranslate2's variables.

    Raises:
        KeyError: a variable is missing.
        ValueError: the weights are stored as 8-bit numbers with a scale, or have another shape than Whisper's.
    """
    if any(name.endswith("weight_scale") for name in variables):
        raise ValueError("8-bit weights")
    encoder_layers = _layers(variables, "encoder")
    decoder_layers = _layers(variables, "decoder")
    embeddings = variables["decoder/embeddings/weight"]
    audio, text = "encoder/position_encodings/encodings", "decoder/position_encodings/encodings"
    dimensions = {
        "n_mels": variables["encoder/conv1/weight"].shape[1],
        "n_audio_ctx": variables[audio].shape[0],
        "n_audio_state": variables[audio].shape[1],
        "n_audio_head": int(variables["encoder/num_heads"]),
        "n_audio_layer": encoder_layers,
        "n_vocab": embeddings.shape[0],
        "n_text_ctx": variables[text].shape[0],
        "n_text_state": embeddings.shape[1],
        "n_text_head": int(variables["decoder/num_heads"]),
        "n_text_layer": decoder_layers,
    }
    state: Arrays = {
        "encoder.positional_embedding": variables[audio],
        "decoder.positional_embedding": variables[text],
        "decoder.token_embedding.weight": embeddings,
    }
    for number in (1, 2):
        for part in ("weight", "bias"):
            state[f"encoder.conv{number}.{part}"] = variables[f"encoder/conv{number}/{part}"]
    _norm(variables, "encoder/layer_norm", state, "encoder.ln_post")
    _norm(variables, "decoder/layer_norm", state, "decoder.ln")
    for number in range(encoder_layers):
        _block(variables, f"encoder/layer_{number}", state, f"encoder.blocks.{number}", cross=False)
    for number in range(decoder_layers):
        _block(variables, f"decoder/layer_{number}", state, f"decoder.blocks.{number}", cross=True)
    return dimensions, state


def _block(variables: Arrays, source: str, state: Arrays, target: str, *, cross: bool) -> None:
    _norm(variables, f"{source}/self_attention/layer_norm", state, f"{target}.attn_ln")
    _stacked(
        variables, f"{source}/self_attention/linear_0", state, target + ".attn", ("query", "key", "value")
    )
    _linear(variables, f"{source}/self_attention/linear_1", state, f"{target}.attn.out")
    if cross:
        _norm(variables, f"{source}/attention/layer_norm", state, f"{target}.cross_attn_ln")
        _linear(variables, f"{source}/attention/linear_0", state, f"{target}.cross_attn.query")
        _stacked(variables, f"{source}/attention/linear_1", state, target + ".cross_attn", ("key", "value"))
        _linear(variables, f"{source}/attention/linear_2", state, f"{target}.cross_attn.out")
    _norm(variables, f"{source}/ffn/layer_norm", state, f"{target}.mlp_ln")
    _linear(variables, f"{source}/ffn/linear_0", state, f"{target}.mlp.0")
    _linear(variables, f"{source}/ffn/linear_1", state, f"{target}.mlp.2")


def _stacked(variables: Arrays, source: str, state: Arrays, target: str, parts: tuple[str, ...]) -> None:
    weights = np.split(variables[f"{source}/weight"], len(parts))
    biases = np.split(variables[f"{source}/bias"], len(parts))
    for part, weight, bias in zip(parts, weights, biases, strict=True):
        state[f"{target}.{part}.weight"] = weight
        if part != "key":
            state[f"{target}.{part}.bias"] = bias


def _linear(variables: Arrays, source: str, state: Arrays, target: str) -> None:
    state[f"{target}.weight"] = variables[f"{source}/weight"]
    state[f"{target}.bias"] = variables[f"{source}/bias"]


def _norm(variables: Arrays, source: str, state: Arrays, target: str) -> None:
    state[f"{target}.weight"] = variables[f"{source}/gamma"]
    state[f"{target}.bias"] = variables[f"{source}/beta"]


def _layers(variables: Arrays, half: str) -> int:
    return len(
        {
            name.split("/")[1]
            for name in variables
            if name.startswith(f"{half}/layer_") and name.count("/") > 2
        }
    )


def _variable(file: BinaryIO) -> tuple[str, npt.NDArray[Any]]:
    name = _string(file)
    (rank,) = struct.unpack("<B", file.read(1))
    shape = struct.unpack(f"<{rank}I", file.read(4 * rank))
    (kind,) = struct.unpack("<B", file.read(1))
    data = file.read(_integer(file))
    return name, np.frombuffer(data, _TYPES[kind]).reshape(shape)


def _integer(file: BinaryIO) -> int:
    (value,) = struct.unpack("<I", file.read(4))
    return int(value)


def _string(file: BinaryIO) -> str:
    (length,) = struct.unpack("<H", file.read(2))
    return file.read(length)[:-1].decode()
