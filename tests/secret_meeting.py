"""A meeting in which something was said that must not be left anywhere, and a search for it in every byte of every file."""

import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutewright.app.keeping import write_record
from minutewright.app.profile import Profile
from minutewright.app.recording import take_sound
from minutewright.app.workplace import Workplace
from minutewright.domain.agenda import AgendaItem, ItemKind
from minutewright.domain.ids import BlockId, ItemId, PassId, SegmentId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import Block, Origin, Run, Source
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind, Word
from minutewright.services.clerk.editing import edit_text
from minutewright.services.clerk.marking import add_mark
from minutewright.services.sound.clock_file import (
    CopyKept,
    SegmentClosed,
    SegmentOpened,
    SessionStarted,
    SessionStopped,
    append_line,
)
from minutewright.services.sound.copying import SoundCopy
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from minutewright.services.storage.store import MeetingStore, create_meeting
from small_meeting import BODY, COUNCIL, MEETING
from tones import START

RATE = 8000
START_MS, END_MS = 2_500, 7_500
SECRETS = ("quincunx", "zeppelin", "tourmaline", "vermilion", "harpsichord")
SAID = "the bidder quincunx zeppelin offers tourmaline for the pavilion"
EDITED = "the bidder vermilion zeppelin offers tourmaline for the pavilion"
NOTED = "ask about harpsichord"
BEFORE, AFTER = "good evening members and welcome", "the next item is the bandstand"


def make(root: Path, *, copied: bool = True) -> npt.NDArray[np.int16]:
    """The meeting in `root/meeting`, its profile in `root/profile`, its second copy in `root/stick`; its samples."""
    folder, stick = root / "meeting", root / "stick"
    sound = np.random.default_rng(7).integers(-20000, 20000, RATE * 10, np.int16)
    with create_meeting(folder, COUNCIL, BODY, MEETING) as store:
        _record(folder / "audio", sound)
        if copied:
            stick.mkdir()
            append_line(folder / "audio", CopyKept(START, str((stick / "meeting").absolute())))
            SoundCopy(folder, stick).step()
        take_sound(store)
        _say(store)
        _write(store)
        (folder / "exports").mkdir(exist_ok=True)
        (folder / "exports" / "transcript.txt").write_text(f"{BEFORE} {EDITED}", encoding="utf-8")
        (folder / "exports" / "agenda.txt").write_text("The bandstand.", encoding="utf-8")
        (folder / "meeting-before-version-9.db").write_bytes(store.as_file())
        if copied:
            write_record(stick / "meeting", store.as_file())
            (stick / "meeting" / "meeting.part").write_bytes(store.as_file()[:50_000])
    workplace = Workplace(Profile.in_folder(root / "profile"))
    workplace.open(folder).close()
    workplace.close()
    return sound


def _record(audio: Path, sound: npt.NDArray[np.int16]) -> None:
    append_line(audio, SessionStarted(START, 0, "Room", RATE, 1, "0.1.0"))
    for number in range(5):
        import hashlib

        at = START + timedelta(seconds=2 * number)
        name = str(SegmentName(number + 1, at, RATE, 1))
        append_line(audio, SegmentOpened(name, at, number * 2_000_000_000))
        writer = WavWriter(audio / name, RATE, 1)
        writer.write(sound[number * 2 * RATE : (number + 1) * 2 * RATE].tobytes())
        writer.close()
        (audio / f"{name}.peaks").write_bytes(b"an outline")
        append_line(
            audio, SegmentClosed(name, 2 * RATE, hashlib.sha256((audio / name).read_bytes()).hexdigest())
        )
    append_line(audio, SessionStopped(START + timedelta(seconds=10), 10_000_000_000))


def heard(number: int, text: str, start_ms: int, end_ms: int, pass_id: str = "pass-1") -> HeardSegment:
    """An utterance whose words share its time equally."""
    texts = text.split()
    step = (end_ms - start_ms) // len(texts)
    words = tuple(
        Word(start_ms + place * step, start_ms + (place + 1) * step, word) for place, word in enumerate(texts)
    )
    return HeardSegment(
        SegmentId(f"heard-{pass_id}-{number}"), PassId(pass_id), start_ms, end_ms, text, words
    )


def _say(store: MeetingStore) -> None:
    for name in ("pass-0", "pass-1"):
        a_pass = Pass(
            PassId(name), PassKind.FINAL, "faster-whisper", "1", "base", "0" * 64, "en",
            datetime(2026, 3, 4, 22, tzinfo=UTC), datetime(2026, 3, 4, 23, tzinfo=UTC),
        )  # fmt: skip
        store.begin_pass(a_pass)
        said = [
            heard(1, BEFORE, 0, 2_400, name),
            heard(2, SAID, 2_700, 7_200, name),
            heard(3, AFTER, 7_600, 9_900, name),
        ]
        store.put_block(PassBlock(PassId(name), 0, 10_000), said)


def _write(store: MeetingStore) -> None:
    """The clerk's hand: an edit done, undone and done again, a note, a suggestion, a paragraph resting on it."""
    edit_text(store, SegmentId("heard-pass-1-2"), EDITED)
    store.undo()
    store.redo()
    edit_text(store, SegmentId("heard-pass-1-1"), BEFORE + " all")
    add_mark(store, MarkKind.NOTE, 5_000, text=NOTED)
    add_mark(store, MarkKind.SPEAKER, 5_000)
    source = (Source(2_700, 7_200, (SegmentId("heard-pass-1-2"),)),)
    with store.action("Draft"):
        store.items.put(AgendaItem(ItemId("item-1"), "1", "Bids", 1, ItemKind.REPORT))
        suggestion = Block(
            BlockId("block-1"), ItemId("item-1"), 1, runs=(Run(SAID),), sources=source, origin=Origin.SUGGESTION,
            confirmed=False,
        )  # fmt: skip
        store.blocks.put(suggestion)
        store.blocks.put(
            Block(BlockId("block-2"), ItemId("item-1"), 2, runs=(Run("A bid was noted."),), sources=source)
        )


def places_of_text(*roots: Path) -> list[str]:
    """Each file in which a secret word stands, in UTF-8 or UTF-16, with the word."""
    needles = {(word, word.encode(code)) for word in SECRETS for code in ("utf-8", "utf-16-le", "utf-16-be")}
    return [
        f"{path}: {word}"
        for path in _files(*roots)
        for word, needle in needles
        if needle in path.read_bytes()
    ]


def places_of_sound(sound: npt.NDArray[np.int16], *roots: Path) -> list[str]:
    """Each file in which 16 samples in a row of the span stand, looked for in steps of 400 samples."""
    first, last = START_MS * RATE // 1000, END_MS * RATE // 1000
    needles = [sound[at : at + 16].tobytes() for at in range(first, last - 16, 400)]
    found = []
    for path in _files(*roots):
        data = path.read_bytes()
        found += [str(path) for needle in needles if needle in data]
    return found


def _files(*roots: Path) -> list[Path]:
    return [path for root in roots for path in root.rglob("*") if path.is_file()]


def destroy(root: Path, kill_at: int = -1) -> list[str]:
    """Destroy the secret; with `kill_at` this process ends at that step. The names of all steps."""
    import os
    import signal

    from minutewright.app.destroying import destroy_span, plan_destruction
    from minutewright.domain.destruction import Scope

    steps: list[str] = []

    def step(name: str) -> None:
        if len(steps) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(name)

    workplace = Workplace(Profile.in_folder(root / "profile"))
    store = workplace.open(root / "meeting")
    going = plan_destruction(store, START_MS, END_MS)
    destroy_span(store, workplace.library, going, "taken without the public", Scope(exports=True), step)
    store.close()
    workplace.close()
    return steps


def again(root: Path) -> None:
    """Open and close the meeting, as the next start does."""
    workplace = Workplace(Profile.in_folder(root / "profile"))
    workplace.open(root / "meeting").close()
    workplace.close()


def fresh(template: Path, root: Path) -> None:
    """A meeting like the one in `template`, whose second copy is known by its new place."""
    shutil.copytree(template, root)
    clock = root / "meeting" / "audio" / "clock.jsonl"
    for path in (clock, root / "stick" / "meeting" / "audio" / "clock.jsonl"):
        if path.exists():
            path.write_bytes(path.read_bytes().replace(str(template).encode(), str(root).encode()))
    for path in (root / "profile").glob("library.db*"):
        path.unlink()  # it lists the meeting in its old place
    again(root)


if __name__ == "__main__":
    destroy(Path(sys.argv[1]), int(sys.argv[2]))
