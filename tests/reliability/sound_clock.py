"""A clock that counts frames of an undisturbed sound card, so that nothing is judged by how busy the computer is."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sound_rig import RATE, SoundRig

_FRAME_BYTES = 4


class SoundClock:
    """Seconds of sound that a second sound card, which nobody touches, has brought."""

    def __init__(self, raw: Path) -> None:
        self._raw = raw

    @property
    def now_s(self) -> float:
        """The time now; it steps by what the card delivers at once, some 20 ms."""
        return self._raw.stat().st_size / _FRAME_BYTES / RATE


@contextlib.contextmanager
def sound_clock(folder: Path) -> Iterator[SoundClock]:
    """The clock, running."""
    folder.mkdir()
    rig = SoundRig(folder, real_time=True)
    rig.start()
    try:
        rig.listen(folder / "clock.raw")
        yield SoundClock(folder / "clock.raw")
    finally:
        rig.stop()
