"""Failing streams as the clock shows them, with a clock that the test holds."""

from collections.abc import Callable, Iterator

import pytest

from minutewright.services.capture import hole, take, tap, vigil
from minutewright.services.capture.take import Take
from minutewright.services.capture.vigil import Finding, Vigil

RATE = 1000
MS = 1_000_000


class FakeStream:
    """A PortAudio stream that delivers when the test says so."""

    def __init__(self, callback: Callable[..., None]) -> None:
        self.callback = callback

    def close(self, *, ignore_errors: bool) -> None:
        pass


class Room:
    """A take, a vigil over it, and a clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100_000 * MS
        for module in (tap, take, vigil, hole):
            monkeypatch.setattr(module, "steady_ns", lambda: self.now)
        self.vigil = Vigil()
        self.takes: list[Take] = []
        self.take = self.new_take()
        self.found: list[Finding] = []
        self.lost_ms: int | None = None

    def new_take(self) -> Take:
        fresh = Take("room", RATE, 1, lambda callback, on_end: FakeStream(callback))
        fresh.tap.last_ns = self.now
        fresh.tap.capturing = True
        self.takes.append(fresh)
        return fresh

    def flow(self, ms: int, *, late_ms: int = 0) -> None:
        """Deliver 100 ms blocks and look each time."""
        for _ in range(ms // 100):
            self.now += 100 * MS
            self.now += late_ms * MS
            self.deliver(100)
            self.now -= late_ms * MS
            self.look()

    def deliver(self, ms: int) -> None:
        self.take.tap(bytes(2 * ms), ms, None, None)

    def wait(self, ms: int) -> None:
        """Nothing comes."""
        for _ in range(ms // 100):
            self.now += 100 * MS
            self.look()

    def look(self) -> None:
        finding = self.vigil.look(self.take)
        if finding is not None:
            self.found.append(finding)
        match finding:
            case Finding.STALLED:
                self.vigil.open_hole(self.take)
            case Finding.BACK:
                assert self.vigil.hole
                self.vigil.hole.came_back(self.take)
            case Finding.SETTLED:
                assert self.vigil.hole
                self.lost_ms, self.vigil.hole = self.vigil.hole.lost_for_ns // MS, None


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    room = Room(monkeypatch)
    yield room
    for each in room.takes:
        each.close()


def test_a_stream_that_flows_is_left_alone(room: Room) -> None:
    room.flow(60_000)
    assert room.found == []


def test_lateness_that_comes_and_goes_is_no_loss(room: Room) -> None:
    room.flow(10_000)
    for late_ms in (300, 700, 0, 250, 0):
        room.flow(500, late_ms=late_ms)
    assert room.found == []


def test_a_card_whose_clock_is_slow_is_left_alone(room: Room) -> None:
    for _ in range(600):
        room.flow(1000)
        room.now += MS  # 1000 ppm, ten times what a bad card does
    assert room.found == []


def test_a_stall_is_noticed_within_two_seconds_and_measured_when_sound_is_back(room: Room) -> None:
    room.flow(5000)
    room.wait(1500)
    assert room.found == [Finding.STALLED]
    room.wait(1500)
    room.flow(2500)
    assert room.found == [Finding.STALLED, Finding.BACK, Finding.SETTLED]
    assert room.lost_ms == 3000


def test_a_burst_after_a_freeze_shows_that_nothing_was_lost(room: Room) -> None:
    room.flow(5000)
    room.wait(2900)
    room.now += 100 * MS
    for _ in range(30):
        room.deliver(100)
    room.look()
    room.flow(2500)
    assert room.found == [Finding.STALLED, Finding.BACK, Finding.SETTLED]
    assert room.lost_ms == 0


def test_a_stream_that_stays_silent_is_given_up_once(room: Room) -> None:
    room.flow(2000)
    room.wait(9000)
    assert room.found == [Finding.STALLED, Finding.ENDED]
    assert room.vigil.has_given_up(room.take)


def test_a_stream_that_ends_is_given_up_at_once(room: Room) -> None:
    room.flow(2000)
    room.take.ended = True
    room.look()
    assert room.found == [Finding.ENDED]


def test_a_hole_between_two_streams_is_measured_from_the_last_frame_to_the_first(room: Room) -> None:
    room.flow(5000)
    room.take.ended = True
    room.look()
    room.vigil.open_hole(room.take)
    room.wait(4000)
    room.take = room.new_take()
    room.flow(2500)
    assert room.found == [Finding.ENDED, Finding.BACK, Finding.SETTLED]
    assert room.lost_ms == 4000


def test_sound_that_vanishes_without_a_pause_shows_as_a_step(room: Room) -> None:
    room.flow(10_000)
    room.now += 400 * MS
    room.flow(3500)
    assert room.found == []
    room.flow(1000)
    assert Finding.STEPPED in room.found
    assert room.vigil.step_ns(room.take) == 400 * MS


def test_a_second_stall_while_the_first_settles_is_noticed(room: Room) -> None:
    room.flow(3000)
    room.wait(2000)
    room.flow(500)
    room.wait(1500)
    assert room.found == [Finding.STALLED, Finding.BACK, Finding.STALLED]
