"""Which microphones there are, and what it means when one cannot be opened."""

import sys
from dataclasses import dataclass

from minutewright.domain.errors import DeviceBusy, DeviceError, NoMicrophone
from minutewright.services.sound.portaudio import portaudio, renew_devices

# Windows offers every microphone under several systems; only this one gives full names and is not about to go.
_PREFERRED_SYSTEM = {"win32": "Windows WASAPI"}
_BUSY = -9985  # paDeviceUnavailable


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A recording device. `name` is what the clerk chooses and what is remembered; `index` holds for this moment only.

    `channels` is how many it can record at once, `sample_rate` (Hz) what it prefers.
    """

    name: str
    channels: int
    sample_rate: int
    is_default: bool
    index: int


def list_inputs(*, renew: bool = False) -> tuple[InputDevice, ...]:
    """All recording devices, the default one first.

    With `renew` the system is asked again, so that a microphone plugged in since is seen; this is left out while
    this process itself plays or records.

    Raises:
        DeviceError: the sound system of this computer cannot be used.
    """
    try:
        if renew:
            renew_devices()
        sounddevice = portaudio()
        systems = sounddevice.query_hostapis()
        devices = sounddevice.query_devices()
    except Exception as error:
        raise DeviceError(f"The sound system of this computer cannot be used: {error}.") from error
    preferred = _PREFERRED_SYSTEM.get(sys.platform)
    system = next((system for system in systems if system["name"] == preferred), None)
    if system is None and systems:
        system = systems[max(int(sounddevice.default.hostapi), 0)]
    if system is None:
        return ()
    inputs = [
        InputDevice(
            name=str(devices[index]["name"]),
            channels=int(devices[index]["max_input_channels"]),
            sample_rate=round(devices[index]["default_samplerate"]),
            is_default=index == system["default_input_device"],
            index=index,
        )
        for index in system["devices"]
        if devices[index]["max_input_channels"] > 0
    ]
    return tuple(sorted(inputs, key=lambda device: not device.is_default))


def find_input(name: str | None = None) -> InputDevice:
    """The device of that name, or one whose name holds these words; the default one for None.

    Raises:
        NoMicrophone: there is no recording device at all.
        DeviceError: there is none of that name, or several.
    """
    inputs = list_inputs()
    if not inputs:
        raise NoMicrophone("This computer has no microphone. Connect one and try again.")
    if name is None:
        return inputs[0]
    wanted = name.casefold()
    for matches in (
        [device for device in inputs if device.name == name],
        [device for device in inputs if device.name.casefold() == wanted],
        [device for device in inputs if wanted in device.name.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = ", ".join(f"“{device.name}”" for device in matches)
            raise DeviceError(f"“{name}” could be any of these microphones: {names}. Give its whole name.")
    names = ", ".join(f"“{device.name}”" for device in inputs)
    raise DeviceError(f"There is no microphone called “{name}”. Connect it, or choose one of: {names}.")


def open_error(error: Exception, name: str) -> DeviceError:
    """What it means to the clerk that PortAudio could not open the microphone `name`."""
    code = error.args[1] if len(error.args) > 1 else None
    if code == _BUSY:
        return DeviceBusy(
            f"Another program is using the microphone “{name}”. Close that program and try again."
        )
    return DeviceError(
        f"The microphone “{name}” cannot be opened. Check that it is connected, or choose another."
    )
