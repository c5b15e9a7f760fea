"""A transcript of ten thousand utterances is as quick to correct as a short one. Ratios only: machines differ."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minutewright.domain.ids import PassId, PersonId, SegmentId
from minutewright.domain.marks import MarkKind
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind, Word
from minutewright.services.clerk import editing, marking
from minutewright.services.storage.store import MeetingStore

pytestmark = pytest.mark.perf
COUNT = 10_000
WORDS = tuple(
    [
        "the",
        "wardens",
        "have",
        "been",
        "out",
        "since",
        "May",
        "and",
        "nine",
        "in",
        "ten",
        "traders",
        "would",
        "like",
        "to",
        "keep",
        "them",
    ]
)


@pytest.fixture
def long_meeting(store: MeetingStore) -> MeetingStore:
    """Eleven hours of speech, a new speaker every half minute."""
    a_pass = Pass(
        PassId("pass-1"), PassKind.FINAL, "engine", "1", "base", "", "en", datetime(2026, 3, 4, tzinfo=UTC)
    )
    store.begin_pass(a_pass)
    rows = []
    for number in range(COUNT):
        start = number * 4000
        words = tuple(Word(start + 230 * n, start + 230 * n + 200, word, 0.9) for n, word in enumerate(WORDS))
        rows.append(
            HeardSegment(SegmentId(f"s{number:05}"), a_pass.id, start, start + 3800, " ".join(WORDS), words)
        )
    store.put_block(PassBlock(a_pass.id, 0, COUNT * 4000), rows)
    with store.action("Marks"):
        for at_ms in range(0, COUNT * 4000, 30_000):
            marking.add_mark(store, MarkKind.SPEAKER, at_ms, person_id=PersonId(f"person-{at_ms % 7}"))
    return store


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def test_reading_after_an_edit_costs_a_tenth_of_the_first_reading_at_most(
    long_meeting: MeetingStore, tmp_path: Path
) -> None:
    first = seconds(long_meeting.segments)
    after = []
    for place in (10, COUNT // 2, COUNT - 10):
        editing.edit_text(long_meeting, long_meeting.segments()[place].id, "something else was said")
        after.append(seconds(long_meeting.segments))
    assert sorted(after)[1] * 10 < first


def test_replacing_a_thousand_words_is_one_step_and_leaves_the_others_alone(
    long_meeting: MeetingStore,
) -> None:
    before = long_meeting.segments()
    changes = {segment.id: segment.text.replace("May", "June") for segment in before[:1000]}
    assert editing.replace_everywhere(long_meeting, changes) == 1000
    after = long_meeting.segments()
    assert sum(old is not new for old, new in zip(before, after, strict=True)) == 1000
    long_meeting.undo()
    assert long_meeting.segments() == before
