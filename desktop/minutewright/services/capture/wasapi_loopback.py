"""On Windows: what a loudspeaker plays, recorded by WASAPI loopback through the package PyAudioWPatch.

Written after that package's documentation and PortAudio's; it has not been run by the project, which is built and
tested on Linux. The package brings a PortAudio with loopback devices and the same callbacks as sounddevice's.
"""

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from minutewright.domain.errors import DeviceError
from minutewright.services.capture.take import Take

_BLOCKS_PER_SECOND = 10


@dataclass(frozen=True, slots=True)
class _When:
    """The times of one block in seconds, under the names that sounddevice gives them."""

    currentTime: float
    inputBufferAdcTime: float


def list_loopbacks() -> Iterator[tuple[str, int, bool]]:
    """Name and index of each loudspeaker that can be recorded, and whether it is the default one, which comes first.

    Nothing where the package is not installed.
    """
    package = _package()
    if package is None:
        return
    audio = package.PyAudio()
    try:
        default = int(audio.get_default_wasapi_loopback()["index"])
        found = [
            (str(each["name"]), int(each["index"])) for each in audio.get_loopback_device_info_generator()
        ]
    except (OSError, LookupError):
        return
    finally:
        audio.terminate()
    for name, index in sorted(found, key=lambda each: each[1] != default):
        yield name.removesuffix(" [Loopback]"), index, index == default


def open_loopback(label: str, index: int) -> Take:
    """Open one of them at its own rate and channels, as it must be.

    Raises:
        DeviceError: it cannot be opened.
    """
    package = _package()
    if package is None:
        raise DeviceError("The sound of this computer cannot be recorded: PyAudioWPatch is not installed.")
    audio = package.PyAudio()
    try:
        device = audio.get_device_info_by_index(index)
        rate, channels = round(device["defaultSampleRate"]), int(device["maxInputChannels"])
        return Take(label, rate, channels, lambda tap, on_end: _Stream(package, audio, device, tap))
    except OSError as error:
        audio.terminate()
        raise DeviceError(f"“{label}” cannot be opened. The microphone is recorded as before.") from error


class _Stream:
    """A loopback stream, and silence played into the same loudspeaker: while nothing plays, WASAPI delivers nothing."""

    def __init__(self, package: Any, audio: Any, device: Any, tap: Any) -> None:
        self._audio = audio
        rate, channels = round(device["defaultSampleRate"]), int(device["maxInputChannels"])

        def hear(data: bytes, frames: int, at: dict[str, float], status: int) -> tuple[None, int]:
            tap(data, frames, _When(at["current_time"], at["input_buffer_adc_time"]), status)
            return None, package.paContinue

        def be_silent(data: object, frames: int, at: object, status: int) -> tuple[bytes, int]:
            return bytes(frames * 4), package.paContinue

        self._ear = audio.open(
            format=package.paInt16, channels=channels, rate=rate, input=True, start=False,
            input_device_index=int(device["index"]), frames_per_buffer=rate // _BLOCKS_PER_SECOND,
            stream_callback=hear,
        )  # fmt: skip
        self._mouth: Any = None
        # Without it, what is missing while nothing plays is filled with silence when something does.
        with contextlib.suppress(OSError, ValueError):
            self._mouth = audio.open(
                format=package.paInt16, channels=2, rate=rate, output=True, start=False,
                frames_per_buffer=rate // _BLOCKS_PER_SECOND, stream_callback=be_silent,
            )  # fmt: skip

    def start(self) -> None:
        for stream in (self._mouth, self._ear):
            if stream is not None:
                stream.start_stream()

    def close(self, *, ignore_errors: bool = True) -> None:
        for stream in (self._ear, self._mouth):
            if stream is not None:
                stream.close()
        self._audio.terminate()


def _package() -> Any:
    try:
        return importlib.import_module("pyaudiowpatch")
    except ImportError:
        return None
