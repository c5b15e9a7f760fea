"""Who may be speaking, told by the microphone's channel that is loudest: suggestions, never tags.

With a boundary microphone before every two or three seats the channels are a good hint, and no more than that: a cough,
a paper or a neighbour moves it. What the clerk, a mark or a voice says always stands.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minutewright.domain.attendance import Attendance
from minutewright.domain.ids import PersonId, SegmentId
from minutewright.domain.transcript import Segment

# A channel must be the loudest for so much of the time in which any is, and for so much of the utterance.
_OF_LOUD, _OF_SEGMENT = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class ChannelHint:
    """From `start_ms` up to `end_ms` of recording time somebody seems to speak before `channel` (1, 2, …)."""

    start_ms: int
    end_ms: int
    channel: int


@dataclass(frozen=True, slots=True)
class SpeakerSuggestion:
    """Who may be speaking in a segment nobody is named for. `share` (0 to 1) is the part of the time in which any channel
    stands out that this one does."""

    segment_id: SegmentId
    person_id: PersonId
    channel: int
    share: float


def person_at(attendance: Iterable[Attendance], channel: int) -> PersonId | None:
    """Who sits before a channel; None where nobody, or more than one, is put down for it."""
    found = [row.person_id for row in attendance if channel and row.channel == channel]
    return found[0] if len(found) == 1 else None


def suggest_speakers(
    segments: Iterable[Segment], hints: Sequence[ChannelHint], attendance: Iterable[Attendance]
) -> tuple[SpeakerSuggestion, ...]:
    """Suggestions for the segments that have no speaker. `hints` are in order of time and do not overlap."""
    rows = tuple(attendance)
    starts = [hint.start_ms for hint in hints]
    suggestions = []
    for segment in segments:
        if segment.speaker_id is not None:
            continue
        loud: Counter[int] = Counter()
        for hint in hints[max(bisect_right(starts, segment.start_ms) - 1, 0) :]:
            if hint.start_ms >= segment.end_ms:
                break
            shared = min(hint.end_ms, segment.end_ms) - max(hint.start_ms, segment.start_ms)
            loud[hint.channel] += max(shared, 0)
        if not (total := loud.total()):
            continue
        channel, longest = loud.most_common(1)[0]
        length = max(segment.end_ms - segment.start_ms, 1)
        person = person_at(rows, channel)
        if person is not None and longest >= _OF_LOUD * total and longest >= _OF_SEGMENT * length:
            suggestions.append(SpeakerSuggestion(segment.id, person, channel, longest / total))
    return tuple(suggestions)
