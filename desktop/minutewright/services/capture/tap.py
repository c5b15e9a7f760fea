"""What runs inside the sound card's callback: copy, count, look at the clock, nothing else."""

from minutewright.services.capture.rank import raise_own_thread
from minutewright.services.capture.ring import SoundRing
from minutewright.services.capture.steady import steady_ns

_NEVER = 1 << 62
# On resuming, beyond what both clocks of the stream say: rather a little of the meeting than a word of the pause.
_RESUME_GUARD_NS = 50_000_000


class Tap:
    """The callback of one stream. Other threads read its plain numbers; `capturing` is how they steer it."""

    def __init__(self, ring: SoundRing, rate: int, longest_age_ns: int) -> None:
        """`longest_age_ns`: no sound that the callback brings was captured earlier than that before it."""
        self.ring = ring
        self.rate = rate
        self.capturing = False
        self.count = 0  # frames brought by the sound card, captured or not
        self.count_at_head = 0  # `count` when the newest frame of the ring came
        self.captured_from: int | None = None  # `count` before the first frame that went into the ring
        self.last_ns = 0  # steady clock at the latest callback
        self.low_ns = _NEVER  # the lowest of (now - time of the frames so far) since it was last harvested
        self._longest_age_ns = longest_age_ns
        self._resume_ns = 0
        self._began_ns: int | None = None
        self._ranked = False

    def resume(self, began_ns: int | None) -> None:
        """Capture again, beginning with sound that was made after this moment. `began_ns`: when frame 0 came."""
        self._began_ns = began_ns
        self._resume_ns = steady_ns() + _RESUME_GUARD_NS
        self.capturing = True

    def harvest(self) -> int | None:
        """The steady clock (ns) at which this stream's frame 0 came, as the quickest recent callback has it."""
        low, self.low_ns = self.low_ns, _NEVER
        return None if low == _NEVER else low

    def __call__(self, data: object, frames: int, at: object, status: object) -> None:
        """Take one block of interleaved 16-bit frames from PortAudio."""
        now = steady_ns()
        if not self._ranked:
            self._ranked = True
            raise_own_thread()
        self.count += frames
        self.last_ns = now
        began_ns = now - self.count * 1_000_000_000 // self.rate
        if began_ns < self.low_ns:
            self.low_ns = began_ns
        if not self.capturing:
            return
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        if self._resume_ns:
            skipped = self._made_before_resume(now, frames, at)
            if skipped >= frames:
                return
            self._resume_ns = 0
            view = view[skipped * self.ring.frame_bytes :]
            frames -= skipped
        if self.captured_from is None:
            self.captured_from = self.count - frames
        self.ring.put(view, frames)
        self.count_at_head = self.count

    def _made_before_resume(self, now: int, frames: int, at: object) -> int:
        """How many frames of this block were in the air before the clerk resumed."""
        age_ns = round((at.currentTime - at.inputBufferAdcTime) * 1e9)  # type: ignore[attr-defined]
        if not 0 < age_ns <= self._longest_age_ns:
            age_ns = self._longest_age_ns
        early_ns = self._resume_ns - (now - age_ns)
        if self._began_ns is not None:
            first_ns = self._began_ns + (self.count - frames) * 1_000_000_000 // self.rate
            early_ns = max(early_ns, self._resume_ns - first_ns)
        early: int = early_ns * self.rate // 1_000_000_000
        return min(max(early, 0), frames)
