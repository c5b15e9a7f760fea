"""What a recorder is asked to do, as it stands on its command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from minutewright.services.capture.take import Wanted

COMMAND = "recorder"
LOG_FILE = "recorder.log"


@dataclass(frozen=True, slots=True)
class RecorderPlan:
    """`folder` is the meeting's; the sound goes into its `audio/`.

    `needed_minutes` of room must be on the disk to begin; the recording stops in good order when only
    `reserve_mb` (2**20 bytes each) are left. A file is `segment_ms` long.

    A second copy of the sound is kept in a folder of the meeting's name in `copy_to`.

    A recorder that goes on for one that gave up on a hanging sound system fills what is missing from `lost_ns` (steady
    clock) on; `attempt` counts how many gave up in a row.
    """

    folder: Path
    wanted: Wanted = Wanted()
    needed_minutes: int = 10
    reserve_mb: int = 16
    segment_ms: int = 60_000
    lost_ns: int | None = None
    attempt: int = 0
    copy_to: Path | None = None

    @property
    def audio(self) -> Path:
        """The folder of the sound files."""
        return self.folder / "audio"

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
    found = parser.parse_args(arguments)
    wanted = Wanted(found.device, found.rate, found.channels)
    return RecorderPlan(
        found.folder,
        wanted,
        found.needed_minutes,
        found.reserve_mb,
        found.segment_ms,
        found.lost_ns,
        found.attempt,
        found.copy_to,
    )
