"""A computer that slept is found out by its two clocks, and the gap says so on both."""

from datetime import timedelta

from minutewright.domain.recording import GapReason
from minutewright.services.capture.cautions import Cautions
from minutewright.services.capture.messages import Event, Warned, WarningKind
from minutewright.services.capture.sleep_watch import SleepWatch, awake_ns
from minutewright.services.capture.steady import steady_ns
from minutewright.services.sound.clock_file import SessionStarted, SoundFilled
from minutewright.services.sound.gaps import find_gaps

SECOND = 1_000_000_000


class FakeClocks:
    """`steady` counts through sleep, `awake` does not."""

    def __init__(self) -> None:
        self.steady_ns, self.awake_ns = 500 * SECOND, 300 * SECOND

    def work(self, seconds: float) -> None:
        self.steady_ns += round(seconds * SECOND)
        self.awake_ns += round(seconds * SECOND)

    def sleep(self, seconds: float) -> None:
        self.steady_ns += round(seconds * SECOND)

    def watch(self) -> SleepWatch:
        return SleepWatch(lambda: self.steady_ns, lambda: self.awake_ns)


def test_work_however_slow_is_no_sleep() -> None:
    clocks = FakeClocks()
    watch = clocks.watch()
    for seconds in (0.1, 7, 0.1, 3600):
        clocks.work(seconds)
        assert watch.look() is None


def test_sleep_is_told_once_with_its_length_and_both_clocks() -> None:
    clocks = FakeClocks()
    watch = clocks.watch()
    clocks.work(0.1)
    assert watch.look() is None
    clocks.work(0.05)
    clocks.sleep(183)
    clocks.work(0.05)
    line = watch.look()
    assert line is not None
    assert line.ms == 183_000
    assert line.steady_ns == 500 * SECOND + SECOND // 10
    assert abs(line.woke_at - line.at - timedelta(seconds=183)) < timedelta(milliseconds=5)
    assert watch.look() is None


def test_the_clerk_is_told_that_the_computer_slept() -> None:
    clocks, events = FakeClocks(), list[Event]()
    cautions = Cautions(events.append)
    cautions._sleep = clocks.watch()
    clocks.sleep(60)
    assert cautions.look_at_sleep() is not None
    (warned,) = events
    assert isinstance(warned, Warned)
    assert warned.kind is WarningKind.SLEPT
    assert "asleep for 60 seconds" in warned.words


def test_the_silence_of_a_sleep_is_no_fault_of_the_microphone() -> None:
    from minutewright.domain.ids import AudioFileId
    from minutewright.domain.recording import AudioFile

    clocks = FakeClocks()
    watch = clocks.watch()
    clocks.sleep(60)
    slept = watch.look()
    assert slept is not None
    began = slept.at - timedelta(seconds=30)
    name = "000001_20260304T190003.480Z_48000x1.wav"
    file = AudioFile(AudioFileId("audio-000001"), 1, name, 0, 48_000 * 120, 48_000, 1, began)
    started = SessionStarted(began, 0, "Room", 48_000, 1, "0")
    filled = SoundFilled(name, 48_000 * 30, 48_000 * 61, slept.at, slept.woke_at + timedelta(seconds=1), "")
    (gap,) = find_gaps((started, slept, filled), (file,))
    assert gap.reason is GapReason.SLEPT
    assert gap.filled_ms == 61_000
    assert "asleep for 60 seconds" in gap.note
    assert (gap.started_at, gap.ended_at) == (filled.lost_at, filled.back_at)
    (lost,) = find_gaps((started, filled), (file,))
    assert lost.reason is GapReason.DEVICE_LOST


def test_this_computer_has_both_clocks() -> None:
    apart = steady_ns() - awake_ns()
    assert abs(steady_ns() - awake_ns() - apart) < SECOND
