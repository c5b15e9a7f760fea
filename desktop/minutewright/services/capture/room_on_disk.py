"""Room on the disk: enough to begin, how long it lasts, and when to stop in good order."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from minutewright.domain.errors import DiskFull
from minutewright.services.sound.wav import SAMPLE_BYTES

LOW_MINUTES = 120
"""Less than this is little room."""

LAST_MINUTES = 15
"""Less than this is nearly none."""

_FOREVER_MINUTES = 100_000


@dataclass(frozen=True, slots=True)
class RoomOnDisk:
    """The disk that holds `folder`; the last `reserve_bytes` of it are not recorded on."""

    folder: Path
    reserve_bytes: int

    def minutes_left(self, rate: int, channels: int) -> int:
        """Minutes of 16-bit sound of `rate` Hz that there is room for; negative when the reserve is reached."""
        try:
            free = shutil.disk_usage(self.folder).free - self.reserve_bytes
        except OSError:
            return _FOREVER_MINUTES  # not every network disk will say; writing will show
        return min(free // (rate * channels * SAMPLE_BYTES * 60), _FOREVER_MINUTES)

    def require(self, minutes: int, rate: int, channels: int) -> None:
        """Raises:
        DiskFull: there is not room for this many minutes.
        """
        left = self.minutes_left(rate, channels)
        if left < minutes:
            raise DiskFull(
                f"There is room for {max(left, 0)} minutes of sound on the disk that holds “{self.folder}”, "
                f"too little to begin a recording. Make room and try again."
            )

    def full(self) -> DiskFull:
        """What to tell the clerk when the reserve is reached."""
        return DiskFull(
            f"The recording was stopped because the disk that holds “{self.folder}” is full. "
            "Everything up to then is kept. Make room on the disk, then start again; the meeting goes on from there."
        )
