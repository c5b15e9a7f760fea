"""Finished sound files kept as FLAC: half the room, the same sound sample for sample, proved before the WAV goes.

At every moment each stretch of sound lies in one file that counts (`inventory.py`): the WAV until a line of the clock
file tells of the FLAC, which is written only once that is whole, compared and on the disk.
"""

import contextlib
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutewright.domain.errors import Cancelled, MinutewrightError, RecorderError
from minutewright.domain.recording import AudioFile
from minutewright.services.processes.filelock import FileLock, is_locked
from minutewright.services.sound.clock_file import Compacted, append_line
from minutewright.services.sound.copying import SoundCopy
from minutewright.services.sound.durable import sync_file, sync_folder
from minutewright.services.sound.holdings import PART, second_copies
from minutewright.services.sound.inventory import COMPUTER_FOLDER, LOCK_FILE, names_in, read_inventory
from minutewright.services.sound.peaks import peaks_path
from minutewright.services.sound.reading import UnreadableSound, read_frames
from minutewright.services.sound.wav import folder_error

logger = logging.getLogger(__name__)
COMMAND = "compactor"
FORMS_LOCK = "forms.lock"
# What the FLAC format can hold.
_MOST_CHANNELS, _MOST_RATE = 8, 655_350
_BLOCK_FRAMES = 1 << 16


@dataclass(frozen=True, slots=True)
class CompactedSound:
    """How many files were turned, what they took before and take now (bytes), and a sentence for each that was not."""

    files: int
    bytes_before: int
    bytes_after: int
    notes: tuple[str, ...]


@contextlib.contextmanager
def lock_of_forms(audio: Path) -> Iterator[None]:
    """Held by whoever replaces finished sound files of an `audio/` folder, so that two never do at once.

    Raises:
        RecorderError: another program does so now.
        DiskFull, FolderError: the folder cannot be written.
    """
    try:
        lock = FileLock.acquire(audio / FORMS_LOCK)
    except OSError as error:
        raise folder_error(error, audio) from error
    if lock is None:
        raise RecorderError("The sound files of this meeting are being compacted. Try again in a minute.")
    try:
        yield
    finally:
        lock.release()


def compact(
    audio: Path,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CompactedSound:
    """Turn every finished WAV file of an `audio/` folder into FLAC and finish what an earlier, killed run began.

    Each file is encoded beside the WAV, synced, read back and compared sample for sample by SHA-256, renamed, told of
    in the clock file, and only then the WAV is removed. A file of more than 8 channels stays as it is, with a note. It
    stops by itself when a recording begins: the disk is the recorder's alone.

    Args:
        audio: the meeting's `audio/` folder.
        progress: told the share done, 0 to 1.
        cancelled: asked about once a second of sound.

    Raises:
        RecorderError: a recording is running here, or began meanwhile.
        DiskFull, FolderError: the folder cannot be written. The files turned so far stay turned, no sound is touched.
        Cancelled: `cancelled` said so; as above.
    """

    def check() -> None:
        if is_locked(audio / LOCK_FILE):
            raise RecorderError(
                "This meeting is being recorded. Its sound files are compacted when that is over."
            )
        if cancelled():
            raise Cancelled("The sound files were not all compacted. No sound was touched.")

    check()
    with lock_of_forms(audio):
        try:
            return _Compaction(audio, check, progress).run()
        except OSError as error:
            raise folder_error(error, audio) from error


class _Compaction:
    def __init__(self, audio: Path, check: Callable[[], None], progress: Callable[[float], None]) -> None:
        self._audio, self._check, self._progress = audio, check, progress
        self._notes: list[str] = []
        self._before = self._after = self._turned = 0

    def run(self) -> CompactedSound:
        files = read_inventory(self._audio).files
        self._clear_up(files)
        todo = [file for file in files if file.name.endswith(".wav") and file.sha256]
        for number, file in enumerate(todo):
            self._check()
            if file.channels > _MOST_CHANNELS or file.sample_rate > _MOST_RATE:
                self._notes.append(f"{file.name} has more channels than FLAC can hold and stays as it is.")
            else:
                self._turn(file)
            self._progress((number + 1) / len(todo))
        return CompactedSound(self._turned, self._before, self._after, tuple(self._notes))

    def _clear_up(self, files: tuple[AudioFile, ...]) -> None:
        """Finish what a killed run left: unfinished FLACs go, and WAVs whose FLAC the clock file tells of."""
        for path in self._audio.glob(f"*.flac{PART}"):
            path.unlink()
        present = {str(name) for name in names_in(self._audio)}
        for file in files:
            path = self._audio / file.name
            twin = path.with_suffix(".wav" if path.suffix == ".flac" else ".flac")
            if twin.name not in present or path.name not in present:
                continue
            if path.suffix == ".wav":
                twin.unlink()  # renamed, but not told of
            elif _sha256(path) == file.sha256:
                self._drop(twin)

    def _turn(self, file: AudioFile) -> None:
        wav = self._audio / file.name
        flac = wav.with_suffix(".flac")
        part = flac.with_name(flac.name + PART)
        if _sha256(wav) != file.sha256:
            self._notes.append(f"{file.name} is not as it was when it was finished and stays as it is.")
            return
        try:
            before = self._encode(wav, part, file)
            sync_file(part)
            _forget_cached(part)
            if self._sound_hash(part, file) != before:
                self._notes.append(f"{file.name} did not come back the same from FLAC and stays as it is.")
                return
            self._check()
            sizes = wav.stat().st_size, part.stat().st_size
            os.replace(part, flac)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(self._audio)
        append_line(
            self._audio, Compacted(flac.name, file.frames, _sha256(flac), wav.name, file.sha256, before)
        )
        self._drop(wav)
        self._turned += 1
        self._before, self._after = self._before + sizes[0], self._after + sizes[1]

    def _drop(self, wav: Path) -> None:
        wav.unlink()
        sync_folder(self._audio)
        with contextlib.suppress(FileNotFoundError):
            os.replace(peaks_path(wav), peaks_path(wav.with_suffix(".flac")))

    def _encode(self, wav: Path, part: Path, file: AudioFile) -> str:
        """Write the FLAC; the SHA-256 of the samples that went in."""
        import soundfile

        digest = hashlib.sha256()
        try:
            with soundfile.SoundFile(
                str(part), "w", file.sample_rate, file.channels, subtype="PCM_16", format="FLAC"
            ) as sound:
                for start in range(0, file.frames, _BLOCK_FRAMES):
                    self._check()
                    frames = read_frames(wav, file, start, min(_BLOCK_FRAMES, file.frames - start))
                    digest.update(frames.astype("<i2", copy=False).tobytes())
                    sound.write(frames)
        except soundfile.LibsndfileError as error:  # it says only that the system failed
            raise OSError(None, "the disk takes no more") from error
        return digest.hexdigest()

    def _sound_hash(self, part: Path, file: AudioFile) -> str:
        import soundfile

        digest = hashlib.sha256()
        try:
            with soundfile.SoundFile(str(part), "r") as sound:
                if (sound.frames, sound.samplerate, sound.channels) != (
                    file.frames,
                    file.sample_rate,
                    file.channels,
                ):
                    return ""
                for block in sound.blocks(_BLOCK_FRAMES, dtype="int16", always_2d=True):
                    self._check()
                    digest.update(block.astype("<i2", copy=False).tobytes())
        except (soundfile.LibsndfileError, UnreadableSound):
            return ""
        return digest.hexdigest()


def compact_meeting(
    folder: Path,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CompactedSound:
    """As `compact`, for the sound of the room and the track of the computer's own sound of a meeting folder; then each
    second copy that is connected takes over the new form."""
    audio = folder / "audio"
    parts = [compact(audio, progress, cancelled)]
    if (audio / COMPUTER_FOLDER).is_dir():
        parts.append(compact(audio / COMPUTER_FOLDER, progress, cancelled))
    notes = [note for part in parts for note in part.notes]
    for place in second_copies(folder):
        if place.is_dir() and not is_locked(audio / LOCK_FILE):
            try:
                SoundCopy(folder, place.parent).step()
            except OSError:
                notes.append(f"The second copy in “{place}” could not be brought up to date.")
    return CompactedSound(
        sum(part.files for part in parts),
        sum(part.bytes_before for part in parts),
        sum(part.bytes_after for part in parts),
        tuple(notes),
    )


def main(arguments: Sequence[str]) -> int:
    """The process that compacts a meeting folder in the background, at low priority."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        done = compact_meeting(Path(arguments[0]))
    except MinutewrightError as error:
        logger.info("%s", error)  # the next time will finish it
        return error.exit_code
    logger.info("%s", done)
    return 0


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _forget_cached(path: Path) -> None:
    """Let what is compared next come from the disk, where the system can be asked to forget."""
    if hasattr(os, "posix_fadvise"):
        with open(path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
