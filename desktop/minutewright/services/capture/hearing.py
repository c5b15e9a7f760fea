"""What the recorder hears while it writes: speech, quiet, or nothing at all, told from the loudness alone."""

from collections import deque

from minutewright.services.capture.levels import SILENCE_DBFS

NOTHING_DBFS = -60.0
"""RMS under which no room is heard: a microphone that is open lets even an empty chamber through above it."""

_SPEECH_DBFS = -55.0
_OVER_FLOOR_DB = 9.0
_FLOOR_SHARE = 0.2
_FLOOR_MS = 20_000
_NEWS_MS = 1_000
_SPEECH_MS = 250


class Hearing:
    """Fed with every piece of sound in order; `silent_ms` and the others speak of the moment after it.

    Speech is loudness that rises: a quarter of the last second lies 9 dB over the floor, which is the loudness under
    which the quietest fifth of the last 20 s lies. So a fan or a hum, however loud, is no speech for long, and a
    cough is none. It tells that somebody talks, not who or what.
    """

    def __init__(self) -> None:
        self._pieces: deque[tuple[float, int]] = deque()  # RMS (dBFS), ms
        self._length_ms = 0
        self.clipped_times = 0
        self._clips = False
        self.forget()

    def forget(self) -> None:
        """Count silence anew, as after a pause."""
        self.silent_ms = 0
        self.quiet_ms = 0

    def hear(self, peak_dbfs: float, rms_dbfs: float, clipped: bool, ms: int) -> bool:
        """Take in a piece of `ms`; whether somebody speaks in it.

        `silent_ms` is for how long nothing but exact digital silence has come, `quiet_ms` for how long less than
        `NOTHING_DBFS`; `clipped_times` counts stretches that were too loud.
        """
        self.silent_ms = self.silent_ms + ms if peak_dbfs <= SILENCE_DBFS else 0
        self.quiet_ms = self.quiet_ms + ms if rms_dbfs < NOTHING_DBFS else 0
        self.clipped_times += clipped and not self._clips
        self._clips = clipped
        self._pieces.append((rms_dbfs, ms))
        self._length_ms += ms
        while self._length_ms - self._pieces[0][1] >= _FLOOR_MS:
            self._length_ms -= self._pieces.popleft()[1]
        return self._speaks(rms_dbfs)

    def _speaks(self, rms_dbfs: float) -> bool:
        least = max(_SPEECH_DBFS, self._floor() + _OVER_FLOOR_DB)
        if rms_dbfs < least:
            return False
        loud, seen = 0, 0
        for rms, ms in reversed(self._pieces):
            loud += ms if rms >= least else 0
            seen += ms
            if seen >= _NEWS_MS:
                break
        return loud >= _SPEECH_MS

    def _floor(self) -> float:
        """The loudness (dBFS) that the quietest fifth of the last 20 s stays under; before there are any, silence."""
        left = round(_FLOOR_MS * _FLOOR_SHARE) - (_FLOOR_MS - self._length_ms)
        floor = SILENCE_DBFS
        for rms, ms in sorted(self._pieces):
            if left <= 0:
                break
            floor, left = rms, left - ms
        return floor
