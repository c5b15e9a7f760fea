"""What is wrong with a recording is said at once, stands while it lasts, and is never taken back unseen."""

from datetime import UTC, datetime, timedelta

from minutewright.app.watching import Alarm, Watch
from minutewright.services.capture.messages import Level, RecorderState, State, Stopped, Warned, WarningKind

BEGAN = datetime(2026, 5, 12, 19, 0, tzinfo=UTC)


class Clerk:
    """Looks at the alarms and hears those that sound."""

    def __init__(self) -> None:
        self.minute = 0
        self.heard: list[Alarm] = []
        self.watch = Watch(on_alarm=self.heard.append, now=lambda: BEGAN + timedelta(minutes=self.minute))

    def tell(self, *events: object) -> None:
        for event in events:
            self.watch.take_in(event)  # type: ignore[arg-type]

    @property
    def sees(self) -> list[tuple[str, bool, bool]]:
        """Kind, whether grave, whether over."""
        return [(alarm.kind, alarm.grave, alarm.over) for alarm in self.watch.alarms]


def state(which: RecorderState = RecorderState.RECORDING, minutes_left: int = 3_000) -> State:
    return State(which, 60_000, BEGAN, "Room", 48_000, 1, minutes_left)


def test_a_lost_microphone_stands_until_it_is_back_and_then_that_it_is_back() -> None:
    clerk = Clerk()
    lost = Warned(WarningKind.DEVICE_LOST, "No sound comes.")
    clerk.tell(state(), state(RecorderState.DEVICE_LOST), lost, state(RecorderState.DEVICE_LOST))
    assert clerk.sees == [("device_lost", True, False)]
    clerk.minute = 2
    clerk.tell(state())
    assert clerk.sees == [("device_lost", False, True)]
    assert "comes from the microphone again" in clerk.watch.alarms[0].words
    assert [alarm.over for alarm in clerk.heard] == [False, True]
    clerk.watch.acknowledge()
    assert clerk.sees == []


def test_what_lasts_stays_in_sight_when_it_was_seen_but_sounds_no_more() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.NO_SOUND, "Muted."))
    clerk.watch.acknowledge()
    assert [(alarm.kind, alarm.seen) for alarm in clerk.watch.alarms] == [("no_sound", True)]
    clerk.tell(Warned(WarningKind.NO_SOUND, "Muted."), Level(70_000, -96.0, -96.0, False))
    assert len(clerk.heard) == 1
    clerk.tell(Level(71_000, -40.0, -50.0, False))
    assert clerk.sees == [("no_sound", False, True)]


def test_something_heard_ends_the_quiet_and_a_noise_below_hearing_does_not() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.NOTHING_HEARD, "Nothing."), Level(70_000, -65.0, -75.0, False))
    assert clerk.sees == [("nothing_heard", True, False)]
    clerk.tell(Level(70_100, -40.0, -50.0, False))
    assert clerk.sees == [("nothing_heard", False, True)]


def test_the_gravest_stands_first_and_what_was_seen_last() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.OVERRUN, "Too busy."))
    clerk.tell(Warned(WarningKind.LOW_DISK, "Little room."))
    clerk.watch.acknowledge()
    clerk.tell(Warned(WarningKind.CLOCK_CHANGED, "Clock set."), Warned(WarningKind.SLEPT, "Asleep."))
    assert [alarm.kind for alarm in clerk.watch.alarms] == ["slept", "clock_changed", "low_disk"]


def test_what_happened_once_stays_until_it_was_seen() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.SLEPT, "Asleep."), state(), Level(1, -20.0, -30.0, False))
    assert clerk.sees == [("slept", True, False)]
    clerk.watch.acknowledge()
    assert clerk.sees == []


def test_room_on_the_disk_is_told_in_two_steps_and_its_return() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.LOW_DISK, "119 min"), state(minutes_left=119))
    assert clerk.sees == [("low_disk", False, False)]
    clerk.tell(Warned(WarningKind.DISK_NEARLY_FULL, "14 min"), state(minutes_left=14))
    assert clerk.sees[0] == ("disk_nearly_full", True, False)
    clerk.tell(state(minutes_left=600))
    assert all(over for _, _, over in clerk.sees)


def test_an_end_that_nobody_asked_for_is_grave_and_one_that_was_asked_for_is_nothing() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.NO_SOUND, "Muted."), Stopped(60_000))
    assert clerk.sees == []
    clerk.tell(Stopped(60_000, "DiskFull", "The disk is full. Everything up to then is kept."))
    assert clerk.sees == [("ended", True, False)]
    assert len(clerk.heard) == 2


def test_a_pause_is_no_silence() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.NOTHING_HEARD, "Nothing."), state(RecorderState.PAUSED))
    assert clerk.sees == []


def test_the_way_back_to_the_chosen_microphone_is_told_calmly() -> None:
    clerk = Clerk()
    clerk.tell(
        Warned(WarningKind.DEVICE_LOST, "Gone."),
        Warned(WarningKind.DEVICE_RETURNED, "Back."),
        state(),
    )
    assert clerk.sees == [("device_returned", False, True)]


def test_a_second_copy_that_stands_still_is_told_until_it_goes_on_and_its_end_is_told_too() -> None:
    clerk = Clerk()
    clerk.tell(Warned(WarningKind.COPY_FAILED, "The second copy stands still."))
    assert clerk.sees == [("copy_failed", False, False)]
    clerk.watch.acknowledge()
    assert [(alarm.kind, alarm.seen) for alarm in clerk.watch.alarms] == [("copy_failed", True)]
    clerk.tell(Warned(WarningKind.COPY_RETURNED, "It goes on."))
    assert clerk.sees == [("copy_returned", False, True)]
    clerk.tell(Stopped(70_000, copy_words="The second copy is not complete."))
    assert ("copy", False, False) in clerk.sees
    clerk.tell(Stopped(70_000, copy_words="The second copy is complete.", copy_complete=True))
    assert ("copy", False, True) in clerk.sees
