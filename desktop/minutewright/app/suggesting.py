"""Who may be speaking, from the loudest channel of the microphone: suggestions for the clerk to take or leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from minutewright.app.sound import sound_of
from minutewright.domain.channels import ChannelHint, SpeakerSuggestion, suggest_speakers
from minutewright.services.clerk.seating import take_suggestions
from minutewright.services.sound.loudest import read_hints
from minutewright.services.storage.store import MeetingStore


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """`hints`: before which channel somebody seems to speak, when. `suggestions`: for segments nobody is named for."""

    hints: tuple[ChannelHint, ...]
    suggestions: tuple[SpeakerSuggestion, ...]


def read_channels(store: MeetingStore) -> ChannelReading:
    """Read the whole recording's channels. Takes a while the first time (every sample is read once); not for the UI
    thread. Empty where the recording has one channel."""
    hints = read_hints(sound_of(store))
    return ChannelReading(hints, suggest_speakers(store.segments(), hints, store.attendance.all()))


def accept(store: MeetingStore, suggestions: Iterable[SpeakerSuggestion]) -> int:
    """Take suggestions as the clerk's word, as one action; how many segments still without a speaker got one."""
    return take_suggestions(store, suggestions)
