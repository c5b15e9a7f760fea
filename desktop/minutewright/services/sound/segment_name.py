"""File names that explain themselves: number, start on the wall clock (UTC), sample rate and channels."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from minutewright.domain.ids import AudioFileId

_PATTERN = re.compile(r"(\d{6,})_(\d{8}T\d{6}\.\d{3})Z_(\d{4,6})x(\d{1,3})\.(wav|flac)")


@dataclass(frozen=True, slots=True)
class SegmentName:
    """What the name of a sound file says, such as `000001_20261122T190003.480Z_48000x1.wav`.

    `number` counts from 1 through the meeting; `started_at` (aware, UTC, whole ms) is its first sample.
    """

    number: int
    started_at: datetime
    sample_rate: int
    channels: int
    suffix: str = "wav"

    def __str__(self) -> str:
        start = self.started_at.astimezone(UTC)
        stamp = f"{start:%Y%m%dT%H%M%S}.{start.microsecond // 1000:03}Z"
        return f"{self.number:06}_{stamp}_{self.sample_rate}x{self.channels}.{self.suffix}"

    @property
    def stem(self) -> str:
        """The name without its ending: the same for both forms in which a file may be kept."""
        return str(self).rpartition(".")[0]

    def as_form(self, suffix: str) -> "SegmentName":
        """The same sound kept in another form, `wav` or `flac`."""
        return replace(self, suffix=suffix)

    @property
    def id(self) -> AudioFileId:
        """An identifier that is the same every time the folder is read."""
        return AudioFileId(f"audio-{self.stem}")


def whole_ms(moment: datetime) -> datetime:
    """The moment (aware) in UTC, cut to the whole ms that a name can say."""
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)


def parse_segment_name(name: str) -> SegmentName | None:
    """What a file name says, or None when the file is none of ours."""
    match = _PATTERN.fullmatch(name)
    if match is None:
        return None
    number, stamp, rate, channels, suffix = match.groups()
    try:
        start = datetime.strptime(f"{stamp}000+0000", "%Y%m%dT%H%M%S.%f%z")
    except ValueError:
        return None
    if int(rate) == 0 or int(channels) == 0:
        return None
    return SegmentName(int(number), start, int(rate), int(channels), suffix)
