"""An invented evening as a transcriber heard it: who said what, with times and doubtful words, for the Review page."""

from collections.abc import Callable
from datetime import UTC, datetime

from fake_desk import FakeDesk

from committee import begin_committee, item_id, person_id
from minutewright.app.transcribing import Progress
from minutewright.domain.ids import AudioFileId, PassId, SegmentId, VoiceId
from minutewright.domain.marks import MarkKind
from minutewright.domain.recording import AudioFile
from minutewright.domain.transcript import HeardSegment, Pass, PassBlock, PassKind, Voice, Word
from minutewright.services.clerk.marking import add_mark
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.storage.store import MeetingStore

BEGAN = datetime(2026, 5, 12, 19, 0, tzinfo=UTC)
# A word after ~ was heard badly. Each line: who is marked as speaking from here ("" goes on, "-" nobody), and what is heard.
EVENING = (
    ("Thackeray", "Good evening everybody and welcome to the harbour committee"),
    ("", "Item one is apologies for absence"),
    ("Oduya", "Councillor ~Quest has sent his apologies chairman"),
    ("Thackeray", "Thank you then we come to the quay repairs"),
    ("Penhale", "The ~key wall has moved by four inches since March"),
    ("", "The engineer says it will not last another winter"),
    ("-", "May I ask what it would cost"),
    ("Penhale", "About ~forty thousand pounds for the key wall alone"),
    ("Thackeray", "Those in favour that is ~unanimous"),
)
ITEM_ONE_AT, ITEM_TWO_AT = 1, 3


def start_of(line: int) -> int:
    """When a line of the evening begins, ms."""
    return 5_000 * line


def words_of(text: str, start_ms: int) -> tuple[Word, ...]:
    """One word every 400 ms; those after ~ are doubtful."""
    return tuple(
        Word(start_ms + 400 * n, start_ms + 400 * n + 350, word.lstrip("~"), 0.3 if word[0] == "~" else 0.95)
        for n, word in enumerate(text.split())
    )


def heard(number: int, text: str, pass_id: str = "pass-1", voice: str | None = None) -> HeardSegment:
    """A line as a segment of a pass."""
    words = words_of(text, start_of(number))
    plain = " ".join(word.text for word in words)
    voice_id = VoiceId(voice) if voice else None
    return HeardSegment(
        SegmentId(f"{pass_id}-{number:04}"),
        PassId(pass_id),
        words[0].start_ms,
        words[-1].end_ms,
        plain,
        words,
        voice_id,
    )


def transcribe(
    store: MeetingStore, lines: tuple[str, ...], pass_id: str = "pass-1", voices: tuple[str, ...] = ()
) -> None:
    """Store a finished pass."""
    a_pass = Pass(PassId(pass_id), PassKind.FINAL, "engine", "1", "base", "", "en", BEGAN, BEGAN)
    store.begin_pass(a_pass)
    segments = [
        heard(number, text, pass_id, voices[number] if voices else None) for number, text in enumerate(lines)
    ]
    store.put_block(PassBlock(a_pass.id, 0, segments[-1].end_ms), segments)
    if voices:
        with store.action("Voices", undoable=False):
            for name in dict.fromkeys(voices):
                store.voices.put(Voice(VoiceId(name), name))


def put_recording(store: MeetingStore, length_ms: int = 60_000) -> None:
    """A recording of this length (its file is not there, so it is silence)."""
    store.put_sound(
        (AudioFile(AudioFileId("file-1"), 1, "0001.wav", 0, 16 * length_ms, 16_000, 1, BEGAN),), ()
    )


def mark_evening(store: MeetingStore) -> None:
    """The clerk's marks of the evening: two items, and who speaks."""
    with store.action("Marks", undoable=False):
        add_mark(store, MarkKind.ITEM, start_of(ITEM_ONE_AT), item_id=item_id(store, "1"))
        add_mark(store, MarkKind.ITEM, start_of(ITEM_TWO_AT), item_id=item_id(store, "2"))
        for number, (who, _) in enumerate(EVENING):
            if who:
                person = None if who == "-" else person_id(who)
                add_mark(store, MarkKind.SPEAKER, start_of(number), person_id=person)


def begin_evening(folder) -> MeetingStore:
    """The harbour committee, recorded, marked and transcribed."""
    store = begin_committee(folder)
    put_recording(store)
    transcribe(store, tuple(text for _, text in EVENING))
    mark_evening(store)
    return store


class FakeTranscription:
    """Notes that it was started; tells no progress by itself."""

    def __init__(self) -> None:
        self.progress = Progress(running=False)
        self.started: list[tuple[str, str]] = []
        self._listeners: list[Callable[[Progress], None]] = []

    def subscribe(self, listener: Callable[[Progress], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def models(self) -> tuple[str, ...]:
        return ("base", "tiny.en")

    def hour_takes_ms(self, engine: str, model: str) -> int | None:
        return 14 * 60_000 if (engine, model) == ("faster-whisper", "base") else None

    def start(self, engine: str = "", model: str = "") -> None:
        self.started.append((engine, model))
        self.tell(Progress(running=True, speech_ms=60_000))

    def cancel(self) -> None:
        self.tell(Progress(running=False, speech_ms=60_000))

    def tell(self, progress: Progress) -> None:
        self.progress = progress
        for listener in tuple(self._listeners):
            listener(progress)


class FakeReviewDesk(FakeDesk):
    """With a transcriber that transcribes nothing, and a recording of silence."""

    def __init__(self, store: MeetingStore) -> None:
        super().__init__(store)
        self.transcription = FakeTranscription()
        self.player().speed = 1.0  # type: ignore[attr-defined]

    def sound(self) -> SoundTimeline:
        return SoundTimeline(self.store.folder / "audio", self.store.files.all())
