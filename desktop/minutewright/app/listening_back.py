"""Listening to what the recorder has just written, while it writes on: the surest proof that it records."""

from pathlib import Path
from typing import TYPE_CHECKING

from minutewright.domain.errors import BadInput
from minutewright.services.sound.inventory import names_in, read_inventory
from minutewright.services.sound.reading import Samples
from minutewright.services.sound.timeline import SoundTimeline

if TYPE_CHECKING:
    from minutewright.services.playback.player import Player

BEHIND_MS = 3_000


class GrowingTimeline(SoundTimeline):
    """The sound of a meeting as it lies on the disk at each moment: files that are begun later are part of it."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the meeting's `audio/` folder."""
        self._newest = names_in(folder)[-1:]
        self._known = SoundTimeline(folder, read_inventory(folder).files)
        super().__init__(folder, self._known.files)

    def read(self, start_ms: int, end_ms: int, rate: int = 16000) -> Samples:
        """As `SoundTimeline.read`."""
        return self._now().read(start_ms, end_ms, rate)

    @property
    def length_ms(self) -> int:
        """Recording time that is on the disk now, in ms."""
        return self._now().length_ms

    def _now(self) -> SoundTimeline:
        # Files grow by themselves; only a new one makes the list of them old. Two threads may both see it: no harm.
        newest = names_in(self.folder)[-1:]
        if newest != self._newest:
            self._known = SoundTimeline(self.folder, read_inventory(self.folder).files)
            self._newest = newest
        return self._known


def listen_back(folder: Path, loudspeaker: str | None) -> "Player":
    """Play a meeting's recording from three seconds ago on, as fast as it is written; close what comes back.

    It is read from the disk: what is heard is recorded. May take some seconds: not for the UI thread.

    Raises:
        BadInput: less than three seconds have been recorded.
        DeviceError: the loudspeaker cannot be opened.
    """
    from minutewright.services.playback.player import Player

    timeline = GrowingTimeline(folder / "audio")
    start_ms = timeline.length_ms - BEHIND_MS
    if start_ms < 0:
        raise BadInput("There are not three seconds on the disk yet. Try again in a moment.")
    player = Player(timeline, loudspeaker)
    try:
        player.play(start_ms)
    except BaseException:
        player.close()
        raise
    return player
