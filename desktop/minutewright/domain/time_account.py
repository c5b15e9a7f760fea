"""Where the recording time went: spoken, destroyed, lost, or silent; each millisecond is counted once."""

from collections.abc import Iterable
from dataclasses import dataclass

from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import GapReason, recording_length_ms


@dataclass(frozen=True, slots=True)
class TimeAccount:
    """Recording time in ms. `destroyed` and `lost` (a device failed) are silence that has a reason, `silent` the rest."""

    spoken_ms: int
    destroyed_ms: int
    lost_ms: int
    silent_ms: int


def account_of(record: MeetingRecord) -> TimeAccount:
    """The account of a whole recording; what was destroyed counts as that, whatever a pass says of it."""
    length_ms = recording_length_ms(record.files)
    filled = [(gap.reason, (gap.at_ms, gap.at_ms + gap.filled_ms)) for gap in record.gaps if gap.filled_ms]
    destroyed = [span for reason, span in filled if reason is GapReason.DESTROYED]
    lost = [span for reason, span in filled if reason is not GapReason.DESTROYED]
    spoken = [(segment.start_ms, segment.end_ms) for segment in record.segments]
    after = [_covered(spans, length_ms) for spans in (destroyed, destroyed + lost, destroyed + lost + spoken)]
    return TimeAccount(after[2] - after[1], after[0], after[1] - after[0], length_ms - after[2])


def _covered(spans: Iterable[tuple[int, int]], length_ms: int) -> int:
    total = reached = 0
    for start, end in sorted(spans):
        start, end = max(start, reached), min(end, length_ms)
        if end > start:
            total += end - start
            reached = end
    return total
