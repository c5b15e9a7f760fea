"""What goes into the ring comes out in order, or is counted as dropped."""

from hypothesis import given
from hypothesis import strategies as st

from minutewright.services.capture.ring import SoundRing


def put(ring: SoundRing, first: int, frames: int) -> None:
    data = b"".join((first + n).to_bytes(4, "little") for n in range(frames))
    ring.put(memoryview(data), frames)


def take_all(ring: SoundRing, up_to: int) -> list[int]:
    found: list[int] = []
    while len(data := ring.take(up_to)):
        found += [int.from_bytes(data[n : n + 4], "little") for n in range(0, len(data), 4)]
        ring.release(len(data) // 4)
    return found


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 60)), max_size=60))
def test_whatever_the_pace_nothing_is_lost_or_swapped_without_being_counted(
    steps: list[tuple[int, int]],
) -> None:
    ring = SoundRing(4, 64)
    number, got, dropped = 0, [], 0
    for put_frames, take_frames in steps:
        put(ring, number, put_frames)
        number += put_frames
        got += take_all(ring, min(ring.taken + take_frames, ring.written))
    got += take_all(ring, ring.written)
    expected = []
    drops = list(ring.dropped)
    dropped = sum(frames for _, frames in drops)
    position = source = 0
    while source < number:
        if drops and drops[0][0] == position:
            source += drops.pop(0)[1]
            continue
        expected.append(source)
        source, position = source + 1, position + 1
    assert got == expected
    assert len(got) + dropped == number


def test_a_full_ring_drops_the_new_and_keeps_the_old() -> None:
    ring = SoundRing(4, 10)
    put(ring, 0, 8)
    put(ring, 8, 5)
    put(ring, 13, 2)
    assert list(ring.dropped) == [(8, 5)]
    assert take_all(ring, ring.written) == [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
