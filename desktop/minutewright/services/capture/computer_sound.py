"""The sound of this computer, such as a remote meeting, as something to record from: listed, and opened as a stream.

Linux: the monitor of a loudspeaker of PulseAudio or PipeWire, which PortAudio reaches through ALSA's `pulse` device when
the environment names it. Windows: WASAPI loopback, by the package PyAudioWPatch (PortAudio as sounddevice brings it has
none). macOS: a virtual device that the clerk has installed, such as BlackHole.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import Any

from minutewright.domain.errors import DeviceError
from minutewright.services.capture.devices import InputDevice, find_input, list_inputs, open_error
from minutewright.services.capture.take import Take, Wanted, open_stream_of

LABEL = "Sound of this computer"
_VIRTUAL_DEVICES = ("blackhole", "loopback audio", "soundflower", "vb-cable", "cable output")
_DEFAULT_MONITOR = "@DEFAULT_MONITOR@"
_ALSA_DOORS = ("pulse", "default")
_TIMEOUT_S = 3
_SYSTEM: str = sys.platform


@dataclass(frozen=True, slots=True)
class ComputerSource:
    """One loudspeaker whose sound can be recorded. `label` is what the clerk sees, `key` what the system calls it."""

    label: str
    key: str


def list_computer_sources() -> tuple[ComputerSource, ...]:
    """What can be recorded of this computer's own sound: first what follows the default loudspeaker, then each one.

    Empty where there is nothing: no PulseAudio or PipeWire with `pactl`, no PyAudioWPatch, no virtual device.
    """
    if _SYSTEM == "linux":
        monitors = _monitors()
        return (ComputerSource(LABEL, _DEFAULT_MONITOR), *monitors) if monitors else ()
    if _SYSTEM == "win32":
        from minutewright.services.capture.wasapi_loopback import list_loopbacks

        return tuple(
            ComputerSource(LABEL if default else f"{LABEL}: {name}", str(index))
            for name, index, default in list_loopbacks()
        )
    try:
        devices = list_inputs()
    except DeviceError:
        return ()
    virtual = [device.name for device in devices if _is_virtual(device.name)]
    return tuple(
        ComputerSource(LABEL if place == 0 else f"{LABEL}: {name}", name)
        for place, name in enumerate(virtual)
    )


def open_computer_take(wanted: Wanted) -> Take:
    """Open the sound of this computer: `wanted.device` is a label, None the default one.

    Raises:
        DeviceError: there is none, or it cannot be opened.
    """
    source = _find(wanted.device)
    if _SYSTEM == "win32":
        from minutewright.services.capture.wasapi_loopback import open_loopback

        return open_loopback(source.label, int(source.key))
    if _SYSTEM != "linux":
        return open_stream_of(wanted, find_input(source.key), source.label)
    os.environ["PULSE_SOURCE"] = source.key
    failure: DeviceError | None = None
    for door in _doors():
        # What ALSA says of channels and rates is said of anything that PulseAudio could convert.
        try:
            return open_stream_of(wanted, replace(door, channels=2), source.label)
        except DeviceError as error:
            failure = error
    raise open_error(failure or DeviceError(""), source.label)


def _find(label: str | None) -> ComputerSource:
    sources = list_computer_sources()
    for source in sources:
        if label is None or source.label == label:
            return source
    if not sources:
        raise DeviceError(f"The sound of this computer cannot be recorded here. {_advice()}")
    raise DeviceError(f"“{label}” is not there any more. The microphone is recorded as before.")


def _advice() -> str:
    if _SYSTEM == "linux":
        return "It needs PulseAudio or PipeWire, and the program pactl (package pulseaudio-utils)."
    if _SYSTEM == "win32":
        return "It needs the package PyAudioWPatch: pip install minutewright[computer-sound]."
    return "Install a virtual sound device such as BlackHole and send the remote meeting's sound to it."


def _doors() -> list[InputDevice]:
    """The ALSA devices that lead to the sound server, best first."""
    inputs = {device.name: device for device in list_inputs()}
    return [inputs[name] for name in _ALSA_DOORS if name in inputs]


def _monitors() -> tuple[ComputerSource, ...]:
    pactl = shutil.which("pactl")
    if pactl is None:
        return ()
    try:
        done = subprocess.run(
            [pactl, "--format=json", "list", "sources"],
            capture_output=True,
            check=True,
            timeout=_TIMEOUT_S,
            env={**os.environ, "LC_ALL": "C"},
        )
        found: Any = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return ()
    monitors = [each for each in found if isinstance(each, dict) and each.get("monitor_source")]
    titles = [_title(each) for each in monitors]
    return tuple(
        ComputerSource(
            f"{LABEL}: {title}"
            if titles.count(title) == 1
            else f"{LABEL}: {title} ({each['monitor_source']})",
            str(each["name"]),
        )
        for title, each in zip(titles, monitors, strict=True)
    )


def _title(source: dict[str, Any]) -> str:
    return str(source.get("description") or source["name"]).removeprefix("Monitor of ")


def _is_virtual(name: str) -> bool:
    return any(known in name.casefold() for known in _VIRTUAL_DEVICES)
