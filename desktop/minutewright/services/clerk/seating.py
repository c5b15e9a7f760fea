"""Who sits before which channel of the microphone, and taking what the channels suggest."""

from collections.abc import Iterable
from dataclasses import replace

from minutewright.domain.channels import SpeakerSuggestion
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import PersonId
from minutewright.domain.transcript import ClerkSegment
from minutewright.services.storage.store import MeetingStore


def assign_channel(store: MeetingStore, person_id: PersonId, channel: int | None) -> None:
    """Say before which channel (1, 2, …) somebody sits; None: before none.

    Raises:
        BadInput: this person is not down in the attendance.
    """
    rows = store.attendance.all("person_id = ?", (person_id,))
    if not rows:
        raise BadInput("Somebody who is not in the attendance has no seat. Add them on Prepare first.")
    with store.action("Assign channel"):
        for row in rows:
            store.attendance.put(replace(row, channel=channel))


def take_suggestions(store: MeetingStore, suggestions: Iterable[SpeakerSuggestion]) -> int:
    """Name the suggested speakers, as one action; segments that have a speaker by now are left. How many were named."""
    free = {segment.id: segment for segment in store.segments() if segment.speaker_id is None}
    taken = [each for each in suggestions if each.segment_id in free]
    if not taken:
        return 0
    with store.action("Take suggested speakers"):
        for each in taken:
            segment = free[each.segment_id]
            row = store.clerk_segments.get(segment.id) or ClerkSegment(
                segment.id, segment.start_ms, segment.end_ms, replaces=(segment.id,)
            )
            store.clerk_segments.put(replace(row, speaker_id=each.person_id))
    return len(taken)
