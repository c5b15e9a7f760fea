"""Inside the sound card's callback, with a clock that the test holds."""

from dataclasses import dataclass

import pytest

from minutewright.services.capture import tap as tap_module
from minutewright.services.capture.ring import SoundRing
from minutewright.services.capture.tap import Tap

RATE = 1000
START = 50_000_000_000


@dataclass
class FakeTimes:
    """What PortAudio says of a block: its first frame is `currentTime - inputBufferAdcTime` seconds old."""

    inputBufferAdcTime: float
    currentTime: float


class Card:
    """A sound card of 1000 Hz mono that delivers frames numbered from 0, 100 at a time, each 0.1 s late."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = START
        monkeypatch.setattr(tap_module, "steady_ns", lambda: self.now)
        self.tap = Tap(SoundRing(2, 10_000), RATE, 700_000_000)
        self._number = 0

    def deliver(self, blocks: int, age_s: float = 0.1) -> None:
        for _ in range(blocks):
            self.now += 100_000_000
            data = b"".join((self._number + n).to_bytes(2, "little") for n in range(100))
            self._number += 100
            self.tap(data, 100, FakeTimes(5.0, 5.0 + age_s), None)

    def captured(self) -> list[int]:
        data = bytes(self.tap.ring.take(self.tap.ring.written))
        return [int.from_bytes(data[n : n + 2], "little") for n in range(0, len(data), 2)]


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    return Card(monkeypatch)


def test_nothing_is_captured_before_it_is_told_to(card: Card) -> None:
    card.deliver(3)
    assert card.captured() == []
    card.tap.capturing = True
    card.deliver(2)
    assert card.captured() == list(range(300, 500))
    assert (card.tap.count, card.tap.captured_from, card.tap.count_at_head) == (500, 300, 500)


def test_a_pause_captures_nothing_and_resuming_leaves_out_what_was_in_the_air_before(card: Card) -> None:
    card.tap.capturing = True
    card.deliver(2)
    card.tap.capturing = False
    card.deliver(5)
    card.tap.resume(None)
    card.deliver(5)
    first_after = card.captured()[200]
    # Resumed at the end of frame 700; 50 ms of guard; a block's first frame is said to be 100 ms old.
    assert first_after == 750
    assert card.captured()[200:] == list(range(750, 1200))


def test_the_older_of_two_ages_is_believed_on_resuming(card: Card) -> None:
    card.tap.capturing = True
    card.deliver(2)
    card.tap.capturing = False
    card.deliver(5)
    # Counting says that frame 0 came 0.2 s before the first block's frames could have.
    card.tap.resume(START - 200_000_000)
    card.deliver(5)
    assert card.captured()[200] == 950


def test_an_age_that_cannot_be_is_taken_as_the_longest(card: Card) -> None:
    card.tap.capturing = False
    card.deliver(5)
    card.tap.resume(None)
    card.deliver(12, age_s=99.0)
    assert card.captured()[0] == 500 + 650


def test_the_beginning_of_the_stream_is_judged_by_the_quickest_callback(card: Card) -> None:
    card.deliver(2)
    card.now += 70_000_000
    card.deliver(1)
    assert card.tap.harvest() == START
    assert card.tap.harvest() is None
    card.deliver(1)
    assert card.tap.harvest() == START + 70_000_000
