"""Playing for the review: one key to play and pause, stepping back on resume, faster and slower, around a word."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from minutewright.app.desk import Desk
    from minutewright.ui.page import Shell

TICK_MS = 60
RESUME_BACK_MS = 2_000
AROUND_MS = 2_000
SPEEDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0)


class Listener(Protocol):
    """Who shows where playback is."""

    shell: "Shell"

    def tick(self, at_ms: int, speed: float) -> None:
        """Playback is at `at_ms` of recording time."""


class Listening:
    """The player of the open meeting, made when first needed; its position is asked for while it plays."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._desk: Desk | None = None
        self._speed = SPEEDS.index(1.0)
        self._until_ms: int | None = None
        self._was_playing = False
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.show)

    def opened(self, desk: "Desk") -> None:
        """A meeting is open."""
        self._desk = desk
        self._listener.tick(0, SPEEDS[self._speed])

    def closed(self) -> None:
        """The meeting was closed; its desk ends the player."""
        self._timer.stop()
        self._desk, self._was_playing, self._until_ms = None, False, None

    @property
    def playing(self) -> bool:
        """Whether sound is heard."""
        return self._was_playing and self._timer.isActive()

    @property
    def position_ms(self) -> int:
        """The recording time that is heard, or at which play would go on."""
        return self._desk.player().position_ms if self._desk is not None else 0

    def words(self) -> str:
        """What the play button says."""
        return "Pause" if self.playing else "Play"

    def toggle(self) -> None:
        """Play, two seconds before where it stopped, or pause.

        Raises:
            DeviceError: nothing can be played on this computer.
        """
        if self.playing:
            self.pause()
        elif self._desk is not None:
            player = self._desk.player()
            self._until_ms = None
            self.play(max(player.position_ms - RESUME_BACK_MS, 0))

    def play(self, from_ms: int) -> None:
        """Play from a recording time (ms)."""
        if self._desk is not None:
            player = self._desk.player()
            player.speed = SPEEDS[self._speed]
            player.play(from_ms)
            self._was_playing = True
            self._timer.start()
            self._refresh()

    def play_around(self, start_ms: int, end_ms: int) -> None:
        """Play a word with two seconds on either side."""
        with self._listener.shell.messages.reporting():
            self.play(max(start_ms - AROUND_MS, 0))
            self._until_ms = end_ms + AROUND_MS

    def pause(self) -> None:
        """Be quiet."""
        self._timer.stop()
        if self._was_playing and self._desk is not None:
            self._desk.player().pause()
            self._was_playing = False
            self.show()
        self._refresh()

    def seek(self, at_ms: int) -> None:
        """Go to a recording time (ms); goes on playing if it was."""
        if self._desk is None:
            return
        with self._listener.shell.messages.reporting():
            self._until_ms = None
            self._desk.player().seek(at_ms)
            self.show()

    def skip(self, by_ms: int) -> None:
        """Go back or forward."""
        if self._desk is not None:
            self.seek(max(self._desk.player().position_ms + by_ms, 0))

    def faster(self, steps: int) -> None:
        """Go through the speeds, 0.5 to 2, the pitch kept."""
        self._speed = max(0, min(self._speed + steps, len(SPEEDS) - 1))
        if self._desk is not None:
            self._desk.player().speed = SPEEDS[self._speed]
            self.show()

    def show(self) -> None:
        """Show where playback is; notice its end."""
        if self._desk is None:
            return
        player = self._desk.player()
        self._listener.tick(player.position_ms, SPEEDS[self._speed])
        if self._was_playing and self._until_ms is not None and player.position_ms >= self._until_ms:
            self.pause()
        elif self._was_playing and not player.playing:
            self._was_playing = False
            self._timer.stop()
            self._refresh()

    def _refresh(self) -> None:
        self._listener.shell.actions.refresh()
