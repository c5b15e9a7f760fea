"""The sound before a meeting: microphones, their level, and a few seconds recorded, heard back and judged."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minutewright.domain.errors import DeviceError

if TYPE_CHECKING:
    from minutewright.services.capture.listening import Listening
    from minutewright.services.capture.messages import Level
    from minutewright.services.capture.soundcheck import SoundCheck

_LOOK_S = 0.1
CHECK_FOLDER = "sound-check"


@dataclass(frozen=True, slots=True)
class SoundSources:
    """`microphones`: name and number of channels of each, the default one first; `computer`: the labels of what of this
    computer's own sound can be recorded, first what follows the default loudspeaker."""

    microphones: tuple[tuple[str, int], ...]
    computer: tuple[str, ...]

    def channels_of(self, name: str) -> int:
        """How many channels a microphone by name (empty: the default) has; 1 where it is not known."""
        found = [count for known, count in self.microphones if known == name or not name]
        return found[0] if found else 1


class SoundBefore:
    """The sound system of this computer as the Prepare page needs it. Everything here may block: not for the UI thread.

    What is recorded for a check lies in the profile until it has been heard, never in the meeting.
    """

    def __init__(self, profile: Path) -> None:
        self._folder = profile / CHECK_FOLDER
        self._stopped = threading.Event()

    def microphones(self) -> tuple[str, ...]:
        """The names of the recording devices, looked for anew.

        Raises:
            DeviceError: the sound system cannot be used.
        """
        from minutewright.services.capture.devices import list_inputs

        return tuple(device.name for device in list_inputs(renew=True))

    def sources(self) -> SoundSources:
        """All that can be recorded from, as it was found when the microphones were looked for last."""
        from minutewright.services.capture.computer_sound import list_computer_sources
        from minutewright.services.capture.devices import list_inputs

        try:
            microphones = tuple((device.name, device.channels) for device in list_inputs())
        except DeviceError:
            microphones = ()
        return SoundSources(microphones, tuple(source.label for source in list_computer_sources()))

    def listen(self, device: str | None, on_level: "Callable[[Level], None]") -> "Listening":
        """Open a microphone by name (None: the default) to see its level; close what comes back.

        Raises:
            NoMicrophone, DeviceBusy, DeviceError: it cannot be opened.
        """
        from minutewright.services.capture.listening import Listening

        return Listening(device, on_level)

    def check(self, device: str | None, on_level: "Callable[[Level], None]") -> "SoundCheck":
        """Record five seconds and judge them.

        Raises:
            NoMicrophone, DeviceBusy, DeviceError: the microphone cannot be used.
            DiskFull, FolderError: the profile cannot be written.
            Cancelled: `stop` was called.
        """
        from minutewright.services.capture.soundcheck import check_sound

        self._stopped.clear()
        self._folder.mkdir(parents=True, exist_ok=True)
        return check_sound(self._folder, device, on_level=on_level, cancelled=self._stopped)

    def stop(self) -> None:
        """End a check that records or plays; from any thread."""
        self._stopped.set()

    def hear_back(self, check: "SoundCheck", loudspeaker: str | None) -> None:
        """Play what was recorded, return when it has been heard, and delete it.

        Raises:
            DeviceError: the loudspeaker cannot be opened.
        """
        from minutewright.services.playback.player import Player
        from minutewright.services.sound.timeline import SoundTimeline

        player = Player(SoundTimeline(check.folder, (check.file,)), loudspeaker)
        try:
            player.play(0)
            while player.playing and not self._stopped.is_set():
                time.sleep(_LOOK_S)
        finally:
            player.close()
            (check.folder / check.file.name).unlink(missing_ok=True)
