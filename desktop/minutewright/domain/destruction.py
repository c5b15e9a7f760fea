"""A span of the recording destroyed for good: what is said of it afterwards, and what becomes of words at its edges."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from minutewright.domain.timecode import format_ms
from minutewright.domain.transcript import Word

CUT = "[…]"
"""Stands in an utterance of which a part was destroyed: nobody shall read the rest as one sentence."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What goes beside the sound. `text`: everything transcribed, and what was drafted from it without the clerk's yes.

    `notes`: notes, decision and check marks in the span. `paragraphs`: confirmed paragraphs of the minutes that repeat
    its words. `exports`: exported files that repeat them. Marks of items, speakers and presence always stay.
    """

    text: bool = True
    notes: bool = True
    paragraphs: bool = False
    exports: bool = False


@dataclass(frozen=True, slots=True)
class DestroyedFile:
    """A sound file that was overwritten: frames `first_frame` up to `first_frame + frames`. `copy` is the meeting folder
    of a second copy, empty for the meeting itself. `sha256_before` (hex) is empty where none had been taken yet."""

    name: str
    copy: str
    first_frame: int
    frames: int
    sha256_before: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DestroyedSpan:
    """A span of recording time (ms) that was destroyed, on the wall clock `wall_from` to `wall_to` (aware).

    `ended_at` is None while something is still to be done: a file that was being recorded, a copy out of reach.
    `named_exports` are exported files that held its words and were left where they are.
    """

    id: str
    start_ms: int
    end_ms: int
    wall_from: datetime
    wall_to: datetime
    reason: str
    who: str
    at: datetime
    scope: Scope
    named_exports: tuple[str, ...]
    files: tuple[DestroyedFile, ...] = ()
    text_gone: bool = False
    ended_at: datetime | None = None

    @property
    def length_ms(self) -> int:
        """How long it was."""
        return self.end_ms - self.start_ms

    @property
    def words(self) -> str:
        """One line: the span on both clocks and why."""
        clock = f"{self.wall_from.astimezone():%H:%M:%S} to {self.wall_to.astimezone():%H:%M:%S}"
        return f"{format_ms(self.start_ms)} to {format_ms(self.end_ms)} ({clock}): {self.reason}"


def lies_in(start_ms: int, end_ms: int, span_start_ms: int, span_end_ms: int) -> bool:
    """Whether a stretch of recording time reaches into a span; one of no length lies where it stands."""
    return start_ms < span_end_ms and max(end_ms, start_ms + 1) > span_start_ms


def cut_words(
    words: tuple[Word, ...], start_ms: int, end_ms: int
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words that stay, with `CUT` between or beside them, and those that go: all that reach into the span."""
    before = [word for word in words if word.start_ms < start_ms and word.end_ms <= start_ms]
    gone = tuple(word for word in words if lies_in(word.start_ms, word.end_ms, start_ms, end_ms))
    after = [word for word in words if word not in before and word not in gone]
    if not gone or not (before or after):
        return (words if not gone else ()), gone
    return (*before, Word(start_ms, end_ms, CUT), *after), gone


def destruction_log(spans: Iterable[DestroyedSpan], title: str) -> str:
    """The list of what was destroyed, as plain text to be printed and filed. It says nothing of what was said."""
    lines = [title, "Destroyed spans of the recording", ""]
    for number, span in enumerate(spans, 1):
        state = (
            f"finished {span.ended_at.astimezone():%d %B %Y %H:%M:%S}"
            if span.ended_at
            else "not finished yet"
        )
        lines += [
            f"{number}. {span.words}",
            f"   Destroyed by {span.who} on {span.at.astimezone():%d %B %Y at %H:%M:%S}; {state}.",
            f"   {_gone(span.scope)}",
        ]
        for file in span.files:
            lines += [
                f"   {file.name}" + (f" in the second copy {file.copy}" if file.copy else ""),
                f"      frames {file.first_frame} to {file.first_frame + file.frames} overwritten with silence",
                f"      SHA-256 before {file.sha256_before or 'not taken yet'}",
                f"      SHA-256 after  {file.sha256}",
            ]
        if span.named_exports:
            lines.append(
                "   Exported files that held words of it and were left: " + ", ".join(span.named_exports)
            )
        lines.append("")
    if len(lines) == 3:
        lines.append("Nothing of this recording was destroyed.")
    return "\n".join(lines).rstrip() + "\n"


def _gone(scope: Scope) -> str:
    gone = ["the sound"]
    gone += ["everything transcribed of it"] if scope.text else []
    gone += ["notes"] if scope.notes else []
    gone += ["paragraphs of the minutes that repeated it"] if scope.paragraphs else []
    gone += ["exported files that repeated it"] if scope.exports else []
    return "What went: " + ", ".join(gone) + "."
