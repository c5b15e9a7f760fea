"""The ring between the sound card and the disk: preallocated, so that taking sound in allocates nothing."""

from collections import deque


class SoundRing:
    """Frames on their way from one thread (`put`) to one other (`take`). Positions count frames from the first put."""

    def __init__(self, frame_bytes: int, capacity: int) -> None:
        """Room for `capacity` frames of `frame_bytes` bytes each."""
        self.frame_bytes = frame_bytes
        self.capacity = capacity
        self.written = 0
        self.taken = 0
        self.dropped: deque[tuple[int, int]] = deque()
        self._view = memoryview(bytearray(capacity * frame_bytes))

    def put(self, data: memoryview, frames: int) -> None:
        """Copy `frames` frames in. Where there is no room they are dropped, and counted in `dropped` as
        (position before which they are missing, frames)."""
        if frames > self.capacity - (self.written - self.taken):
            self.dropped.append((self.written, frames))
            return
        size = self.frame_bytes
        start = self.written % self.capacity
        first = min(frames, self.capacity - start)
        self._view[start * size : (start + first) * size] = data[: first * size]
        if first < frames:
            self._view[: (frames - first) * size] = data[first * size : frames * size]
        self.written += frames

    def take(self, up_to: int) -> memoryview:
        """The next frames before position `up_to` that lie in one piece; valid until `release`. Empty when none."""
        start = self.taken % self.capacity
        frames = min(up_to - self.taken, self.capacity - start)
        return self._view[start * self.frame_bytes : (start + max(frames, 0)) * self.frame_bytes]

    def release(self, frames: int) -> None:
        """Give back the room of `frames` frames."""
        self.taken += frames
