"""The transcript that is kept in memory is at every moment the one that a fresh reading gives."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, PassId, PersonId, SegmentId, VoiceId
from minutewright.domain.marks import MarkKind
from minutewright.domain.reading import read_transcript
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind, Segment, Voice, Word
from minutewright.services.clerk import editing, marking
from minutewright.services.storage.store import MeetingStore

WHEN = datetime(2026, 3, 4, 19, 5, tzinfo=UTC)


def utterance(number: int, pass_id: str = "pass-1", start: int | None = None) -> HeardSegment:
    start = number * 4000 if start is None else start
    words = tuple(
        Word(start + 500 * n, start + 500 * n + 400, word) for n, word in enumerate(("the", "roof", "leaks"))
    )
    voice = VoiceId("voice-1") if number % 3 == 0 else None
    return HeardSegment(
        SegmentId(f"{pass_id}-{number:03}"),
        PassId(pass_id),
        start,
        start + 3000,
        "the roof leaks",
        words,
        voice,
    )


def hear(store: MeetingStore, name: str, count: int = 30, shift: int = 0) -> Pass:
    a_pass = Pass(
        PassId(name),
        PassKind.FINAL,
        "engine",
        "1",
        "base",
        "",
        "en",
        WHEN.replace(second=len(store.passes.all())),
    )
    store.begin_pass(a_pass)
    for block in range(0, count, 10):
        rows = [utterance(n, name, n * 4000 + shift) for n in range(block, block + 10)]
        store.put_block(PassBlock(a_pass.id, rows[0].start_ms, rows[-1].end_ms), rows)
    return a_pass


def fresh(store: MeetingStore) -> tuple[Segment, ...]:
    shown = store.shown_pass()
    heard = store.heard.all("pass_id = ?", (shown.id,)) if shown else ()
    return read_transcript(heard, store.clerk_segments.all(), store.marks.all(), store.voices.all())


def something(store: MeetingStore, dice: random.Random) -> None:
    """One of the things a clerk may do, anywhere."""
    chosen = dice.choice(store.segments())
    mark = dice.choice(store.marks.all() or (None,))
    deeds: list[Callable[[], object]] = [
        lambda: editing.edit_text(store, chosen.id, f"the pavilion leaks {dice.randrange(9)}"),
        lambda: editing.set_speaker(store, [chosen.id], PersonId("mote")),
        lambda: editing.set_item(store, [chosen.id], None),
        lambda: editing.split(store, chosen.id, 4),
        lambda: editing.join_with_previous(store, chosen.id),
        lambda: editing.delete_segment(store, chosen.id),
        lambda: editing.name_voice(store, Voice(VoiceId("voice-1"), "Voice 1"), PersonId(dice.choice("abc"))),
        lambda: marking.add_mark(store, MarkKind.ITEM, chosen.start_ms, item_id=ItemId(dice.choice("xyz"))),
        lambda: marking.add_mark(store, MarkKind.SPEAKER, chosen.start_ms, person_id=PersonId(dice.choice("abc"))),
        lambda: marking.move_mark(store, mark.id, dice.randrange(120_000)) if mark else None,
        lambda: store.undo(),
        lambda: store.undo(),
        lambda: store.redo(),
        lambda: hear(store, f"pass-{store.passes.count() + 1}", 20, shift=700) if dice.random() < 0.2 else None,
    ]  # fmt: skip
    try:
        dice.choice(deeds)()
    except BadInput:
        return


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_clerk_does_the_kept_transcript_is_the_true_one(store: MeetingStore, seed: int) -> None:
    dice = random.Random(seed)
    hear(store, "pass-1")
    for _ in range(60):
        something(store, dice)
        assert store.segments() == fresh(store)


def test_what_an_edit_does_not_touch_stays_the_same_object(store: MeetingStore) -> None:
    hear(store, "pass-1")
    before = store.segments()
    editing.edit_text(store, before[7].id, "the pavilion leaks")
    after = store.segments()
    assert [place for place in range(len(before)) if before[place] is not after[place]] == [7]


def test_an_edit_reads_one_row_and_not_the_whole_transcript(
    store: MeetingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(store, "pass-1")
    segment = store.segments()[3]
    reads: list[str] = []
    for table in (store.heard, store.clerk_segments):
        monkeypatch.setattr(table, "all", lambda *_, name=table.name: reads.append(name) or ())
    editing.edit_text(store, segment.id, "the pavilion leaks")
    assert store.segments()[3].text == "the pavilion leaks"
    assert reads == []


def test_what_was_rolled_back_is_not_in_the_transcript(store: MeetingStore) -> None:
    hear(store, "pass-1")
    row = editing._row(store, store.segments()[0])
    store.segments()

    def fails() -> None:
        with store.action("Edit text"):
            store.clerk_segments.put(replace(row, text="never stored"))
            assert store.clerk_segments.count() == 1
            raise BadInput("no")

    with pytest.raises(BadInput):
        fails()
    assert store.segments() == fresh(store)
    assert store.segments()[0].text == "the roof leaks"
