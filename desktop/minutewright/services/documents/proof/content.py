"""What the proof of a recording says, in words: a verdict, facts in sections, and the list of files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from minutewright.domain.destruction import DestroyedSpan
from minutewright.domain.minutes import TableContent, Version
from minutewright.domain.recording import Gap, GapReason
from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Pass, PassKind
from minutewright.services.sound.proof import CopyVerdict, FileVerdict, ProvenFile, SoundProof

_GAPS = {
    GapReason.ADJOURNED: "Paused: adjourned",
    GapReason.EXEMPT: "Paused: exempt business",
    GapReason.OTHER: "Paused: other reason",
    GapReason.STOPPED: "Recording stopped and started again",
    GapReason.DEVICE_LOST: "Microphone lost",
    GapReason.INTERRUPTED: "Recording interrupted",
    GapReason.SLEPT: "Computer asleep",
}
_VERDICTS = {
    FileVerdict.WHOLE: "matches",
    FileVerdict.CHANGED: "CHANGED",
    FileVerdict.MISSING: "MISSING",
    FileVerdict.OPEN: "not closed",
    FileVerdict.UNREADABLE: "CANNOT BE READ",
}
_UNFIT = {
    FileVerdict.CHANGED: "was changed after it was closed",
    FileVerdict.MISSING: "is missing",
    FileVerdict.UNREADABLE: "cannot be read",
}
_TRACKS = {"room": "", "computer": "sound of the computer: "}
_GROUP = 16


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that is known of how a recording came to be and whether it is still what it was.

    `made_at` (aware) is when the files were read, by `program` on `system`. `fingerprint` is the SHA-256 over the list of files, as `sha256sum` writes it: one line to compare two proofs by.
    """

    council: str
    body: str
    held_on: date
    folder: str
    made_at: datetime
    program: str
    system: str
    sound: SoundProof
    fingerprint: str
    passes: tuple[Pass, ...] = ()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, facts as label and value, or a table."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    table: TableContent | None = None


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The page: `good` says whether everything matches, `verdict` the same in a sentence."""

    title: str
    meeting: str
    verdict: str
    good: bool
    sections: tuple[Section, ...]
    foot: str


def proof_page(proof: Proof) -> ProofPage:
    """The proof in the order in which it is asked for."""
    day = f"{proof.held_on:%A} {proof.held_on.day} {proof.held_on:%B %Y}"
    meeting = ", ".join(part for part in (proof.council, proof.body, day) if part)
    sections = (
        Section("The recording", tuple(_recording(proof.sound, proof.fingerprint))),
        _table("How it was recorded", ("When", "With what"), _sessions(proof)),
        _table(
            "Gaps and pauses", ("At recording time", "From and until", "What"), map(_gap, proof.sound.gaps)
        ),
        _table("Spans destroyed", ("Span", "When and by whom"), map(_destroyed, proof.sound.destroyed)),
        Section("What else happened", tuple(_incidents(proof))),
        _table("Second copies", ("Folder", "State"), _copies(proof.sound)),
        _table(
            "What was made of it",
            ("When", "What", "SHA-256"),
            (*map(_pass, proof.passes), *map(_version, proof.versions)),
        ),
        _table(
            "Files",
            ("No.", "Begins and lasts", "File and SHA-256 noted when it was closed", "Now"),
            map(_file, proof.sound.files),
        ),
    )
    made = f"{moment(proof.made_at)} by {proof.program} on {proof.system}"
    return ProofPage(
        "Proof of the recording",
        meeting,
        verdict_of(proof.sound),
        proof.sound.matches,
        tuple(section for section in sections if section.facts or section.table),
        f"Every file was read again for this page: {made}. Times of day are those of {made_zone(proof.made_at)}. "
        "Recording time counts what can be listened to; a pause is not in it.",
    )


def verdict_of(sound: SoundProof) -> str:
    """Whether the recording is what was recorded, in a sentence."""
    closed = sum(file.verdict is not FileVerdict.OPEN for file in sound.files)
    if not sound.files:
        return "There is no recording, so there is nothing to prove."
    if sound.unfit:
        told = "; ".join(_unfit(file) for file in sound.files if file.verdict in _UNFIT)
        return f"This recording does NOT match what was recorded: {sound.unfit} of {len(sound.files)} files. {told}."
    still_open = len(sound.files) - closed
    never = "1 more was never closed" if still_open == 1 else f"{still_open} more were never closed"
    rest = f" {never}, so nothing was noted of {'it' if still_open == 1 else 'them'}." if still_open else ""
    ended = "" if sound.complete or still_open else " The recording was never ended."
    return (
        f"{'The one closed file is' if closed == 1 else f'All {closed} closed files are'} byte for byte what "
        f"{'it was when it was' if closed == 1 else 'they were when they were'} closed.{rest}{ended}"
        if closed
        else f"No file has been closed yet, so there is nothing to compare.{rest}"
    )


def _unfit(file: ProvenFile) -> str:
    return f"{file.file.name} {_UNFIT[file.verdict]}"


def _recording(sound: SoundProof, fingerprint: str) -> Iterator[tuple[str, str]]:
    files = [file for file in sound.files if file.track == "room"]
    if files:
        yield "Began", moment(files[0].file.started_at)
        yield "Ended", moment(files[-1].ended_at)
    yield "Recording time", format_ms(sound.length_ms, with_ms=True)
    size = sum(file.size_bytes for file in sound.files)
    yield "Files", f"{len(sound.files)}, {size:,} bytes"
    if sound.length_ms:
        yield "Ended in good order", "yes" if sound.complete else "no"
    yield "Fingerprint of the list of files", grouped(fingerprint)


def _sessions(proof: Proof) -> Iterator[tuple[str, ...]]:
    for one in proof.sound.sessions:
        until = "never ended: broken off, or it goes on"
        form = f"{one.sample_rate} Hz, {one.channels} channel{'s' if one.channels != 1 else ''}, 16 bit"
        what = f"{one.device}, {form}, Minutewright {one.program}" + (f". {one.why}" if one.why else "")
        yield _stretch(one.began_at, one.ended_at, until), what
    for line in proof.sound.imported:
        yield "imported", f"{line.source}, {line.source_bytes:,} bytes, SHA-256 {grouped(line.source_sha256)}"


def _gap(gap: Gap) -> tuple[str, ...]:
    filled = f"{gap.filled_ms / 1000:.3f} s of silence stand for it" if gap.filled_ms else "not captured"
    what = f"{_GAPS[gap.reason]}; {filled}" + (f". {gap.note}" if gap.note else "")
    return format_ms(gap.at_ms), _stretch(gap.started_at, gap.ended_at, "not over"), what


def _destroyed(span: DestroyedSpan) -> tuple[str, ...]:
    ended = f"finished {moment(span.ended_at)}" if span.ended_at else "NOT FINISHED yet"
    return span.words, f"{moment(span.at)} by {span.who}; {ended}"


def _incidents(proof: Proof) -> Iterator[tuple[str, str]]:
    sound = proof.sound
    lost = f"{sound.overrun_ms} ms; silence stands for it" if sound.overrun_ms else "none"
    yield "Sound lost because the computer was too busy", lost
    asleep = [f"{moment(line.at)} to {moment(line.woke_at)}" for line in sound.sleeps]
    yield "Computer asleep while recording", "; ".join(asleep) or "never"
    changed = [f"{moment(line.at)} by {line.by_ms / 1000:+.1f} s" for line in sound.clock_changes]
    yield "Computer's clock set while recording", "; ".join(changed) or "never"
    if not sound.destroyed:
        yield "Spans destroyed", "none"


def _copies(sound: SoundProof) -> Iterator[tuple[str, str]]:
    for copy in sound.copies:
        words = {
            CopyVerdict.ALIKE: f"all {copy.alike} closed files alike",
            CopyVerdict.DIFFERENT: f"DIFFERENT: {copy.alike} files alike, not {', '.join(copy.lacking)}",
            CopyVerdict.AWAY: "not connected, so not compared",
        }[copy.verdict]
        yield str(copy.folder), words


def _pass(one: Pass) -> tuple[str, ...]:
    kind = "Captions while recording" if one.kind is PassKind.LIVE else "Transcription"
    ended = "" if one.finished_at else ", not finished"
    what = f"{kind}{ended}, by {one.engine} {one.engine_version}, model {one.model}"
    return moment(one.started_at), what, grouped(one.model_sha256)


def _version(version: Version) -> tuple[str, ...]:
    what = f"Minutes exported, version {version.number}, {version.edition.value}: {version.file_name}"
    return moment(version.created_at), what, grouped(version.sha256)


def _file(proven: ProvenFile) -> tuple[str, ...]:
    file = proven.file
    lines = f"{_TRACKS[proven.track]}{file.name} {grouped(proven.noted or proven.found)}"
    if proven.verdict is FileVerdict.CHANGED:
        lines += f" – now {grouped(proven.found)}"
    return (
        str(file.number),
        f"{moment(file.started_at, with_ms=True)}, {file.length_ms / 1000:.3f} s",
        lines,
        _VERDICTS[proven.verdict],
    )


def moment(at: datetime, *, with_ms: bool = False) -> str:
    """`4 March 2026 19:00:03`, by this computer's clock."""
    local = at.astimezone()
    tail = f".{local.microsecond // 1000:03}" if with_ms else ""
    return f"{local.day} {local:%B %Y %H:%M:%S}{tail}"


def _stretch(began: datetime, ended: datetime | None, unended: str) -> str:
    """From and until; the day is said once where it is the same."""
    if ended is None:
        return f"{moment(began)}; {unended}"
    same = began.astimezone().date() == ended.astimezone().date()
    return (
        f"{moment(began)} to {ended.astimezone():%H:%M:%S}" if same else f"{moment(began)} to {moment(ended)}"
    )


def made_zone(at: datetime) -> str:
    """`UTC+01:00 (BST)`."""
    local = at.astimezone()
    offset = local.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:]} ({local.tzname()})"


def grouped(digits: str) -> str:
    """A hash in groups that the eye, and a line break, can take in."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def _table(heading: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Section:
    made = tuple(rows)
    return Section(heading, table=TableContent(heading, header, made) if made else None)
