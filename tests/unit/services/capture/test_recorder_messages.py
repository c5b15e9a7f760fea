"""Each message of the recorder as it goes over the line, held against its golden file.

A window and a recorder of different builds meet after an update: changing a golden file means a new version.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from minutewright.domain.ids import GapId
from minutewright.domain.recording import Gap, GapReason
from minutewright.services.capture.messages import (
    RECORDER,
    Command,
    ComputerLevel,
    ComputerState,
    CopyState,
    Event,
    Failed,
    FileClosed,
    FileOpened,
    GapClosed,
    GapOpened,
    Level,
    Pause,
    RecorderState,
    Restarting,
    Resume,
    State,
    Stop,
    Stopped,
    Warned,
    WarningKind,
)

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 3, 4, 19, 0, 3, 480_000, tzinfo=UTC)
GAP = Gap(GapId("gap-019d-exempt"), 61_500, AT, None, GapReason.EXEMPT, 0, "Item 9")
NAME = "000001_20260304T190003.480Z_48000x1.wav"
MESSAGES: list[Command | Event] = [
    Pause(GapReason.EXEMPT, "Item 9"),
    Resume(),
    Stop(),
    State(
        RecorderState.PAUSED,
        61_500,
        AT,
        "Room",
        48000,
        1,
        2750,
        0,
        GapReason.EXEMPT,
        copy=CopyState.RUNNING,
        copy_to="/media/stick/Parks",
    ),
    Level(61_500, -12.5, -24.25, False, 3),
    ComputerState(RecorderState.DEVICE_LOST, "Speakers", "It is gone."),
    ComputerLevel(-12.5, -24.25, False),
    FileOpened(NAME),
    FileClosed(NAME),
    GapOpened(GAP),
    GapClosed(GAP),
    Warned(WarningKind.NO_SOUND, "The microphone is silent."),
    Restarting("The sound system does not answer.", 61_500_000_000),
    Failed("NoMicrophone", "This computer has no microphone."),
    Stopped(61_500, "DiskFull", "The disk is full.", "The second copy is complete.", True),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_is_as_it_always_was(message: Command | Event) -> None:
    golden = (GOLDEN / f"{type(message).__name__}.json").read_bytes().rstrip(b"\n")
    assert RECORDER.encode(message) == golden
    assert RECORDER.decode(golden) == message


def test_every_message_has_its_golden_file() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {type(message).__name__ for message in MESSAGES}
    assert {kind.__name__ for kind in RECORDER.types} == {type(message).__name__ for message in MESSAGES}
