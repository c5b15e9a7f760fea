"""The sound of the Meeting page: what the recorder tells of it on the bar, and listening back while it is recorded."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from minutewright.domain.channels import person_at
from minutewright.services.capture.messages import (
    ComputerLevel,
    ComputerState,
    Level,
    RecorderState,
    State,
    Stopped,
)
from minutewright.services.settings.options import LOUDSPEAKER
from minutewright.services.settings.store import Settings
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.messages import Offer
from minutewright.ui.page import Shell
from minutewright.ui.widgets.level_meter import FLOOR_DBFS
from minutewright.ui.widgets.recording_bar import RecordingBar, lamp_words

if TYPE_CHECKING:
    from minutewright.services.playback.player import Player

_COMPUTER = {
    RecorderState.RECORDING: "This computer",
    RecorderState.PAUSED: "This computer (paused)",
    RecorderState.DEVICE_LOST: "This computer: no sound comes",
    RecorderState.STOPPED: "This computer is not recorded",
}
FEEDBACK = (
    "You hear what was written to the disk three seconds ago. Use headphones: what comes from a loudspeaker is "
    "recorded again."
)


class MeetingSound:
    """Made for one bar; `begin` and `end` go with the meeting that is open."""

    def __init__(self, shell: Shell, bar: RecordingBar, settings: Settings) -> None:
        self._shell, self._bar, self._settings = shell, bar, settings
        self._folder: Path | None = None
        self._player: Player | None = None
        self._asked = 0
        self._known = False
        self._lamp = ""
        self._channels = 1
        self._names: dict[int, str] = {}
        self._computer: ComputerState | None = None

    # -- the bar -----------------------------------------------------------------------------------------------------

    def begin(self, folder: Path) -> None:
        """A meeting is open."""
        self._folder, self._known = folder, False
        self._bar.forget()

    def end(self) -> None:
        """The meeting is closed."""
        self.stop_listening()
        self._folder = None
        self._bar.forget()

    def take_in(self, event: object) -> None:
        """A level, or the first state, which says what was heard before this window watched."""
        if isinstance(event, State) and not self._known:
            self._known = True
            self._bar.show_heard(event.speech_ms, event.clipped_times)
        if isinstance(event, State):
            self._channels = event.channels
        elif isinstance(event, ComputerState):
            self._computer = event
            if event.words:
                self._shell.messages.attention(event.words)
            self._show_computer(FLOOR_DBFS, FLOOR_DBFS)
        elif isinstance(event, ComputerLevel):
            self._show_computer(event.rms_dbfs, event.peak_dbfs)
        elif isinstance(event, Stopped):
            self._bar.hide_sources()

    def show_level(self, level: Level, at_ms: int) -> None:
        """How loud it is at a recording time (ms)."""
        self._bar.show_level(level.rms_dbfs, level.peak_dbfs, level.clipped, at_ms, speech=level.speech)
        if self._channels > 1:
            self._bar.show_channel(level.loudest, self._names.get(level.loudest, ""))

    def show_people(self, store: MeetingStore | None) -> None:
        """Take in who sits before which channel."""
        people = {person.id: person for person in store.people.all()} if store else {}
        rows = store.attendance.all() if store else ()
        channels = {row.channel for row in rows if row.channel}
        seated = {channel: person_at(rows, channel) for channel in channels}
        self._names = {
            channel: people[person_id].surname or people[person_id].short_name
            for channel, person_id in seated.items()
            if person_id in people
        }

    def _show_computer(self, rms_dbfs: float, peak_dbfs: float) -> None:
        words = _COMPUTER.get(self._computer.state, "This computer") if self._computer else "This computer"
        self._bar.show_computer(words, rms_dbfs, peak_dbfs)

    def show_lamp(self, state: str, at_ms: int) -> None:
        """The lamp at the foot of the window, which is seen from every page."""
        if (words := lamp_words(state, at_ms)) != self._lamp:
            self._lamp = words
            self._shell.status.set_recording(words)

    # -- listening back ----------------------------------------------------------------------------------------------

    @property
    def listening(self) -> bool:
        """Whether what was recorded is being played."""
        return self._player is not None

    def listen_or_stop(self) -> None:
        """Play what was written three seconds ago and go on, or be silent again. The recording does not notice."""
        if self._player is not None:
            self.stop_listening()
        elif self._folder is not None:
            self._asked += 1
            self._start(self._folder, partial(self._started, self._asked))

    def look(self, state: str) -> None:
        """Be silent when nothing is recorded any more, or all there is has been heard."""
        if self._player is not None and (not self._player.playing or state not in ("recording", "lost")):
            self.stop_listening()

    def stop_listening(self) -> None:
        """Be silent."""
        self._asked += 1
        player, self._player = self._player, None
        if player is not None:
            self._shell.messages.withdraw(FEEDBACK)
            self._shell.tasks.run_task(player.close, lambda _: None)
            self._shell.actions.refresh()

    def _start(self, folder: Path, then: "Callable[[Player], None]") -> None:
        from minutewright.app.listening_back import listen_back

        loudspeaker = self._settings.get(LOUDSPEAKER) or None
        self._shell.tasks.run_task(lambda: listen_back(folder, loudspeaker), then)

    def _started(self, asked: int, player: "Player") -> None:
        if asked != self._asked:
            self._shell.tasks.run_task(player.close, lambda _: None)
            return
        self._player = player
        self._shell.messages.attention(FEEDBACK, Offer("Stop listening", self.stop_listening))
        self._shell.actions.refresh()
