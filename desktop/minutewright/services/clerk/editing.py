"""The transcript under the clerk's hand. What the machine heard stays; these write the layer over it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, PersonId, SegmentId, VoiceId, new_id
from minutewright.domain.transcript import ClerkSegment, Segment, Voice, Word
from minutewright.services.storage.store import MeetingStore


def edit_text(store: MeetingStore, segment_id: SegmentId, text: str, *, seen: Segment | None = None) -> None:
    """Put other words in a segment; words that stay keep their times, new ones share the time of those they replace.

    `seen` is the segment as the clerk had it before their eyes: where a new transcription has come in its place
    meanwhile, the clerk's words stand in the new one at the same time.

    Raises:
        BadInput: the segment is no longer there, and was not given as `seen`.
    """
    segment = (
        seen if seen is not None and not _segments(store, (segment_id,)) else _segment(store, segment_id)
    )
    text = " ".join(text.split())
    if text == segment.text:
        return
    with store.action("Edit text"):
        row = _row(store, segment)
        store.clerk_segments.put(replace(row, text=text, words=realign(segment.words, text, segment)))


def set_speaker(store: MeetingStore, segment_ids: Iterable[SegmentId], person_id: PersonId | None) -> None:
    """Say who speaks in these segments, whatever marks and voices say; None gives them back to the marks."""
    with store.action("Assign speaker"):
        for segment in _segments(store, segment_ids):
            store.clerk_segments.put(replace(_row(store, segment), speaker_id=person_id))


def set_item(store: MeetingStore, segment_ids: Iterable[SegmentId], item_id: ItemId | None) -> None:
    """Say which item these segments belong to, whatever the marks say; None gives them back to the marks."""
    with store.action("Assign agenda item"):
        for segment in _segments(store, segment_ids):
            store.clerk_segments.put(replace(_row(store, segment), item_id=item_id))


def set_checked(store: MeetingStore, segment_ids: Iterable[SegmentId], checked: bool = True) -> None:
    """Note that a human listened to these segments."""
    with store.action("Mark as checked" if checked else "Mark as not checked"):
        for segment in _segments(store, segment_ids):
            store.clerk_segments.put(replace(_row(store, segment), checked=checked))


def split(store: MeetingStore, segment_id: SegmentId, at_character: int) -> SegmentId:
    """Split a segment at a caret in its text; returns the id of the second half. A word is never cut in two.

    Raises:
        BadInput: one half would be empty.
    """
    segment = _segment(store, segment_id)
    texts = segment.text.split()
    count = sum(
        (match.start() + match.end()) / 2 <= at_character for match in re.finditer(r"\S+", segment.text)
    )
    if not 0 < count < len(texts):
        raise BadInput("A segment is split between two words. Put the caret between them.")
    whole = [word.text for word in segment.words] == texts
    words = segment.words if whole else realign(segment.words, segment.text, segment)
    cut = words[count].start_ms
    second_id = SegmentId(new_id("segment"))
    with store.action("Split"):
        row = _row(store, segment)
        store.clerk_segments.put(
            replace(
                row, text=" ".join(texts[:count]), words=words[:count], end_ms=max(cut, segment.start_ms + 1)
            ),
            replace(row, id=second_id, text=" ".join(texts[count:]), words=words[count:], start_ms=cut),
        )
    return second_id


def join_with_previous(store: MeetingStore, segment_id: SegmentId) -> SegmentId:
    """Join a segment to the one above; the joined one keeps the upper one's id, speaker and item.

    Raises:
        BadInput: there is none above.
    """
    segments = store.segments()
    place = next((place for place, segment in enumerate(segments) if segment.id == segment_id), 0)
    if place == 0:
        raise BadInput("There is nothing above to join this to.")
    upper, lower = segments[place - 1], segments[place]
    with store.action("Join"):
        first, second = _row(store, upper), _row(store, lower)
        store.clerk_segments.delete(second.id)
        store.clerk_segments.put(
            replace(
                first,
                replaces=tuple(dict.fromkeys((*first.replaces, *second.replaces))),
                text=f"{upper.text} {lower.text}",
                words=upper.words + lower.words,
                end_ms=max(upper.end_ms, lower.end_ms),
            )
        )
    return upper.id


def delete_segment(store: MeetingStore, segment_id: SegmentId) -> None:
    """Take a segment out of the transcript. It stays in what the machine heard and can be undone."""
    segment = _segment(store, segment_id)
    with store.action("Delete segment"):
        store.clerk_segments.put(replace(_row(store, segment), deleted=True))


def name_voice(store: MeetingStore, voice: Voice, person_id: PersonId | None) -> None:
    """Say whose voice it is; all its segments without a speaker of their own follow."""
    with store.action("Name voice"):
        store.voices.put(replace(voice, person_id=person_id))


def assign_voice(store: MeetingStore, segment_ids: Iterable[SegmentId], voice_id: VoiceId | None) -> None:
    """Put segments to a voice."""
    with store.action("Assign voice"):
        for segment in _segments(store, segment_ids):
            store.clerk_segments.put(replace(_row(store, segment), voice_id=voice_id))


def replace_everywhere(store: MeetingStore, changes: dict[SegmentId, str]) -> int:
    """Put new text in many segments in one action (find and replace); returns how many changed."""
    changed = [segment for segment in _segments(store, changes) if changes[segment.id] != segment.text]
    with store.action(f"Replace in {len(changed)} places"):
        for segment in changed:
            text = changes[segment.id]
            store.clerk_segments.put(
                replace(_row(store, segment), text=text, words=realign(segment.words, text, segment))
            )
    return len(changed)


def realign(words: tuple[Word, ...], text: str, within: Segment) -> tuple[Word, ...]:
    """The words of `text` with times: kept where a word stayed, shared out evenly where words were put for others.

    A word the clerk typed has probability 1.
    """
    new = text.split()
    old = [word.text for word in words]
    matcher = difflib.SequenceMatcher(
        None, [w.casefold() for w in old], [w.casefold() for w in new], autojunk=False
    )
    result: list[Word] = []
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb == "equal":
            result += [replace(words[a + step], text=new[c + step]) for step in range(d - c)]
        elif d > c:
            start = words[a].start_ms if a < b else (result[-1].end_ms if result else within.start_ms)
            end = words[b - 1].end_ms if a < b else (words[a].start_ms if a < len(words) else within.end_ms)
            end = max(end, start)
            share = (end - start) / (d - c)
            result += [
                Word(round(start + share * step), round(start + share * (step + 1)), new[c + step])
                for step in range(d - c)
            ]
    return tuple(result)


def _segments(store: MeetingStore, segment_ids: Iterable[SegmentId]) -> list[Segment]:
    wanted = set(segment_ids)
    return [segment for segment in store.segments() if segment.id in wanted]


def _segment(store: MeetingStore, segment_id: SegmentId) -> Segment:
    found = _segments(store, (segment_id,))
    if not found:
        raise BadInput("This part of the transcript is no longer there. Nothing was changed.")
    return found[0]


def _row(store: MeetingStore, segment: Segment) -> ClerkSegment:
    """The clerk's row for a segment as it is shown: the one stored, or a new one that changes nothing yet."""
    row = store.clerk_segments.get(segment.id)
    return row or ClerkSegment(segment.id, segment.start_ms, segment.end_ms, replaces=(segment.id,))
