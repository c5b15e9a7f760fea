"""Cutting a recording into blocks at pauses."""

from collections.abc import Iterable, Sequence

from minutewright.services.transcription.engine import Stretch

SHORTEST_MS, TARGET_MS, LONGEST_MS = 70_000, 100_000, 130_000
"""A block is about 100 s: long enough for context, short enough that a loop or a kill costs little (measured)."""


def cut_blocks(
    speech: Sequence[Stretch], length_ms: int, done: Iterable[Stretch] = ()
) -> tuple[Stretch, ...]:
    """Blocks for all of 0 to `length_ms` that is not `done`, each cut in the longest pause near 100 s.

    A block depends only on where it starts and on the speech after it. So a pass that was broken off goes on with
    the very blocks it would have had, and when the recording has grown since, nothing is done twice.
    """
    blocks: list[Stretch] = []
    for hole in _holes(length_ms, done):
        start = hole.start_ms
        while hole.end_ms - start > LONGEST_MS:
            end = _best_cut(speech, start)
            blocks.append(Stretch(start, end))
            start = end
        blocks.append(Stretch(start, hole.end_ms))
    return tuple(blocks)


def spoken_ms(speech: Iterable[Stretch], within: Stretch) -> int:
    """How many ms of `within` are speech."""
    return sum(
        max(0, min(each.end_ms, within.end_ms) - max(each.start_ms, within.start_ms)) for each in speech
    )


def clip(speech: Iterable[Stretch], within: Stretch) -> tuple[Stretch, ...]:
    """The parts of `speech` that lie inside `within`."""
    return tuple(
        Stretch(max(each.start_ms, within.start_ms), min(each.end_ms, within.end_ms))
        for each in speech
        if each.start_ms < within.end_ms and within.start_ms < each.end_ms
    )


def _holes(length_ms: int, done: Iterable[Stretch]) -> list[Stretch]:
    holes: list[Stretch] = []
    reached = 0
    for each in sorted(done, key=lambda stretch: stretch.start_ms):
        if reached < min(each.start_ms, length_ms):
            holes.append(Stretch(reached, min(each.start_ms, length_ms)))
        reached = max(reached, each.end_ms)
    if reached < length_ms:
        holes.append(Stretch(reached, length_ms))
    return holes


def _best_cut(speech: Sequence[Stretch], start: int) -> int:
    earliest, latest = start + SHORTEST_MS, start + LONGEST_MS
    edges = [start, *(edge for each in speech for edge in (each.start_ms, each.end_ms)), latest + LONGEST_MS]
    pauses = [
        (max(begin, earliest), min(end, latest))
        for begin, end in zip(edges[0::2], edges[1::2], strict=True)
        if max(begin, earliest) < min(end, latest)
    ]
    if not pauses:
        return start + TARGET_MS
    begin, end = max(
        pauses, key=lambda pause: (pause[1] - pause[0], -abs(sum(pause) // 2 - start - TARGET_MS))
    )
    return (begin + end) // 2
