"""What a recorder is asked to do, as it stands on its command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from minutewright.services.capture.take import Wanted
from minutewright.services.sound.inventory import COMPUTER_FOLDER

COMMAND = "recorder"
LOG_FILE = "recorder.log"
COMPUTER_LOG_FILE = "recorder-computer.log"


@dataclass(frozen=True, slots=True)
class RecorderPlan:
    """`folder` is the meeting's; the sound goes into its `audio/`.

    `needed_minutes` of room must be on the disk to begin; the recording stops in good order when only
    `reserve_mb` (2**20 bytes each) are left. A file is `segment_ms` long.

    A second copy of the sound is kept in a folder of the meeting's name in `copy_to`.

    A recorder that goes on for one that gave up on a hanging sound system fills what is missing from `lost_ns` (steady
    clock) on; `attempt` counts how many gave up in a row.

    `computer_sound`: what of this computer's own sound is recorded besides (a label of `computer_sound.py`, empty for
    the default); None for nothing.
    """

    folder: Path
    wanted: Wanted = Wanted()
    needed_minutes: int = 10
    reserve_mb: int = 16
    segment_ms: int = 60_000
    lost_ns: int | None = None
    attempt: int = 0
    copy_to: Path | None = None
    computer_sound: str | None = None

    @property
    def audio(self) -> Path:
        """The folder of the sound files: the meeting's `audio/`, or the one in it for the sound of this computer."""
        audio = self.folder / "audio"
        return audio / COMPUTER_FOLDER if self.wanted.computer else audio

    @property
    def log(self) -> Path:
        """Where the recorder's own log goes."""
        return self.folder / (COMPUTER_LOG_FILE if self.wanted.computer else LOG_FILE)

    @property
    def companion(self) -> "RecorderPlan | None":
        """What the second recorder is asked to do, the one for the sound of this computer; None where it is not wanted.

        It gives up its disk space first: the room matters more.
        """
        if self.computer_sound is None or self.wanted.computer:
            return None
        return RecorderPlan(
            self.folder,
            Wanted(self.computer_sound or None, self.wanted.rate, 1, computer=True),
            needed_minutes=0,
            reserve_mb=2 * self.reserve_mb + 16,
            segment_ms=self.segment_ms,
        )

    def arguments(self) -> list[str]:
        """The plan as arguments for the hidden command `recorder`."""
        wanted = self.wanted
        return [
            f"--channels={wanted.channels}",
            f"--needed-minutes={self.needed_minutes}",
            f"--reserve-mb={self.reserve_mb}",
            f"--segment-ms={self.segment_ms}",
            *([f"--lost-ns={self.lost_ns}"] if self.lost_ns is not None else []),
            f"--attempt={self.attempt}",
            *(["--computer"] if wanted.computer else []),
            *([f"--computer-sound={self.computer_sound}"] if self.computer_sound is not None else []),
            *([f"--copy-to={self.copy_to}"] if self.copy_to is not None else []),
            *([f"--device={wanted.device}"] if wanted.device is not None else []),
            *([f"--rate={wanted.rate}"] if wanted.rate is not None else []),
            "--",
            str(self.folder),
        ]


def read_plan(arguments: Sequence[str]) -> RecorderPlan:
    """The plan that `RecorderPlan.arguments` wrote; ends the program with exit code 2 where it is none."""
    usual = RecorderPlan(Path())
    parser = argparse.ArgumentParser(prog=f"minutewright {COMMAND}", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--device")
    parser.add_argument("--rate", type=int)
    parser.add_argument("--channels", type=int, default=usual.wanted.channels)
    parser.add_argument("--needed-minutes", type=int, default=usual.needed_minutes)
    parser.add_argument("--reserve-mb", type=int, default=usual.reserve_mb)
    parser.add_argument("--segment-ms", type=int, default=usual.segment_ms)
    parser.add_argument("--lost-ns", type=int)
    parser.add_argument("--attempt", type=int, default=usual.attempt)
    parser.add_argument("--copy-to", type=Path)
    parser.add_argument("--computer", action="store_true")
    parser.add_argument("--computer-sound")
    found = parser.parse_args(arguments)
    wanted = Wanted(found.device, found.rate, found.channels, found.computer)
    return RecorderPlan(
        found.folder,
        wanted,
        found.needed_minutes,
        found.reserve_mb,
        found.segment_ms,
        found.lost_ns,
        found.attempt,
        found.copy_to,
        found.computer_sound,
    )
