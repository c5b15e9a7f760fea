"""A desk whose microphone and loudspeaker are not there: time is what a test says it is."""

from collections.abc import Callable
from dataclasses import dataclass

from minutewright.domain.recording import GapReason
from minutewright.services.storage.store import MeetingStore


@dataclass
class FakeLevel:
    """How loud it is, as the recorder tells it."""

    peak_dbfs: float = -12.0
    rms_dbfs: float = -24.0
    clipped: bool = False
    speech: bool = False


class FakeRecording:
    """Keeps a state and a time, and tells listeners when either is set."""

    def __init__(self) -> None:
        self.state = "idle"
        self.level = FakeLevel()
        self.time_ms = 0
        self.reasons: list[tuple[GapReason, str]] = []
        self._listeners: list[Callable[..., object]] = []

    def subscribe(self, listener: Callable[..., object]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def now_ms(self) -> int:
        return self.time_ms

    def hours_left(self) -> float:
        return 29.0

    def start(self, device: str | None = None) -> None:
        self._be("recording")

    def pause(self, reason: GapReason, note: str = "") -> None:
        self.reasons.append((reason, note))
        self._be("paused")

    def resume(self) -> None:
        self._be("recording")

    def stop(self) -> None:
        self._be("idle")

    def _be(self, state: str) -> None:
        self.state = state
        for listener in tuple(self._listeners):
            listener(self)


class FakePlayer:
    """Notes what it is asked to play."""

    def __init__(self) -> None:
        self.position_ms = 0
        self.playing = False

    def seek(self, at_ms: int) -> None:
        self.position_ms = at_ms

    def play(self, from_ms: int | None = None) -> None:
        self.position_ms = self.position_ms if from_ms is None else from_ms
        self.playing = True

    def pause(self) -> None:
        self.playing = False


class FakeDesk:
    """One for each store."""

    def __init__(self, store: MeetingStore) -> None:
        self.store = store
        self.recording = FakeRecording()
        self._player = FakePlayer()

    def player(self) -> FakePlayer:
        return self._player

    def close(self) -> None:
        pass
