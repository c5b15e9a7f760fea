"""One open meeting with everything that can be done with its sound: recorded, played, transcribed."""

from typing import TYPE_CHECKING

from minutewright.app.profile import Profile
from minutewright.app.recording import Recording
from minutewright.app.sound import sound_of
from minutewright.app.transcribing import Transcription
from minutewright.services.settings.options import LOUDSPEAKER
from minutewright.services.settings.store import Settings
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.storage.store import MeetingStore

if TYPE_CHECKING:
    from minutewright.services.playback.player import Player


class Desk:
    """The parts are made when first asked for; `close` ends them. A running recording goes on without the window."""

    def __init__(self, store: MeetingStore, settings: Settings, profile: Profile) -> None:
        self.store = store
        self._settings, self._profile = settings, profile
        self._recording: Recording | None = None
        self._transcription: Transcription | None = None
        self._player: Player | None = None
        self._played: tuple[object, ...] = ()

    @property
    def recording(self) -> Recording:
        """The recorder of this meeting; attached to at once if it is running already."""
        if self._recording is None:
            self._recording = Recording(self.store, self._settings)
        return self._recording

    @property
    def transcription(self) -> Transcription:
        """Passes over the recording."""
        if self._transcription is None:
            self._transcription = Transcription(self.store, self._settings, self._profile)
        return self._transcription

    def sound(self) -> SoundTimeline:
        """The recording as it is now."""
        return sound_of(self.store)

    def player(self) -> "Player":
        """Plays the recording; when more has been recorded since, the player is made anew at the old place."""
        from minutewright.services.playback.player import Player

        files = self.store.files.all()
        if self._player is None or self._played != files:
            position = 0
            if self._player is not None:
                position = self._player.position_ms
                self._player.close()
            self._player = Player(self.sound(), self._settings.get(LOUDSPEAKER) or None)
            self._player.seek(position)
            self._played = files
        return self._player

    def close(self) -> None:
        """End player and transcriber, let go of the recorder."""
        for part in (self._player, self._transcription, self._recording):
            if part is not None:
                part.close()
        self._player = self._transcription = self._recording = None
