"""Before the meeting: what else must be there for the evening to go well, beside a microphone that is heard."""

import os
from dataclasses import dataclass
from pathlib import Path

from minutewright.app.profile import Profile
from minutewright.domain.council import Body, Council
from minutewright.domain.phrase import fill
from minutewright.services.settings.options import ANNOUNCEMENT, MODEL, SECOND_COPY
from minutewright.services.settings.store import Settings


@dataclass(frozen=True, slots=True)
class Ready:
    """One thing that was looked at: whether it is there, and in a few words what or why not."""

    there: bool
    words: str


def look_before(settings: Settings, profile: Profile) -> tuple[Ready, ...]:
    """The speech model and, where one is wanted, the folder of second copies. Touches a disk: not for the UI thread."""
    checks = [_model(settings, profile)]
    wanted = settings.get(SECOND_COPY)
    if wanted:
        checks.append(_copy_folder(Path(wanted).expanduser()))
    return tuple(checks)


def announcement_of(settings: Settings, council: Council, body: Body) -> str:
    """What the chair reads out before the recording begins, filled in for this committee.

    Raises:
        BadInput: the clerk's own text has a field in it that is none of `{council}` and `{body}`.
    """
    return fill(settings.get(ANNOUNCEMENT), {"council": council.name, "body": body.name})


def _model(settings: Settings, profile: Profile) -> Ready:
    from minutewright.services.transcription.models import ModelShelf

    name = settings.get(MODEL)
    if name in ModelShelf(profile.models).installed():
        return Ready(True, f"speech model {name}")
    return Ready(False, f"speech model {name} is missing; the recording does not need it")


def _copy_folder(folder: Path) -> Ready:
    trial = folder / f".minutewright-{os.getpid()}"
    try:
        trial.write_bytes(b"")
        trial.unlink()
    except OSError:
        return Ready(False, f"second copy: “{folder}” is not there or cannot be written")
    return Ready(True, "second copy connected")
