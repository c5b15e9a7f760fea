"""Sound destroyed in place: a span overwritten with silence in every file that holds it, whatever stops us meanwhile.

A line of the clock file says what is to be done before anything is; each file that is done gets a line; the last line
is written when nothing is left. Whoever finds the first without the last goes on (`unfinished`), and everything here
may be done twice.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from minutewright.domain.destruction import DestroyedFile, DestroyedSpan, Scope
from minutewright.domain.errors import FolderError
from minutewright.services.sound.clock_file import (
    ClockLine,
    DestructionBegun,
    DestructionEnded,
    SoundDestroyed,
    TextDestroyed,
    append_line,
    read_lines,
)
from minutewright.services.sound.compacting import lock_of_forms
from minutewright.services.sound.durable import sync_folder
from minutewright.services.sound.holdings import PART, Holding, files_holding
from minutewright.services.sound.inventory import COMPUTER_FOLDER
from minutewright.services.sound.wav import HEADER_BYTES, SAMPLE_BYTES, folder_error

Step = Callable[[str], None]
"""Told the name of each step before it is taken; tests end the process there."""
_PIECE = 1 << 20
_BLOCK_FRAMES = 1 << 16


def destroyed_spans(folder: Path) -> tuple[DestroyedSpan, ...]:
    """What was ever destroyed of the recording in a meeting folder, in the order in which it was."""
    spans: dict[str, DestroyedSpan] = {}
    lines: list[ClockLine] = [*read_lines(folder / "audio"), *read_lines(folder / "audio" / COMPUTER_FOLDER)]
    for line in lines:
        if isinstance(line, DestructionBegun):
            scope = Scope(line.text, line.notes, line.paragraphs, line.exports)
            spans[line.id] = DestroyedSpan(
                *(line.id, line.start_ms, line.end_ms, line.wall_from, line.wall_to, line.reason, line.who),
                *(line.at, scope, line.named_exports),
            )
        elif isinstance(line, SoundDestroyed) and (span := spans.get(line.id)):
            file = DestroyedFile(
                line.name, line.copy, line.first_frame, line.frames, line.sha256_before, line.sha256
            )
            spans[line.id] = replace(span, files=(*span.files, file))
        elif isinstance(line, TextDestroyed) and (span := spans.get(line.id)):
            spans[line.id] = replace(span, text_gone=True)
        elif isinstance(line, DestructionEnded) and (span := spans.get(line.id)):
            spans[line.id] = replace(span, ended_at=line.at)
    return tuple(spans.values())


def unfinished(folder: Path) -> tuple[DestroyedSpan, ...]:
    """The destructions that were begun and are not finished."""
    return tuple(span for span in destroyed_spans(folder) if span.ended_at is None)


def begin_destruction(folder: Path, span: DestroyedSpan) -> None:
    """Write down that the span is to be destroyed: from here on nothing but finishing it is left.

    Raises:
        DiskFull, FolderError: it could not be written; nothing was destroyed.
    """
    scope = span.scope
    line = DestructionBegun(
        *(span.id, span.at, span.start_ms, span.end_ms, span.wall_from, span.wall_to, span.reason, span.who),
        *(scope.text, scope.notes, scope.paragraphs, scope.exports, span.named_exports),
    )
    append_line(folder / "audio", line)


def note_text_gone(folder: Path, span: DestroyedSpan) -> None:
    """Write down that no word of the span is left."""
    append_line(folder / "audio", TextDestroyed(span.id, datetime.now().astimezone()))


def end_destruction(folder: Path, span: DestroyedSpan) -> None:
    """Write down that nothing of the span is left."""
    append_line(folder / "audio", DestructionEnded(span.id, datetime.now().astimezone()))


def destroy_sound(folder: Path, span: DestroyedSpan, step: Step = lambda name: None) -> tuple[str, ...]:
    """Overwrite the span with silence in every file that holds it: the meeting's first, then those of its copies.

    A file that is still being recorded is overwritten as far as it goes, and again when this is called after it was
    finished. Returns a sentence for each thing that is left to be done; none when all sound is gone.

    Raises:
        RecorderError: the sound files are being compacted just now.
        DiskFull, FolderError: a file of the meeting itself cannot be written. Call it again.
    """
    audio = folder / "audio"
    done = {(file.copy, file.name) for file in span.files}
    left: list[str] = []
    with _locks(audio):
        held = files_holding(folder, span.start_ms, span.end_ms)
        for holding in held.sound:
            name, copy = holding.path.name, _copy_of(folder, holding.path)
            if (copy, name) in done:
                continue
            step(f"sound {name}")
            try:
                overwrite(holding, step)
                _note(audio, span, holding, copy, step)
            except OSError as error:
                if not copy:
                    raise folder_error(error, holding.path.parent) from error
                left.append(f"{name} in the second copy “{copy}” could not be overwritten.")
                continue
            if not holding.file.sha256:
                left.append(
                    f"{name} is still being recorded: it is overwritten, and once more when it is finished."
                )
        step("traces")
        for trace in (*held.traces, *_parts(folder, held.sound)):
            with contextlib.suppress(OSError):
                shred(trace)
    left += [f"The second copy “{place}” is not connected." for place in held.out_of_reach]
    return tuple(left)


def overwrite(holding: Holding, step: Step = lambda name: None) -> None:
    """Put silence in place of some frames of a sound file and make sure that it has reached the disk.

    A WAV is overwritten where it lies. A FLAC is written anew beside itself, swapped, and the old one overwritten.

    Raises:
        OSError: the disk failed; the file is as it was or partly silent, never shorter.
    """
    if holding.path.suffix == ".wav":
        frame_bytes = holding.file.channels * SAMPLE_BYTES
        with open(holding.path, "r+b") as file:
            size = os.fstat(file.fileno()).st_size
            at = HEADER_BYTES + holding.first * frame_bytes
            end = min(HEADER_BYTES + holding.end * frame_bytes, size)
            _zero(file.fileno(), at, end, step)
        return
    _rewrite_flac(holding, step)


def shred(path: Path) -> None:
    """Overwrite a file and remove it.

    Raises:
        OSError: it is not there, or cannot be written.
    """
    blank(path)
    path.unlink()
    sync_folder(path.parent)


def blank(path: Path) -> None:
    """Overwrite a file with zeros and make sure that they have reached the disk.

    Raises:
        OSError: it is not there, or cannot be written.
    """
    with open(path, "r+b") as file:
        _zero(file.fileno(), 0, os.fstat(file.fileno()).st_size)


def _rewrite_flac(holding: Holding, step: Step) -> None:
    import soundfile

    path = holding.path
    part = path.with_name(path.name + PART)
    try:
        with soundfile.SoundFile(str(path)) as sound:
            with soundfile.SoundFile(
                str(part), "w", sound.samplerate, sound.channels, subtype=sound.subtype, format="FLAC"
            ) as out:
                at = 0
                for block in sound.blocks(_BLOCK_FRAMES, dtype="int16", always_2d=True):
                    block[max(holding.first - at, 0) : max(holding.end - at, 0)] = 0
                    out.write(block)
                    at += len(block)
            frames = sound.frames
        if at != frames or soundfile.info(str(part)).frames != frames:
            raise OSError(None, "the sound cannot be read to its end")
        with open(part, "r+b") as file:
            os.fsync(file.fileno())
        step("swap")
        _swap(part, path)
    except soundfile.LibsndfileError as error:
        raise OSError(None, "the sound cannot be rewritten") from error
    finally:
        part.unlink(missing_ok=True)


def _swap(part: Path, path: Path) -> None:
    """Put the new file in the place of the old one, whose content is overwritten where the system keeps it reachable."""
    if os.name == "nt":  # a file that is open cannot be replaced there
        os.replace(part, path)
        return
    with open(path, "r+b") as old:
        os.replace(part, path)
        sync_folder(path.parent)
        _zero(old.fileno(), 0, os.fstat(old.fileno()).st_size)


def _zero(descriptor: int, at: int, end: int, step: Step = lambda name: None) -> None:
    os.lseek(descriptor, at, os.SEEK_SET)
    zeros = bytes(_PIECE)
    middle = (at + end) // 2
    while at < end:
        piece = min(_PIECE, (middle if at < middle else end) - at)
        if at == middle:
            step("half a file")
        at += os.write(descriptor, zeros[:piece])
    os.fsync(descriptor)


def _note(audio: Path, span: DestroyedSpan, holding: Holding, copy: str, step: Step) -> None:
    """Tell of a finished file that it is done. The room's clock file tells of its files, the computer's of its own."""
    if not holding.file.sha256:
        return
    with open(holding.path, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    step("line")
    own = audio / COMPUTER_FOLDER if holding.path.parent.name == COMPUTER_FOLDER else audio
    append_line(
        own,
        SoundDestroyed(
            *(span.id, holding.path.name, copy, holding.first, holding.end - holding.first),
            *(holding.file.sha256, sha256),
        ),
    )


def _copy_of(folder: Path, path: Path) -> str:
    """The meeting folder of the second copy in which a file lies; empty for the meeting itself."""
    inside = path.parent.parent if path.parent.name == COMPUTER_FOLDER else path.parent
    return "" if inside.parent == folder else str(inside.parent)


def _parts(folder: Path, sound: tuple[Holding, ...]) -> Iterator[Path]:
    """Unfinished files of any kind beside the sound: what was being made of it when something was killed."""
    places = {folder / "audio", *(holding.path.parent for holding in sound)}
    for place in sorted(places):
        yield from place.glob("*.part")


@contextlib.contextmanager
def _locks(audio: Path) -> Iterator[None]:
    if not audio.is_dir():
        raise FolderError(f"There is no recording in “{audio.parent}”. Nothing was destroyed.")
    with contextlib.ExitStack() as stack:
        stack.enter_context(lock_of_forms(audio))
        if (audio / COMPUTER_FOLDER).is_dir():
            stack.enter_context(lock_of_forms(audio / COMPUTER_FOLDER))
        yield
