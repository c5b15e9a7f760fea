"""What the machine heard, which never changes, and what the clerk made of it, which lies over it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minutewright.domain.ids import ItemId, PassId, PersonId, SegmentId, VoiceId

NOT_HEARD = "[speech not transcribed]"
"""The text of a heard segment, without words, where somebody speaks but no run of an engine gave a word: never nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard: recording time in ms, text without spaces, probability 0 to 1."""

    start_ms: int
    end_ms: int
    text: str
    probability: float = 1.0


class PassKind(StrEnum):
    """Captions made while recording, or a pass over the finished recording."""

    LIVE = "live"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Pass:
    """One run of one engine and model over the recording; `finished_at` is None while it runs or was cut off."""

    id: PassId
    kind: PassKind
    engine: str
    engine_version: str
    model: str
    model_sha256: str
    language: str
    started_at: datetime
    finished_at: datetime | None = None
    options: str = ""


@dataclass(frozen=True, slots=True)
class PassBlock:
    """A stretch (recording ms) that a pass has finished; a killed pass resumes after the last of these."""

    pass_id: PassId
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """One utterance as a pass heard it. Never changed after it is stored."""

    id: SegmentId
    pass_id: PassId
    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...] = ()
    voice_id: VoiceId | None = None
    avg_logprob: float = 0.0
    compression_ratio: float = 0.0
    no_speech_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class ClerkSegment:
    """The clerk's hand on one utterance: stands in place of the heard segments in `replaces`.

    `text` None leaves the heard words; `speaker_id`, `item_id`, `voice_id` None leave what marks and voices say.
    The id of a segment that is only changed is the heard one's; the second half of a split gets a new one.
    `deleted` hides it. `checked` says that a human listened.
    """

    id: SegmentId
    start_ms: int
    end_ms: int
    replaces: tuple[SegmentId, ...]
    text: str | None = None
    words: tuple[Word, ...] | None = None
    speaker_id: PersonId | None = None
    item_id: ItemId | None = None
    voice_id: VoiceId | None = None
    deleted: bool = False
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who sounds the same throughout; naming it names all its segments."""

    id: VoiceId
    label: str
    person_id: PersonId | None = None


class TagSource(StrEnum):
    """Where a segment's speaker or item came from."""

    NONE = "none"
    MARK = "mark"
    VOICE = "voice"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class Segment:
    """One utterance as the clerk reads it: heard and clerk's layers joined, speaker and item resolved."""

    id: SegmentId
    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...] = ()
    heard_text: str = ""
    speaker_id: PersonId | None = None
    speaker_source: TagSource = TagSource.NONE
    item_id: ItemId | None = None
    item_source: TagSource = TagSource.NONE
    voice_id: VoiceId | None = None
    edited: bool = False
    checked: bool = False
