"""What a recording is made from: the clerk's settings, unless something else is asked for this time."""

from pathlib import Path

from minutewright.app.keeping import copy_folder
from minutewright.services.capture.plan import RecorderPlan
from minutewright.services.capture.take import Wanted
from minutewright.services.settings.options import CHANNELS, COMPUTER_SOUND, COMPUTER_SOUND_FROM, MICROPHONE
from minutewright.services.settings.store import Settings


def recording_plan(
    folder: Path,
    settings: Settings,
    *,
    device: str | None = None,
    channels: int | None = None,
    computer_sound: bool | None = None,
    copy_to: Path | None = None,
) -> RecorderPlan:
    """The plan for a meeting folder. What is None is as the settings have it."""
    if computer_sound is None:
        computer_sound = settings.get(COMPUTER_SOUND)
    wanted = Wanted(device or settings.get(MICROPHONE) or None, None, channels or settings.get(CHANNELS))
    return RecorderPlan(
        folder,
        wanted,
        copy_to=copy_to or copy_folder(settings),
        computer_sound=settings.get(COMPUTER_SOUND_FROM) if computer_sound else None,
    )
