"""Destroying a span of a meeting for good: named beforehand, done in an order that a kill cannot spoil, kept on a list."""

import contextlib
import getpass
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from minutewright.app.keeping import RECORD_FILE, write_record
from minutewright.domain.destruction import DestroyedSpan, Scope, destruction_log, lies_in
from minutewright.domain.errors import BadInput, MinutewrightError
from minutewright.domain.ids import new_id
from minutewright.domain.people import calling_name
from minutewright.domain.recording import recording_length_ms, wall_clock_at
from minutewright.domain.timecode import format_ms
from minutewright.services.sound.destroying import (
    begin_destruction,
    blank,
    destroy_sound,
    destroyed_spans,
    end_destruction,
    note_text_gone,
    shred,
    unfinished,
)
from minutewright.services.sound.holdings import files_holding, second_copies
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.storage.database import backups
from minutewright.services.storage.library import Library
from minutewright.services.storage.scrubbing import repeats
from minutewright.services.storage.store import MeetingStore

Step = Callable[[str], None]
_WAIT_S, _LOOK_S = 5.0, 0.1


@dataclass(frozen=True, slots=True)
class Going:
    """What would go with a span (recording ms; both clocks), counted; `exports` repeat its words, `unread` may.

    `business` counts motions, decisions, declarations and actions taken down in the span, which always stay.
    `originals` are the files outside the meeting from which sound in the span was imported.
    """

    start_ms: int
    end_ms: int
    wall_from: datetime
    wall_to: datetime
    sound_files: int
    copied_files: int
    growing: bool
    out_of_reach: tuple[Path, ...]
    originals: tuple[str, ...]
    utterances: int
    notes: int
    suggestions: int
    paragraphs: int
    business: int
    exports: tuple[Path, ...]
    unread: tuple[Path, ...]

    @property
    def question(self) -> str:
        """The second question: the span on both clocks and everything that goes, in two sentences."""
        seconds = round((self.end_ms - self.start_ms) / 1000)
        clock = f"{self.wall_from.astimezone():%H:%M:%S} to {self.wall_to.astimezone():%H:%M:%S}"
        goes = [_count(self.sound_files, "sound file")]
        goes += [_count(self.copied_files, "file") + " of the second copy"] if self.copied_files else []
        parts = [f"{seconds // 60}:{seconds % 60:02} of sound in " + " and ".join(goes)]
        parts += [_count(self.utterances, "utterance")] if self.utterances else []
        parts += [_count(self.notes, "note")] if self.notes else []
        parts += [_count(self.suggestions, "suggested paragraph")] if self.suggestions else []
        return (
            f"{format_ms(self.start_ms)} to {format_ms(self.end_ms)} ({clock}): {', '.join(parts)}. This cannot be "
            "undone, and nothing done before it can be undone any more."
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What stays or is out of reach, a sentence each."""
        said = []
        if self.growing:
            said.append(
                "The last minute is still being recorded; it is silenced now and once more when its file is finished."
            )
        said += [
            f"The second copy in “{place}” is not connected; it is silenced when it is and the meeting is opened."
            for place in self.out_of_reach
        ]
        said += [
            f"The sound was imported from “{name}”, which was never ours: destroy it where it lies."
            for name in self.originals
        ]
        if self.paragraphs:
            said.append(f"{_count(self.paragraphs, 'confirmed paragraph')} of the minutes repeat its words.")
        if self.business:
            said.append(
                f"{_count(self.business, 'motion, decision, declaration or action')} taken down in it stay."
            )
        if self.exports:
            said.append(
                "Exported files repeat its words: " + ", ".join(path.name for path in self.exports) + "."
            )
        if self.unread:
            said.append(
                "These exports cannot be searched, look yourself: "
                + ", ".join(path.name for path in self.unread)
                + "."
            )
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What became of it: the line of the list, and a sentence for each thing still to be done."""

    span: DestroyedSpan
    left: tuple[str, ...]

    @property
    def words(self) -> str:
        """For the clerk."""
        if self.left:
            return "Destroyed as far as can be now: " + " ".join(self.left)
        return f"Destroyed: {format_ms(self.span.start_ms)} to {format_ms(self.span.end_ms)}. What was done before cannot be undone any more."


def plan_destruction(store: MeetingStore, start_ms: int, end_ms: int) -> Going:
    """What would go with the span from `start_ms` up to `end_ms` of recording time. Changes nothing.

    Raises:
        BadInput: the span is empty, or nothing was recorded there.
    """
    from minutewright.services.documents.wording_search import search_files

    files = read_inventory(store.folder / "audio").files
    end_ms = min(end_ms, recording_length_ms(files))
    start_ms = max(start_ms, 0)
    wall_from, wall_to = wall_clock_at(files, start_ms), wall_clock_at(files, max(end_ms - 1, start_ms))
    if start_ms >= end_ms or wall_from is None or wall_to is None:
        raise BadInput("There is no recording between these two times. Nothing was destroyed.")
    held, found = files_holding(store.folder, start_ms, end_ms), store.spoken_between(start_ms, end_ms)
    shown = store.segments()
    own = [each for each in held.sound if store.folder in each.path.parents]
    exports, unread = (
        search_files(store.folder, lambda text: repeats(text, found.phrases)) if found.phrases else ((), ())
    )
    times = [
        *(row.at_ms for row in store.motions.all()),
        *(row.at_ms for row in store.decisions.all()),
        *(row.at_ms for row in store.declarations.all()),
        *(row.at_ms for row in store.actions.all()),
    ]
    return Going(
        start_ms, end_ms, wall_from, wall_to,
        len(own), len(held.sound) - len(own),
        any(not each.file.sha256 for each in held.sound),
        held.out_of_reach,
        tuple(dict.fromkeys(each.file.source for each in own if each.file.source)),
        sum(lies_in(each.start_ms, each.end_ms, start_ms, end_ms) for each in shown),
        len(found.marks), len(found.suggestions), len(found.paragraphs),
        sum(at is not None and start_ms <= at < end_ms for at in times),
        exports, unread,
    )  # fmt: skip


def destroy_span(
    store: MeetingStore,
    library: Library | None,
    going: Going,
    reason: str,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    step: Step = lambda name: None,
) -> Destroyed:
    """Destroy a span for good. From its first line on it is finished by whoever opens the meeting next, if need be.

    The sound of a whole meeting, its text kept, goes with the span of the whole recording and `Scope(text=False, notes=False)`.

    Raises:
        BadInput: no reason was given.
        MinutewrightError: the intent could not be written down, or a step failed; the next opening goes on.
    """
    if not reason.strip():
        raise BadInput("Say why it is destroyed: the reason goes on the list. Nothing was destroyed yet.")
    named = () if scope.exports else tuple(path.name for path in going.exports)
    span = DestroyedSpan(
        f"destroyed-{new_id('span')}", going.start_ms, going.end_ms, going.wall_from, going.wall_to,
        " ".join(reason.split()), _who(store), datetime.now().astimezone(), scope, named,
    )  # fmt: skip
    step("intent")
    begin_destruction(store.folder, span)
    _refresh(store)
    left = _finish(store, library, span, step)
    return Destroyed(next(each for each in destroyed_spans(store.folder) if each.id == span.id), left)


def finish_destructions(
    store: MeetingStore, library: Library | None, step: Step = lambda name: None
) -> tuple[str, ...]:
    """Go on with every destruction that was begun and is not finished; a sentence for each thing that is still left."""
    left: list[str] = []
    for span in unfinished(store.folder):
        try:
            left += _finish(store, library, span, step)
        except MinutewrightError as error:
            left.append(str(error))
    return tuple(left)


def wait_for_sound(store: MeetingStore, end_ms: int) -> None:
    """While a recorder is at work: wait until the sound up to `end_ms` (recording time) lies on the disk, 5 s at most."""
    deadline = time.monotonic() + _WAIT_S
    while time.monotonic() < deadline:
        if recording_length_ms(read_inventory(store.folder / "audio").files) >= end_ms:
            return
        time.sleep(_LOOK_S)


def destroyed_list(store: MeetingStore) -> str:
    """The list of what was destroyed in a meeting, as text to be printed, filed and put into the proof."""
    title = f"{store.council.name}, {store.body.name}, {store.meeting.held_on:%d %B %Y}"
    return destruction_log(destroyed_spans(store.folder), title)


def _finish(store: MeetingStore, library: Library | None, span: DestroyedSpan, step: Step) -> tuple[str, ...]:
    left = list(destroy_sound(store.folder, span, step))
    _refresh(store)
    if span.scope.text and not span.text_gone:
        left += _destroy_text(store, library, span, step)
    if not left:
        destroy_sound(
            store.folder, _again(store.folder, span), step
        )  # outlines that were being drawn meanwhile
        step("end")
        end_destruction(store.folder, span)
    return tuple(left)


def _destroy_text(store: MeetingStore, library: Library | None, span: DestroyedSpan, step: Step) -> list[str]:
    from minutewright.services.documents.wording_search import search_files

    folder = store.folder
    if span.scope.exports:
        phrases = store.spoken_between(span.start_ms, span.end_ms).phrases
        for path in search_files(folder, lambda text: repeats(text, phrases))[0] if phrases else ():
            step("export")
            with contextlib.suppress(FileNotFoundError):
                shred(path)
    step("text")
    store.destroy_text(span.start_ms, span.end_ms, span.scope, step)
    for backup in backups(folder):
        step("backup")
        shred(backup)
    left = []
    for place in second_copies(folder):
        if not (place / RECORD_FILE).exists():
            continue
        step("copied record")
        try:
            for torn in place.glob("*.part"):
                shred(torn)
            blank(place / RECORD_FILE)
            write_record(place, store.as_file())
        except OSError:
            left.append(f"The record in the second copy “{place}” could not be overwritten.")
    if library is None:
        return [*left, "The library is cleared when the meeting is opened next."]
    step("library")
    library.scrub(store)
    if not left and all(place.is_dir() for place in second_copies(folder)):
        step("text gone")
        note_text_gone(folder, span)
    return left


def _again(folder: Path, span: DestroyedSpan) -> DestroyedSpan:
    return next(each for each in destroyed_spans(folder) if each.id == span.id)


def _refresh(store: MeetingStore) -> None:
    inventory = read_inventory(store.folder / "audio")
    store.put_sound(inventory.files, inventory.gaps)


def _who(store: MeetingStore) -> str:
    """The clerk of the meeting, and who is logged in."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "somebody"
    clerk = store.people.get(store.meeting.clerk) if store.meeting.clerk else None
    return f"{calling_name(clerk, store.people.all())} (logged in as {user})" if clerk else f"the user {user}"


def _count(number: int, words: str) -> str:
    return f"1 {words}" if number == 1 else f"{number} {words}s"
